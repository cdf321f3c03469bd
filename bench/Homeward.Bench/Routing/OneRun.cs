using System.Diagnostics;
using System.Text.Json;
using Homeward.Routing;

namespace Homeward.Bench.Routing;

/// <summary>Who plans.</summary>
internal enum Planner
{
    Ours,
    OrTools,
    Zone,
}

/// <summary>What is to be planned in a process of its own.</summary>
/// <param name="Instance">What <see cref="Routing.Instance.Open"/> takes.</param>
/// <param name="By">Who plans.</param>
/// <param name="Seconds">Process CPU seconds, start-up and all.</param>
/// <param name="Seed">Of our dice; the others have none.</param>
/// <param name="Threads">Of ours.</param>
/// <param name="Wall">Whether the seconds are those of ours by the clock on the wall, start-up left aside.</param>
internal sealed record Errand(
    string Instance,
    Planner By,
    double Seconds,
    int Seed = 1,
    int Threads = 1,
    bool Wall = false
);

/// <summary>What such a process answers.</summary>
/// <param name="Routes">The orders of stops; null where none was found.</param>
/// <param name="Iterations">Rounds of our search.</param>
/// <param name="SearchSeconds">What the search alone took, on the clock that limited it.</param>
/// <param name="CpuSeconds">What the whole process took.</param>
/// <param name="PeakBytes">The most memory it had.</param>
/// <param name="ClaimCents">What OR-Tools itself says it costs.</param>
/// <param name="Note">Why there is nothing.</param>
internal sealed record Answer(
    List<FixedRoute>? Routes,
    int Iterations = 0,
    double SearchSeconds = 0,
    double CpuSeconds = 0,
    long PeakBytes = 0,
    double? ClaimCents = null,
    string? Note = null
);

/// <summary>The inside of the verb <c>routing-one</c>: plans once and writes the answer to the console as JSON.</summary>
internal static class OneRun
{
    public static void Do(Errand errand)
    {
        var instance = Instance.Open(errand.Instance);
        var (began, budget) = (CpuClock.Spent, TimeSpan.FromSeconds(errand.Seconds));
        var answer = errand.By switch
        {
            Planner.Ours => Of(RoutePlanner.Solve(instance.Problem, Options(errand, budget))),
            Planner.Zone => Of(NearestByZone.Plan(instance.Problem, instance.Town!.Places)),
            _ => Rival(instance.Problem, budget),
        };
        using var self = Process.GetCurrentProcess();
        var spent = CpuClock.Spent;
        answer = answer with
        {
            SearchSeconds = errand.Wall ? answer.SearchSeconds : (spent - began).TotalSeconds,
            CpuSeconds = spent.TotalSeconds,
            PeakBytes = self.PeakWorkingSet64,
        };
        Console.Out.Write(JsonSerializer.Serialize(answer));
    }

    private static Answer Of(Plan plan) =>
        new([.. plan.Routes.Select(r => r.Order)], plan.Provenance.Iterations, plan.Provenance.Elapsed.TotalSeconds);

    private static Answer Rival(Problem problem, TimeSpan budget)
    {
        try
        {
            return OrToolsRival.Solve(problem, budget) is var (routes, cents)
                ? new(routes, ClaimCents: cents)
                : new(null, Note: "found nothing in time");
        }
        catch (NotSupportedException e)
        {
            return new(null, Note: e.Message);
        }
    }

    private static SolveOptions Options(Errand errand, TimeSpan budget) =>
        new()
        {
            TimeLimit = errand.Wall ? budget : Left(budget),
            Clock = errand.Wall ? TimeProvider.System : new CpuClock(),
            Seed = errand.Seed,
            Threads = errand.Threads,
            Explain = false,
        };

    private static TimeSpan Left(TimeSpan budget) => budget > CpuClock.Spent ? budget - CpuClock.Spent : TimeSpan.Zero;
}
