namespace Homeward.Routing.Checking;

/// <summary>What is on board: capacity on every leg, goods that are there to drop, clean apart from dirty.</summary>
internal static class LoadRules
{
    internal static void Check(RouteCase route)
    {
        for (var d = 0; d < route.Problem.Dimensions.Length; d++)
        {
            Dimension(route, d);
        }

        var (shown, expected) = (route.Route.Legs, route.Legs.Count);
        if (shown.Count != expected || shown.Any(l => l.Load.Count != route.Problem.Dimensions.Length))
        {
            route.Wrong($"'{route.Vehicle.Id}' does not have {expected} legs with every load.");
        }

        Goods(route);
        switch (route.Vehicle.CleanDirty)
        {
            case CleanDirtyMode.NeverMixed:
                NeverMixed(route);
                break;
            case CleanDirtyMode.OneKindPerTrip:
                OneKindPerTrip(route);
                break;
        }
    }

    private static void Dimension(RouteCase route, int d)
    {
        var (vehicle, stops) = (route.Vehicle, route.Stops);
        var dimension = route.Problem.Dimensions[d];
        var name = dimension.Name;
        int? most = vehicle.Capacity.TryGetValue(name, out var c) ? c : null;
        if (dimension.Kind == LoadKind.DirtyBay)
        {
            most = vehicle.CleanDirty == CleanDirtyMode.SeparateBays ? most ?? 0 : null;
        }

        long aboard = vehicle.Underway?.OnBoard.GetValueOrDefault(name) ?? 0;
        aboard += RouteCase.IsAway(vehicle)
            ? vehicle
                .Underway!.Carries.Distinct(StringComparer.Ordinal)
                .Sum(id => (long)route.Problem.Visit(id).Drops.GetValueOrDefault(name))
            : TripLoads(0);
        var peak = aboard;
        var peakAt = stops[0].Stop.Visit;
        for (var i = 0; i < stops.Count; i++)
        {
            Shown(i);
            aboard = stops[i].Visit is { } visit
                ? aboard - visit.Drops.GetValueOrDefault(name) + visit.PicksUp.GetValueOrDefault(name)
                : TripLoads(i + 1);
            if (aboard > peak)
            {
                (peak, peakAt) = (aboard, stops[i].Stop.Visit);
            }
        }

        if (vehicle.End is not null)
        {
            Shown(stops.Count);
        }

        if (most is { } limit && peak > limit)
        {
            route.Broken(
                Constraint.Capacity,
                peakAt,
                peak - limit,
                $"'{vehicle.Id}' carries {peak} of '{name}'; its most is {limit}.",
                name
            );
        }

        // What a visit brings from another home is not loaded at the depot: it comes aboard there.
        long TripLoads(int from)
        {
            long sum = 0;
            for (var i = from; i < stops.Count && stops[i].Visit is { } visit; i++)
            {
                sum += visit.BringsFrom is null ? visit.Drops.GetValueOrDefault(name) : 0;
            }

            return sum;
        }

        void Shown(int leg)
        {
            var loads = leg < route.Route.Legs.Count ? route.Route.Legs[leg].Load : [];
            if (d < loads.Count && loads[d] != RouteCase.Shown(aboard))
            {
                route.Wrong($"Leg {leg + 1} of '{vehicle.Id}' carries {aboard} of '{name}', not {loads[d]}.", name);
            }
        }
    }

    private static void Goods(RouteCase route)
    {
        var vehicle = route.Vehicle;
        var away = RouteCase.IsAway(vehicle);
        foreach (var (_, visit) in route.Stops)
        {
            if (visit is null)
            {
                away = false;
                continue;
            }

            if (visit.BringsFrom is not null)
            {
                continue;
            }

            var holder = route.Running.FirstOrDefault(v =>
                RouteCase.IsAway(v) && RouteCase.Among(v.Underway!.Carries, visit.Id)
            );
            var elsewhere = holder is not null && !RouteCase.Same(holder.Id, vehicle.Id);
            var lacking = away && holder is null && RouteCase.BringsFromDepot(visit);
            if (elsewhere || lacking)
            {
                var where = elsewhere ? $"on '{holder!.Id}'" : "at the depot";
                route.Broken(
                    Constraint.Goods,
                    visit.Id,
                    1,
                    $"What '{visit.Id}' is brought is {where}, not on '{vehicle.Id}'."
                );
            }
        }
    }

    private static void NeverMixed(RouteCase route)
    {
        var dirty = route.Vehicle.Underway?.CarriesDirty ?? false;
        foreach (var (_, visit) in route.Stops)
        {
            if (visit is null)
            {
                dirty = false;
                continue;
            }

            if (dirty && visit.BringsClean)
            {
                route.Broken(
                    Constraint.CleanDirty,
                    visit.Id,
                    1,
                    $"'{route.Vehicle.Id}' has something dirty on board before it brings '{visit.Id}'."
                );
            }

            dirty |= visit.TakesDirty;
        }
    }

    /// <summary>Once for each trip, at the visit that makes it one of both kinds.</summary>
    private static void OneKindPerTrip(RouteCase route)
    {
        var (clean, dirty, told) = (false, route.Vehicle.Underway?.CarriesDirty ?? false, false);
        foreach (var (_, visit) in route.Stops)
        {
            if (visit is null)
            {
                (clean, dirty, told) = (false, false, false);
                continue;
            }

            clean |= visit.BringsClean;
            dirty |= visit.TakesDirty;
            if (clean && dirty && !told)
            {
                told = true;
                route.Broken(
                    Constraint.CleanDirty,
                    visit.Id,
                    1,
                    $"With '{visit.Id}' a trip of '{route.Vehicle.Id}' is for clean and for dirty things."
                );
            }
        }
    }
}
