using static Homeward.Routing.Tests.Days;
using static Homeward.Routing.Tests.Judging.ByHand;

namespace Homeward.Routing.Tests.Judging;

/// <summary>Open starts, profiles, speed, traffic and the rest of the wider model that one van sees.</summary>
internal static class HandCasesWide
{
    internal static Dictionary<string, HandCase> All { get; } =
        new()
        {
            ["open start"] = OpenStart(),
            ["profile and speed"] = ProfileAndSpeed(),
            ["traffic"] = Traffic(),
            ["traffic by odd seconds"] = TrafficByOddSeconds(),
            ["traffic and a break"] = TrafficAndBreak(),
            ["own service"] = OwnService(),
        };

    /// <summary>Thirty places on a line; each step takes so long and is so far; even to stay takes a while.</summary>
    private static TravelMatrix Steps(int seconds, int metres, int stay = 0)
    {
        var pairs = Enumerable.Range(0, 900).Select(i => (From: i / 30, To: i % 30)).ToList();
        return new TravelMatrix(
            30,
            [.. pairs.Select(p => p.From == p.To ? stay : seconds * Math.Abs(p.From - p.To))],
            [.. pairs.Select(p => p.From == p.To ? stay : metres * Math.Abs(p.From - p.To))]
        );
    }

    private static Problem On(TimeSlice[] traffic, Vehicle van, params Visit[] visits) =>
        new([Line(30)], [van], visits, Dimensions, null, traffic);

    private static HandCase OpenStart()
    {
        var van = Bare() with { Start = null, End = null, MaxDistance = new Metres(2000) };
        var problem = new Problem(
            Steps(100, 1000, stay: 7),
            [van],
            [Days.At(3) with { Drops = Load(Weight, 4) }, Days.At(5)],
            Dimensions
        );
        return new HandCase(
            problem,
            Route(
                "van-1",
                0,
                1400,
                [At("visit-3", 3, 0, 0, 600), At("visit-5", 5, 800, 800, 1400)],
                [Leg(3, 3, 0, 0, 4), Leg(3, 5, 200, 2000)]
            )
        )
        {
            Needs = Feature.OpenStart,
        }
            .Breaks(Constraint.MaxDistance, "distance", v => v with { MaxDistance = new Metres(1999) })
            .Breaks(Constraint.ShiftStart, "shift start", v => v with { Shift = Between(1, 9000) })
            .Breaks(Constraint.Capacity, "capacity", v => v with { Capacity = Load(Weight, 3) })
            .Breaks(Constraint.Figures, "not open", v => v with { Start = 3, MaxDistance = null })
            .Breaks(Constraint.Figures, "comes home", v => v with { End = 0, MaxDistance = null });
    }

    private static HandCase ProfileAndSpeed()
    {
        // 25 s a step at four times the speed: one step is 6.25 s, two are 12.5 s, rounded away from zero.
        var van = Bare() with
        {
            Profile = 1,
            SpeedFactor = 4,
            MaxDrive = new Seconds(38),
            MaxDistance = new Metres(4800),
        };
        var problem = new Problem([Line(30), Steps(25, 800)], [van], [Days.At(2), Days.At(3)], Dimensions, null, null);
        return new HandCase(
            problem,
            Route(
                "van-1",
                0,
                1238,
                [At("visit-2", 2, 13, 13, 613), At("visit-3", 3, 619, 619, 1219)],
                [Leg(0, 2, 13, 1600), Leg(2, 3, 6, 800), Leg(3, 0, 19, 2400)]
            )
        )
        {
            Needs = Feature.Profiles,
        }
            .Breaks(Constraint.MaxDrive, "time at the wheel", v => v with { MaxDrive = new Seconds(37) })
            .Breaks(Constraint.MaxDistance, "distance", v => v with { MaxDistance = new Metres(4799) })
            .Breaks(Constraint.Figures, "at another speed", v => v with { SpeedFactor = 5 })
            .Breaks(
                Constraint.Figures,
                "by another matrix",
                v => v with { Profile = 0, MaxDrive = null, MaxDistance = null }
            );
    }

    private static HandCase Traffic()
    {
        // Home in 300 s of the matrix: 150 s at 100 %, the other 150 s at 200 %. Back in the quick slice: half the time.
        TimeSlice[] slices = [new(T(150), 200), new(T(1050), 50)];
        var problem = On(slices, Bare() with { MaxDrive = new Seconds(600) }, Days.At(3));
        return new HandCase(
            problem,
            Route("van-1", 0, 1200, [At("visit-3", 3, 450, 450, 1050)], [Leg(0, 3, 450, 3000), Leg(3, 0, 150, 3000)])
        )
        {
            Needs = Feature.Traffic,
        }
            .Breaks(Constraint.MaxDrive, "time at the wheel", v => v with { MaxDrive = new Seconds(599) })
            .Breaks(Constraint.Figures, "no traffic", On([], problem.Vehicles[0], problem.Visits[0]))
            .Breaks(
                Constraint.Figures,
                "a second later",
                On([new(T(151), 200), slices[1]], problem.Vehicles[0], problem.Visits[0])
            );
    }

    private static HandCase TrafficByOddSeconds()
    {
        // At 130 % 200 s cover 153 s (153.8, rounded down); the other 147 s take 103 s at 70 % (102.9, rounded up).
        // The way back takes 210 s at 70 % of 300 s; it ends as the next slice begins and does not touch it.
        TimeSlice[] slices = [new(T(-3600), 130), new(T(200), 70), new(T(1113), 500)];
        // The van is under way: free to choose, it would leave a second later and arrive at the same second.
        var van = Bare() with
        {
            Underway = new Underway { Place = 0, Time = T(0) },
        };
        var problem = On(slices, van, Days.At(3));
        return new HandCase(
            problem,
            Route("van-1", 0, 1113, [At("visit-3", 3, 303, 303, 903)], [Leg(0, 3, 303, 3000), Leg(3, 0, 210, 3000)])
        )
        {
            Needs = Feature.Traffic,
        };
    }

    private static HandCase TrafficAndBreak()
    {
        // 600 s at 130 %: 250 s cover 192 s (192.3); after the break 408 s take 531 s (530.4).
        TimeSlice[] slices = [new(T(-3600), 130)];
        var van = Bare() with
        {
            Breaks = [new Break(Between(250, 400), new Seconds(300))],
            MaxDrive = new Seconds(1561),
        };
        var problem = On(slices, van, Days.At(6));
        return new HandCase(
            problem,
            Route(
                "van-1",
                0,
                2461,
                [At("visit-6", 6, 1081, 1081, 1681)],
                [Leg(0, 6, 781, 6000), Leg(6, 0, 780, 6000)],
                Rest(250, 550)
            )
        )
        {
            Needs = Feature.Traffic,
        }.Breaks(Constraint.MaxDrive, "time at the wheel", v => v with { MaxDrive = new Seconds(1560) });
    }

    private static HandCase OwnService()
    {
        var own = new Dictionary<string, Seconds> { ["van-1"] = new(240), ["van-2"] = new(60) };
        var problem = Of([Bare(), Bare("van-2")], Days.At(1) with { ServiceOn = own });
        return new HandCase(
            problem,
            Route("van-1", 0, 440, [At("visit-1", 1, 100, 100, 340)], [Leg(0, 1, 100, 1000), Leg(1, 0, 100, 1000)])
        )
        {
            Needs = Feature.ServiceOn,
        }.Breaks(
            Constraint.Figures,
            "as everybody",
            "visit-1",
            v => v with { ServiceOn = new Dictionary<string, Seconds> { ["van-2"] = new(240) } }
        );
    }
}
