using System.Collections.Immutable;
using Homeward.Routing.Solving;

namespace Homeward.Routing;

/// <summary>
/// One day to plan: places, vehicles and visits. Immutable, checked when built, safe to share between threads.
/// </summary>
public sealed class Problem
{
    private Compiled? compiled;

    /// <summary>Builds a problem and checks all of it.</summary>
    /// <exception cref="InvalidProblemException">Something does not fit; every fault found is named.</exception>
    public Problem(
        TravelMatrix travel,
        IEnumerable<Vehicle> vehicles,
        IEnumerable<Visit> visits,
        IEnumerable<LoadDimension>? dimensions = null
    )
    {
        ArgumentNullException.ThrowIfNull(travel);
        ArgumentNullException.ThrowIfNull(vehicles);
        ArgumentNullException.ThrowIfNull(visits);
        Travel = travel;
        Vehicles = [.. vehicles];
        Visits = [.. visits];
        Dimensions = dimensions is null ? [] : [.. dimensions];
        var faults = ProblemFaults.In(this);
        if (faults.Count > 0)
        {
            throw new InvalidProblemException(faults);
        }

        VehicleIndex = Index(Vehicles, v => v.Id);
        VisitIndex = Index(Visits, v => v.Id);
    }

    /// <summary>Driving times and distances.</summary>
    public TravelMatrix Travel { get; }

    /// <summary>The vans of the day.</summary>
    public ImmutableArray<Vehicle> Vehicles { get; }

    /// <summary>The visits to plan.</summary>
    public ImmutableArray<Visit> Visits { get; }

    /// <summary>The measures of load that visits and vehicles name.</summary>
    public ImmutableArray<LoadDimension> Dimensions { get; }

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
            ? new Problem(Travel, Vehicles, Visits.SetItem(i, visit), Dimensions)
            : new Problem(Travel, Vehicles, Visits.Add(visit), Dimensions);
    }

    /// <summary>This problem with a vehicle added, or replaced where one of that name exists.</summary>
    /// <exception cref="InvalidProblemException">The vehicle does not fit.</exception>
    public Problem With(Vehicle vehicle)
    {
        ArgumentNullException.ThrowIfNull(vehicle);
        return VehicleIndex.TryGetValue(vehicle.Id, out var i)
            ? new Problem(Travel, Vehicles.SetItem(i, vehicle), Visits, Dimensions)
            : new Problem(Travel, Vehicles.Add(vehicle), Visits, Dimensions);
    }

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
