namespace Homeward.Routing;

/// <summary>
/// A van with its crew for the day. Immutable; checked when the <see cref="Problem"/> is built. Do not change a
/// collection after handing it over.
/// </summary>
public sealed record Vehicle
{
    /// <summary>The name; unique in the problem, ordinal.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// The place where the day starts, loaded: depot or driver's home. Null: it starts at the first stop, loaded, at no cost.
    /// </summary>
    public required int? Start { get; init; }

    /// <summary>The place where the day ends. Null (default): it ends at the last stop.</summary>
    public int? End { get; init; }

    /// <summary>
    /// The shift. The van leaves no earlier than its start, and as late as still makes the earliest start of the first
    /// stop, breaks before it taken. It is back (or has finished the last stop) by its end, or by <see cref="OvertimeUntil"/>.
    /// </summary>
    public required TimeWindow Shift { get; init; }

    /// <summary>The latest end with overtime. Null (default): no overtime.</summary>
    public Seconds? OvertimeUntil { get; init; }

    /// <summary>What an hour past the shift's end costs on top of <see cref="PerHour"/>. Default 0.</summary>
    public Cents OvertimePerHour { get; init; }

    /// <summary>Breaks in order of time. See <see cref="Break"/>.</summary>
    public IReadOnlyList<Break> Breaks { get; init; } = [];

    /// <summary>The most the van may carry on any leg, by dimension. A dimension not named has no limit in this van.</summary>
    public IReadOnlyDictionary<string, int> Capacity { get; init; } = Nothing.Loads;

    /// <summary>What the crew can do, by name; ordinal.</summary>
    public IReadOnlyCollection<string> Skills { get; init; } = [];

    /// <summary>How many people ride; 1 or more. Default 1.</summary>
    public int Crew { get; init; } = 1;

    /// <summary>What it costs to use the van at all. Default 0.</summary>
    public Cents FixedCost { get; init; }

    /// <summary>Wages for an hour between leaving and the end of the route, driving or not. Default 0.</summary>
    public Cents PerHour { get; init; }

    /// <summary>Cost per kilometre. Default 0.</summary>
    public Cents PerKm { get; init; }

    /// <summary>
    /// Which of the problem's travel matrices it drives by: 0 to <see cref="Problem.Profiles"/> - 1. Default 0.
    /// </summary>
    public int Profile { get; init; }

    /// <summary>
    /// How fast it is against its profile: driving times are divided by it and rounded to whole seconds. 0.2 to 5; default 1.
    /// </summary>
    public double SpeedFactor { get; init; } = 1;

    /// <summary>
    /// What evening out the work is worth: a route of h hours costs h x h times this, so that two routes of four hours
    /// cost less than one of six and one of two. In cents for an hour squared. Default 0.
    /// </summary>
    public Cents PerHourSquared { get; init; }

    /// <summary>The most visits. Null (default): no limit.</summary>
    public int? MaxStops { get; init; }

    /// <summary>The longest time from leaving to end. Null (default): no limit.</summary>
    public Seconds? MaxDuration { get; init; }

    /// <summary>The longest distance. Null (default): no limit.</summary>
    public Metres? MaxDistance { get; init; }

    /// <summary>The longest time at the wheel, breaks and visits left aside. Null (default): no limit.</summary>
    public Seconds? MaxDrive { get; init; }

    /// <summary>Where and how the van may reload between trips. Null (default): one trip only.</summary>
    public Reload? Reload { get; init; }

    /// <summary>How clean and dirty are kept apart. Default: covered.</summary>
    public CleanDirtyMode CleanDirty { get; init; }

    /// <summary>Carbon dioxide per kilometre in grams; 0 to 1,000,000; always reported, priced by <see cref="PerCo2Kg"/>. Default 0.</summary>
    public int Co2GramsPerKm { get; init; }

    /// <summary>What a kilogram of carbon dioxide is to cost. Default 0.</summary>
    public Cents PerCo2Kg { get; init; }

    /// <summary>Where the van is, when the day already runs. Null (default): it has not left.</summary>
    public Underway? Underway { get; init; }
}

/// <summary>
/// A break that starts within a window. It may interrupt a drive or fill a wait, never a visit. It is due when the van
/// leaves at or before the window's end and the route ends after it.
/// </summary>
/// <param name="Window">When it may start.</param>
/// <param name="Length">How long it is; more than zero.</param>
public sealed record Break(TimeWindow Window, Seconds Length);

/// <summary>Permission to return to a depot, unload what was picked up, load, and leave again.</summary>
/// <param name="Place">The depot.</param>
/// <param name="Length">The time it takes; zero or more.</param>
/// <param name="Most">The most reloads in a day; 1 or more. Default 1.</param>
public sealed record Reload(int Place, Seconds Length, int Most = 1);

/// <summary>
/// The state of a van on a day that already runs. Visits done are not part of the problem any more; what they left in
/// the van is stated here.
/// </summary>
/// <remarks>
/// A van away from its depot (<see cref="Vehicle.Reload"/>'s place, or <see cref="Vehicle.Start"/>) can drop only what
/// it carries, until it reloads; and what it carries no other van can drop. A van back at its depot is unbound.
/// </remarks>
public sealed record Underway
{
    /// <summary>Where the van is, or will be when it is next free.</summary>
    public required int Place { get; init; }

    /// <summary>When it is next free. Wages count from then.</summary>
    public required Seconds Time { get; init; }

    /// <summary>The visits that come next, in this order, whatever else is planned.</summary>
    public IReadOnlyList<string> Locked { get; init; } = [];

    /// <summary>The visits whose goods are on the van now.</summary>
    public IReadOnlyCollection<string> Carries { get; init; } = [];

    /// <summary>What was picked up earlier and is still on the van, by dimension.</summary>
    public IReadOnlyDictionary<string, int> OnBoard { get; init; } = Nothing.Loads;

    /// <summary>Whether something dirty is on the van.</summary>
    public bool CarriesDirty { get; init; }
}

internal static class Nothing
{
    internal static readonly IReadOnlyDictionary<string, int> Loads = new Dictionary<string, int>(
        StringComparer.Ordinal
    ).AsReadOnly();

    internal static readonly IReadOnlyDictionary<string, Seconds> Services = new Dictionary<string, Seconds>(
        StringComparer.Ordinal
    ).AsReadOnly();
}
