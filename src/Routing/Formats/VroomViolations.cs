namespace Homeward.Routing.Formats;

/// <summary>A cause by VROOM's name, with how many seconds for <c>delay</c> and <c>lead_time</c>.</summary>
internal sealed record VroomViolation(string Cause, long? Duration = null);

/// <summary>What a route breaks, in VROOM's words: by step, and over the route.</summary>
internal static class VroomViolations
{
    /// <summary>Marks the steps and answers what the route breaks.</summary>
    /// <param name="route">The route.</param>
    /// <param name="missed">The vehicle's breaks that were not taken.</param>
    /// <param name="leaves">When it leaves.</param>
    /// <param name="ends">When it ends.</param>
    internal static List<VroomViolation> Of(VroomRoute route, IReadOnlyList<VroomBreak> missed, long leaves, long ends)
    {
        foreach (var step in route.Steps)
        {
            Mark(route, step);
        }

        Precedence(route);
        var v = route.Vehicle;
        List<VroomViolation> whole = [];
        Add(v.MaxTasks < route.Tasks.Count, "max_tasks");
        Add(v.MaxTravelTime < route.Duration, "max_travel_time");
        Add(v.MaxDistance < route.Distance, "max_distance");
        Add(route.HasNoWay, "unreachable");
        Add(missed.Any(b => leaves <= b.Window.End && ends > b.Window.End), "missing_break");
        return Union([.. route.Steps.SelectMany(s => s.Violations), .. whole]);

        void Add(bool broken, string cause)
        {
            if (broken)
            {
                whole.Add(new VroomViolation(cause));
            }
        }
    }

    /// <summary>Each cause once, with the seconds of all.</summary>
    internal static List<VroomViolation> Union(IEnumerable<VroomViolation> all) =>
        [
            .. all.GroupBy(v => v.Cause, StringComparer.Ordinal)
                .Select(g => new VroomViolation(
                    g.Key,
                    g.Any(v => v.Duration is not null) ? g.Sum(v => v.Duration) : null
                )),
        ];

    /// <summary>How far a start is from the nearest window; null where it is in one, or there is none.</summary>
    internal static VroomViolation? Off(long start, IReadOnlyList<VroomWindow> windows)
    {
        if (windows.Count == 0 || windows.Any(w => start >= w.Start && (start <= w.End || !w.Ends)))
        {
            return null;
        }

        var nearest = windows.MinBy(w => start < w.Start ? w.Start - start : start - w.End)!;
        return start < nearest.Start
            ? new VroomViolation("lead_time", nearest.Start - start)
            : new VroomViolation("delay", start - nearest.End);
    }

    private static void Mark(VroomRoute route, VroomStep step)
    {
        var vehicle = route.Vehicle;
        IReadOnlyList<VroomWindow> windows =
            step.Task is { } made ? made.Windows
            : step.Break is { } rest ? [rest.Window]
            : step.Type != "break" && vehicle.Window is { } shift ? [shift]
            : [];
        if (Off(step.Arrival + step.Waiting, windows) is { } off)
        {
            step.Violations.Add(off);
        }

        if (step.Load.Where((amount, i) => amount > vehicle.Capacity[i]).Any())
        {
            step.Violations.Add(new VroomViolation("load"));
        }

        if (step.Task is { } task && !task.Skills.IsSubsetOf(vehicle.Skills))
        {
            step.Violations.Add(new VroomViolation("skills"));
        }
    }

    /// <summary>A delivery comes after its pickup, a pickup before its delivery.</summary>
    private static void Precedence(VroomRoute route)
    {
        var open = new Dictionary<string, VroomStep>(StringComparer.Ordinal);
        foreach (var step in route.Steps)
        {
            if (step.Task?.Kind == VroomTaskKind.Pickup)
            {
                open.Add(step.Task.Visit, step);
            }
            else if (step.Task?.BringsFrom is { } from && !open.Remove(from))
            {
                step.Violations.Add(new VroomViolation("precedence"));
            }
        }

        foreach (var step in open.Values)
        {
            step.Violations.Add(new VroomViolation("precedence"));
        }
    }
}
