namespace Homeward.Routing;

internal static class PlanDiff
{
    internal static List<Change> Between(Plan before, Plan after)
    {
        var (a, b) = (Starts(before), Starts(after));
        var changes = new List<Change>();
        foreach (var id in a.Keys.Union(b.Keys).Order(StringComparer.Ordinal))
        {
            var was = a.TryGetValue(id, out var x) ? x : ((string Vehicle, Seconds Start)?)null;
            var now = b.TryGetValue(id, out var y) ? y : ((string Vehicle, Seconds Start)?)null;
            ChangeKind? kind =
                was is null ? ChangeKind.Added
                : now is null ? ChangeKind.Removed
                : !string.Equals(was.Value.Vehicle, now.Value.Vehicle, StringComparison.Ordinal)
                    ? ChangeKind.OtherVehicle
                : was.Value.Start != now.Value.Start ? ChangeKind.OtherTime
                : null;
            if (kind is { } k)
            {
                changes.Add(new Change(id, k, was?.Vehicle, now?.Vehicle, was?.Start, now?.Start));
            }
        }

        return changes;
    }

    private static Dictionary<string, (string Vehicle, Seconds Start)> Starts(Plan plan)
    {
        var starts = new Dictionary<string, (string, Seconds)>(StringComparer.Ordinal);
        foreach (var route in plan.Routes)
        {
            foreach (var stop in route.Stops.Where(s => !s.IsReload))
            {
                starts[stop.Visit!] = (route.Vehicle, stop.Start);
            }
        }

        return starts;
    }
}
