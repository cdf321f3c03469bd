using System.Globalization;
using System.Runtime.CompilerServices;

namespace Homeward.Routing.Formats;

/// <summary>Makes a problem of what an instance says.</summary>
internal sealed class VrpProblem
{
    private const string Load = "load";

    // What has to be visited is left out at the highest price there is: in a benchmark no detour is too dear.
    private static readonly Cents MustBeVisited = new(100_000_000);

    private readonly VrpData data;
    private readonly VrpConvention convention;
    private readonly int timeScale;

    private VrpProblem(VrpData data, VrpConvention convention)
    {
        this.data = data;
        this.convention = convention;
        timeScale = data.Timed ? TimeScale() : 0;
    }

    internal static VrpInstance Build(VrpData data, VrpRounding? rounding)
    {
        var convention = VrpConvention.For(data.Type, data.Windows is not null, rounding);
        return new VrpProblem(data, convention).Instance();
    }

    internal static string Id(int number) => number.ToString(CultureInfo.InvariantCulture);

    private VrpInstance Instance()
    {
        try
        {
            return new VrpInstance
            {
                Name = data.Name,
                Type = data.Type,
                Problem = new Problem(
                    Travel(),
                    Vehicles(),
                    Visits(),
                    data.Capacity is null ? [] : [new LoadDimension(Load)]
                ),
                Units = convention.Units,
                Scale = convention.Scale,
                TimeScale = timeScale,
                Depots = data.Depots,
                VehiclesDiffer = VehiclesDiffer(),
            };
        }
        catch (InvalidProblemException e)
        {
            throw new InstanceFormatException(e.Faults[0]);
        }
    }

    /// <summary>The metre's scale, or the finest at which the day ends before the horizon.</summary>
    private int TimeScale()
    {
        var latest = (data.Windows ?? [])
            .Select(w => w.To)
            .Concat(data.MaxDuration?.Values ?? [])
            .Concat(data.Release ?? [])
            .Concat(data.Service ?? [])
            .Max();
        return latest * convention.Scale <= Seconds.Horizon.Value ? convention.Scale
            : latest <= Seconds.Horizon.Value ? (int)(Seconds.Horizon.Value / latest)
            : throw new InstanceFormatException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"a time of {latest:0} is later than {Seconds.Horizon.Value}, the latest that can be planned."
                )
            );
    }

    // A thousand nodes have a million ways: worth compiling well at once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private TravelMatrix Travel()
    {
        var n = data.Nodes;
        var (seconds, metres, row) = (new int[n * n], new int[n * n], new double[n]);
        for (var from = 0; from < n; from++)
        {
            // A way from a node to itself is never driven, whatever a table has on its diagonal.
            data.Distances.From(from, row);
            row[from] = 0;
            for (var to = 0; to < n; to++)
            {
                var m = convention.Metres(row[to]);
                if (m > 10_000_000)
                {
                    throw TooFar(from, to);
                }

                metres[(from * n) + to] = m;
                seconds[(from * n) + to] = Drive(row[to], m);
            }
        }

        if (data.Type == "VRPB")
        {
            OneWay(seconds);
        }

        return new TravelMatrix(n, seconds, metres);
    }

    private InstanceFormatException TooFar(int from, int to) =>
        new($"nodes {from + 1} and {to + 1} are too far apart: {10_000_000 / convention.Scale} is the most.");

    // Where times are coarser than distances they are cut off, so that a good solution never becomes a late one.
    private int Drive(double distance, int metres)
    {
        var time =
            timeScale == 0 ? 0
            : timeScale == convention.Scale ? metres
            : (int)(distance * timeScale);
        return time <= Seconds.Horizon.Value ? time : TravelMatrix.Unreachable;
    }

    /// <summary>In VRPB what is delivered comes first, and no van goes out only to collect.</summary>
    private void OneWay(int[] seconds)
    {
        for (var from = 0; from < data.Nodes; from++)
        {
            for (var to = 0; to < data.Nodes; to++)
            {
                var backwards = IsBackhaul(from)
                    ? to >= data.Depots && data.Drops?[to] > 0
                    : from < data.Depots && IsBackhaul(to);
                if (backwards && from != to)
                {
                    seconds[(from * data.Nodes) + to] = TravelMatrix.Unreachable;
                }
            }
        }
    }

    private bool IsBackhaul(int node) => data.PicksUp?[node] > 0;

    private IEnumerable<Visit> Visits()
    {
        var only = OnlyVehicles();
        for (var node = data.Depots; node < data.Nodes; node++)
        {
            var prize = data.Prize is null ? 0 : Money(data.Prize[node], "a prize");
            yield return new Visit
            {
                Id = Id(node),
                Place = node,
                Kind = IsBackhaul(node) ? VisitKind.Pickup : VisitKind.Delivery,
                Windows = data.Windows is { } w ? [new TimeWindow(Time(w[node].From), Time(w[node].To))] : [],
                Service = Time(data.Service?[node] ?? 0),
                Release = Time(data.Release?[node] ?? 0),
                Drops = Amount(data.Drops?[node] ?? 0),
                PicksUp = Amount(data.PicksUp?[node] ?? 0),
                OnlyVehicles = only?[node],
                Optional = prize > 0,
                LeaveOutPrice = prize > 0 ? new Cents(prize) : MustBeVisited,
            };
        }
    }

    private Dictionary<string, int> Amount(int amount) =>
        amount == 0 || data.Capacity is null
            ? new Dictionary<string, int>(0)
            : new Dictionary<string, int>(1) { [Load] = amount };

    private List<string>?[]? OnlyVehicles()
    {
        if (data.Allowed is null)
        {
            return null;
        }

        var only = new List<string>?[data.Nodes];
        for (var node = data.Depots; node < data.Nodes; node++)
        {
            only[node] = [];
        }

        for (var vehicle = 0; vehicle < data.Allowed.Length; vehicle++)
        {
            foreach (var node in data.Allowed[vehicle])
            {
                only[node]!.Add(Id(vehicle + 1));
            }
        }

        return [.. only.Select(vehicles => vehicles?.Count == data.Allowed.Length ? null : vehicles)];
    }

    private IEnumerable<Vehicle> Vehicles()
    {
        var loads = new Dictionary<double, Dictionary<string, int>>();
        var many = data.Vehicles ?? EnoughVehicles();
        for (var k = 0; k < many; k++)
        {
            var depot = data.VehicleDepot?[k] ?? 0;
            yield return new Vehicle
            {
                Id = Id(k + 1),
                Start = depot,
                End = depot,
                Shift = data.Windows is { } w
                    ? new TimeWindow(Time(w[depot].From), Time(w[depot].To))
                    : new TimeWindow(Seconds.Zero, Seconds.Horizon),
                Capacity = CapacityOf(k),
                FixedCost = new Cents(data.FixedCost is { } f ? Money(f[k], "a fixed cost") : 0),
                PerKm = PerKm(data.UnitCost?[k] ?? 1),
                MaxDuration = data.MaxDuration is { } d ? Time(d[k]) : null,
                MaxDistance = data.MaxDistance is { } m ? new Metres(convention.Metres(m[k])) : null,
                Reload = Reload(k),
            };
        }

        // Vehicles of a kind share one dictionary: there may be thousands.
        Dictionary<string, int> CapacityOf(int k)
        {
            if (data.Capacity is not { } capacity)
            {
                return [];
            }

            if (!loads.TryGetValue(capacity[k], out var load))
            {
                load = new Dictionary<string, int>(1) { [Load] = (int)Math.Min(capacity[k], 100_000_000) };
                loads.Add(capacity[k], load);
            }

            return load;
        }
    }

    private Reload? Reload(int vehicle)
    {
        if (data.ReloadDepot is null)
        {
            return null;
        }

        var most = (int)Math.Min(data.MaxReloads?[vehicle] ?? double.MaxValue, data.Nodes - data.Depots);
        return most == 0 ? null : new Reload(data.ReloadDepot[vehicle], Seconds.Zero, most);
    }

    /// <summary>More than a good plan uses; no more than there are clients.</summary>
    private int EnoughVehicles()
    {
        var clients = data.Nodes - data.Depots;
        if (data.Capacity is not { } capacity)
        {
            return clients;
        }

        // Two that fill more than half a van each never ride together.
        long total = (data.Drops ?? []).Sum(d => (long)d) + (data.PicksUp ?? []).Sum(d => (long)d);
        var big = (data.Drops ?? []).Count(d => 2 * d > capacity[0]);
        var least = Math.Max(Math.Ceiling(total / Math.Max(1, capacity[0])), big);
        return (int)Math.Min(clients, Math.Ceiling(least * 1.3) + 10);
    }

    private bool VehiclesDiffer() =>
        data.Allowed is not null
        || data.VehicleDepot is not null
        || new[]
        {
            data.Capacity,
            data.FixedCost,
            data.UnitCost,
            data.MaxDuration,
            data.MaxDistance,
            data.MaxReloads,
        }.Any(of => of?.Differs == true)
        || data.ReloadDepot?.Distinct().Count() > 1;

    private Cents PerKm(double unitCost)
    {
        var cents = unitCost * 1000 * convention.Money / convention.Scale;
        return cents <= 100_000_000
            ? new Cents((long)Math.Round(cents))
            : throw new InstanceFormatException(
                string.Create(CultureInfo.InvariantCulture, $"a unit distance cost of {unitCost:0} is too high.")
            );
    }

    private long Money(double amount, string what)
    {
        var cents = Math.Round(amount * convention.Money);
        return cents <= 100_000_000
            ? (long)cents
            : throw new InstanceFormatException(
                string.Create(CultureInfo.InvariantCulture, $"{what} of {amount:0} is more than can be counted.")
            );
    }

    private Seconds Time(double time) => new((int)(time * timeScale));
}
