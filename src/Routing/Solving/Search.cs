namespace Homeward.Routing.Solving;

/// <summary>The search, in the order it happens: start, construct, improve, complete, explain.</summary>
internal sealed class Search(Problem problem, SolveOptions options, CancellationToken cancel)
{
    private readonly Compiled compiled = problem.Compiled;
    private readonly Dice dice = new(options.Seed);
    private readonly Solution now = new(problem.Compiled);
    private readonly long began = options.Clock.GetTimestamp();
    private readonly TimeSpan? limit =
        options.TimeLimit ?? (options.Iterations is null ? TimeSpan.FromSeconds(1) : null);

    internal Plan Run()
    {
        if (options.From is { } from)
        {
            StartFrom(from);
        }

        Construction.Regret(now, OutOfTime);
        var rounds = Improve();
        Construction.Complete(now);
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

    /// <summary>Takes over another plan stop by stop, as far as it works here.</summary>
    private void StartFrom(Plan plan)
    {
        foreach (var route in plan.Routes)
        {
            if (!problem.VehicleIndex.TryGetValue(route.Vehicle, out var k))
            {
                continue;
            }

            var order = now.Routes[k].Order.ToArray().ToList();
            foreach (var stop in route.Stops)
            {
                var i = Timeline.Reload;
                var known = stop.Visit is null || problem.VisitIndex.TryGetValue(stop.Visit, out i);
                var free =
                    known
                    && (
                        i == Timeline.Reload
                            ? order.Count > 0
                            : now.RouteOf[i] < 0 && compiled.May[(k * compiled.Visits.Length) + i]
                    );
                if (!free)
                {
                    continue;
                }

                order.Add(i);
                if (!now.Timeline.Run(compiled.Vehicles[k], order.ToArray(), strict: true))
                {
                    order.RemoveAt(order.Count - 1);
                }
            }

            while (order.Count > 0 && order[^1] == Timeline.Reload)
            {
                order.RemoveAt(order.Count - 1);
            }

            now.SetOrder(k, order.ToArray());
        }

        now.LeftOut.RemoveAll(i => now.RouteOf[i] >= 0);
    }

    private bool OutOfTime() =>
        cancel.IsCancellationRequested || (limit is { } l && options.Clock.GetElapsedTime(began) >= l);

    /// <summary>
    /// Ruin and recreate with annealing. Christiaens and Vanden Berghe 2020, "Slack induction by string removals for
    /// vehicle routing problems", Transportation Science 54(2).
    /// </summary>
    private int Improve()
    {
        var rounds = options.Iterations ?? int.MaxValue;
        var planned = compiled.Visits.Length - now.LeftOut.Count;
        if (rounds == 0 || compiled.Visits.Length < 2 || compiled.Vehicles.Length == 0)
        {
            return 0;
        }

        var ruin = new Ruin(now, dice);
        var recreate = new Recreate(now, dice);
        var best = new Snapshot(now);
        var current = now.Cost;
        var bestCost = current;
        var warm = 0.1 * now.RouteCost / Math.Max(1, planned);
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
                heat = warm * Math.Pow(0.01, Math.Min(1, share));
            }

            ruin.Strings();
            recreate.All(ruin.Removed);
            var cost = now.Cost;
            if (cost < current - (heat * Math.Log(1 - dice.NextDouble())))
            {
                current = cost;
                if (cost < bestCost)
                {
                    bestCost = cost;
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
                ruin.Undo();
            }
        }

        best.Restore(now);
        return round;
    }

    private sealed class Snapshot
    {
        private readonly WorkRoute[] routes;
        private readonly int[] routeOf;
        private readonly List<int> leftOut = [];

        internal Snapshot(Solution s)
        {
            routes = [.. s.Routes.Select(r => new WorkRoute(s.Problem, r.Vehicle))];
            routeOf = new int[s.RouteOf.Length];
            Take(s);
        }

        internal void Take(Solution s)
        {
            for (var k = 0; k < routes.Length; k++)
            {
                if (routes[k].Version != s.Routes[k].Version)
                {
                    routes[k].CopyFrom(s.Routes[k]);
                }
            }

            s.RouteOf.CopyTo(routeOf, 0);
            leftOut.Clear();
            leftOut.AddRange(s.LeftOut);
        }

        internal void Restore(Solution s)
        {
            for (var k = 0; k < routes.Length; k++)
            {
                s.Routes[k].CopyFrom(routes[k]);
            }

            routeOf.CopyTo(s.RouteOf, 0);
            s.LeftOut.Clear();
            s.LeftOut.AddRange(leftOut);
        }
    }
}
