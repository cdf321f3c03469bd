using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Homeward.Routing;

namespace Homeward.Bench.Routing;

/// <summary>An answer, judged here and not where it was made.</summary>
/// <param name="Errand">What was asked.</param>
/// <param name="Answer">What came back.</param>
/// <param name="Cost">Worked out anew from the orders of stops; null where there is no answer.</param>
/// <param name="Best">The best cost known.</param>
/// <param name="LeftOut">Visits left out that must be made.</param>
/// <param name="Faults">What the checker found.</param>
internal sealed record Judged(
    Errand Errand,
    Answer Answer,
    double? Cost,
    double? Best,
    int LeftOut,
    IReadOnlyList<string> Faults
)
{
    /// <summary>Whether it obeys every constraint and leaves nothing out.</summary>
    public bool Good => Cost is not null && LeftOut == 0 && Faults.Count == 0;

    /// <summary>
    /// The money of a day. OR-Tools leaves, waits and rests when it costs least, which our rules do not always allow, so that its
    /// orders can be good in its times and dearer or late in ours: its own count is taken, as long as it makes all visits.
    /// </summary>
    public double? Spent =>
        Errand.By == Planner.OrTools ? (LeftOut == 0 ? Answer.ClaimCents / 100 : null)
        : Faults.Count == 0 ? Cost
        : null;

    /// <summary>Percent above the best known; null where either is missing.</summary>
    public double? Gap => Good && Best is { } best ? 100 * (Cost!.Value - best) / best : null;
}

/// <summary>Runs errands each in a process of its own, pinned to one core unless the clock on the wall counts.</summary>
internal static class Child
{
    private static readonly bool CanPin = OperatingSystem.IsLinux() && File.Exists("/usr/bin/taskset");

    public static async Task<Judged> Run(Errand errand, int core, CancellationToken ct)
    {
        var start = new ProcessStartInfo { RedirectStandardOutput = true };
        List<string> words =
        [
            .. CanPin && !errand.Wall ? (string[])["/usr/bin/taskset", "-c", $"{core}"] : [],
            .. Self(),
            "routing-one",
            errand.Instance,
            .. string.Create(
                    CultureInfo.InvariantCulture,
                    $"--by {errand.By} --seconds {errand.Seconds} --seed {errand.Seed} --threads {errand.Threads} --wall {errand.Wall}"
                )
                .Split(' '),
        ];
        start.FileName = words[0];
        words.Skip(1).ToList().ForEach(start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        try
        {
            var said = await process.StandardOutput.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return process.ExitCode == 0
                ? Judge(errand, JsonSerializer.Deserialize<Answer>(said)!)
                : new Judged(errand, new Answer(null, Note: $"ended with {process.ExitCode}"), null, null, 0, []);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static string[] Self()
    {
        var host = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(host) == "dotnet" ? [host, typeof(Child).Assembly.Location] : [host];
    }

    private static Judged Judge(Errand errand, Answer answer)
    {
        var instance = Instance.Open(errand.Instance);
        if (answer.Routes is null)
            return new(errand, answer, null, instance.Best, 0, []);
        try
        {
            var (plan, violations) = RoutePlanner.Evaluate(instance.Problem, answer.Routes);
            var left = plan.Unplanned.Count(u => !instance.Problem.Visit(u.Visit).Optional);
            var faults = violations.Select(v => $"{v.Constraint}: {v.Message}");
            return new(errand, answer, instance.Cost(plan), instance.Best, left, [.. faults]);
        }
        catch (Exception e) when (e is ArgumentException or KeyNotFoundException)
        {
            // Routes that name a visit twice, or one that is not there, are no plan.
            return new(errand, answer, null, instance.Best, 0, [e.Message]);
        }
    }
}
