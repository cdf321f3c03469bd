namespace Homeward.Routing.Checking;

/// <summary>
/// The judge. It takes nothing from the search but the plan: every rule is derived again from the problem as the caller
/// stated it, by name and not by index, in decimal and not in units.
/// </summary>
internal static class Checker
{
    internal static List<Violation> Check(Problem problem, Plan plan)
    {
        var found = new List<Violation>();
        Once(problem, plan, found);
        var routed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var route in plan.Routes)
        {
            if (!problem.VehicleIndex.ContainsKey(route.Vehicle))
            {
                Add(found, Constraint.Once, route.Vehicle, null, 1, $"There is no vehicle '{route.Vehicle}'.");
            }
            else if (!routed.Add(route.Vehicle))
            {
                Add(found, Constraint.Once, route.Vehicle, null, 1, $"'{route.Vehicle}' has two routes.");
            }
            else
            {
                Route(problem, route, found);
            }
        }

        foreach (var v in problem.Vehicles.Where(v => v.Underway?.Locked.Count > 0 && !routed.Contains(v.Id)))
        {
            Add(found, Constraint.Locked, v.Id, v.Underway!.Locked[0], 1, $"'{v.Id}' has locked stops and no route.");
        }

        PairRules.Check(problem, plan, found);
        CostRules.Sum(problem, plan, found);
        return found;
    }

    /// <summary>One route and the shipments on it, without the rest of the plan.</summary>
    internal static List<Violation> Alone(Problem problem, Route route)
    {
        var found = new List<Violation>();
        Route(problem, route, found);
        PairRules.Alone(problem, route, found);
        return found;
    }

    /// <summary>One route, taken alone: what holds between visits of two routes is not asked.</summary>
    internal static void Route(Problem problem, Route route, List<Violation> found)
    {
        var vehicle = problem.Vehicle(route.Vehicle);
        var stops = new List<(Stop Stop, Visit? Visit)>();
        foreach (var stop in route.Stops)
        {
            var known = problem.VisitIndex.TryGetValue(stop.Visit ?? "", out var i);
            if (stop.Visit is not null && !known)
            {
                return; // Once has named it.
            }

            stops.Add((stop, known ? problem.Visits[i] : null));
        }

        if (stops.Count == 0)
        {
            Add(found, Constraint.Figures, vehicle.Id, null, 1, $"'{vehicle.Id}' has a route without a stop.");
            return;
        }

        var judged = new RouteCase(problem, vehicle, route, stops, found);
        PeopleRules.Check(judged);
        LoadRules.Check(judged);
        TimeRules.Check(judged);
        CostRules.Check(judged);
    }

    private static void Once(Problem problem, Plan plan, List<Violation> found)
    {
        var times = new Dictionary<string, int>(StringComparer.Ordinal);
        var named = plan
            .Routes.SelectMany(r => r.Stops.Where(s => s.Visit is not null).Select(s => s.Visit!))
            .Concat(plan.Unplanned.Select(u => u.Visit));
        foreach (var id in named)
        {
            times[id] = times.GetValueOrDefault(id) + 1;
        }

        foreach (var visit in problem.Visits)
        {
            times.Remove(visit.Id, out var n);
            if (n != 1)
            {
                Add(
                    found,
                    Constraint.Once,
                    null,
                    visit.Id,
                    Math.Max(1, n - 1),
                    $"'{visit.Id}' is in the plan {n} times."
                );
            }
        }

        foreach (var id in times.Keys)
        {
            Add(found, Constraint.Once, null, id, 1, $"There is no visit '{id}'.");
        }
    }

    private static void Add(
        List<Violation> found,
        Constraint constraint,
        string? vehicle,
        string? visit,
        long excess,
        string message
    ) => found.Add(new Violation(constraint, vehicle, visit, null, excess, message));
}
