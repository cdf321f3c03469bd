using System.Collections.Concurrent;
using System.Globalization;

namespace Homeward.Bench.Routing;

/// <summary>What is to be measured.</summary>
/// <param name="Set">Its name: <see cref="InstanceSet.Names"/>.</param>
/// <param name="Plans">Which of its instances, for how many CPU seconds.</param>
internal sealed record Measure(string Set, IReadOnlyList<(Listed Listed, double Seconds)> Plans);

/// <summary>Runs planners side by side, some at a time, and prints a table a set.</summary>
internal sealed class Protocol(IReadOnlyList<int> seeds, int jobs, bool oursOnly, TextWriter? log)
{
    private readonly ConcurrentBag<int> cores = [.. Enumerable.Range(0, jobs)];

    public async Task Run(IEnumerable<Measure> measures, CancellationToken ct)
    {
        foreach (var measure in measures.Where(m => m.Plans.Count > 0))
        {
            var errands = measure.Set == "hme" ? HmeErrands(measure) : FileErrands(measure);
            var judged = new ConcurrentBag<(Listed Listed, Judged Judged)>();
            await Parallel.ForEachAsync(
                errands,
                new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = ct },
                async (errand, token) =>
                {
                    cores.TryTake(out var core);
                    var one = await Child.Run(errand.Errand, core, token);
                    cores.Add(core);
                    judged.Add((errand.Listed, one));
                    Tell(errand.Listed, one);
                }
            );
            if (measure.Set == "hme")
                Tables.Hme([.. judged]);
            else if (measure.Set == InstanceSet.HomeCare)
                Tables.HomeCare([.. judged]);
            else
                Tables.Published([.. judged], oursOnly);
        }
    }

    private IEnumerable<(Listed Listed, Errand Errand)> FileErrands(Measure measure)
    {
        foreach (var (listed, seconds) in measure.Plans)
        {
            foreach (var seed in seeds)
                yield return (listed, new(listed.Name, Planner.Ours, seconds, seed));
            if (!oursOnly && measure.Set != InstanceSet.HomeCare)
                yield return (listed, new(listed.Name, Planner.OrTools, seconds));
        }
    }

    /// <summary>Days have their seeds in their names; OR-Tools knows no reloads, so the same day without them is planned by both.</summary>
    private IEnumerable<(Listed Listed, Errand Errand)> HmeErrands(Measure measure)
    {
        foreach (var (listed, seconds) in measure.Plans)
        {
            var oneTrip = listed.Name.Replace("hme:", "hme1:", StringComparison.Ordinal);
            yield return (listed, new(listed.Name, Planner.Ours, seconds));
            yield return (listed, new(listed.Name, Planner.Zone, seconds));
            if (oursOnly)
                continue;
            yield return (listed, new(oneTrip, Planner.Ours, seconds));
            yield return (listed, new(oneTrip, Planner.OrTools, seconds));
        }
    }

    private void Tell(Listed listed, Judged one)
    {
        var verdict =
            one.Faults.Count > 0 ? $"BROKEN {one.Faults.Count}: {one.Faults[0]}"
            : one.Cost is null ? one.Answer.Note
            : one.LeftOut > 0 ? $"leaves out {one.LeftOut}"
            : one.Gap is { } gap ? string.Create(CultureInfo.InvariantCulture, $"gap {gap:0.00}%")
            : "good";
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{listed.Row}\t{Path.GetFileNameWithoutExtension(one.Errand.Instance)}\t{one.Errand.By}\t{one.Errand.Seconds}\t{one.Errand.Seed}\t{one.Cost:0.##}\t{one.Answer.CpuSeconds:0.00}\t{one.Answer.Iterations}\t{one.Answer.PeakBytes >> 20}\t{verdict}"
        );
        lock (cores)
        {
            Console.Error.WriteLine(line);
            log?.WriteLine(line);
            log?.Flush();
        }
    }
}

/// <summary>The days that the issue names, and how long each may take.</summary>
internal static class HmeSizes
{
    private static readonly (int Visits, int Vans, double Seconds)[] All =
    [
        (40, 5, 1),
        (120, 12, 3),
        (400, 35, 15),
        (1000, 80, 60),
    ];

    public static (int Visits, int Vans, double Seconds) Of(string row) =>
        All.First(s => $"{s.Visits} x {s.Vans}" == row);

    /// <summary>Seeds 1 to 10 of each.</summary>
    public static List<Listed> Days() =>
        [
            .. All.SelectMany(s =>
                Enumerable
                    .Range(1, 10)
                    .Select(seed => new Listed($"hme:{s.Visits}x{s.Vans}:{seed}", $"{s.Visits} x {s.Vans}"))
            ),
        ];
}
