namespace Homeward.Routing.Solving;

/// <summary>Where a visit fits into a plan.</summary>
internal static class Placements
{
    internal static List<Placement> Rank(Problem problem, Plan plan, string visit, int most)
    {
        var x = PlanWriter.VisitOf(problem, visit);
        var solution = Open(problem, plan, x);
        return solution.RouteOf[x] >= 0 ? []
            : problem.Compiled.Visits[x].Partner < 0 ? Alone(problem, solution, x, most)
            : Paired(problem, solution, x, most);
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

        HoldTeams(solution);
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

    /// <summary>Holds every team of which both are planned to the starts that the orders of stops come to.</summary>
    private static void HoldTeams(Solution solution)
    {
        if (solution.Pins is null)
        {
            return;
        }

        var (problem, orders) = (solution.Problem, solution.Routes.Select(r => r.Order.ToArray()).ToList());
        var timeline = new Timeline(problem);
        timeline.Pins = Teams.Settle(problem, timeline, orders);
        var routed = solution.RouteOf;
        for (var k = 0; k < orders.Count; k++)
        {
            if (!orders[k].Any(OfTeam))
            {
                continue;
            }

            timeline.Run(problem.Vehicles[k], orders[k], strict: false);
            for (var i = 0; i < orders[k].Length; i++)
            {
                if (OfTeam(orders[k][i]))
                {
                    solution.Pin(orders[k][i], timeline.Start[i]);
                }
            }

            solution.SetOrder(k, orders[k]);
        }

        bool OfTeam(int stop) =>
            stop != Timeline.Reload
            && problem.Visits[stop] is { Tie: Tie.First or Tie.Second, Partner: var other }
            && routed[other] >= 0;
    }

    private static List<Placement> Alone(Problem problem, Solution solution, int x, int most)
    {
        var slots = new List<(Slot Slot, int Vehicle)>();
        for (var k = 0; k < solution.Routes.Length; k++)
        {
            solution.Inserter.Best(solution.Routes[k], x, thorough: true, slot => slots.Add((slot, k)));
        }

        var ranked = slots
            .OrderBy(s => s.Slot.Added)
            .ThenBy(s => s.Vehicle)
            .ThenBy(s => s.Slot.Position)
            .ThenBy(s => s.Slot.ReloadAt)
            .Take(most);
        return
        [
            .. ranked.Select(s =>
                Describe(
                    problem,
                    solution,
                    new Seat(x, s.Vehicle, s.Slot.Position, -1),
                    solution.Inserter.Fill(solution.Routes[s.Vehicle], x, s.Slot).ToArray(),
                    s.Slot.Added
                )
            ),
        ];
    }

    private static List<Placement> Paired(Problem problem, Solution solution, int x, int most)
    {
        var pairs = new Pairs(solution);
        var ranked = pairs
            .Ways(x, Pairs.ManyLooks)
            .OrderBy(w => w.Added)
            .ThenBy(w => w.One.Route)
            .ThenBy(w => w.One.Position)
            .ThenBy(w => w.Other?.Route)
            .ThenBy(w => w.Other?.Position)
            .Take(most);
        return [.. ranked.Select(Both)];

        Placement Both(PairWay way)
        {
            pairs.Hold(way);
            var one = Describe(problem, solution, way.One, pairs.Order(way, way.One.Route), way.Added);
            if (way.Other is { } other)
            {
                var partner = Describe(problem, solution, other, pairs.Order(way, other.Route), way.Added);
                one = one with { Partner = partner };
            }

            pairs.Release(way);
            return one;
        }
    }

    /// <summary>A visit at its place in a route's new order of stops.</summary>
    private static Placement Describe(Problem problem, Solution solution, Seat seat, int[] order, long added)
    {
        var before = solution.Routes[seat.Route];
        var timeline = solution.Timeline;
        timeline.Run(before.Van, before.Order, strict: false);
        var (drive, distance) = (timeline.Drive, timeline.Distance);
        var starts = new Dictionary<int, int>();
        for (var i = 0; i < before.Count; i++)
        {
            starts[before.Stops[i]] = timeline.Start[i];
        }

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
