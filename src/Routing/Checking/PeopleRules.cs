namespace Homeward.Routing.Checking;

/// <summary>Who: skills, crew, bans, locked stops, and how many visits and reloads.</summary>
internal static class PeopleRules
{
    internal static void Check(RouteCase route)
    {
        foreach (var (_, visit) in route.Stops)
        {
            if (visit is not null)
            {
                Able(route, visit);
                LockedElsewhere(route, visit);
            }
        }

        var vehicle = route.Vehicle;
        var visits = route.Stops.Count(s => s.Visit is not null);
        if (vehicle.MaxStops is { } most && visits > most)
        {
            route.Broken(
                Constraint.MaxStops,
                null,
                visits - most,
                $"'{vehicle.Id}' has {visits} visits; its most is {most}."
            );
        }

        var reloads = route.Stops.Count - visits;
        var allowed = vehicle.Reload?.Most ?? 0;
        if (reloads > allowed)
        {
            route.Broken(
                Constraint.Reload,
                null,
                reloads - allowed,
                $"'{vehicle.Id}' reloads {reloads} times; its most is {allowed}."
            );
        }

        LockedFirst(route);
    }

    private static void Able(RouteCase route, Visit visit)
    {
        var vehicle = route.Vehicle;
        var missing = visit
            .Skills.Where(need => !RouteCase.Among(vehicle.Skills, need))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (missing.Count > 0)
        {
            route.Broken(
                Constraint.Skill,
                visit.Id,
                missing.Count,
                $"'{vehicle.Id}' lacks {string.Join(", ", missing)} for '{visit.Id}'."
            );
        }

        if (vehicle.Crew < visit.Crew)
        {
            route.Broken(
                Constraint.Crew,
                visit.Id,
                visit.Crew - vehicle.Crew,
                $"'{visit.Id}' takes {visit.Crew} people; '{vehicle.Id}' has {vehicle.Crew}."
            );
        }

        var barred =
            (visit.OnlyVehicles is { } only && !RouteCase.Among(only, vehicle.Id))
            || RouteCase.Among(visit.NotVehicles, vehicle.Id);
        if (barred)
        {
            route.Broken(Constraint.VehicleBan, visit.Id, 1, $"'{vehicle.Id}' may not come to '{visit.Id}'.");
        }
    }

    private static void LockedElsewhere(RouteCase route, Visit visit)
    {
        foreach (var other in route.Running)
        {
            if (!RouteCase.Same(other.Id, route.Vehicle.Id) && RouteCase.Among(other.Underway!.Locked, visit.Id))
            {
                route.Broken(Constraint.Locked, visit.Id, 1, $"'{visit.Id}' is locked on '{other.Id}'.");
            }
        }
    }

    private static void LockedFirst(RouteCase route)
    {
        var locked = route.Vehicle.Underway?.Locked ?? [];
        for (var i = 0; i < locked.Count; i++)
        {
            if (i >= route.Stops.Count || !RouteCase.Same(route.Stops[i].Stop.Visit, locked[i]))
            {
                route.Broken(
                    Constraint.Locked,
                    locked[i],
                    1,
                    $"'{locked[i]}' is not stop {i + 1} of '{route.Vehicle.Id}', where it is locked."
                );
                return;
            }
        }
    }
}
