namespace Homeward.Routing.Solving;

/// <summary>
/// The search, in the order it happens: start, construct, improve, complete, explain. Several chains may improve side by
/// side; after every leg of a fixed number of rounds the dearest goes on from the cheapest, so that a plan depends on
/// seed, threads and rounds, and not on the machine.
/// </summary>
internal sealed class Search(Problem problem, SolveOptions options, CancellationToken cancel)
{
    /// <summary>How many rounds a chain makes between two looks at the clock, and between two exchanges.</summary>
    private const int Step = 16;
    private const int Leg = 64 * Step;

    /// <summary>
    /// How much dearer a plan may become at first, against what a visit costs on average, and the share of it that is left
    /// at the end. Warmer than the paper's, for a day has seconds and not hours: measured, see docs/routing.md.
    /// </summary>
    private const double Warmth = 1;
    private const double Coldness = 0.01;

    private readonly Compiled compiled = problem.Compiled;
    private readonly long began = options.Clock.GetTimestamp();
    private readonly TimeSpan? limit =
        options.TimeLimit ?? (options.Iterations is null ? TimeSpan.FromSeconds(1) : null);

    internal Plan Run()
    {
        var near = new Neighbours(compiled);
        var chains = new Chain[options.Threads];
        for (var n = 0; n < chains.Length; n++)
        {
            chains[n] = new Chain(compiled, near, unchecked(options.Seed + (n * 0x5851F42D4C957F2D)));
            if (options.From is { } from)
            {
                WarmStart.Take(problem, chains[n].Now, from);
            }

            chains[n].Construct();
        }

        var rounds = Improve(chains);
        var best = chains.MinBy(c => c.Best.Cost)!;
        best.Now.Begin();
        best.Best.CopyTo(best.Now);
        Completion.Run(best.Now);
        var plan = PlanWriter.Write(
            problem,
            best.Now,
            new Provenance(
                "solve",
                options.Seed,
                (int)Math.Min(int.MaxValue, rounds),
                options.Clock.GetElapsedTime(began)
            )
        );
        if (options.From is { } old && WarmStart.StillGood(problem, old) is { } kept && IsBetter(kept, plan))
        {
            plan = kept with { Provenance = plan.Provenance };
        }

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

    private static bool IsBetter(Plan a, Plan b) =>
        a.Unplanned.Count <= b.Unplanned.Count && a.Cost.Total < b.Cost.Total;

    private bool OutOfTime() =>
        cancel.IsCancellationRequested || (limit is { } l && options.Clock.GetElapsedTime(began) >= l);

    private long Improve(Chain[] chains)
    {
        if (options.Iterations == 0 || compiled.Visits.Length < 2 || compiled.Vehicles.Length == 0)
        {
            return 0;
        }

        var planned = compiled.Visits.Length - chains[0].Now.LeftOut.Count;
        var warm = Warmth * chains[0].Now.RouteCost / Math.Max(1, planned);
        var most = options.Iterations is { } iterations
            ? ((long)iterations + chains.Length - 1) / chains.Length
            : long.MaxValue;
        var told = chains.Min(c => c.Best.Cost);
        while (chains[0].Rounds < most && !OutOfTime())
        {
            if (chains.Length == 1)
            {
                RunLeg(chains[0], warm, most);
            }
            else
            {
                Parallel.ForEach(chains, chain => RunLeg(chain, warm, most));
                Exchange(chains);
            }

            var best = chains.MinBy(c => c.Best.Cost)!.Best;
            if (options.Progress is { } progress && best.Cost < told)
            {
                told = best.Cost;
                var cost = PlanWriter.Cents(best.Cost);
                progress.Report(
                    new SolveProgress((int)Math.Min(int.MaxValue, chains.Sum(c => c.Rounds)), cost, best.LeftOut)
                );
            }
        }

        return chains.Sum(c => c.Rounds);
    }

    private void RunLeg(Chain chain, double warm, long most)
    {
        var end = Math.Min(most, chain.Rounds + Leg);
        while (chain.Rounds < end)
        {
            if (OutOfTime())
            {
                return;
            }

            var share = limit is { } l ? options.Clock.GetElapsedTime(began) / l : 0;
            share = Math.Max(share, most == long.MaxValue ? 0 : (double)chain.Rounds / most);
            var heat = warm * Math.Pow(Coldness, Math.Min(1, share));
            for (var n = 0; n < Step && chain.Rounds < end; n++)
            {
                chain.Round(heat);
            }
        }
    }

    private static void Exchange(Chain[] chains)
    {
        var (cheapest, dearest) = (chains.MinBy(c => c.Current)!, chains.MaxBy(c => c.Current)!);
        if (dearest.Current > cheapest.Current)
        {
            dearest.Adopt(new Snapshot(cheapest.Now));
        }
    }
}
