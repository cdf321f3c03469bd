namespace Homeward.Routing.Checking;

/// <summary>What is on board: capacity on every leg, goods that are there to drop, clean apart from dirty.</summary>
internal static class LoadRules
{
    internal static bool IsAway(Vehicle vehicle) =>
        vehicle.Underway is { } u && u.Place != (vehicle.Reload is { } r ? r.Place : vehicle.Start);

    internal static void Check(
        Problem problem,
        Vehicle vehicle,
        Route route,
        List<(Stop Stop, Visit? Visit)> stops,
        List<Violation> found
    )
    {
        foreach (var dimension in problem.Dimensions)
        {
            Dimension(problem, vehicle, route, stops, dimension, found);
        }

        var expected = stops.Count + (vehicle.End is null ? 0 : 1);
        if (route.Legs.Count != expected || route.Legs.Any(l => l.Load.Count != problem.Dimensions.Length))
        {
            Checker.Add(
                found,
                Constraint.Figures,
                vehicle.Id,
                null,
                1,
                $"'{vehicle.Id}' does not have {expected} legs with every load."
            );
        }

        Goods(problem, vehicle, stops, found);
        if (vehicle.CleanDirty == CleanDirtyMode.NeverMixed)
        {
            NeverMixed(vehicle, stops, found);
        }
    }

    private static void Dimension(
        Problem problem,
        Vehicle vehicle,
        Route route,
        List<(Stop Stop, Visit? Visit)> stops,
        LoadDimension dimension,
        List<Violation> found
    )
    {
        int? most = vehicle.Capacity.TryGetValue(dimension.Name, out var c) ? c : null;
        if (dimension.Kind == LoadKind.DirtyBay)
        {
            most = vehicle.CleanDirty == CleanDirtyMode.SeparateBays ? most ?? 0 : null;
        }

        var at = problem.Dimensions.IndexOf(dimension);
        var aboard = vehicle.Underway?.OnBoard.GetValueOrDefault(dimension.Name) ?? 0;
        aboard += IsAway(vehicle)
            ? vehicle
                .Underway!.Carries.Distinct(StringComparer.Ordinal)
                .Sum(id => problem.Visit(id).Drops.GetValueOrDefault(dimension.Name))
            : TripDrops(0);
        var peak = aboard;
        var peakAt = stops[0].Stop.Visit;
        for (var i = 0; i < stops.Count; i++)
        {
            Shown(i);
            aboard = stops[i].Visit is { } visit
                ? aboard
                    - visit.Drops.GetValueOrDefault(dimension.Name)
                    + visit.PicksUp.GetValueOrDefault(dimension.Name)
                : TripDrops(i + 1);
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
            Checker.Add(
                found,
                Constraint.Capacity,
                vehicle.Id,
                peakAt,
                peak - limit,
                $"'{vehicle.Id}' carries {peak} of '{dimension.Name}'; its most is {limit}.",
                dimension.Name
            );
        }

        int TripDrops(int from) =>
            stops
                .Skip(from)
                .TakeWhile(s => s.Visit is not null)
                .Sum(s => s.Visit!.Drops.GetValueOrDefault(dimension.Name));

        void Shown(int leg)
        {
            if (leg < route.Legs.Count && at < route.Legs[leg].Load.Count && route.Legs[leg].Load[at] != aboard)
            {
                Checker.Add(
                    found,
                    Constraint.Figures,
                    vehicle.Id,
                    null,
                    1,
                    $"Leg {leg + 1} of '{vehicle.Id}' carries {aboard} of '{dimension.Name}', not {route.Legs[leg].Load[at]}.",
                    dimension.Name
                );
            }
        }
    }

    private static void Goods(
        Problem problem,
        Vehicle vehicle,
        List<(Stop Stop, Visit? Visit)> stops,
        List<Violation> found
    )
    {
        var away = IsAway(vehicle);
        foreach (var (_, visit) in stops)
        {
            if (visit is null)
            {
                away = false;
                continue;
            }

            var holder = problem.Vehicles.FirstOrDefault(v =>
                IsAway(v) && v.Underway!.Carries.Contains(visit.Id, StringComparer.Ordinal)
            );
            var elsewhere = holder is not null && !string.Equals(holder.Id, vehicle.Id, StringComparison.Ordinal);
            var lacking = away && holder is null && visit.Drops.Any(d => d.Value > 0);
            if (elsewhere || lacking)
            {
                var where = elsewhere ? $"on '{holder!.Id}'" : "at the depot";
                Checker.Add(
                    found,
                    Constraint.Goods,
                    vehicle.Id,
                    visit.Id,
                    1,
                    $"What '{visit.Id}' is brought is {where}, not on '{vehicle.Id}'."
                );
            }
        }
    }

    private static void NeverMixed(Vehicle vehicle, List<(Stop Stop, Visit? Visit)> stops, List<Violation> found)
    {
        var dirty = vehicle.Underway?.CarriesDirty ?? false;
        foreach (var (_, visit) in stops)
        {
            if (visit is null)
            {
                dirty = false;
                continue;
            }

            if (dirty && visit.BringsClean)
            {
                Checker.Add(
                    found,
                    Constraint.CleanDirty,
                    vehicle.Id,
                    visit.Id,
                    1,
                    $"'{vehicle.Id}' has something dirty on board before it brings '{visit.Id}'."
                );
            }

            dirty |= visit.TakesDirty;
        }
    }
}
