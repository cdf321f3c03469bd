namespace Homeward.Routing.Checking;

/// <summary>
/// One route before the judge: what the plan says beside what the problem says, and the list of what is found. The
/// plan's figures are taken as long here: a plan from outside may say anything, and no sum of it may overflow.
/// </summary>
internal sealed class RouteCase
{
    private readonly List<Violation> found;

    internal RouteCase(
        Problem problem,
        Vehicle vehicle,
        Route route,
        IReadOnlyList<(Stop Stop, Visit? Visit)> stops,
        List<Violation> found
    )
    {
        this.found = found;
        (Problem, Vehicle, Route, Stops) = (problem, vehicle, route, stops);
        Running = [.. problem.Vehicles.Where(v => v.Underway is not null)];
        Legs = Drives.Of(this);
    }

    internal Problem Problem { get; }
    internal Vehicle Vehicle { get; }
    internal Route Route { get; }
    internal IReadOnlyList<(Stop Stop, Visit? Visit)> Stops { get; }

    /// <summary>The vans under way, this one included.</summary>
    internal IReadOnlyList<Vehicle> Running { get; }

    /// <summary>The drives that follow from the stops' places and times of leaving.</summary>
    internal IReadOnlyList<Driven> Legs { get; }

    internal long Lasts => (long)Route.Ends.Value - Route.Leaves.Value;

    /// <summary>Under way and not at its depot: it drops only what it carries, until it reloads.</summary>
    internal static bool IsAway(Vehicle vehicle) =>
        vehicle.Underway is { } u && u.Place != (vehicle.Reload is { } r ? r.Place : vehicle.Start);

    /// <summary>Whether a visit leaves something that came from the depot.</summary>
    internal static bool BringsFromDepot(Visit visit) => visit.BringsFrom is null && visit.Drops.Any(d => d.Value > 0);

    internal static bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.Ordinal);

    internal static bool Among(IEnumerable<string> names, string name) => names.Any(n => Same(n, name));

    /// <summary>Where stop <paramref name="i"/> is, by the problem; what the plan says counts only where the problem is silent.</summary>
    internal int Place(int i) => Stops[i].Visit?.Place ?? Vehicle.Reload?.Place ?? Stops[i].Stop.Place;

    /// <summary>How a plan shows a figure: what an int cannot say is as much as it can.</summary>
    internal static int Shown(long figure) => (int)Math.Clamp(figure, int.MinValue, int.MaxValue);

    internal static string Clock(long seconds) => new Seconds(Shown(seconds)).ToString();

    internal void Broken(Constraint constraint, string? visit, long excess, string message, string? dimension = null) =>
        found.Add(new Violation(constraint, Vehicle.Id, visit, dimension, excess, message));

    internal void Wrong(string message, string? dimension = null) =>
        Broken(Constraint.Figures, null, 1, message, dimension);
}
