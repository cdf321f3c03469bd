using static Homeward.Routing.Tests.Days;
using static Homeward.Routing.Tests.Judging.ByHand;

namespace Homeward.Routing.Tests.Judging;

/// <summary>Breaks in waits, on the way, one after the other, and at home.</summary>
internal static class HandBreaks
{
    internal static Dictionary<string, HandCase> All { get; } =
        new()
        {
            ["break in a wait"] = BreakInWait(),
            ["break on the way home"] = BreakOnTheWayHome(),
            ["break until the door opens"] = BreakUntilTheDoorOpens(),
            ["break on leaving"] = BreakOnLeaving(),
            ["two breaks in one drive"] = TwoBreaksInOneDrive(),
            ["rest at home"] = RestAtHome(),
            ["rest at the first door"] = RestBeforeTheFirst(3000, 3200, 600, leaves: 2400, arrives: 3000, rests: 3000),
            ["rest on the way to the first"] = RestBeforeTheFirst(
                2000,
                3000,
                300,
                leaves: 2700,
                arrives: 3600,
                rests: 2700
            ),
            ["rest after the first"] = RestAfterTheFirst(),
        };

    private static HandCase BreakInWait()
    {
        var van = Bare() with { Breaks = [new Break(Between(1000, 2000), new Seconds(600))] };
        var problem = Of(van, Days.At(1), Days.At(3) with { Windows = [Between(3600, 7200)] });
        Stop[] stops = [At("visit-1", 1, 100, 100, 700), At("visit-3", 3, 900, 3600, 4200)];
        Leg[] legs = [Leg(0, 1, 100, 1000), Leg(1, 3, 200, 2000), Leg(3, 0, 300, 3000)];
        return new HandCase(problem, Route("van-1", 0, 4500, stops, legs, Rest(1000, 1600)))
            .Breaks(Constraint.Break, "no break", [Route("van-1", 0, 4500, stops, legs)])
            .Breaks(Constraint.Break, "too short", [Route("van-1", 0, 4500, stops, legs, Rest(1000, 1599))])
            .Breaks(Constraint.Break, "too early", [Route("van-1", 0, 4500, stops, legs, Rest(999, 1599))])
            .Breaks(Constraint.Break, "too late", [Route("van-1", 0, 4500, stops, legs, Rest(2001, 2601))])
            .Breaks(
                Constraint.Break,
                "longer",
                v => v with { Breaks = [new Break(Between(1000, 3000), new Seconds(2601))] }
            )
            .Breaks(
                Constraint.Break,
                "one too many",
                [Route("van-1", 0, 4500, stops, legs, Rest(1000, 1600), Rest(2000, 2600))]
            )
            .Breaks(
                Constraint.Break,
                "the second is missing",
                Of(
                    van with
                    {
                        Breaks = [.. van.Breaks, new Break(Between(1200, 2600), new Seconds(600))],
                    },
                    [.. problem.Visits]
                )
            );
    }

    private static HandCase BreakOnTheWayHome()
    {
        var van = Bare() with { Breaks = [new Break(Between(1100, 1200), new Seconds(300))] };
        var problem = Of(van, Days.At(4));
        Stop[] stops = [At("visit-4", 4, 400, 400, 1000)];
        Leg[] legs = [Leg(0, 4, 400, 4000), Leg(4, 0, 400, 4000)];
        return new HandCase(problem, Route("van-1", 0, 1700, stops, legs, Rest(1100, 1400)))
            .Breaks(
                Constraint.Figures,
                "rests while it drives",
                [Route("van-1", 0, 1400, stops, legs, Rest(1100, 1400))]
            )
            .Breaks(
                Constraint.Break,
                "rests after the visit has begun",
                v => v with { Breaks = [new Break(Between(900, 999), new Seconds(300))] }
            );
    }

    private static HandCase BreakUntilTheDoorOpens()
    {
        var van = Bare() with { Breaks = [new Break(Between(3000, 3000), new Seconds(600))] };
        var problem = Of(van, Days.At(1), Days.At(3) with { Windows = [Between(3600, 7200)] });
        return new HandCase(
            problem,
            Route(
                "van-1",
                0,
                4500,
                [At("visit-1", 1, 100, 100, 700), At("visit-3", 3, 900, 3600, 4200)],
                [Leg(0, 1, 100, 1000), Leg(1, 3, 200, 2000), Leg(3, 0, 300, 3000)],
                Rest(3000, 3600)
            )
        );
    }

    private static HandCase BreakOnLeaving()
    {
        var problem = Of(Bare() with { Breaks = [new Break(Between(0, 0), new Seconds(50))] }, Days.At(1));
        Stop[] stops = [At("visit-1", 1, 150, 150, 750)];
        Leg[] legs = [Leg(0, 1, 100, 1000), Leg(1, 0, 100, 1000)];
        return new HandCase(problem, Route("van-1", 0, 850, stops, legs, Rest(0, 50)));
    }

    private static HandCase TwoBreaksInOneDrive()
    {
        var first = new Break(Between(100, 150), new Seconds(50));
        var second = new Break(Between(140, 400), new Seconds(60));
        var third = new Break(Between(310, 500), new Seconds(60));
        var problem = Of(Bare() with { Breaks = [first, second, third] }, Days.At(6));
        Stop[] stops = [At("visit-6", 6, 770, 770, 1370)];
        Leg[] legs = [Leg(0, 6, 600, 6000), Leg(6, 0, 600, 6000)];
        return new HandCase(
            problem,
            Route("van-1", 0, 1970, stops, legs, Rest(100, 150), Rest(150, 210), Rest(310, 370))
        ).Breaks(
            Constraint.Break,
            "two at once",
            [
                Route(
                    "van-1",
                    0,
                    1969,
                    [At("visit-6", 6, 769, 769, 1369)],
                    legs,
                    Rest(100, 150),
                    Rest(149, 209),
                    Rest(310, 370)
                ),
            ]
        );
    }

    /// <summary>A door that opens at 3600 and is told that time, ten minutes away: with a break before it the van leaves earlier.</summary>
    private static HandCase RestBeforeTheFirst(int open, int close, int length, int leaves, int arrives, int rests)
    {
        var van = Bare() with { Breaks = [new Break(Between(open, close), new Seconds(length))] };
        var problem = Of(van, Days.At(6) with { Windows = [Between(3600, 3600)] });
        Leg[] legs = [Leg(0, 6, 600, 6000), Leg(6, 0, 600, 6000)];
        return new HandCase(
            problem,
            Route("van-1", leaves, 4800, [At("visit-6", 6, arrives, 3600, 4200)], legs, Rest(rests, rests + length))
        );
    }

    private static HandCase RestAfterTheFirst()
    {
        var van = Bare() with { Breaks = [new Break(Between(3000, 4200), new Seconds(300))] };
        var problem = Of(van, Days.At(6) with { Windows = [Between(3600, 3600)] });
        Leg[] legs = [Leg(0, 6, 600, 6000), Leg(6, 0, 600, 6000)];
        return new HandCase(
            problem,
            Route("van-1", 3000, 5100, [At("visit-6", 6, 3600, 3600, 4200)], legs, Rest(4200, 4500))
        );
    }

    private static HandCase RestAtHome()
    {
        // The van is not due for it, and need not wait for it; but it may.
        var van = Bare() with
        {
            Breaks = [new Break(Between(700, 900), new Seconds(100))],
        };
        var problem = Of(van, Days.At(1));
        Stop[] stops = [At("visit-1", 1, 100, 100, 700)];
        Leg[] legs = [Leg(0, 1, 100, 1000), Leg(1, 0, 100, 1000)];
        return new HandCase(problem, Route("van-1", 0, 900, stops, legs, Rest(800, 900))) { Needs = null }
            .Keeps("goes home", [Route("van-1", 0, 800, stops, legs)])
            .Keeps("rests a little later", [Route("van-1", 0, 950, stops, legs, Rest(850, 950))])
            .Breaks(Constraint.Figures, "waits and does not rest", [Route("van-1", 0, 900, stops, legs)])
            .Breaks(
                Constraint.Break,
                "ends before it has rested",
                [Route("van-1", 0, 800, stops, legs, Rest(800, 900))]
            )
            .Breaks(
                Constraint.Break,
                "due before it is home",
                v => v with { Breaks = [new Break(Between(850, 899), new Seconds(100))] }
            )
            .Keeps(
                "over before it leaves",
                problem.With(van with { Breaks = [new Break(Between(-900, -1), new Seconds(100)), .. van.Breaks] })
            );
    }
}
