using System.Collections.Concurrent;
using Homeward.Field;
using Homeward.Journey.Shared;
using Homeward.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Homeward.Journey.Dispatch;

/// <summary>How far a search has come.</summary>
public sealed record RunProgress(int Rounds, Money Cost, int LeftOut);

/// <summary>What a search found, as it is stored: enough to make the version of it later, on any node.</summary>
/// <param name="Orders">The stops of each van, by visit number; an empty name is a reload.</param>
/// <param name="Reasons">Why a visit is left out.</param>
/// <param name="Versions">The visits it is about, by id, with the versions they had.</param>
internal sealed record RunFound(
    List<FixedRoute> Orders,
    Dictionary<string, Block> Reasons,
    Dictionary<Guid, int> Versions,
    RunDiff Diff
);

/// <summary>
/// Runs searches on threads of their own and knows those of this host: progress, cancel, the end. The rows in PlanRuns are the
/// truth; what this holds is lost with the host, and the plan is as it was.
/// </summary>
public sealed partial class PlanRunner(IServiceScopeFactory scopes, TimeProvider clock, ILogger<PlanRunner> log)
    : IAsyncDisposable
{
    /// <summary>How often a run says that it is alive, and after how long a silent one is given up.</summary>
    internal static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);
    internal static readonly TimeSpan Silence = TimeSpan.FromSeconds(45);

    private readonly ConcurrentDictionary<Guid, Going> going = new();

    private sealed class Going : IProgress<SolveProgress>
    {
        public CancellationTokenSource Stop { get; } = new();
        public RunProgress? Progress { get; private set; }
        public Task Done { get; set; } = Task.CompletedTask;
        public bool Closing { get; set; }

        public void Report(SolveProgress value) =>
            Progress = new(value.Iteration, new(value.Cost.Value), value.LeftOut);
    }

    /// <summary>Begins the search of a run whose row was saved.</summary>
    internal void Begin(Guid runId, Actor actor, SolveJob job)
    {
        var run = new Going();
        if (!going.TryAdd(runId, run))
            return;
        run.Done = Task
            .Factory.StartNew(
                () => Search(runId, actor, job, run),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            )
            .Unwrap();
    }

    /// <summary>How far a run of this host is; null when it is not (or no longer) here.</summary>
    public RunProgress? Progress(Guid runId) => going.GetValueOrDefault(runId)?.Progress;

    public bool IsHere(Guid runId) => going.ContainsKey(runId);

    /// <summary>Ends a search of this host; its row is the caller's to change.</summary>
    public void Cancel(Guid runId) => going.GetValueOrDefault(runId)?.Stop.Cancel();

    /// <summary>When the search of this host has ended and its row says so.</summary>
    public Task Ended(Guid runId) => going.GetValueOrDefault(runId)?.Done ?? Task.CompletedTask;

    private async Task Search(Guid runId, Actor actor, SolveJob job, Going run)
    {
        using var beat = clock.CreateTimer(_ => _ = Alive(runId, actor, run), null, Beat, Beat);
        try
        {
            var (found, plan) = Solve(job, run);
            if (!run.Stop.IsCancellationRequested)
                await End(
                    runId,
                    actor,
                    row =>
                    {
                        (row.State, row.Found) = (RunState.Ready, Json.Write(found));
                        (row.Cost, row.LeftOut) = (new(plan.Cost.Total.Value), plan.Unplanned.Count);
                        row.Rounds = Math.Max(plan.Provenance.Iterations, run.Progress?.Rounds ?? 0);
                    }
                );
            else if (run.Closing)
                await End(runId, actor, row => row.State = RunState.Lost);
        }
        catch (Exception e)
        {
            LogTrouble(log, runId, e);
            await End(
                runId,
                actor,
                row =>
                    (row.State, row.Trouble) = (
                        RunState.Failed,
                        e is PlanFaultException ? e.Message : "The search ended with an error; the host's log has it."
                    )
            );
        }
        finally
        {
            going.TryRemove(runId, out _);
            run.Stop.Dispose();
        }
    }

    private static (RunFound Found, Routing.Plan Plan) Solve(SolveJob job, Going run)
    {
        var day = job.Day;
        var plan = DaySolver.Solve(job, run, run.Stop.Token);
        var was = RoutePlanner.Check(day.Problem, job.Base);
        var faults = RoutePlanner
            .Check(day.Problem, plan)
            .Where(v => !was.Any(w => w.Constraint == v.Constraint && w.Vehicle == v.Vehicle && w.Visit == v.Visit))
            .ToList();
        if (faults.Count > 0 && !run.Stop.IsCancellationRequested)
            throw new PlanFaultException(Reasons.Of(day, faults[0]));
        var reasons = new Dictionary<string, Block>(StringComparer.Ordinal);
        foreach (var left in plan.Unplanned)
            if (!run.Stop.IsCancellationRequested)
                reasons[left.Visit] = Reasons.Of(day, RoutePlanner.Explain(day.Problem, plan, left.Visit));
        return (
            new(
                [.. plan.Routes.Select(r => r.Order)],
                reasons,
                day.Visits.Values.ToDictionary(v => v.Id, v => v.Version),
                Moves.Diff(day, job.Base, plan)
            ),
            plan
        );
    }

    private async Task End(Guid runId, Actor actor, Action<PlanRun> change)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = actor;
            var desk = scope.ServiceProvider.GetRequiredService<Desk>();
            await desk.Once<Done>(
                desk.NewId(),
                new RunRequest(runId),
                async () =>
                {
                    var row = await desk.Db.PlanRuns.FirstOrDefaultAsync(r => r.Id == runId);
                    if (row is { State: RunState.Running })
                    {
                        change(row);
                        row.EndedAt = desk.Now;
                    }
                    return Done.It;
                },
                CancellationToken.None
            );
        }
        catch (Exception e)
        {
            // The row stays "running" and falls silent: whoever looks next finds the run lost, and the plan as it was.
            LogTrouble(log, runId, e);
        }
    }

    /// <summary>Says that the run is alive, and how far it is, past trail and versions: a beat is no change of anybody's.</summary>
    private async Task Alive(Guid runId, Actor actor, Going run)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = actor;
            var db = scope.ServiceProvider.GetRequiredService<JourneyDb>();
            using var pass = await scope.ServiceProvider.GetRequiredService<WriteGate>().Enter(CancellationToken.None);
            var (now, at) = (clock.GetUtcNow().UtcDateTime, run.Progress);
            now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
            await db
                .PlanRuns.Where(r => r.Id == runId && r.State == RunState.Running)
                .ExecuteUpdateAsync(s =>
                    s.SetProperty(r => r.SeenAt, now).SetProperty(r => r.Rounds, r => at == null ? r.Rounds : at.Rounds)
                );
        }
        catch (Exception e)
        {
            LogTrouble(log, runId, e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        var running = going.Values.ToList();
        foreach (var run in running)
        {
            run.Closing = true;
            await run.Stop.CancelAsync();
        }
        await Task.WhenAny(Task.WhenAll(running.Select(r => r.Done)), Task.Delay(TimeSpan.FromSeconds(5), clock));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Plan run {RunId}: trouble")]
    private static partial void LogTrouble(ILogger log, Guid runId, Exception error);

    private sealed class PlanFaultException(string sentence)
        : Exception($"The independent check found a fault, so nothing comes of it: {sentence}");
}
