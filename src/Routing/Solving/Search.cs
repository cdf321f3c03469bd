namespace Homeward.Routing.Solving;

/// <summary>The search, in the order it happens: start, construct, improve, complete, explain.</summary>
internal sealed class Search(Problem problem, SolveOptions options, CancellationToken cancel)
{
    private readonly Compiled compiled = problem.Compiled;
    private readonly long began = options.Clock.GetTimestamp();
    private readonly TimeSpan? limit =
        options.TimeLimit ?? (options.Iterations is null ? TimeSpan.FromSeconds(1) : null);

    internal Plan Run()
    {
        var now = new Solution(compiled);
        var dice = new Dice(options.Seed);
        if (options.From is { } from)
        {
            WarmStart.Take(problem, now, from);
        }

        var near = new Neighbours(compiled);
        var recreate = new Recreate(now, dice, near);
        now.Begin();
        recreate.All([]);
        var rounds = Improve(now, dice, near, recreate);
        now.Begin();
        Completion.Run(now);
        var orders = now.Routes.Select(r => r.Order.ToArray()).ToList();
        var plan = PlanWriter.Write(
            problem,
            orders,
            new Provenance("solve", options.Seed, rounds, options.Clock.GetElapsedTime(began))
        );
        if (!options.Explain || plan.Unplanned.Count == 0)
        {
            return plan;
        }

        var unplanned = plan.Unplanned.Select(u =>
            u with
            {
                Explanation = RoutePlanner.Explain(problem, plan, u.Visit),
            }
        );
        return plan with { Unplanned = [.. unplanned] };
    }

    private bool OutOfTime() =>
        cancel.IsCancellationRequested || (limit is { } l && options.Clock.GetElapsedTime(began) >= l);

    private int Improve(Solution now, Dice dice, Neighbours near, Recreate recreate)
    {
        var rounds = options.Iterations ?? int.MaxValue;
        if (rounds == 0 || compiled.Visits.Length < 2 || compiled.Vehicles.Length == 0)
        {
            return 0;
        }

        var ruin = new Ruin(now, dice, near);
        var best = new Snapshot(now);
        var current = now.Cost;
        var planned = compiled.Visits.Length - now.LeftOut.Count;
        var warm = Tuning.Warmth * now.RouteCost / Math.Max(1, planned);
        var (heat, share, told) = (warm, 0.0, 0);
        var round = 0;
        for (; round < rounds; round++)
        {
            if (round % 16 == 0)
            {
                if (OutOfTime())
                {
                    break;
                }

                share = limit is { } l ? options.Clock.GetElapsedTime(began) / l : 0;
                share = Math.Max(share, options.Iterations is null ? 0 : (double)round / rounds);
                heat = warm * Math.Pow(Tuning.Coldness, Math.Min(1, share));
            }

            now.Begin();
            ruin.Strings();
            recreate.All(ruin.Removed);
            var cost = now.Cost;
            if (cost < current - (heat * Math.Log(1 - dice.NextDouble())))
            {
                current = cost;
                if (cost < best.Cost)
                {
                    best.Take(now);
                    if (options.Progress is { } progress && round - told >= 100)
                    {
                        told = round;
                        progress.Report(new SolveProgress(round, PlanWriter.Cents(cost), now.LeftOut.Count));
                    }
                }
            }
            else
            {
                now.Undo();
            }
        }

        now.Begin();
        best.Restore(now);
        return round;
    }
}
