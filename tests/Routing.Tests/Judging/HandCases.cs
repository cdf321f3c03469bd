using static Homeward.Routing.Tests.Days;
using static Homeward.Routing.Tests.Judging.ByHand;

namespace Homeward.Routing.Tests.Judging;

/// <summary>The model as it was before it was widened. See <see cref="HandCasesWide"/> for the rest.</summary>
internal static class HandCases
{
    internal static Dictionary<string, HandCase> All { get; } =
        new()
        {
            ["two homes"] = TwoHomes(),
            ["reload"] = Reload(),
            ["separate bays"] = SeparateBays(),
            ["under way"] = UnderWay(),
            ["release"] = Release(),
        };

    internal static HandCase TwoHomes()
    {
        var van = Bare() with
        {
            Shift = Between(0, 1600),
            Capacity = Load(Weight, 60),
            Skills = ["rt"],
            Crew = 2,
            MaxStops = 2,
            MaxDuration = new Seconds(1600),
            MaxDistance = new Metres(4000),
            MaxDrive = new Seconds(400),
        };
        var first = Days.At(1) with { Drops = Load(Weight, 60), Skills = ["rt"], Crew = 2, OnlyVehicles = ["van-1"] };
        var second = Days.At(2) with { PicksUp = Load(Weight, 20), Windows = [Between(0, 800)] };
        var problem = Of([van, Bare("van-2")], first, second);
        const int No = TravelMatrix.Unreachable;
        return new HandCase(
            problem,
            Route(
                "van-1",
                0,
                1600,
                [At("visit-1", 1, 100, 100, 700), At("visit-2", 2, 800, 800, 1400)],
                [Leg(0, 1, 100, 1000, 60), Leg(1, 2, 100, 1000), Leg(2, 0, 200, 2000, 20)]
            )
        )
            .Breaks(Constraint.Window, "window", "visit-2", v => v with { Windows = [Between(0, 799)] })
            .Breaks(Constraint.Window, "window later", "visit-2", v => v with { Windows = [Between(801, 900)] })
            .Breaks(
                Constraint.Window,
                "between windows",
                "visit-2",
                v => v with { Windows = [Between(0, 700), Between(802, 900)] },
                2
            )
            .Breaks(
                Constraint.Promise,
                "promise",
                "visit-2",
                v => v with { Promise = new Promise(T(790), new Seconds(9)) }
            )
            .Breaks(Constraint.Release, "release", "visit-1", v => v with { Release = T(1) })
            .Breaks(Constraint.Release, "release of a pickup", "visit-2", v => v with { Release = T(801) })
            .Breaks(Constraint.Skill, "skill", v => v with { Skills = ["RT"] })
            .Breaks(Constraint.Crew, "crew", v => v with { Crew = 1 })
            .Breaks(Constraint.VehicleBan, "ban", "visit-1", v => v with { NotVehicles = ["van-1"] })
            .Breaks(Constraint.VehicleBan, "only another", "visit-1", v => v with { OnlyVehicles = ["van-2"] })
            .Breaks(Constraint.Capacity, "capacity", v => v with { Capacity = Load(Weight, 59) })
            .Breaks(Constraint.MaxStops, "most stops", v => v with { MaxStops = 1 })
            .Breaks(Constraint.MaxDuration, "duration", v => v with { MaxDuration = new Seconds(1599) })
            .Breaks(Constraint.MaxDistance, "distance", v => v with { MaxDistance = new Metres(3999) })
            .Breaks(Constraint.MaxDrive, "time at the wheel", v => v with { MaxDrive = new Seconds(399) })
            .Breaks(Constraint.ShiftEnd, "shift end", v => v with { Shift = Between(0, 1599) })
            .Breaks(Constraint.ShiftStart, "shift start", v => v with { Shift = Between(1, 1600) })
            .Breaks(
                Constraint.Break,
                "a break is due",
                v => v with { Breaks = [new Break(Between(0, 50), new Seconds(9))] }
            )
            .Breaks(
                Constraint.Reach,
                "no way",
                new Problem(
                    new TravelMatrix(
                        3,
                        [0, 100, 200, 100, 0, No, 200, 100, 0],
                        [0, 1000, 2000, 1000, 0, 1000, 2000, 1000, 0]
                    ),
                    problem.Vehicles,
                    problem.Visits,
                    Dimensions
                )
            );
    }

    private static HandCase Reload()
    {
        var van = Bare() with { Capacity = Load(Weight, 60), Reload = new Reload(0, new Seconds(300)) };
        var swap = new Dictionary<string, int> { [Weight] = 60 };
        var problem = Of(van, Days.At(1) with { Drops = swap, PicksUp = swap }, Days.At(2) with { Drops = swap });
        Stop[] stops =
        [
            At("visit-1", 1, 100, 100, 700),
            Reloads(0, 800, 800, 1100),
            At("visit-2", 2, 1300, 1300, 1900),
        ];
        Leg[] legs =
        [
            Leg(0, 1, 100, 1000, 60),
            Leg(1, 0, 100, 1000, 60),
            Leg(0, 2, 200, 2000, 60),
            Leg(2, 0, 200, 2000),
        ];
        return new HandCase(problem, Route("van-1", 0, 2100, stops, legs))
            .Breaks(
                Constraint.Capacity,
                "without it",
                [
                    Route(
                        "van-1",
                        0,
                        1600,
                        [At("visit-1", 1, 100, 100, 700), At("visit-2", 2, 800, 800, 1400)],
                        [Leg(0, 1, 100, 1000, 120), Leg(1, 2, 100, 1000, 120), Leg(2, 0, 200, 2000, 60)]
                    ),
                ],
                60
            )
            .Breaks(
                Constraint.Reload,
                "once too often",
                [Route("van-1", 0, 2400, [.. stops, Reloads(0, 2100, 2100, 2400)], [.. legs, Leg(0, 0, 0, 0)])]
            )
            .Breaks(Constraint.Release, "goods of the second trip", "visit-2", v => v with { Release = T(1101) });
    }

    private static HandCase SeparateBays()
    {
        var van = Bare() with { CleanDirty = CleanDirtyMode.SeparateBays, Capacity = Load(Bay, 1) };
        var problem = Of(van, Days.At(1) with { TakesDirty = true, PicksUp = Load(Bay, 1) });
        return new HandCase(
            problem,
            Route(
                "van-1",
                0,
                800,
                [At("visit-1", 1, 100, 100, 700)],
                [Leg(0, 1, 100, 1000), Leg(1, 0, 100, 1000, bay: 1)]
            )
        )
            .Breaks(Constraint.Capacity, "full bay", v => v with { Capacity = Load(Bay, 0) })
            .Breaks(Constraint.Capacity, "no bay", v => v with { Capacity = Load(Weight, 1) })
            .Keeps(
                "covered",
                Of(van with { CleanDirty = CleanDirtyMode.Covered, Capacity = Load(Bay, 0) }, problem.Visits[0])
            );
    }

    private static HandCase UnderWay()
    {
        var underway = new Underway
        {
            Place = 3,
            Time = T(100),
            Locked = ["visit-4", "visit-6"],
            Carries = ["visit-4"],
            OnBoard = Load(Weight, 7),
        };
        var van = Bare() with { Underway = underway, Capacity = Load(Weight, 22) };
        var visits = new[]
        {
            Days.At(4) with
            {
                Drops = Load(Weight, 10),
            },
            Days.At(6) with
            {
                PicksUp = Load(Weight, 5),
            },
        };
        var problem = Of([van, Bare("van-2")], visits);
        return new HandCase(
            problem,
            Route(
                "van-1",
                100,
                2200,
                [At("visit-4", 4, 200, 200, 800), At("visit-6", 6, 1000, 1000, 1600)],
                [Leg(3, 4, 100, 1000, 17), Leg(4, 6, 200, 2000, 7), Leg(6, 0, 600, 6000, 12)]
            )
        )
            .Breaks(
                Constraint.Locked,
                "other order",
                [
                    Route(
                        "van-1",
                        100,
                        2200,
                        [At("visit-6", 6, 400, 400, 1000), At("visit-4", 4, 1200, 1200, 1800)],
                        [Leg(3, 6, 300, 3000, 17), Leg(6, 4, 200, 2000, 22), Leg(4, 0, 400, 4000, 12)]
                    ),
                ]
            )
            .Breaks(
                Constraint.Locked,
                "something before",
                v => v with { Underway = underway with { Locked = ["visit-6", "visit-4"] } }
            )
            .Breaks(Constraint.ShiftStart, "not free yet", v => v with { Underway = underway with { Time = T(101) } })
            .Breaks(Constraint.Capacity, "too much aboard", v => v with { Capacity = Load(Weight, 16) })
            .Breaks(
                Constraint.Goods,
                "not aboard",
                v => v with { Underway = underway with { Carries = [], OnBoard = Load(Weight, 17) } }
            )
            .Breaks(
                Constraint.Goods,
                "on another van",
                Of(
                    [
                        van with
                        {
                            Underway = underway with { Carries = [], OnBoard = Load(Weight, 17) },
                        },
                        Bare("van-2") with
                        {
                            Underway = new Underway
                            {
                                Place = 9,
                                Time = T(0),
                                Carries = ["visit-4"],
                            },
                        },
                    ],
                    visits
                )
            )
            .Keeps("released since", problem.With(visits[0] with { Release = T(900) }));
    }

    private static HandCase Release()
    {
        var problem = Of(Bare(), Days.At(2) with { Drops = Load(Weight, 1), Release = T(3600) });
        return new HandCase(
            problem,
            Route(
                "van-1",
                3600,
                4600,
                [At("visit-2", 2, 3800, 3800, 4400)],
                [Leg(0, 2, 200, 2000, 1), Leg(2, 0, 200, 2000)]
            )
        ).Breaks(Constraint.Release, "later", "visit-2", v => v with { Release = T(3700) }, 100);
    }
}
