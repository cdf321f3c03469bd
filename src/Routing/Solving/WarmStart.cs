namespace Homeward.Routing.Solving;

/// <summary>Begins from a plan that was made before.</summary>
internal static class WarmStart
{
    /// <summary>The plan as it works out in this problem, without what the problem does not know; null where it breaks anything.</summary>
    internal static Plan? StillGood(Problem problem, Plan plan)
    {
        var routes = new List<FixedRoute>();
        foreach (var route in plan.Routes)
        {
            if (problem.VehicleIndex.TryGetValue(route.Vehicle, out var k))
            {
                var stops = route.Stops.Where(s =>
                    s.Visit is null ? problem.Vehicles[k].Reload is not null : problem.VisitIndex.ContainsKey(s.Visit)
                );
                routes.Add(new FixedRoute(route.Vehicle, [.. stops.Select(s => s.Visit ?? FixedRoute.Reload)]));
            }
        }

        var names = routes.SelectMany(r => r.Stops).Where(s => s != FixedRoute.Reload).ToList();
        var once =
            names.Distinct(StringComparer.Ordinal).Count() == names.Count
            && routes.Select(r => r.Vehicle).Distinct(StringComparer.Ordinal).Count() == routes.Count;
        if (!once)
        {
            return null;
        }

        var (made, broken) = RoutePlanner.Evaluate(problem, [.. routes.Where(r => r.Stops.Count > 0)]);
        return broken.Count == 0 ? made : null;
    }

    /// <summary>Takes over a plan that is good as it is, teams held to the starts they have.</summary>
    private static void TakeWhole(Problem problem, Solution now, Plan plan)
    {
        var orders = new Dictionary<int, int[]>();
        foreach (var route in plan.Routes)
        {
            orders[problem.VehicleIndex[route.Vehicle]] = PlanWriter.OrderOf(problem, route.Order);
            foreach (var stop in route.Stops)
            {
                var i = stop.Visit is null ? -1 : problem.VisitIndex[stop.Visit];
                if (i >= 0 && problem.Compiled.Visits[i].IsTeams)
                {
                    now.Pin(i, stop.Start.Value);
                }
            }
        }

        foreach (var (k, order) in orders)
        {
            now.SetOrder(k, order);
        }

        now.Recount();
    }

    /// <summary>Takes over another plan stop by stop, as far as it works here.</summary>
    internal static void Take(Problem problem, Solution now, Plan plan)
    {
        var compiled = problem.Compiled;
        now.Begin();
        if (compiled.Ties && StillGood(problem, plan) is { } good)
        {
            TakeWhole(problem, now, good);
            return;
        }

        foreach (var route in plan.Routes)
        {
            if (!problem.VehicleIndex.TryGetValue(route.Vehicle, out var k))
            {
                continue;
            }

            var order = now.Routes[k].Order.ToArray().ToList();
            var van = compiled.Vehicles[k];
            foreach (var stop in route.Stops)
            {
                var i = Timeline.Reload;
                var known = stop.Visit is null || problem.VisitIndex.TryGetValue(stop.Visit, out i);
                var free =
                    known
                    && (
                        i == Timeline.Reload
                            ? order.Count > 0 && van.ReloadPlace >= 0
                            : now.RouteOf[i] < 0
                                && compiled.Visits[i].Partner < 0
                                && compiled.May[(van.Class * compiled.Visits.Length) + i]
                    );
                if (!free)
                {
                    continue;
                }

                order.Add(i);
                if (!now.Inserter.Works(now.Routes[k], order.ToArray(), out _))
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

        now.Recount();
    }
}
