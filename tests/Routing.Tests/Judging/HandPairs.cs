using static Homeward.Routing.Tests.Days;
using static Homeward.Routing.Tests.Judging.ByHand;

namespace Homeward.Routing.Tests.Judging;

/// <summary>What binds two visits: shipments and teams.</summary>
internal static class HandPairs
{
    internal static Dictionary<string, HandCase> All { get; } =
        new()
        {
            ["shipment"] = Shipment(),
            ["shipment under way"] = ShipmentUnderWay(),
            ["team"] = Team(),
            ["team that waits"] = TeamThatWaits(),
        };

    private static Problem Paired(Vehicle[] vans, TeamVisit[] teams, params Visit[] visits) =>
        new([Line(30)], vans, visits, Dimensions, teams, null);

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
            Days.At(7) with
            {
                Drops = Load(Weight, 5),
            },
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
        }.Breaks(
            Constraint.Goods,
            "something from the depot after it",
            [
                Route(
                    "van-1",
                    0,
                    3100,
                    [
                        At("visit-2", 2, 100, 100, 700),
                        At("visit-5", 5, 1000, 1000, 1600),
                        At("visit-7", 7, 1800, 1800, 2400),
                    ],
                    [Leg(1, 2, 100, 1000), Leg(2, 5, 300, 3000, 30), Leg(5, 7, 200, 2000, 10), Leg(7, 0, 700, 7000, 5)]
                ),
            ]
        );
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
}
