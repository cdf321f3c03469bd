namespace Homeward.Routing.Tests;

/// <summary>Small days to plan, and random ones.</summary>
internal static class Days
{
    internal const string Weight = "weight";
    internal const string Hazmat = "hazmat";
    internal const string Bay = "bay";

    internal static readonly LoadDimension[] Dimensions =
    [
        new(Weight),
        new(Hazmat, LoadKind.HazmatGross),
        new(Bay, LoadKind.DirtyBay),
    ];

    internal static readonly Cents Hour = new(3000);
    internal static readonly Cents Km = new(60);

    /// <summary>Places on a line, one kilometre and one minute and a half apart (11 m/s times 1.3): 0 is the depot.</summary>
    internal static TravelMatrix Line(int places)
    {
        var (seconds, metres) = (new int[places * places], new int[places * places]);
        for (var i = 0; i < places; i++)
        {
            for (var j = 0; j < places; j++)
            {
                metres[(i * places) + j] = 1000 * Math.Abs(i - j);
                seconds[(i * places) + j] = 100 * Math.Abs(i - j);
            }
        }

        return new TravelMatrix(places, seconds, metres);
    }

    internal static Vehicle Van(string id = "van-1") =>
        new()
        {
            Id = id,
            Start = 0,
            End = 0,
            Shift = TimeWindow.Hours(8, 16),
            PerHour = Hour,
            PerKm = Km,
        };

    internal static Visit At(int place, string? id = null) =>
        new()
        {
            Id = id ?? $"visit-{place}",
            Place = place,
            Service = Seconds.FromMinutes(10),
        };

    internal static Dictionary<string, int> Load(string dimension, int amount) => new() { [dimension] = amount };

    internal static Problem Of(IEnumerable<Vehicle> vans, params Visit[] visits) =>
        new(Line(30), vans, visits, Dimensions);

    internal static Problem Of(Vehicle van, params Visit[] visits) => Of([van], visits);

    internal static Plan Quick(Problem problem, long seed = 0, int iterations = 200) =>
        RoutePlanner.Solve(problem, new SolveOptions { Iterations = iterations, Seed = seed });

    internal static Evaluation Fixed(Problem problem, params string[] stops) =>
        RoutePlanner.Evaluate(problem, [new FixedRoute(problem.Vehicles[0].Id, stops)]);

    internal static void AssertGood(Problem problem, Plan plan) =>
        Assert.Empty(RoutePlanner.Check(problem, plan).Select(v => v.Message));

    /// <summary>A benchmark day: half windows, two kinds of load, breaks, skills; enough vans.</summary>
    internal static Problem Town(int visits, int vans, int seed)
    {
        var dice = new Random(seed);
        var places = Enumerable
            .Range(0, visits + 1)
            .Select(i => i == 0 ? (0, 0) : (dice.Next(-25_000, 25_000), dice.Next(-25_000, 25_000)))
            .ToList();
        var fleet = Enumerable
            .Range(0, vans)
            .Select(k =>
                Van($"van-{k}") with
                {
                    FixedCost = new Cents(5000),
                    Capacity = new Dictionary<string, int> { [Weight] = 900, [Hazmat] = 440 },
                    Breaks = [new Break(TimeWindow.Hours(11, 13), Seconds.FromMinutes(30))],
                    Skills = k % 2 == 0 ? ["oxygen"] : ["oxygen", "lift"],
                    Co2GramsPerKm = 250,
                }
            );
        var orders = Enumerable
            .Range(1, visits)
            .Select(i =>
            {
                var from = dice.Next(8, 14);
                var hazmat = dice.Next(3) == 0 ? dice.Next(8, 60) : 0;
                return At(i) with
                {
                    Service = Seconds.FromMinutes(dice.Next(8, 30)),
                    Windows = dice.Next(2) == 0 ? [] : [TimeWindow.Hours(from, from + 2)],
                    Drops = new Dictionary<string, int> { [Weight] = dice.Next(5, 120), [Hazmat] = hazmat },
                    PicksUp = new Dictionary<string, int> { [Weight] = hazmat, [Hazmat] = hazmat },
                    Skills =
                        hazmat > 0 ? ["oxygen"]
                        : dice.Next(8) == 0 ? ["lift"]
                        : [],
                };
            });
        return new Problem(TravelMatrix.Straight(places), fleet, orders, Dimensions);
    }

    /// <summary>A small random day in which every constraint of the model turns up.</summary>
    internal static Problem Wild(int seed)
    {
        var dice = new Random(seed);
        bool Chance(int percent) => dice.Next(100) < percent;
        Cents Price(int most) => new(dice.Next(most));
        T Pick<T>(params T[] of) => of[dice.Next(of.Length)];

        var n = dice.Next(2, 16);
        var m = dice.Next(1, 5);
        var places = Enumerable.Range(0, n + 3).Select(_ => (dice.Next(30_000), dice.Next(30_000))).ToList();
        string[] skills = ["oxygen", "lift", "rt"];
        var fleet = new List<Vehicle>();
        for (var k = 0; k < m; k++)
        {
            var from = dice.Next(6, 10);
            var to = from + dice.Next(3, 10);
            fleet.Add(
                new Vehicle
                {
                    Id = $"van-{k}",
                    Start = dice.Next(2),
                    End = Chance(80) ? dice.Next(2) : null,
                    Shift = TimeWindow.Hours(from, to),
                    OvertimeUntil = Chance(30) ? Seconds.At(to + 1) : null,
                    OvertimePerHour = Price(5000),
                    Breaks = Chance(50)
                        ? [new Break(TimeWindow.Hours(from + 2, from + 3), Seconds.FromMinutes(dice.Next(5, 60)))]
                        : [],
                    Capacity = Chance(80)
                        ? new Dictionary<string, int>
                        {
                            [Weight] = dice.Next(50, 300),
                            [Hazmat] = 100,
                            [Bay] = dice.Next(3),
                        }
                        : new Dictionary<string, int>(),
                    Skills = [.. skills.Where(_ => Chance(70))],
                    Crew = dice.Next(1, 3),
                    FixedCost = Price(10_000),
                    PerHour = Price(5000),
                    PerKm = Price(100),
                    MaxStops = Chance(20) ? dice.Next(1, 6) : null,
                    MaxDuration = Chance(20) ? Seconds.FromHours(dice.Next(2, 8)) : null,
                    MaxDistance = Chance(20) ? new Metres(dice.Next(20_000, 150_000)) : null,
                    Reload = Chance(50)
                        ? new Reload(dice.Next(2), Seconds.FromMinutes(dice.Next(30)), dice.Next(1, 3))
                        : null,
                    CleanDirty = Pick(CleanDirtyMode.Covered, CleanDirtyMode.NeverMixed, CleanDirtyMode.SeparateBays),
                    Co2GramsPerKm = dice.Next(300),
                }
            );
        }

        var visits = new List<Visit>();
        for (var i = 0; i < n; i++)
        {
            var from = dice.Next(7, 14);
            List<TimeWindow> windows = Chance(30) ? [] : [TimeWindow.Hours(from, from + dice.Next(1, 4))];
            if (windows.Count > 0 && Chance(30))
            {
                windows.Add(
                    new TimeWindow(windows[0].End + Seconds.FromHours(1), windows[0].End + Seconds.FromHours(2))
                );
            }

            var soft = windows.Count > 0 && Chance(30);
            visits.Add(
                new Visit
                {
                    Id = $"visit-{i}",
                    Place = dice.Next(2, n + 3),
                    Kind = Pick(VisitKind.Delivery, VisitKind.Pickup, VisitKind.Exchange, VisitKind.Service),
                    Windows = windows,
                    LatePerMinute = Price(100),
                    HardLatest = soft ? windows[^1].End + Seconds.FromMinutes(dice.Next(90)) : null,
                    Service = Seconds.FromMinutes(dice.Next(40)),
                    Drops = Chance(60)
                        ? new Dictionary<string, int> { [Weight] = dice.Next(80), [Hazmat] = dice.Next(20) }
                        : new Dictionary<string, int>(),
                    PicksUp = Chance(40)
                        ? new Dictionary<string, int> { [Weight] = dice.Next(80), [Bay] = dice.Next(2) }
                        : new Dictionary<string, int>(),
                    BringsClean = Chance(50),
                    TakesDirty = Chance(30),
                    Skills = [.. skills.Where(_ => Chance(15))],
                    Crew = Chance(15) ? 2 : 1,
                    OnlyVehicles = Chance(10) ? [$"van-{dice.Next(m)}"] : null,
                    NotVehicles = Chance(10) ? [$"van-{dice.Next(m)}"] : [],
                    Release = Chance(20) ? Seconds.At(dice.Next(7, 11)) : Seconds.Zero,
                    Priority = dice.Next(4),
                    Promise = Chance(20)
                        ? new Promise(windows.Count > 0 ? windows[0].Start : Seconds.At(10), null, Price(50))
                        : null,
                }
            );
        }

        return new Problem(TravelMatrix.Straight(places), fleet, visits, Dimensions);
    }

    /// <summary>A wild day an hour or three in: vans under way, some stops locked, goods on board.</summary>
    internal static Problem WildUnderway(int seed)
    {
        var problem = Wild(seed);
        var plan = Quick(problem, seed, 50);
        var dice = new Random(seed);
        foreach (var route in plan.Routes)
        {
            var trip = route.Stops.TakeWhile(s => !s.IsReload).ToList();
            if (dice.Next(3) == 0 || trip.Count == 0)
            {
                continue;
            }

            // The van stands at its first stop's door: its goods are aboard, its first stops locked.
            var van = problem.Vehicle(route.Vehicle);
            problem = problem.With(
                van with
                {
                    Underway = new Underway
                    {
                        Place = trip[0].Place,
                        Time = trip[0].Arrive,
                        Carries = [.. trip.Select(s => s.Visit!)],
                        Locked = [.. trip.Take(dice.Next(1, 3)).Select(s => s.Visit!)],
                    },
                }
            );
        }

        return problem;
    }
}
