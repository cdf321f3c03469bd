namespace Homeward.Routing.Solving;

/// <summary>Where a visit fits into a plan.</summary>
internal static class Placements
{
    internal static List<Placement> Rank(Problem problem, Plan plan, string visit, int most)
    {
        var x = PlanWriter.VisitOf(problem, visit);
        var solution = Open(problem, plan, x);
        if (solution.RouteOf[x] >= 0)
        {
            return [];
        }

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
        return [.. ranked.Select(s => Describe(problem, solution, x, s.Vehicle, s.Slot))];
    }

    /// <summary>A working plan with a plan's orders, locked stops first, and without one visit unless it is locked.</summary>
    internal static Solution Open(Problem problem, Plan plan, int without) =>
        Open(problem, problem.Compiled, plan, without);

    internal static Solution Open(Problem problem, Compiled compiled, Plan plan, int without)
    {
        var solution = new Solution(compiled);
        foreach (var route in plan.Routes)
        {
            var k = PlanWriter.VehicleOf(problem, route.Vehicle);
            var locked = solution.Routes[k].Van.Locked;
            var order = PlanWriter
                .OrderOf(problem, route.Order)
                .Where(i => i == Timeline.Reload || (i != without && solution.RouteOf[i] < 0))
                .ToList();
            while (order.Count > 0 && order[^1] == Timeline.Reload)
            {
                order.RemoveAt(order.Count - 1);
            }

            solution.SetOrder(k, (int[])[.. locked, .. order]);
        }

        solution.Recount();
        return solution;
    }

    private static Placement Describe(Problem problem, Solution solution, int x, int vehicle, Slot slot)
    {
        var before = solution.Routes[vehicle];
        var order = solution.Inserter.Fill(before, x, slot).ToArray();
        var timeline = solution.Timeline;
        timeline.Run(before.Van, before.Order, strict: false);
        var (drive, distance) = (timeline.Drive, timeline.Distance);
        var starts = new Dictionary<int, int>();
        for (var i = 0; i < before.Count; i++)
        {
            starts[before.Stops[i]] = timeline.Start[i];
        }

        var after = new WorkRoute(problem.Compiled, vehicle);
        after.Set(order, timeline, 0);
        timeline.Run(before.Van, order, strict: false);
        var shifted = new List<Shift>();
        for (var i = 0; i < order.Length; i++)
        {
            if (order[i] != Timeline.Reload && order[i] != x && timeline.Start[i] != starts[order[i]])
            {
                shifted.Add(new Shift(problem.Visits[order[i]].Id, new Seconds(timeline.Start[i] - starts[order[i]])));
            }
        }

        var at = slot.Position;
        var slack = Math.Max(0, after.At[at + 1].Latest - timeline.Start[at]);
        return new Placement
        {
            Visit = problem.Visits[x].Id,
            Vehicle = problem.Vehicles[vehicle].Id,
            Position = at,
            Arrive = new Seconds(timeline.Arrive[at]),
            Start = new Seconds(timeline.Start[at]),
            AddedCost = PlanWriter.Cents(slot.Added),
            Detour = new Seconds((int)(timeline.Drive - drive)),
            AddedDistance = new Metres((int)(timeline.Distance - distance)),
            Shifted = shifted,
            Slack = new Seconds(slack),
            Route = new FixedRoute(
                problem.Vehicles[vehicle].Id,
                [.. order.Select(i => i == Timeline.Reload ? FixedRoute.Reload : problem.Visits[i].Id)]
            ),
        };
    }
}
