using System.Globalization;

namespace Homeward.Bench.Routing;

/// <summary>What was measured, as tables to read.</summary>
internal static class Tables
{
    public static void Published(IReadOnlyList<(Listed Listed, Judged Judged)> all, bool oursOnly)
    {
        var rival = oursOnly ? "" : " OR-Tools mean % | worst % | solved | CPU s | MB |";
        Console.WriteLine();
        Console.WriteLine(
            $"| set | budget s | instances | ours mean % | worst % | solved | CPU s | iterations/CPU s | MB |{rival} broken: ours, OR-Tools |"
        );
        Console.WriteLine($"|---|---|---|---|---|---|---|---|---|{(oursOnly ? "" : "---|---|---|---|---|")}---|");
        var rows = all.GroupBy(x => (x.Listed.Row, x.Judged.Errand.Seconds))
            .OrderBy(g => g.Key.Row, StringComparer.Ordinal);
        foreach (var row in rows.ThenBy(g => g.Key.Seconds))
        {
            var ours = row.Select(x => x.Judged).Where(j => j.Errand.By == Planner.Ours).ToList();
            var theirs = row.Select(x => x.Judged).Where(j => j.Errand.By == Planner.OrTools).ToList();
            var speed = ours.Average(j => j.Answer.Iterations / Math.Max(0.001, j.Answer.SearchSeconds));
            Line([
                row.Key.Row,
                $"{row.Key.Seconds}",
                $"{row.Select(x => x.Listed.Name).Distinct(StringComparer.Ordinal).Count()}",
                .. Gaps(ours),
                $"{speed:N0}",
                Memory(ours),
                .. oursOnly ? [] : (string[])[.. Gaps(theirs), Memory(theirs)],
                oursOnly ? $"{Broken(ours)}" : $"{Broken(ours)}, {Broken(theirs)}",
            ]);
        }
    }

    private static string[] Gaps(List<Judged> some)
    {
        var gaps = some.Select(j => j.Gap).OfType<double>().ToList();
        return
        [
            gaps.Count == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{gaps.Average():0.00}"),
            gaps.Count == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{gaps.Max():0.00}"),
            $"{some.Count(j => j.Good)}/{some.Count}",
            some.Count == 0
                ? "-"
                : string.Create(CultureInfo.InvariantCulture, $"{some.Average(j => j.Answer.CpuSeconds):0.0}"),
        ];
    }

    private static string Memory(List<Judged> some) =>
        some.Count == 0 ? "-" : $"{some.Max(j => j.Answer.PeakBytes) >> 20}";

    public static void HomeCare(IReadOnlyList<(Listed Listed, Judged Judged)> all)
    {
        Console.WriteLine();
        Console.WriteLine(
            "Home care: a third of distance, tardiness and the worst tardiness together, in minutes; no best cost is published with the days."
        );
        Console.WriteLine();
        Console.WriteLine(
            "| day | budget s | runs | cost least | mean | left out | broken | CPU s | iterations/CPU s |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        var rows = all.GroupBy(x => (x.Listed.Row, x.Judged.Errand.Seconds), x => x.Judged)
            .OrderBy(g => g.Key.Seconds)
            .ThenBy(g => g.Key.Row, StringComparer.Ordinal)
            .ToList();
        foreach (var row in rows)
            Line([row.Key.Row, $"{row.Key.Seconds}", .. Care([.. row])]);
        foreach (var budget in rows.GroupBy(r => r.Key.Seconds))
            Line(["all", $"{budget.Key}", .. Care([.. budget.SelectMany(r => r)])]);
    }

    private static string[] Care(List<Judged> some)
    {
        var costs = some.Where(j => j.Good).Select(j => j.Cost!.Value).DefaultIfEmpty(double.NaN).ToList();
        var speed = some.Average(j => j.Answer.Iterations / Math.Max(0.001, j.Answer.SearchSeconds));
        return
        [
            $"{some.Count}",
            string.Create(CultureInfo.InvariantCulture, $"{costs.Min():0.0}"),
            string.Create(CultureInfo.InvariantCulture, $"{costs.Average():0.0}"),
            $"{some.Sum(j => j.LeftOut)}",
            $"{Broken(some)}",
            string.Create(CultureInfo.InvariantCulture, $"{some.Average(j => j.Answer.CpuSeconds):0.0}"),
            $"{speed:N0}",
        ];
    }

    public static void Hme(IReadOnlyList<(Listed Listed, Judged Judged)> all)
    {
        Console.WriteLine();
        Console.WriteLine(
            "Days of the trade: mean cost in dollars, and on how many days all is visited and all constraints are kept."
        );
        Console.WriteLine(
            "OR-Tools is not told of reloads: it is compared on the same days without them, where it makes all visits. It puts departures, waits"
        );
        Console.WriteLine(
            "and breaks where they cost least, our rules do not: by its own count, and in brackets its orders by our rules where they stay good."
        );
        Console.WriteLine();
        Console.WriteLine(
            "| day | CPU s | days | ours | by zone | ours below | without reloads: ours | OR-Tools | ours below (by our rules) | left out: ours, zone, OR-Tools | broken: ours, zone, OR-Tools | iterations/CPU s | MB |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var row in all.GroupBy(x => x.Listed.Row).OrderBy(g => HmeSizes.Of(g.Key).Visits))
        {
            var ours = Pick(row, Planner.Ours, "hme:");
            var zone = Pick(row, Planner.Zone, "hme:");
            var oneTrip = Pick(row, Planner.Ours, "hme1:");
            var theirs = Pick(row, Planner.OrTools, "hme1:");
            Line([
                row.Key,
                $"{HmeSizes.Of(row.Key).Seconds}",
                $"{ours.Count}",
                Money(ours),
                Money(zone),
                Below(ours, zone, j => j.Spent),
                Money(oneTrip),
                Money(theirs),
                $"{Below(oneTrip, theirs, j => j.Spent)} ({Below(oneTrip, theirs, j => j.Good ? j.Cost : null)})",
                $"{Out(ours)}, {Out(zone)}, {Out(theirs)}",
                $"{Broken([.. ours.Values, .. oneTrip.Values])}, {Broken([.. zone.Values])}, {Broken([.. theirs.Values])}",
                $"{ours.Values.Average(j => j.Answer.Iterations / Math.Max(0.001, j.Answer.SearchSeconds)):N0}",
                Memory([.. ours.Values]),
            ]);
        }
    }

    private static Dictionary<string, Judged> Pick(
        IEnumerable<(Listed Listed, Judged Judged)> row,
        Planner by,
        string kind
    ) =>
        row.Where(x => x.Judged.Errand.By == by && x.Judged.Errand.Instance.StartsWith(kind, StringComparison.Ordinal))
            .ToDictionary(x => x.Listed.Name, x => x.Judged, StringComparer.Ordinal);

    private static string Money(Dictionary<string, Judged> some)
    {
        var spent = some.Values.Select(j => j.Spent).OfType<double>().ToList();
        var good = $"({some.Values.Count(j => j.Good)}/{some.Count})";
        return spent.Count == 0
            ? $"- {good}"
            : string.Create(CultureInfo.InvariantCulture, $"{spent.Average():N0} {good}");
    }

    private static string Below(
        Dictionary<string, Judged> ours,
        Dictionary<string, Judged> theirs,
        Func<Judged, double?> count
    )
    {
        var saved = ours.Where(o => o.Value.Good && theirs.ContainsKey(o.Key))
            .Select(o => 100 * (1 - o.Value.Cost / count(theirs[o.Key])))
            .OfType<double>()
            .ToList();
        return saved.Count == 0
            ? "-"
            : string.Create(CultureInfo.InvariantCulture, $"{saved.Average():0.0}%, least {saved.Min():0.0}%");
    }

    private static int Broken(List<Judged> some) => some.Count(j => j.Faults.Count > 0);

    private static int Out(Dictionary<string, Judged> some) => some.Values.Sum(j => j.LeftOut);

    private static void Line(string[] cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");
}
