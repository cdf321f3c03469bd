using System.Globalization;

namespace Homeward.Routing;

/// <summary>
/// Whether prices, distances and visits, each in its range, are together too much to be reckoned with: the search counts
/// in parts of a cent, in 63 bits.
/// </summary>
internal static class PriceFaults
{
    private static readonly double Hours = Seconds.Horizon.Value / 3600.0;
    private static readonly double Minutes = Seconds.Horizon.Value / 60.0;

    internal static void In(Faults faults, Problem problem)
    {
        var (time, longest) = (0.0, 0.0);
        foreach (var v in problem.Vehicles)
        {
            time += v.FixedCost.Value + ((v.PerHour.Value + v.OvertimePerHour.Value) * Hours);
            time += v.PerHourSquared.Value * Hours * Hours;
            var perKm = v.PerKm.Value + (v.PerCo2Kg.Value * v.Co2GramsPerKm / 1000.0);
            longest = Math.Max(longest, perKm * problem.Profiles[v.Profile].LongestMetres / 1000);
        }

        var (late, moved, left) = (0.0, 0.0, 0.0);
        foreach (var v in problem.Visits)
        {
            late += v.HardLatest is null ? 0 : v.LatePerMinute.Value * Minutes;
            moved += (v.Promise?.PerMinute.Value ?? 0) * Minutes;
            left += v.PriceLeftOut.Value + v.OtherVehiclePrice.Value;
        }

        // To each visit, home again, and to the depot before each visit at the most.
        var distance = longest * 2 * (problem.Visits.Length + problem.Vehicles.Length);
        (string What, double Cents)[] terms =
        [
            ("distance", distance),
            ("vans and their time", time),
            ("lateness", late),
            ("moved promises", moved),
            ("visits left out or made by another van", left),
        ];
        var most = terms.Sum(t => t.Cents);
        faults.Require(
            most <= CostTerms.Most.Value,
            $"Prices: a plan could cost {Words(most)}, most of it for {terms.MaxBy(t => t.Cents).What}; more than {Words(CostTerms.Most.Value)} is not reckoned with."
        );
    }

    private static string Words(double cents) => string.Create(CultureInfo.InvariantCulture, $"{cents / 100:#,0.00}");
}
