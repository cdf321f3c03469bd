using System.Globalization;
using Homeward.Field;
using Homeward.Journey.Branches;
using Homeward.Routing;

namespace Homeward.Journey.Dispatch;

/// <summary>A van with its crew for one shift, as the planner names it.</summary>
public sealed record DayVan(
    string Key,
    Guid VehicleId,
    string Name,
    Guid PersonId,
    string Person,
    Guid? SecondPersonId,
    string? Second,
    Mass Payload,
    Mass HazmatLimit,
    DateTime StartUtc,
    DateTime EndUtc
);

/// <summary>A visit as the planner sees it: named by its number.</summary>
public sealed record DayVisit(
    Guid Id,
    int Version,
    string Number,
    string Patient,
    VisitState State,
    bool Overdue,
    Guid? VehicleId,
    bool Booked = false
);

/// <summary>A visit that cannot even be tried, and why.</summary>
public sealed record NotTried(Guid VisitId, string Number, Block Why);

/// <summary>
/// A branch's day, read once and frozen: it can be solved on any thread without the database. Times are seconds from the branch's
/// local midnight in UTC, so that a day of 23 or 25 hours is planned in elapsed time and every window ends when the wall says so.
/// </summary>
public sealed record DayModel
{
    public const string Weight = "weight";
    public const string Space = "space";
    public const string Hazmat = "cylinders";
    public const string DirtyBay = "dirty bay";

    internal static readonly LoadDimension[] Dimensions =
    [
        new(Weight),
        new(Space),
        new(Hazmat, LoadKind.HazmatGross),
        new(DirtyBay, LoadKind.DirtyBay),
    ];

    public required Guid BranchId { get; init; }
    public required DateOnly Date { get; init; }
    public required BranchClock Clock { get; init; }
    public required DateTime Origin { get; init; }
    public required Problem Problem { get; init; }
    public required IReadOnlyDictionary<string, DayVan> Vans { get; init; }
    public required IReadOnlyDictionary<string, DayVisit> Visits { get; init; }
    public required IReadOnlyList<NotTried> NotTried { get; init; }
    public required string TravelSource { get; init; }

    /// <summary>The number of the day's latest plan when it was read; 0 when it had none.</summary>
    public required int LatestVersion { get; init; }

    /// <summary>The locked visits, by number, and the locked routes, by van.</summary>
    public IReadOnlyDictionary<string, VisitLock> VisitLocks { get; init; } = new Dictionary<string, VisitLock>();
    public IReadOnlyDictionary<string, RouteLock> RouteLocks { get; init; } = new Dictionary<string, RouteLock>();

    /// <summary>The latest version itself; null when the day has none.</summary>
    internal Plan? Latest { get; init; }

    /// <summary>The places of the problem's matrix: the depot is 0.</summary>
    internal IReadOnlyList<Roads.Place> Places { get; init; } = [];

    internal DayModel With(Problem problem) => this with { Problem = problem };

    public Seconds At(DateTime utc) => new((int)Math.Clamp((utc - Origin).TotalSeconds, 0, Seconds.Horizon.Value));

    public DateTime Utc(Seconds at) => Origin.AddSeconds(at.Value);

    /// <summary>The wall clock at a moment of the plan: "1:20 PM".</summary>
    public string Say(Seconds at) => Clock.ToLocal(Utc(at)).Time.ToString("h:mm tt", CultureInfo.InvariantCulture);

    /// <summary>A plan's stops as orders to evaluate again; what is not part of the day any more falls out.</summary>
    public List<FixedRoute> Orders(Plan plan)
    {
        var numbers = Visits.Values.ToDictionary(v => v.Id, v => v.Number);
        var orders = new List<FixedRoute>();
        foreach (var route in plan.Routes)
        {
            if (Van(route) is not { } van || orders.Exists(o => o.Vehicle == van.Key))
                continue;
            var stops = route
                .Stops.OrderBy(s => s.Sequence)
                .Select(s => s.VisitId is { } id ? numbers.GetValueOrDefault(id) : FixedRoute.Reload)
                .OfType<string>()
                .ToList();
            Tidy(stops);
            if (stops.Count > 0)
                orders.Add(new(van.Key, stops));
        }
        return orders;
    }

    /// <summary>Takes out a reload that has nothing before or after it.</summary>
    internal static void Tidy(List<string> stops)
    {
        for (var i = stops.Count - 1; i >= 0; i--)
            if (stops[i] == FixedRoute.Reload && (i == 0 || i == stops.Count - 1 || stops[i - 1] == FixedRoute.Reload))
                stops.RemoveAt(i);
    }

    private DayVan? Van(PlanRoute route) => Van(Vans.Values, route.VehicleId, route.PersonId);

    internal static DayVan? Van(IEnumerable<DayVan> vans, Guid vehicle, Guid person)
    {
        DayVan? other = null;
        foreach (var van in vans)
            if (van.VehicleId == vehicle)
                if (van.PersonId == person)
                    return van;
                else
                    other ??= van;
        return other;
    }
}

/// <summary>How a day is planned. Ranges are checked by <see cref="PlanDay"/>.</summary>
public sealed record PlanOptions
{
    /// <summary>The longest search, 1 to 120 seconds. Default 10.</summary>
    public int Seconds { get; init; } = 10;

    /// <summary>
    /// Rounds of improvement, 0 to 1,000,000. Reached before the time is up, the same day and seed give the same plan. Default 20,000.
    /// </summary>
    public int Iterations { get; init; } = 20_000;
    public long Seed { get; init; }

    /// <summary>Begins from the day's latest plan, so that little moves. Default true.</summary>
    public bool Keep { get; init; } = true;

    /// <summary>How far a start that was announced may move, 0 to 240 minutes. Default 30.</summary>
    public int AnnouncedMinutes { get; init; } = 30;

    /// <summary>Overtime a crew may work, 0 to 240 minutes. Default 60.</summary>
    public int OvertimeMinutes { get; init; } = 60;

    /// <summary>On-call shifts drive too. Default false.</summary>
    public bool OnCall { get; init; }
}
