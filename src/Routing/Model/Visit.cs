namespace Homeward.Routing;

/// <summary>What a visit is for. It is reported and read by people; loads and flags say what binds.</summary>
public enum VisitKind
{
    /// <summary>Equipment goes to the patient.</summary>
    Delivery,

    /// <summary>Equipment comes back.</summary>
    Pickup,

    /// <summary>Both at one stop: what is dropped leaves before what is taken comes aboard.</summary>
    Exchange,

    /// <summary>Neither: set-up, check, education, repair.</summary>
    Service,
}

/// <summary>
/// One stop at one home. Immutable; checked when the <see cref="Problem"/> is built. Do not change a collection after
/// handing it over.
/// </summary>
public sealed record Visit
{
    /// <summary>The name; unique in the problem, ordinal.</summary>
    public required string Id { get; init; }

    /// <summary>The place in the problem's <see cref="TravelMatrix"/>.</summary>
    public required int Place { get; init; }

    /// <summary>What it is for. Default: delivery.</summary>
    public VisitKind Kind { get; init; }

    /// <summary>
    /// When work may start: any of these, in order of time and apart. Empty (default): any time. Work starts in the
    /// first window still open on arrival.
    /// </summary>
    public IReadOnlyList<TimeWindow> Windows { get; init; } = [];

    /// <summary>
    /// What a minute past the end of the last window costs. It counts only with <see cref="HardLatest"/>. Default 0.
    /// </summary>
    public Cents LatePerMinute { get; init; }

    /// <summary>The very latest start when the last window may be overrun. Null (default): windows are hard.</summary>
    public Seconds? HardLatest { get; init; }

    /// <summary>How long the crew is there. Default 0.</summary>
    public Seconds Service { get; init; }

    /// <summary>How long particular vehicles are there, by name, instead of <see cref="Service"/>. Default none.</summary>
    public IReadOnlyDictionary<string, Seconds> ServiceOn { get; init; } = Nothing.Services;

    /// <summary>What is left there, by dimension; zero or more. Default nothing.</summary>
    public IReadOnlyDictionary<string, int> Drops { get; init; } = Nothing.Loads;

    /// <summary>What is taken away, by dimension; zero or more. Default nothing.</summary>
    public IReadOnlyDictionary<string, int> PicksUp { get; init; } = Nothing.Loads;

    /// <summary>
    /// The visit where what is left here was taken up: a shipment from that home to this one, on the same van and the
    /// same trip, that visit first; both are planned or neither. Null (default): what is left here comes from the depot.
    /// </summary>
    public string? BringsFrom { get; init; }

    /// <summary>Whether something clean is brought: see <see cref="CleanDirtyMode.NeverMixed"/>.</summary>
    public bool BringsClean { get; init; }

    /// <summary>Whether something dirty is taken: see <see cref="CleanDirtyMode"/>.</summary>
    public bool TakesDirty { get; init; }

    /// <summary>Skills the crew must have, by name; ordinal. Default none.</summary>
    public IReadOnlyCollection<string> Skills { get; init; } = [];

    /// <summary>How many people it takes; 1 or more. Default 1.</summary>
    public int Crew { get; init; } = 1;

    /// <summary>The only vehicles that may come. Null (default): any.</summary>
    public IReadOnlyCollection<string>? OnlyVehicles { get; init; }

    /// <summary>Vehicles that may not come. Default none.</summary>
    public IReadOnlyCollection<string> NotVehicles { get; init; } = [];

    /// <summary>The vehicle that should come where it can. Null (default): none.</summary>
    public string? PreferredVehicle { get; init; }

    /// <summary>What it costs when another vehicle comes than <see cref="PreferredVehicle"/>. Default 0.</summary>
    public Cents OtherVehiclePrice { get; init; }

    /// <summary>
    /// When the goods are ready at the depot: the trip that brings them leaves no earlier. For a visit that drops
    /// nothing: when work may start at the earliest. Default 0.
    /// </summary>
    public Seconds Release { get; init; }

    /// <summary>How much it matters, 0 to 10: each step doubles the default price of leaving it out. Default 0.</summary>
    public int Priority { get; init; }

    /// <summary>
    /// The price of leaving it out. It decides between visits when not all fit; it never makes the planner decline a
    /// visit that fits, unless the visit is <see cref="Optional"/>. Null (default): 500.00, doubled for each step of <see cref="Priority"/>; a visit with a frozen
    /// promise counts as priority 10, so that a new visit does not push out one that was announced.
    /// </summary>
    public Cents? LeaveOutPrice { get; init; }

    /// <summary>Whether it may be left out where it costs more to serve than <see cref="PriceLeftOut"/>. Default: no.</summary>
    public bool Optional { get; init; }

    /// <summary>What the patient was told, if anything. See <see cref="Routing.Promise"/>.</summary>
    public Promise? Promise { get; init; }

    /// <summary>The price of leaving this visit out, default included.</summary>
    public Cents PriceLeftOut => LeaveOutPrice ?? new Cents(50_000L << (Promise?.Tolerance is null ? Priority : 10));
}

/// <summary>
/// A start that was announced and should stay. With a tolerance it is frozen: work starts within the tolerance of it or
/// the visit is not planned. With a price, each minute away from it costs.
/// </summary>
/// <param name="Start">The start that was announced.</param>
/// <param name="Tolerance">The most it may move, earlier or later; null for no limit.</param>
/// <param name="PerMinute">What each minute away from it costs. Default 0.</param>
public sealed record Promise(Seconds Start, Seconds? Tolerance = null, Cents PerMinute = default);
