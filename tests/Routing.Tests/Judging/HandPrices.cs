using static Homeward.Routing.Tests.Days;
using static Homeward.Routing.Tests.Judging.ByHand;

namespace Homeward.Routing.Tests.Judging;

/// <summary>Every term of cost.</summary>
internal static class HandPrices
{
    internal static Dictionary<string, HandCase> All { get; } =
        new() { ["prices"] = Prices(), ["wider prices"] = WiderPrices() };

    private static HandCase Prices()
    {
        // Terms end in half a cent, which is rounded away from zero.
        var van = Bare() with
        {
            FixedCost = new Cents(1000),
            PerHour = new Cents(5),
            PerKm = new Cents(61),
            Shift = Between(0, 1200),
            OvertimeUntil = T(1800),
            OvertimePerHour = new Cents(15),
            Co2GramsPerKm = 250,
        };
        var visit = Days.At(5) with
        {
            Service = new Seconds(800),
            Windows = [Between(0, 470)],
            HardLatest = T(500),
            LatePerMinute = new Cents(5),
            Promise = new Promise(T(530), new Seconds(60), new Cents(5)),
        };
        var problem = Of(van, visit, Days.At(7) with { LeaveOutPrice = new Cents(77) });
        var route = Route(
            "van-1",
            0,
            1800,
            [At("visit-5", 5, 500, 500, 1300, 30)],
            [Leg(0, 5, 500, 5000), Leg(5, 0, 500, 5000)]
        );
        return new HandCase(
            problem,
            route with
            {
                Co2Grams = 2500,
                Cost = CostTerms.None with
                {
                    Fixed = new Cents(1000),
                    Wages = new Cents(3),
                    Overtime = new Cents(3),
                    Distance = new Cents(610),
                    Lateness = new Cents(3),
                    Moved = new Cents(3),
                },
            }
        )
            .Breaks(Constraint.Window, "hard latest", "visit-5", v => v with { HardLatest = T(499) })
            .Breaks(Constraint.ShiftEnd, "overtime", v => v with { OvertimeUntil = T(1799) })
            .Breaks(Constraint.Figures, "fixed", v => v with { FixedCost = new Cents(999) })
            .Breaks(Constraint.Figures, "wages", v => v with { PerHour = new Cents(4) })
            .Breaks(Constraint.Figures, "overtime price", v => v with { OvertimePerHour = new Cents(14) })
            .Breaks(Constraint.Figures, "kilometres", v => v with { PerKm = new Cents(62) })
            .Breaks(Constraint.Figures, "lateness", "visit-5", v => v with { LatePerMinute = new Cents(4) })
            .Breaks(Constraint.Figures, "left out", "visit-7", v => v with { LeaveOutPrice = new Cents(78) });
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
