using static Homeward.Routing.Tests.Days;
using static Homeward.Routing.Tests.Judging.ByHand;

namespace Homeward.Routing.Tests.Judging;

/// <summary>Clean and dirty things, trip by trip.</summary>
internal static class HandTrips
{
    internal static Dictionary<string, HandCase> All { get; } =
        new()
        {
            ["never mixed"] = NeverMixed(),
            ["never mixed, two trips"] = TwoTrips(CleanDirtyMode.NeverMixed, Feature.None),
            ["one kind per trip"] = OneKindPerTrip(),
            ["one kind per trip, two trips"] = TwoTrips(CleanDirtyMode.OneKindPerTrip, Feature.OneKind),
        };

    private static HandCase NeverMixed()
    {
        var van = Bare() with { CleanDirty = CleanDirtyMode.NeverMixed };
        var problem = Of(van, Days.At(1) with { TakesDirty = true }, Days.At(2) with { BringsClean = true });
        return new HandCase(
            problem,
            Route(
                "van-1",
                0,
                1600,
                [At("visit-2", 2, 200, 200, 800), At("visit-1", 1, 900, 900, 1500)],
                [Leg(0, 2, 200, 2000), Leg(2, 1, 100, 1000), Leg(1, 0, 100, 1000)]
            )
        )
            .Breaks(
                Constraint.CleanDirty,
                "dirty first",
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

    private static HandCase TwoTrips(CleanDirtyMode mode, Feature needs)
    {
        var problem = Of(
            Bare() with
            {
                CleanDirty = mode,
                Reload = new Reload(0, default),
            },
            Days.At(1) with
            {
                TakesDirty = true,
            },
            Days.At(2) with
            {
                BringsClean = true,
            },
            Days.At(3),
            Days.At(4) with
            {
                BringsClean = true,
            }
        );
        return new HandCase(
            problem,
            Route(
                "van-1",
                0,
                3400,
                [
                    At("visit-1", 1, 100, 100, 700),
                    Reloads(0, 800, 800, 800),
                    At("visit-2", 2, 1000, 1000, 1600),
                    At("visit-3", 3, 1700, 1700, 2300),
                    At("visit-4", 4, 2400, 2400, 3000),
                ],
                [
                    Leg(0, 1, 100, 1000),
                    Leg(1, 0, 100, 1000),
                    Leg(0, 2, 200, 2000),
                    Leg(2, 3, 100, 1000),
                    Leg(3, 4, 100, 1000),
                    Leg(4, 0, 400, 4000),
                ]
            )
        )
        {
            Needs = needs,
        }
            .Breaks(Constraint.CleanDirty, "dirty in the second trip", "visit-2", v => v with { TakesDirty = true })
            .Breaks(Constraint.Reload, "no reload", v => v with { Reload = null })
            .Breaks(
                Constraint.Goods,
                "on another van, in the second trip",
                problem.With(
                    Bare("van-2") with
                    {
                        Underway = new Underway
                        {
                            Place = 9,
                            Time = T(0),
                            Carries = ["visit-2"],
                        },
                    }
                )
            );
    }
}
