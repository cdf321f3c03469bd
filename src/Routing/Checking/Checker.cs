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
            if (!problem.Vehicles.Any(v => string.Equals(v.Id, route.Vehicle, StringComparison.Ordinal)))
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

        var left = plan.Unplanned.Sum(u => Visit(problem, u.Visit)?.PriceLeftOut.Value ?? 0);
        var total = plan.Routes.Aggregate(CostTerms.None, (sum, r) => sum + r.Cost);
        if (plan.Cost != total with { LeftOut = new Cents(left) })
        {
            Add(
                found,
                Constraint.Figures,
                null,
                null,
                1,
                "The plan's cost is not the sum of its routes' and of what is left out."
            );
        }

        return found;
    }

    /// <summary>One route, taken alone.</summary>
    internal static void Route(Problem problem, Route route, List<Violation> found)
    {
        var vehicle = problem.Vehicles.First(v => string.Equals(v.Id, route.Vehicle, StringComparison.Ordinal));
        var stops = new List<(Stop Stop, Visit? Visit)>();
        foreach (var stop in route.Stops)
        {
            var visit = stop.Visit is null ? null : Visit(problem, stop.Visit);
            if (stop.Visit is not null && visit is null)
            {
                return; // Once has named it.
            }

            stops.Add((stop, visit));
        }

        if (stops.Count == 0)
        {
            Add(found, Constraint.Figures, vehicle.Id, null, 1, $"'{vehicle.Id}' has a route without a stop.");
            return;
        }

        People(problem, vehicle, stops, found);
        LoadRules.Check(problem, vehicle, route, stops, found);
        TimeRules.Check(problem, vehicle, route, stops, found);
        CostRules.Check(problem, vehicle, route, stops, found);
        LockedFirst(vehicle, stops, found);
    }

    private static void People(
        Problem problem,
        Vehicle vehicle,
        List<(Stop Stop, Visit? Visit)> stops,
        List<Violation> found
    )
    {
        foreach (var (_, visit) in stops)
        {
            if (visit is null)
            {
                continue;
            }

            var missing = visit
                .Skills.Where(need => !vehicle.Skills.Any(have => string.Equals(have, need, StringComparison.Ordinal)))
                .Distinct(StringComparer.Ordinal)
                .ToList();
            if (missing.Count > 0)
            {
                var names = string.Join(", ", missing);
                Add(
                    found,
                    Constraint.Skill,
                    vehicle.Id,
                    visit.Id,
                    missing.Count,
                    $"'{vehicle.Id}' lacks {names} for '{visit.Id}'."
                );
            }

            if (vehicle.Crew < visit.Crew)
            {
                var short_ = visit.Crew - vehicle.Crew;
                Add(
                    found,
                    Constraint.Crew,
                    vehicle.Id,
                    visit.Id,
                    short_,
                    $"'{visit.Id}' takes {visit.Crew} people; '{vehicle.Id}' has {vehicle.Crew}."
                );
            }

            var barred =
                (
                    visit.OnlyVehicles is { } only
                    && !only.Any(id => string.Equals(id, vehicle.Id, StringComparison.Ordinal))
                ) || visit.NotVehicles.Any(id => string.Equals(id, vehicle.Id, StringComparison.Ordinal));
            if (barred)
            {
                Add(
                    found,
                    Constraint.VehicleBan,
                    vehicle.Id,
                    visit.Id,
                    1,
                    $"'{vehicle.Id}' may not come to '{visit.Id}'."
                );
            }

            foreach (var other in problem.Vehicles)
            {
                var lockedThere =
                    other.Underway?.Locked.Any(id => string.Equals(id, visit.Id, StringComparison.Ordinal)) ?? false;
                if (lockedThere && !string.Equals(other.Id, vehicle.Id, StringComparison.Ordinal))
                {
                    Add(found, Constraint.Locked, vehicle.Id, visit.Id, 1, $"'{visit.Id}' is locked on '{other.Id}'.");
                }
            }
        }

        var visits = stops.Count(s => s.Visit is not null);
        if (vehicle.MaxStops is { } most && visits > most)
        {
            Add(
                found,
                Constraint.MaxStops,
                vehicle.Id,
                null,
                visits - most,
                $"'{vehicle.Id}' has {visits} visits; its most is {most}."
            );
        }

        var reloads = stops.Count - visits;
        if (reloads > (vehicle.Reload?.Most ?? 0))
        {
            var over = reloads - (vehicle.Reload?.Most ?? 0);
            Add(
                found,
                Constraint.Reload,
                vehicle.Id,
                null,
                over,
                $"'{vehicle.Id}' reloads {reloads} times; its most is {vehicle.Reload?.Most ?? 0}."
            );
        }
    }

    private static void LockedFirst(Vehicle vehicle, List<(Stop Stop, Visit? Visit)> stops, List<Violation> found)
    {
        var locked = vehicle.Underway?.Locked ?? [];
        for (var i = 0; i < locked.Count; i++)
        {
            if (i >= stops.Count || !string.Equals(stops[i].Stop.Visit, locked[i], StringComparison.Ordinal))
            {
                Add(
                    found,
                    Constraint.Locked,
                    vehicle.Id,
                    locked[i],
                    1,
                    $"'{locked[i]}' is not stop {i + 1} of '{vehicle.Id}', where it is locked."
                );
                return;
            }
        }
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

    internal static void Add(
        List<Violation> found,
        Constraint constraint,
        string? vehicle,
        string? visit,
        long excess,
        string message,
        string? dimension = null
    ) => found.Add(new Violation(constraint, vehicle, visit, dimension, excess, message));

    private static Visit? Visit(Problem problem, string id) =>
        problem.VisitIndex.TryGetValue(id, out var i) ? problem.Visits[i] : null;
}
