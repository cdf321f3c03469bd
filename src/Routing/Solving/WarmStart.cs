namespace Homeward.Routing.Solving;

/// <summary>Begins from a plan that was made before.</summary>
internal static class WarmStart
{
    /// <summary>Takes over another plan stop by stop, as far as it works here.</summary>
    internal static void Take(Problem problem, Solution now, Plan plan)
    {
        var compiled = problem.Compiled;
        now.Begin();
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
