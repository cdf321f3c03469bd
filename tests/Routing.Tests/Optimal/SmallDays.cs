using System.Numerics;
using static Homeward.Routing.Tests.Days;

namespace Homeward.Routing.Tests.Optimal;

/// <summary>
/// Days small enough to try every plan. A visit costs far more to leave out than to make, unless it is optional, so that
/// the cheapest plan is the one the planner promises.
/// </summary>
internal sealed class SmallDays
{
    private readonly Random dice;
    private readonly Feature features;
    private readonly int vans;
    private readonly int visits;

    private SmallDays(int seed, Feature asked)
    {
        dice = new Random(seed);

        // All at once leave nothing to plan: of many features a day has some.
        features =
            BitOperations.PopCount((uint)asked) > 6
                ? Enum.GetValues<Feature>()
                    .Where(f => asked.HasFlag(f) && dice.Next(100) < 30)
                    .Aggregate(Feature.None, (a, b) => a | b)
                : asked;
        vans = Has(Feature.Teams) ? dice.Next(2, 4) : dice.Next(1, 4);
        visits = Has(Feature.Teams) ? dice.Next(2, 7 - vans) : dice.Next(2, Has(Feature.Reload) ? 6 : 9 - vans);
    }

    internal static Problem Make(int seed, Feature features) => new SmallDays(seed, features).Day();

    private bool Has(Feature feature) => (features & feature) != 0;

    private bool Often(Feature feature, int percent) => Has(feature) && dice.Next(100) < percent;

    private Cents Price(int most) => new(dice.Next(most));

    private Seconds Minutes(int least, int most) => Seconds.FromMinutes(dice.Next(least, most));

    private Problem Day()
    {
        var profiles = new List<TravelMatrix> { Matrix(1) };
        if (Has(Feature.Profiles))
        {
            profiles.Add(Matrix(dice.Next(80, 130) / 100.0));
        }

        var stops = Enumerable.Range(0, visits).Select(Stop).ToList();
        var teams = new List<TeamVisit>();
        if (Has(Feature.Teams))
        {
            var least = dice.Next(2) * 600;
            teams.Add(new("visit-0", "visit-1", new(least), new(least + (dice.Next(3) * 900))));
        }

        if (Has(Feature.Shipments) && visits > teams.Count * 2 + 1)
        {
            var (from, to) = (visits - 2, visits - 1);
            stops[from] = stops[from] with { PicksUp = Load(Weight, dice.Next(20, 60)) };
            stops[to] = stops[to] with { BringsFrom = $"visit-{from}", Drops = Load(Weight, dice.Next(1, 20)) };
        }

        var fleet = Enumerable.Range(0, vans).Select(Van).ToList();
        if (Has(Feature.Underway))
        {
            fleet[0] = fleet[0] with { Underway = Running(stops) };
        }

        var traffic = Has(Feature.Traffic)
            ? Enumerable
                .Range(0, dice.Next(1, 5))
                .Select(i => new TimeSlice(Seconds.At(7 + i, dice.Next(60)), dice.Next(70, 200)))
            : null;
        return new Problem(profiles, fleet, stops, Dimensions, teams, traffic);
    }

    private TravelMatrix Matrix(double pace)
    {
        var places = Enumerable.Range(0, visits + 2).Select(_ => (X: dice.Next(20_000), Y: dice.Next(20_000))).ToList();
        var n = places.Count;
        var (seconds, metres) = (new int[n * n], new int[n * n]);
        for (var i = 0; i < n * n; i++)
        {
            var (a, b) = (places[i / n], places[i % n]);
            var far = Math.Sqrt(Math.Pow(a.X - b.X, 2) + Math.Pow(a.Y - b.Y, 2)) * (1.2 + (dice.NextDouble() / 5));
            metres[i] = (int)far;
            seconds[i] = Often(Feature.Reach, 4)
                ? TravelMatrix.Unreachable
                : (int)(pace * far / (9 + (dice.NextDouble() * 3)));
        }

        return new TravelMatrix(n, seconds, metres);
    }

    private Vehicle Van(int k)
    {
        var from = 7 + dice.Next(3);
        var to = from + dice.Next(3, 8);
        return new Vehicle
        {
            Id = $"van-{k}",
            Start = Often(Feature.OpenStart, 50) ? null : dice.Next(2),
            End = Often(Feature.OpenEnd, 50) ? null : dice.Next(2),
            Shift = TimeWindow.Hours(from, to),
            OvertimeUntil = Often(Feature.Overtime, 60) ? Seconds.At(to + 2) : null,
            OvertimePerHour = Price(6000),
            Breaks = Often(Feature.Breaks, 70)
                ? [new Break(TimeWindow.Hours(from + 1, from + 2), Minutes(10, 50))]
                : [],
            Capacity = Often(Feature.Loads, 80)
                ? new Dictionary<string, int>
                {
                    [Weight] = dice.Next(80, 180),
                    [Hazmat] = 60,
                    [Bay] = dice.Next(3),
                }
                : new Dictionary<string, int>(),
            Skills = Often(Feature.People, 50) ? [] : ["rt"],
            Crew = Often(Feature.People, 50) ? 1 : 2,
            FixedCost = Price(6000),
            PerHour = new Cents(1500 + dice.Next(3000)),
            PerKm = Price(100),
            MaxStops = Often(Feature.Limits, 30) ? dice.Next(1, visits + 1) : null,
            MaxDuration = Often(Feature.Limits, 30) ? Minutes(90, 300) : null,
            MaxDistance = Often(Feature.Limits, 30) ? new Metres(dice.Next(30_000, 120_000)) : null,
            MaxDrive = Often(Feature.MaxDrive, 70) ? Minutes(60, 180) : null,
            Reload = Often(Feature.Reload, 80)
                ? new Reload(dice.Next(2), Minutes(0, 30), vans < 3 ? dice.Next(1, 3) : 1)
                : null,
            CleanDirty =
                Often(Feature.NeverMixed, 70) ? CleanDirtyMode.NeverMixed
                : Often(Feature.OneKind, 70) ? CleanDirtyMode.OneKindPerTrip
                : Often(Feature.Loads, 30) ? CleanDirtyMode.SeparateBays
                : CleanDirtyMode.Covered,
            Profile = Has(Feature.Profiles) ? dice.Next(2) : 0,
            SpeedFactor = Has(Feature.Profiles) ? 0.7 + (dice.Next(8) / 10.0) : 1,
            PerHourSquared = Has(Feature.Balance) ? Price(900) : default,
            Co2GramsPerKm = Has(Feature.Co2) ? dice.Next(400) : 0,
            PerCo2Kg = Has(Feature.Co2) ? Price(300) : default,
        };
    }

    private Visit Stop(int i)
    {
        var from = 7 + dice.Next(5);
        List<TimeWindow> windows = Often(Feature.Windows, 60)
            ? [new TimeWindow(Seconds.At(from, dice.Next(60)), Seconds.At(from + 1, dice.Next(60)))]
            : [];
        if (windows.Count > 0 && dice.Next(3) == 0)
        {
            windows.Add(new TimeWindow(Seconds.At(from + 3), Seconds.At(from + 4)));
        }

        var soft = windows.Count > 0 && dice.Next(3) == 0;
        var optional = Often(Feature.Optional, 50);
        var promise = Often(Feature.Promise, 40) ? Announced(windows) : null;
        return new Visit
        {
            Id = $"visit-{i}",
            Place = i + 2,
            Windows = windows,
            HardLatest = soft ? windows[^1].End + Minutes(10, 60) : null,
            LatePerMinute = Price(60),
            Service = Minutes(5, 50),
            ServiceOn = Often(Feature.ServiceOn, 60)
                ? new Dictionary<string, Seconds> { [$"van-{dice.Next(vans)}"] = Minutes(5, 70) }
                : new Dictionary<string, Seconds>(),
            Drops = Often(Feature.Loads, 70)
                ? new Dictionary<string, int> { [Weight] = dice.Next(80), [Hazmat] = dice.Next(25) }
                : new Dictionary<string, int>(),
            PicksUp = Often(Feature.Loads, 50)
                ? new Dictionary<string, int>
                {
                    [Weight] = dice.Next(80),
                    [Hazmat] = dice.Next(25),
                    [Bay] = dice.Next(2),
                }
                : new Dictionary<string, int>(),
            BringsClean = dice.Next(2) == 0,
            TakesDirty = dice.Next(3) == 0,
            Skills = Often(Feature.People, 30) ? ["rt"] : [],
            Crew = Often(Feature.People, 20) ? 2 : 1,
            OnlyVehicles = Often(Feature.People, 15) ? [$"van-{dice.Next(vans)}"] : null,
            NotVehicles = Often(Feature.People, 15) ? [$"van-{dice.Next(vans)}"] : [],
            PreferredVehicle = Often(Feature.Preferred, 60) ? $"van-{dice.Next(vans)}" : null,
            OtherVehiclePrice = Price(3000),
            Release =
                promise is null && Often(Feature.Release, 40)
                    ? Seconds.At(7 + dice.Next(4), dice.Next(60))
                    : Seconds.Zero,
            Optional = optional,
            LeaveOutPrice = new Cents(optional ? dice.Next(6000) : 200_000 + dice.Next(200_000)),
            Promise = promise,
        };
    }

    private Promise Announced(List<TimeWindow> windows)
    {
        var start = windows.Count > 0 ? windows[0].Start + Minutes(0, 40) : Seconds.At(8 + dice.Next(4), dice.Next(60));
        return new Promise(start, dice.Next(2) == 0 ? Minutes(40, 120) : null, Price(40));
    }

    private Underway Running(List<Visit> stops)
    {
        var carried = stops.Where(s => s.BringsFrom is null && dice.Next(2) == 0).Select(s => s.Id).ToList();
        return new Underway
        {
            Place = dice.Next(2 + visits),
            Time = Seconds.At(8, dice.Next(60)),
            Carries = carried,
            Locked = dice.Next(3) == 0 ? [.. carried.Take(1)] : [],
            OnBoard = dice.Next(2) == 0 ? Load(Weight, dice.Next(20)) : new Dictionary<string, int>(),
            CarriesDirty = dice.Next(3) == 0,
        };
    }
}
