using System.Collections.Immutable;
using Homeward.Routing.Solving;

namespace Homeward.Routing;

/// <summary>
/// One day to plan: places, vehicles and visits. Immutable, checked when built, safe to share between threads.
/// </summary>
public sealed class Problem
{
    private Compiled? compiled;

    /// <summary>Builds a problem without loads and checks all of it.</summary>
    /// <exception cref="InvalidProblemException">Something does not fit; every fault found is named.</exception>
    public Problem(TravelMatrix travel, IEnumerable<Vehicle> vehicles, IEnumerable<Visit> visits)
        : this(travel, vehicles, visits, null) { }

    /// <summary>Builds a problem with one travel matrix and checks all of it.</summary>
    /// <exception cref="InvalidProblemException">Something does not fit; every fault found is named.</exception>
    public Problem(
        TravelMatrix travel,
        IEnumerable<Vehicle> vehicles,
        IEnumerable<Visit> visits,
        IEnumerable<LoadDimension>? dimensions
    )
        : this([travel], vehicles, visits, dimensions, null, null) { }

    /// <summary>Builds a problem and checks all of it.</summary>
    /// <param name="profiles">A travel matrix for each profile that vehicles name, all over the same places; one or more.</param>
    /// <param name="vehicles">The vans of the day.</param>
    /// <param name="visits">The visits to plan.</param>
    /// <param name="dimensions">The measures of load; null: none.</param>
    /// <param name="teams">Pairs of visits that two vans make together; null: none.</param>
    /// <param name="traffic">How slow the roads are by time of day, in order of time; null: as the matrices say.</param>
    /// <exception cref="InvalidProblemException">Something does not fit; every fault found is named.</exception>
    public Problem(
        IReadOnlyList<TravelMatrix> profiles,
        IEnumerable<Vehicle> vehicles,
        IEnumerable<Visit> visits,
        IEnumerable<LoadDimension>? dimensions,
        IEnumerable<TeamVisit>? teams,
        IEnumerable<TimeSlice>? traffic
    )
        : this(profiles, vehicles, visits, dimensions, teams, traffic, null) { }

    private Problem(
        IReadOnlyList<TravelMatrix> profiles,
        IEnumerable<Vehicle> vehicles,
        IEnumerable<Visit> visits,
        IEnumerable<LoadDimension>? dimensions,
        IEnumerable<TeamVisit>? teams,
        IEnumerable<TimeSlice>? traffic,
        Problem? sound
    )
    {
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentOutOfRangeException.ThrowIfZero(profiles.Count, nameof(profiles));
        ArgumentNullException.ThrowIfNull(vehicles);
        ArgumentNullException.ThrowIfNull(visits);
        Profiles = [.. profiles];
        ArgumentNullException.ThrowIfNull(Profiles[0], nameof(profiles));
        Teams = teams is null ? [] : [.. teams];
        Traffic = traffic is null ? [] : [.. traffic];
        Vehicles = [.. vehicles];
        Visits = [.. visits];
        Dimensions = dimensions is null ? [] : [.. dimensions];
        var faults = ProblemFaults.In(this, sound);
        if (faults.Count > 0)
        {
            throw new InvalidProblemException(faults);
        }

        VehicleIndex = Index(Vehicles, v => v.Id);
        VisitIndex = Index(Visits, v => v.Id);
        Shipments = [.. Visits.Where(v => v.BringsFrom is not null)];
    }

    /// <summary>Driving times and distances, by profile.</summary>
    public ImmutableArray<TravelMatrix> Profiles { get; }

    /// <summary>Driving times and distances of profile 0.</summary>
    public TravelMatrix Travel => Profiles[0];

    /// <summary>Pairs of visits that two vans make together.</summary>
    public ImmutableArray<TeamVisit> Teams { get; }

    /// <summary>How slow the roads are by time of day, in order of time.</summary>
    public ImmutableArray<TimeSlice> Traffic { get; }

    /// <summary>The vans of the day.</summary>
    public ImmutableArray<Vehicle> Vehicles { get; }

    /// <summary>The visits to plan.</summary>
    public ImmutableArray<Visit> Visits { get; }

    /// <summary>The measures of load that visits and vehicles name.</summary>
    public ImmutableArray<LoadDimension> Dimensions { get; }

    /// <summary>The visits that bring from another one.</summary>
    internal ImmutableArray<Visit> Shipments { get; }
    internal Dictionary<string, int> VehicleIndex { get; }
    internal Dictionary<string, int> VisitIndex { get; }
    internal Compiled Compiled => compiled ??= new Compiled(this);

    /// <summary>The visit of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Visit Visit(string id) =>
        VisitIndex.TryGetValue(id, out var i) ? Visits[i] : throw new KeyNotFoundException($"No visit '{id}'.");

    /// <summary>The vehicle of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Vehicle Vehicle(string id) =>
        VehicleIndex.TryGetValue(id, out var i) ? Vehicles[i] : throw new KeyNotFoundException($"No vehicle '{id}'.");

    /// <summary>This problem with a visit added, or replaced where one of that name exists.</summary>
    /// <exception cref="InvalidProblemException">The visit does not fit.</exception>
    public Problem With(Visit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return VisitIndex.TryGetValue(visit.Id, out var i)
            ? With(Vehicles, Visits.SetItem(i, visit))
            : With(Vehicles, Visits.Add(visit));
    }

    /// <summary>This problem with a vehicle added, or replaced where one of that name exists.</summary>
    /// <exception cref="InvalidProblemException">The vehicle does not fit.</exception>
    public Problem With(Vehicle vehicle)
    {
        ArgumentNullException.ThrowIfNull(vehicle);
        return VehicleIndex.TryGetValue(vehicle.Id, out var i)
            ? With(Vehicles.SetItem(i, vehicle), Visits)
            : With(Vehicles.Add(vehicle), Visits);
    }

    /// <summary>This problem with other vehicles and visits; none that it has may be missing.</summary>
    /// <exception cref="InvalidProblemException">A vehicle or visit does not fit.</exception>
    internal Problem With(IEnumerable<Vehicle> vehicles, IEnumerable<Visit> visits) =>
        new(Profiles, vehicles, visits, Dimensions, Teams, Traffic, this);

    /// <summary>This problem with a team replaced.</summary>
    /// <exception cref="InvalidProblemException">The team does not fit.</exception>
    internal Problem With(TeamVisit was, TeamVisit now) =>
        new(Profiles, Vehicles, Visits, Dimensions, Teams.Replace(was, now), Traffic, this);

    private static Dictionary<string, int> Index<T>(ImmutableArray<T> items, Func<T, string> id)
    {
        var index = new Dictionary<string, int>(items.Length, StringComparer.Ordinal);
        for (var i = 0; i < items.Length; i++)
        {
            index.Add(id(items[i]), i);
        }

        return index;
    }
}

/// <summary>A problem that cannot be planned because its data contradict themselves.</summary>
public sealed class InvalidProblemException : Exception
{
    internal InvalidProblemException(IReadOnlyList<string> faults)
        : base(string.Join(Environment.NewLine, faults)) => Faults = faults;

    /// <summary>Every fault found, each a sentence that names the vehicle or visit.</summary>
    public IReadOnlyList<string> Faults { get; }
}
