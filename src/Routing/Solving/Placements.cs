namespace Homeward.Routing.Solving;

/// <summary>Where a visit fits into a plan.</summary>
internal static class Placements
{
    /// <summary>A way to change a plan: who goes where, and the new order of the stops there.</summary>
    private sealed record Way(long Added, IReadOnlyList<(Seat Seat, int[] Order)> Seats)
    {
        internal IReadOnlyList<(int Route, int[] Order)> Orders { get; } =
        [.. Seats.Select(s => (s.Seat.Route, s.Order)).DistinctBy(s => s.Route)];
    }

    internal static List<Placement> Rank(Problem problem, Plan plan, string visit, int most)
    {
        var x = PlanWriter.VisitOf(problem, visit);
        var solution = Open(problem, plan, x);
        if (solution.RouteOf[x] >= 0)
        {
            return [];
        }

        var stuck = Stuck(problem, plan, solution, x);
        var ways =
            stuck.Count > 0 ? Back(solution, x, stuck)
            : problem.Compiled.Visits[x].Partner < 0 ? Alone(solution, x)
            : Paired(solution, x);
        var settled = new Settled(solution);
        var ranked = new List<(long Added, Placement Placement)>();
        foreach (var way in ways)
        {
            if (settled.Try(way.Orders, out var added))
            {
                added = solution.Pins is null ? way.Added : added;
                ranked.Add((added, Described(problem, solution, settled, way, added)));
                if (ranked.Count == most)
                {
                    break;
                }
            }
        }

        settled.LetGo();
        return [.. ranked.OrderBy(r => r.Added).Select(r => r.Placement)];
    }

    /// <summary>
    /// Routes that do not work without a visit and its partner, which are taken out: where there is no road past them, or a
    /// break falls elsewhere.
    /// </summary>
    internal static List<int> Stuck(Problem problem, Plan plan, Solution solution, int x)
    {
        string[] ids = solution.Problem.Visits[x].Partner is >= 0 and var partner
            ? [problem.Visits[x].Id, problem.Visits[partner].Id]
            : [problem.Visits[x].Id];
        return
        [
            .. plan
                .Routes.Where(r => r.Stops.Any(s => s.Visit is not null && ids.Contains(s.Visit)))
                .Select(r => PlanWriter.VehicleOf(problem, r.Vehicle))
                .Where(k => !solution.Routes[k].Feasible),
        ];
    }

    /// <summary>
    /// A working plan with a plan's orders, locked stops first, and without one visit and its partner unless they are
    /// locked. Teams are held to their starts.
    /// </summary>
    internal static Solution Open(Problem problem, Plan plan, int without) =>
        Open(problem, problem.Compiled, plan, without);

    internal static Solution Open(Problem problem, Compiled compiled, Plan plan, int without)
    {
        var solution = new Solution(compiled);
        var partner = without < 0 ? -1 : compiled.Visits[without].Partner;
        foreach (var route in plan.Routes)
        {
            var k = PlanWriter.VehicleOf(problem, route.Vehicle);
            var locked = solution.Routes[k].Van.Locked;
            var order = PlanWriter
                .OrderOf(problem, route.Order)
                .Where(i => i == Timeline.Reload || (i != without && i != partner && solution.RouteOf[i] < 0));
            solution.SetOrder(k, (int[])[.. locked, .. Trimmed(order, Timeline.Reload)]);
        }

        solution.Settle(anyway: true);
        solution.Recount();
        return solution;
    }

    /// <summary>Stops without reloads that nothing comes after.</summary>
    internal static List<T> Trimmed<T>(IEnumerable<T> stops, T reload)
    {
        var order = stops.ToList();
        while (order.Count > 0 && EqualityComparer<T>.Default.Equals(order[^1], reload))
        {
            order.RemoveAt(order.Count - 1);
        }

        return order;
    }

    private static IEnumerable<Way> Alone(Solution solution, int x)
    {
        var slots = new List<(Slot Slot, int Vehicle)>();
        for (var k = 0; k < solution.Routes.Length; k++)
        {
            solution.Inserter.Best(solution.Routes[k], x, thorough: true, slot => slots.Add((slot, k)));
        }

        return slots
            .OrderBy(s => s.Slot.Added)
            .ThenBy(s => s.Vehicle)
            .ThenBy(s => s.Slot.Position)
            .ThenBy(s => s.Slot.ReloadAt)
            .Select(s =>
            {
                var order = solution.Inserter.Fill(solution.Routes[s.Vehicle], x, s.Slot).ToArray();
                return new Way(s.Slot.Added, [(new Seat(x, s.Vehicle, s.Slot.Position, -1), order)]);
            });
    }

    /// <summary>The places in the one route that does not work without a visit; none where there are two.</summary>
    private static IEnumerable<Way> Back(Solution solution, int x, List<int> stuck)
    {
        if (stuck is not [var k] || solution.Problem.Visits[x].Partner >= 0)
        {
            return [];
        }

        var route = solution.Routes[k];
        var ways = new List<Way>();
        for (var p = route.Van.Locked.Length; p <= route.Count; p++)
        {
            var order = solution.Inserter.Fill(route, x, new Slot(0, p, -1)).ToArray();
            if (solution.Inserter.Works(route, order, out var added))
            {
                ways.Add(new Way(added, [(new Seat(x, k, p, -1), order)]));
            }
        }

        return ways.OrderBy(w => w.Added);
    }

    private static IEnumerable<Way> Paired(Solution solution, int x)
    {
        var pairs = new Pairs(solution);
        return pairs
            .Ways(x, Pairs.ManyLooks)
            .OrderBy(w => w.Added)
            .ThenBy(w => w.One.Route)
            .ThenBy(w => w.One.Position)
            .ThenBy(w => w.Other?.Route)
            .ThenBy(w => w.Other?.Position)
            .Select(w =>
            {
                Seat[] seats = w.Other is { } other ? [w.One, other] : [w.One];
                return new Way(w.Added, [.. seats.Select(seat => (seat, pairs.Order(w, seat.Route)))]);
            });
    }

    private static Placement Described(Problem problem, Solution solution, Settled settled, Way way, long added)
    {
        var placements = way
            .Seats.Select(s => Describe(problem, solution, settled, way, s.Seat, s.Order, added))
            .ToList();
        return placements.Count == 1 ? placements[0] : placements[0] with { Partner = placements[1] };
    }

    /// <summary>A visit at its place in a route's new order of stops.</summary>
    private static Placement Describe(
        Problem problem,
        Solution solution,
        Settled settled,
        Way way,
        Seat seat,
        int[] order,
        long added
    )
    {
        var before = solution.Routes[seat.Route];
        var timeline = solution.Timeline;
        settled.AsItIs();
        timeline.Run(before.Van, before.Order, strict: false);
        var (drive, distance) = (timeline.Drive, timeline.Distance);
        var starts = new Dictionary<int, int>();
        for (var i = 0; i < before.Count; i++)
        {
            starts[before.Stops[i]] = timeline.Start[i];
        }

        settled.Try(way.Orders, out _);
        var after = new WorkRoute(solution.Problem, seat.Route);
        after.Set(order, timeline, 0);
        timeline.Run(before.Van, order, strict: false);
        var shifted = new List<Shift>();
        for (var i = 0; i < order.Length; i++)
        {
            if (order[i] != Timeline.Reload && starts.TryGetValue(order[i], out var was) && timeline.Start[i] != was)
            {
                shifted.Add(new Shift(problem.Visits[order[i]].Id, new Seconds(timeline.Start[i] - was)));
            }
        }

        var at = seat.Position;
        var slack = Math.Max(0, after.At[at + 1].Latest - timeline.Start[at]);
        return new Placement
        {
            Visit = problem.Visits[seat.Visit].Id,
            Vehicle = problem.Vehicles[seat.Route].Id,
            Position = at,
            Arrive = new Seconds(timeline.Arrive[at]),
            Start = new Seconds(timeline.Start[at]),
            AddedCost = PlanWriter.Cents(added),
            Detour = new Seconds((int)(timeline.Drive - drive)),
            AddedDistance = new Metres((int)(timeline.Distance - distance)),
            Shifted = shifted,
            Slack = new Seconds(slack),
            Route = new FixedRoute(
                problem.Vehicles[seat.Route].Id,
                [.. order.Select(i => i == Timeline.Reload ? FixedRoute.Reload : problem.Visits[i].Id)]
            ),
        };
    }
}
