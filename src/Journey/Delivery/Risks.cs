namespace Homeward.Journey.Delivery;

/// <summary>Which stops may be late, worst first: those a life hangs on, then by minutes late times how much the visit matters.</summary>
internal static class Risks
{
    /// <summary>The same scale the planner uses: 1 for what can wait, 10 for what cannot.</summary>
    public static int Priority(Urgency urgency, bool booked, bool lifeSustaining) =>
        Math.Min(
            10,
            Math.Max(
                urgency switch
                {
                    Urgency.Stat => 8,
                    Urgency.SameDay => 5,
                    Urgency.NextDay => 3,
                    _ => 1,
                },
                booked ? 6 : 0
            ) + (lifeSustaining ? 1 : 0)
        );

    public static IReadOnlyList<StopAtRisk> Of(IEnumerable<LiveVan> vans, int percent) =>
        [
            .. vans.SelectMany(van =>
                    van.Remaining.Where(s => s.LateProbability * 100 >= percent && s.VisitId != van.AtVisitId)
                        .Select(s => new StopAtRisk(
                            s.VisitId,
                            s.Number,
                            s.Patient,
                            van.VehicleId,
                            van.Van,
                            s.LifeSustaining,
                            s.Priority,
                            s.WindowTo,
                            s.Eta,
                            s.MinutesLate,
                            s.LateProbability,
                            Harm(s)
                        ))
                )
                .OrderByDescending(s => s.LifeSustaining)
                .ThenByDescending(s => s.Harm)
                .ThenBy(s => s.WindowTo)
                .ThenBy(s => s.Number, StringComparer.Ordinal),
        ];

    // A stop that will likely be in time still has a late side: half a minute of it orders those by their chance.
    private static double Harm(LiveStop s) => Math.Round((s.MinutesLate + 0.5 * s.LateProbability) * s.Priority, 2);
}
