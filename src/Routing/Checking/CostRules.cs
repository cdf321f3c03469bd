namespace Homeward.Routing.Checking;

/// <summary>What the route says it drives and costs is what it drives and costs.</summary>
internal static class CostRules
{
    internal static void Check(
        Problem problem,
        Vehicle vehicle,
        Route route,
        List<(Stop Stop, Visit? Visit)> stops,
        List<Violation> found
    )
    {
        var places = new List<int> { vehicle.Underway?.Place ?? vehicle.Start ?? stops[0].Stop.Place };
        places.AddRange(stops.Select(s => s.Visit?.Place ?? vehicle.Reload?.Place ?? s.Stop.Place));
        if (vehicle.End is { } end)
        {
            places.Add(end);
        }

        var metres = 0;
        for (var i = 1; i < places.Count; i++)
        {
            var leg = problem.Travel.Distance(places[i - 1], places[i]);
            metres += leg.Value;
            if (i - 1 < route.Legs.Count)
            {
                var shown = route.Legs[i - 1];
                var drive = problem.Travel.Reaches(places[i - 1], places[i])
                    ? problem.Travel.Time(places[i - 1], places[i])
                    : Seconds.Zero;
                if (
                    shown.From != places[i - 1]
                    || shown.To != places[i]
                    || shown.Distance != leg
                    || shown.Drive != drive
                )
                {
                    Wrong($"Leg {i} of '{vehicle.Id}' is not the drive from {places[i - 1]} to {places[i]}.");
                }
            }
        }

        if (route.Distance.Value != metres || route.Co2Grams != (long)metres * vehicle.Co2GramsPerKm / 1000)
        {
            Wrong($"'{vehicle.Id}' drives {metres} m, not {route.Distance.Value}, or its CO2 does not follow.");
        }

        if (vehicle.MaxDistance is { } most && metres > most.Value)
        {
            Checker.Add(
                found,
                Constraint.MaxDistance,
                vehicle.Id,
                null,
                metres - most.Value,
                $"'{vehicle.Id}' drives {new Metres(metres)}; its most is {most}."
            );
        }

        // In cents times seconds a minute, divided once at the end: sixtieths added up one by one can end a hair below half a cent.
        long late = 0;
        long moved = 0;
        foreach (var (stop, visit) in stops)
        {
            if (visit is { HardLatest: not null } && stop.Start > visit.Windows[^1].End)
            {
                late += visit.LatePerMinute.Value * (stop.Start - visit.Windows[^1].End).Value;
            }

            if (visit?.Promise is { } promise)
            {
                moved += promise.PerMinute.Value * Math.Abs((stop.Start - promise.Start).Value);
            }
        }

        decimal overtime = Math.Max(0, (route.Ends - vehicle.Shift.End).Value);
        var expected = new CostTerms(
            vehicle.FixedCost,
            Whole(vehicle.PerHour.Value * (decimal)(route.Ends - route.Leaves).Value / 3600m),
            Whole(vehicle.OvertimePerHour.Value * overtime / 3600m),
            Whole(vehicle.PerKm.Value * (decimal)metres / 1000m),
            Whole(late / 60m),
            Whole(moved / 60m),
            default,
            default,
            default,
            default
        );
        if (route.Cost != expected)
        {
            Wrong($"'{vehicle.Id}' costs {expected}, not {route.Cost}.");
        }

        void Wrong(string message) => Checker.Add(found, Constraint.Figures, vehicle.Id, null, 1, message);
    }

    private static Cents Whole(decimal cents) => new((long)Math.Round(cents, MidpointRounding.AwayFromZero));
}
