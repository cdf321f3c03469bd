using Homeward.Routing;

namespace Homeward.Bench.Routing;

/// <summary>
/// What a branch does by hand: a slice of the map for each van, every slice about as much work; in it always to the nearest home
/// that still works out; what is left over then goes wherever it fits best. Visits that few vans can make are dealt out first.
/// </summary>
internal static class NearestByZone
{
    private const int MinutesBetween = 12;

    /// <param name="day">The day.</param>
    /// <param name="places">Where its places are; place 0 is the middle that the slices meet in.</param>
    public static Plan Plan(Problem day, IReadOnlyList<(int X, int Y)> places)
    {
        ArgumentNullException.ThrowIfNull(day);
        var plan = RoutePlanner.Evaluate(day, [.. Zones(day, places).Select((zone, k) => Walk(day, k, zone))]).Plan;
        foreach (var left in plan.Unplanned.OrderByDescending(u => day.Visit(u.Visit).PriceLeftOut).ToList())
        {
            if (RoutePlanner.Insert(day, plan, left.Visit, 1) is [var best, ..])
                plan = RoutePlanner.Apply(day, plan, best);
        }

        return plan;
    }

    private static List<Visit>[] Zones(Problem day, IReadOnlyList<(int X, int Y)> places)
    {
        var zones = day.Vehicles.Select(_ => new List<Visit>()).ToArray();
        var work = new double[zones.Length];
        var heading = Enumerable.Range(0, zones.Length).Select(k => Math.Tau * (k * 0.618034 % 1 - 0.5)).ToArray();
        var kinds = day
            .Visits.Select(v => (Visit: v, Able: Able(day, v)))
            .Where(x => x.Able.Length > 0)
            .GroupBy(x => string.Join(',', x.Able))
            .OrderBy(g => g.First().Able.Length);
        foreach (var kind in kinds)
        {
            var able = kind.First().Able.OrderBy(k => heading[k]).ToList();
            var level = Level([.. able.Select(k => work[k])], kind.Sum(x => Work(x.Visit)));
            var at = 0;
            foreach (var (visit, _) in kind.OrderBy(x => Angle(places[x.Visit.Place])))
            {
                while (at < able.Count - 1 && work[able[at]] + Work(visit) / 2 > level)
                    at++;
                zones[able[at]].Add(visit);
                work[able[at]] += Work(visit);
            }

            foreach (var k in able.Where(k => zones[k].Count > 0))
                heading[k] = Angle(Middle(zones[k].Select(v => places[v.Place])));
        }

        return zones;

        double Angle((int X, int Y) p) => Math.Atan2(p.Y - places[0].Y, p.X - places[0].X);
    }

    private static (int X, int Y) Middle(IEnumerable<(int X, int Y)> some)
    {
        var all = some.ToList();
        return ((int)all.Average(p => p.X), (int)all.Average(p => p.Y));
    }

    private static int[] Able(Problem day, Visit visit) =>
        [
            .. Enumerable
                .Range(0, day.Vehicles.Length)
                .Where(k =>
                    day.Vehicles[k].Crew >= visit.Crew
                    && visit.Skills.All(s => day.Vehicles[k].Skills.Contains(s, StringComparer.Ordinal))
                ),
        ];

    private static double Work(Visit visit) => visit.Service.Value / 60.0 + MinutesBetween;

    /// <summary>How full all are after <paramref name="more"/> is poured over them, the emptiest first.</summary>
    private static double Level(double[] full, double more)
    {
        Array.Sort(full);
        var sum = more;
        for (var n = 1; n <= full.Length; n++)
        {
            sum += full[n - 1];
            if (n == full.Length || sum / n <= full[n])
                return sum / n;
        }

        return 0;
    }

    /// <summary>From where it is the van goes where it can start soonest; the way there counts double, so that waiting is no sin.</summary>
    private static FixedRoute Walk(Problem day, int k, List<Visit> zone)
    {
        var van = day.Vehicles[k];
        var open = zone.Where(v => !v.NotVehicles.Contains(van.Id, StringComparer.Ordinal))
            .Select(v => v with { PreferredVehicle = null, NotVehicles = [] })
            .ToList();
        var alone = new Problem(day.Travel, [van], open, day.Dimensions);
        var order = new FixedRoute(van.Id, []);
        while (Next([]) is { } next || (van.Reload is not null && (next = Next([FixedRoute.Reload])) is not null))
        {
            order = order with { Stops = [.. order.Stops, .. next] };
            open.RemoveAll(v => string.Equals(v.Id, next[^1], StringComparison.Ordinal));
        }

        return order;

        string[]? Next(string[] first)
        {
            string[]? best = null;
            var least = int.MaxValue;
            foreach (var visit in open)
            {
                string[] stops = [.. first, visit.Id];
                var made = RoutePlanner.Evaluate(alone, [order with { Stops = [.. order.Stops, .. stops] }]);
                if (made.Violations.Count > 0)
                    continue;
                var route = made.Plan.Routes[0];
                var score = route.Stops[^1].Start.Value + route.Legs[route.Stops.Count - 1].Drive.Value;
                if (score < least)
                    (least, best) = (score, stops);
            }

            return best;
        }
    }
}
