using static Homeward.Routing.Tests.Days;
using static Homeward.Routing.Tests.Judging.ByHand;

namespace Homeward.Routing.Tests.Judging;

/// <summary>Open starts, profiles, speed, traffic, shipments, teams and the rest of the wider model.</summary>
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
            ["shipment"] = Shipment(),
            ["shipment under way"] = ShipmentUnderWay(),
            ["team"] = Team(),
            ["team that waits"] = TeamThatWaits(),
            ["one kind per trip"] = OneKindPerTrip(),
            ["wider prices"] = WiderPrices(),
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

    private static Problem Paired(Vehicle[] vans, TeamVisit[] teams, params Visit[] visits) =>
        new([Line(30)], vans, visits, Dimensions, teams, null);

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

    private static HandCase Shipment()
    {
        var van = Bare() with { Capacity = Load(Weight, 30), Reload = new Reload(0, default, 2) };
        var visits = new[]
        {
            Days.At(2) with
            {
                Drops = Load(Weight, 10),
                PicksUp = Load(Weight, 30),
            },
            Days.At(5) with
            {
                BringsFrom = "visit-2",
                Drops = Load(Weight, 30),
                Release = T(1100),
            },
        };
        var problem = Of([van, van with { Id = "van-2" }], visits);
        Stop[] stops = [At("visit-2", 2, 200, 200, 800), At("visit-5", 5, 1100, 1100, 1700)];
        Leg[] legs = [Leg(0, 2, 200, 2000, 10), Leg(2, 5, 300, 3000, 30), Leg(5, 0, 500, 5000)];
        var taking = Route("van-1", 0, 1000, [stops[0]], [legs[0], Leg(2, 0, 200, 2000, 30)]);
        var bringing = Route(
            "van-2",
            600,
            2200,
            [At("visit-5", 5, 1100, 1100, 1700)],
            [Leg(0, 5, 500, 5000), Leg(5, 0, 500, 5000, -30)]
        );
        return new HandCase(problem, Route("van-1", 0, 2200, stops, legs)) { Needs = Feature.Shipments }
            .Breaks(Constraint.Capacity, "capacity", v => v with { Capacity = Load(Weight, 29) })
            .Breaks(Constraint.Release, "not before", "visit-5", v => v with { Release = T(1101) })
            .Breaks(Constraint.Shipment, "only the taking", [taking])
            .Breaks(Constraint.Shipment, "only the bringing", [bringing])
            .Breaks(Constraint.Shipment, "on two vans", [taking, bringing])
            .Breaks(
                Constraint.Shipment,
                "brought before it is taken",
                [
                    Route(
                        "van-1",
                        600,
                        2800,
                        [At("visit-5", 5, 1100, 1100, 1700), At("visit-2", 2, 2000, 2000, 2600)],
                        [Leg(0, 5, 500, 5000, 10), Leg(5, 2, 300, 3000, -20), Leg(2, 0, 200, 2000)]
                    ),
                ]
            )
            .Breaks(
                Constraint.Shipment,
                "a reload between",
                [
                    Route(
                        "van-1",
                        0,
                        2600,
                        [stops[0], Reloads(0, 1000, 1000, 1000), At("visit-5", 5, 1500, 1500, 2100)],
                        [legs[0], Leg(2, 0, 200, 2000, 30), Leg(0, 5, 500, 5000), Leg(5, 0, 500, 5000, -30)]
                    ),
                ]
            );
    }

    private static HandCase ShipmentUnderWay()
    {
        // Away from its depot a van has not what the depot keeps, but it can take up one thing and bring it.
        var van = Bare() with
        {
            Underway = new Underway { Place = 1, Time = T(0) },
        };
        var visits = new[]
        {
            Days.At(2) with
            {
                PicksUp = Load(Weight, 30),
            },
            Days.At(5) with
            {
                BringsFrom = "visit-2",
                Drops = Load(Weight, 20),
            },
        };
        return new HandCase(
            Of(van, visits),
            Route(
                "van-1",
                0,
                2100,
                [At("visit-2", 2, 100, 100, 700), At("visit-5", 5, 1000, 1000, 1600)],
                [Leg(1, 2, 100, 1000), Leg(2, 5, 300, 3000, 30), Leg(5, 0, 500, 5000, 10)]
            )
        )
        {
            Needs = Feature.Shipments,
        };
    }

    private static HandCase Team()
    {
        Vehicle[] vans = [Bare(), Bare("van-2")];
        Visit[] visits = [Days.At(2), Days.At(5)];
        TeamVisit[] Span(int least, int most) => [new("visit-2", "visit-5", new Seconds(least), new Seconds(most))];
        var first = Route(
            "van-1",
            0,
            1000,
            [At("visit-2", 2, 200, 200, 800)],
            [Leg(0, 2, 200, 2000), Leg(2, 0, 200, 2000)]
        );
        var second = Route(
            "van-2",
            0,
            1600,
            [At("visit-5", 5, 500, 500, 1100)],
            [Leg(0, 5, 500, 5000), Leg(5, 0, 500, 5000)]
        );
        return new HandCase(Paired(vans, Span(300, 300), visits), first, second) { Needs = Feature.Teams }
            .Breaks(Constraint.Team, "too late", Paired(vans, Span(0, 290), visits), 10)
            .Breaks(Constraint.Team, "too early", Paired(vans, Span(305, 400), visits), 5)
            .Breaks(
                Constraint.Team,
                "in the other order",
                Paired(vans, [new("visit-5", "visit-2", default, new(300))], visits),
                300
            )
            .Breaks(Constraint.Team, "only the first", [first])
            .Breaks(Constraint.Team, "only the second", [second])
            .Breaks(
                Constraint.Team,
                "on one van",
                [
                    Route(
                        "van-1",
                        0,
                        2200,
                        [At("visit-2", 2, 200, 200, 800), At("visit-5", 5, 1100, 1100, 1700)],
                        [Leg(0, 2, 200, 2000), Leg(2, 5, 300, 3000), Leg(5, 0, 500, 5000)]
                    ),
                ]
            )
            .Keeps("a wider span", Paired(vans, Span(0, 3600), visits));
    }

    private static HandCase TeamThatWaits()
    {
        // At once: the first waits at the door until the second is there.
        Visit[] visits = [Days.At(2), Days.At(5)];
        return new HandCase(
            Paired([Bare(), Bare("van-2")], [new("visit-2", "visit-5")], visits),
            Route("van-1", 0, 1300, [At("visit-2", 2, 200, 500, 1100)], [Leg(0, 2, 200, 2000), Leg(2, 0, 200, 2000)]),
            Route("van-2", 0, 1600, [At("visit-5", 5, 500, 500, 1100)], [Leg(0, 5, 500, 5000), Leg(5, 0, 500, 5000)])
        )
        {
            Needs = null,
        };
    }

    private static HandCase OneKindPerTrip()
    {
        var van = Bare() with { CleanDirty = CleanDirtyMode.OneKindPerTrip, Reload = new Reload(0, new Seconds(300)) };
        var problem = Of(van, Days.At(1) with { BringsClean = true }, Days.At(2) with { TakesDirty = true });
        return new HandCase(
            problem,
            Route(
                "van-1",
                0,
                2100,
                [At("visit-1", 1, 100, 100, 700), Reloads(0, 800, 800, 1100), At("visit-2", 2, 1300, 1300, 1900)],
                [Leg(0, 1, 100, 1000), Leg(1, 0, 100, 1000), Leg(0, 2, 200, 2000), Leg(2, 0, 200, 2000)]
            )
        )
        {
            Needs = Feature.OneKind,
        }
            .Breaks(Constraint.CleanDirty, "both at one home", "visit-1", v => v with { TakesDirty = true })
            .Breaks(Constraint.CleanDirty, "both at the other", "visit-2", v => v with { BringsClean = true })
            .Breaks(
                Constraint.CleanDirty,
                "without a reload",
                [
                    Route(
                        "van-1",
                        0,
                        1600,
                        [At("visit-1", 1, 100, 100, 700), At("visit-2", 2, 800, 800, 1400)],
                        [Leg(0, 1, 100, 1000), Leg(1, 2, 100, 1000), Leg(2, 0, 200, 2000)]
                    ),
                ]
            )
            .Breaks(
                Constraint.CleanDirty,
                "dirty aboard",
                v =>
                    v with
                    {
                        Underway = new Underway
                        {
                            Place = 0,
                            Time = T(0),
                            CarriesDirty = true,
                        },
                    }
            );
    }

    private static HandCase WiderPrices()
    {
        // 10 km at 250 g are 2.5 kg; half an hour squared is 0.25: both end in half a cent.
        var van = Bare() with
        {
            Co2GramsPerKm = 250,
            PerCo2Kg = new Cents(1),
            PerHourSquared = new Cents(10),
        };
        var visit = Days.At(5) with
        {
            Service = new Seconds(800),
            PreferredVehicle = "van-2",
            OtherVehiclePrice = new Cents(500),
        };
        var problem = Of([van, Bare("van-2")], visit);
        return new HandCase(
            problem,
            Route(
                "van-1",
                0,
                1800,
                [At("visit-5", 5, 500, 500, 1300)],
                [Leg(0, 5, 500, 5000), Leg(5, 0, 500, 5000)]
            ) with
            {
                Co2Grams = 2500,
                Cost = CostTerms.None with
                {
                    Co2 = new Cents(3),
                    Balance = new Cents(3),
                    OtherVehicle = new Cents(500),
                },
            }
        )
        {
            Needs = Feature.Co2 | Feature.Balance | Feature.Preferred,
        }
            .Breaks(Constraint.Figures, "CO2", v => v with { PerCo2Kg = default })
            .Breaks(Constraint.Figures, "balance", v => v with { PerHourSquared = new Cents(9) })
            .Breaks(Constraint.Figures, "preferred", "visit-5", v => v with { PreferredVehicle = "van-1" })
            .Breaks(Constraint.Figures, "nobody preferred", "visit-5", v => v with { PreferredVehicle = null })
            .Keeps("optional", problem.With(visit with { Optional = true }));
    }
}
