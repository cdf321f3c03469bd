namespace Homeward.Routing.Tests.Faults;

/// <summary>Problems that nobody would state, and some that somebody might: a few figures of each are beyond all measure.</summary>
internal sealed class Garbage(int seed, bool wide)
{
    private static readonly int[] Odd =
    [
        int.MinValue,
        -1,
        0,
        1,
        345_599,
        345_600,
        345_601,
        100_000_000,
        100_000_001,
        int.MaxValue,
    ];

    private readonly Random dice = new(seed);
    private int oddPercent;

    /// <summary>Builds one; throws what the constructors throw.</summary>
    internal Problem Build()
    {
        oddPercent = Pick(0, 0, 1, 3, 20);
        var places = dice.Next(1, 8);
        var (vans, visits) = (dice.Next(0, 4), dice.Next(0, 9));
        var profiles = Enumerable.Range(0, wide ? dice.Next(1, 3) : 1).Select(_ => Matrix(places)).ToList();
        var fleet = Enumerable
            .Range(0, vans)
            .Select(k => Rare(2) ? null! : Van(k, places, visits, profiles.Count))
            .ToList();
        var stops = Enumerable.Range(0, visits).Select(i => Rare(1) ? null! : Stop(i, places, vans, visits)).ToList();
        return new Problem(
            profiles,
            fleet,
            stops,
            Days.Dimensions,
            wide && Rare(30)
                ? [new TeamVisit(Name("visit", visits), Name("visit", visits), Time(0), Time(7200))]
                : null,
            wide && Rare(30)
                ? [new TimeSlice(Time(30_000), Number(120)), new TimeSlice(Time(60_000), Number(80))]
                : null
        );
    }

    /// <summary>Orders at random, with reloads where the van may.</summary>
    internal List<FixedRoute> Orders(Problem problem)
    {
        var visits = problem.Visits.Select(v => v.Id).Where(_ => dice.Next(5) > 0).ToArray();
        dice.Shuffle(visits);
        var (orders, from) = (new List<FixedRoute>(), 0);
        foreach (var van in problem.Vehicles)
        {
            var upTo = dice.Next(from, visits.Length + 1);
            var stops = visits[from..upTo]
                .SelectMany(id => van.Reload is not null && dice.Next(3) == 0 ? new[] { id, FixedRoute.Reload } : [id]);
            orders.Add(new FixedRoute(van.Id, [.. stops]));
            from = upTo;
        }

        return orders;
    }

    private T Pick<T>(params T[] of) => of[dice.Next(of.Length)];

    private bool Rare(int percent) => dice.Next(100) < percent;

    private bool IsOdd() => dice.Next(1000) < oddPercent * 2;

    private int Number(int usual) => IsOdd() ? Pick(Odd) : usual;

    private Seconds Time(int usual) => new(Number(usual));

    private Cents Price(int usual) =>
        IsOdd() ? new Cents(Pick(long.MinValue, -1, 0, 100_000_000, long.MaxValue)) : new(usual);

    private string Name(string kind, int count) =>
        IsOdd() ? Pick("", "nobody", $"{kind}-0") : $"{kind}-{dice.Next(Math.Max(1, count))}";

    private TimeWindow Window(int from, int to) => new(Time(from), Time(to));

    private TravelMatrix Matrix(int places)
    {
        var n = places * places;
        var far = Rare(20);
        return new TravelMatrix(
            places,
            [
                .. Enumerable
                    .Range(0, n)
                    .Select(_ =>
                        Rare(3) ? TravelMatrix.Unreachable : Number(far ? dice.Next(345_601) : dice.Next(2000))
                    ),
            ],
            [.. Enumerable.Range(0, n).Select(_ => far ? 10_000_000 : dice.Next(20_000))]
        );
    }

    private Dictionary<string, int> Loads(int most) =>
        Rare(50)
            ? []
            : new()
            {
                [IsOdd() ? "stone" : Days.Weight] = Number(dice.Next(most)),
                [Days.Hazmat] = Number(dice.Next(most)),
                [Days.Bay] = dice.Next(2),
            };

    private Vehicle Van(int k, int places, int visits, int profiles)
    {
        var from = dice.Next(0, 50_000);
        var to = from + dice.Next(0, 60_000);
        var van = new Vehicle
        {
            Id = IsOdd() ? Pick("", "van-0") : $"van-{k}",
            Start = Number(dice.Next(places)),
            End = Rare(70) ? Number(dice.Next(places)) : null,
            Shift = Window(from, to),
            OvertimeUntil = Rare(30) ? Time(to + 3600) : null,
            OvertimePerHour = Price(4000),
            Breaks = Rare(40) ? [new Break(Window(from + 1000, from + 9000), Time(900))] : [],
            Capacity = Loads(200),
            Skills = Rare(70) ? ["rt"] : [],
            Crew = Number(1 + dice.Next(2)),
            FixedCost = Price(1000),
            PerHour = Price(3000),
            PerKm = Price(60),
            MaxStops = Rare(20) ? Number(3) : null,
            MaxDuration = Rare(20) ? Time(20_000) : null,
            MaxDistance = Rare(20) ? new Metres(Number(90_000)) : null,
            Reload = Rare(40) ? new Reload(Number(dice.Next(places)), Time(600), Number(1)) : null,
            CleanDirty = Pick(CleanDirtyMode.Covered, CleanDirtyMode.SeparateBays, CleanDirtyMode.NeverMixed),
            Co2GramsPerKm = Number(250),
            Underway = Rare(15)
                ? new Underway
                {
                    Place = Number(dice.Next(places)),
                    Time = Time(from),
                    Carries = Rare(50) ? [Name("visit", visits)] : [],
                    OnBoard = Loads(20),
                    CarriesDirty = Rare(30),
                }
                : null,
        };
        return wide
            ? van with
            {
                Start = Rare(20) ? null : van.Start,
                Profile = Number(dice.Next(profiles)),
                SpeedFactor = IsOdd() ? Pick(double.NaN, double.NegativeInfinity, 0, 0.2, 5, 1e300) : Pick(1, 0.8, 1.3),
                MaxDrive = Rare(20) ? Time(9000) : null,
                PerHourSquared = Price(Pick(0, 100)),
                PerCo2Kg = Price(Pick(0, 20)),
                CleanDirty = Rare(20) ? CleanDirtyMode.OneKindPerTrip : van.CleanDirty,
            }
            : van;
    }

    private Visit Stop(int i, int places, int vans, int visits)
    {
        var from = dice.Next(0, 80_000);
        var to = from + dice.Next(0, 20_000);
        var visit = new Visit
        {
            Id = IsOdd() ? Pick("", "visit-0") : $"visit-{i}",
            Place = Number(dice.Next(places)),
            Windows =
                Rare(40) ? []
                : Rare(50) ? [Window(from, to)]
                : [Window(from, to), Window(to + 100, to + 5000)],
            LatePerMinute = Price(20),
            HardLatest = Rare(10) ? Time(to + 9000) : null,
            Service = Time(dice.Next(3000)),
            Drops = Loads(90),
            PicksUp = Loads(90),
            BringsClean = Rare(50),
            TakesDirty = Rare(30),
            Skills = Rare(20) ? ["rt"] : [],
            Crew = Number(1),
            OnlyVehicles = vans > 0 && Rare(10) ? [Name("van", vans)] : null,
            NotVehicles = vans > 0 && Rare(10) ? [Name("van", vans)] : [],
            Release = Time(Pick(0, 0, 30_000)),
            Priority = Number(dice.Next(11)),
            LeaveOutPrice = Rare(20) ? Price(9000) : null,
            Promise = Rare(15) ? new Promise(Time(from), Rare(50) ? Time(1800) : null, Price(30)) : null,
        };
        return wide
            ? visit with
            {
                ServiceOn =
                    vans > 0 && Rare(20) ? new Dictionary<string, Seconds> { [Name("van", vans)] = Time(700) } : new(),
                BringsFrom = Rare(10) ? Name("visit", visits) : null,
                PreferredVehicle = vans > 0 && Rare(20) ? Name("van", vans) : null,
                OtherVehiclePrice = Price(300),
                Optional = Rare(20),
            }
            : visit;
    }
}
