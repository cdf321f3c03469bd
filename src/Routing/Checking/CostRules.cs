namespace Homeward.Routing.Checking;

/// <summary>What the route says it drives and costs is what it drives and costs.</summary>
internal static class CostRules
{
    internal static void Check(RouteCase route)
    {
        for (var i = 0; i < Math.Min(route.Legs.Count, route.Route.Legs.Count); i++)
        {
            var (leg, shown) = (route.Legs[i], route.Route.Legs[i]);
            if (
                shown.From != leg.From
                || shown.To != leg.To
                || shown.Distance.Value != leg.Metres
                || shown.Drive.Value != leg.Wheel
            )
            {
                route.Wrong(
                    $"Leg {i + 1} of '{route.Vehicle.Id}' is the drive from {leg.From} to {leg.To}: {leg.Metres} m, {RouteCase.Clock(leg.Wheel)}."
                );
            }
        }

        var vehicle = route.Vehicle;
        var metres = route.Legs.Sum(l => l.Metres);
        var grams = (long)Math.Min((decimal)metres * vehicle.Co2GramsPerKm / 1000, long.MaxValue);
        if (route.Route.Distance.Value != RouteCase.Shown(metres) || route.Route.Co2Grams != grams)
        {
            route.Wrong(
                $"'{vehicle.Id}' drives {metres} m and emits {grams} g, not {route.Route.Distance.Value} m and {route.Route.Co2Grams} g."
            );
        }

        if (vehicle.MaxDistance is { } most && metres > most.Value)
        {
            route.Broken(
                Constraint.MaxDistance,
                null,
                metres - most.Value,
                $"'{vehicle.Id}' drives {metres} m; its most is {most.Value}."
            );
        }

        var wheel = route.Legs.Sum(l => l.Wheel);
        if (vehicle.MaxDrive is { } longest && wheel > longest.Value)
        {
            route.Broken(
                Constraint.MaxDrive,
                null,
                wheel - longest.Value,
                $"'{vehicle.Id}' is at the wheel for {RouteCase.Clock(wheel)}; its most is {longest}."
            );
        }

        Same(Terms(route, metres), route.Route.Cost, $"'{vehicle.Id}'", m => route.Wrong(m));
    }

    /// <summary>The plan's cost is the sum of its routes' and the prices of what is left out.</summary>
    internal static void Sum(Problem problem, Plan plan, List<Violation> found)
    {
        var sum = Columns(CostTerms.None).Select(c => (decimal)c.Cents.Value).ToList();
        foreach (var route in plan.Routes)
        {
            var terms = Columns(route.Cost);
            for (var i = 0; i < sum.Count; i++)
            {
                sum[i] += terms[i].Cents.Value;
            }
        }

        sum[^1] = plan.Unplanned.Sum(u =>
            problem.VisitIndex.TryGetValue(u.Visit, out var i) ? problem.Visits[i].PriceLeftOut.Value : 0m
        );
        Same(sum, plan.Cost, "The plan", m => found.Add(new Violation(Constraint.Figures, null, null, null, 1, m)));
    }

    private static List<decimal> Terms(RouteCase route, long metres)
    {
        // In cents times seconds a minute, divided once at the end: sixtieths added up one by one can end a hair below half a cent.
        var (late, moved, other) = (0m, 0m, 0m);
        foreach (var (stop, visit) in route.Stops)
        {
            if (visit is null)
            {
                continue;
            }

            if (visit.HardLatest is not null)
            {
                var over = Math.Max(0, (long)stop.Start.Value - visit.Windows[^1].End.Value);
                late += (decimal)visit.LatePerMinute.Value * over;
            }

            if (visit.Promise is { } promise)
            {
                moved += (decimal)promise.PerMinute.Value * Math.Abs((long)stop.Start.Value - promise.Start.Value);
            }

            if (visit.PreferredVehicle is { } preferred && !RouteCase.Same(preferred, route.Vehicle.Id))
            {
                other += visit.OtherVehiclePrice.Value;
            }
        }

        var v = route.Vehicle;
        decimal lasts = route.Lasts;
        decimal overtime = Math.Max(0, (long)route.Route.Ends.Value - v.Shift.End.Value);
        return
        [
            v.FixedCost.Value,
            Whole(v.PerHour.Value * lasts / 3600),
            Whole(v.OvertimePerHour.Value * overtime / 3600),
            Whole(v.PerKm.Value * (decimal)metres / 1000),
            Whole(late / 60),
            Whole(moved / 60),
            Whole(v.PerCo2Kg.Value * ((decimal)metres * v.Co2GramsPerKm) / 1_000_000),
            Whole(v.PerHourSquared.Value * (lasts * lasts) / (3600 * 3600)),
            other,
            0,
        ];
    }

    private static void Same(List<decimal> expected, CostTerms shown, string who, Action<string> wrong)
    {
        var columns = Columns(shown);
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Cents.Value != expected[i])
            {
                wrong($"{who} costs {expected[i] / 100:0.00} of {columns[i].Name}, not {columns[i].Cents}.");
            }
        }
    }

    private static List<(string Name, Cents Cents)> Columns(CostTerms c) =>
        [
            ("fixed", c.Fixed),
            ("wages", c.Wages),
            ("overtime", c.Overtime),
            ("distance", c.Distance),
            ("lateness", c.Lateness),
            ("moved promises", c.Moved),
            ("CO2", c.Co2),
            ("balance", c.Balance),
            ("other vehicles", c.OtherVehicle),
            ("left out", c.LeftOut),
        ];

    /// <summary>Rounded, and no more than is ever shown; less than nothing too, where a plan from outside contradicts itself.</summary>
    private static long Whole(decimal amount) =>
        (long)
            Math.Clamp(Math.Round(amount, MidpointRounding.AwayFromZero), -CostTerms.Most.Value, CostTerms.Most.Value);
}
