namespace Homeward.Routing;

/// <summary>What <see cref="RoutePlanner.Evaluate(Problem, IReadOnlyList{FixedRoute})"/> answers.</summary>
/// <param name="Plan">Times, loads and cost of the routes as ordered, whether they obey the constraints or not.</param>
/// <param name="Violations">What they break; empty when they obey.</param>
public sealed record Evaluation(Plan Plan, IReadOnlyList<Violation> Violations);

/// <summary>What <see cref="RoutePlanner.Evaluate(Problem, FixedRoute)"/> answers.</summary>
/// <param name="Route">Times, loads and cost of the route as ordered, whether it obeys the constraints or not.</param>
/// <param name="Violations">What it breaks by itself; empty when it obeys.</param>
public sealed record RouteEvaluation(Route Route, IReadOnlyList<Violation> Violations);

/// <summary>One place where a visit fits, as <see cref="RoutePlanner.Insert"/> ranks them.</summary>
public sealed record Placement
{
    /// <summary>The visit's name.</summary>
    public required string Visit { get; init; }

    /// <summary>The vehicle's name.</summary>
    public required string Vehicle { get; init; }

    /// <summary>The visit's index among the new route's stops.</summary>
    public required int Position { get; init; }

    /// <summary>When the van arrives.</summary>
    public required Seconds Arrive { get; init; }

    /// <summary>When work starts.</summary>
    public required Seconds Start { get; init; }

    /// <summary>
    /// What the plan costs more, with <see cref="Partner"/>; the price of leaving the visit out is not set off.
    /// </summary>
    public required Cents AddedCost { get; init; }

    /// <summary>How much more driving.</summary>
    public required Seconds Detour { get; init; }

    /// <summary>How much more distance; may be negative only where the matrix breaks the triangle inequality.</summary>
    public required Metres AddedDistance { get; init; }

    /// <summary>The visits of that route whose start moves, and by how much: positive is later.</summary>
    public required IReadOnlyList<Shift> Shifted { get; init; }

    /// <summary>
    /// How much later the visit could start before it, or one after it, misses its last moment or the van its latest
    /// end, breaks left aside: spare time for traffic.
    /// </summary>
    public required Seconds Slack { get; init; }

    /// <summary>The route with the visit in it, to evaluate or apply.</summary>
    public required FixedRoute Route { get; init; }

    /// <summary>
    /// Where the visit that it hangs together with goes: the other end of the shipment, on the same route, or the other of
    /// the team, on another. Null (default) where there is none, or where it is locked on its van and stays.
    /// </summary>
    public Placement? Partner { get; init; }
}

/// <summary>A start that moves.</summary>
/// <param name="Visit">The visit's name.</param>
/// <param name="By">How far; positive is later.</param>
public sealed record Shift(string Visit, Seconds By);

/// <summary>How a visit differs between two plans.</summary>
/// <param name="Visit">The visit's name.</param>
/// <param name="Kind">What happened to it.</param>
/// <param name="FromVehicle">Its vehicle in the first plan; null where not planned.</param>
/// <param name="ToVehicle">Its vehicle in the second plan; null where not planned.</param>
/// <param name="FromStart">Its start in the first plan.</param>
/// <param name="ToStart">Its start in the second plan.</param>
public sealed record Change(
    string Visit,
    ChangeKind Kind,
    string? FromVehicle,
    string? ToVehicle,
    Seconds? FromStart,
    Seconds? ToStart
)
{
    /// <summary>How much later it starts; null unless it is in both plans.</summary>
    public Seconds? Later => ToStart is { } to && FromStart is { } from ? to - from : null;
}

/// <summary>What happened to a visit between two plans.</summary>
public enum ChangeKind
{
    /// <summary>Planned only in the second.</summary>
    Added,

    /// <summary>Planned only in the first.</summary>
    Removed,

    /// <summary>Another vehicle comes, perhaps at another time.</summary>
    OtherVehicle,

    /// <summary>The same vehicle comes at another time.</summary>
    OtherTime,
}
