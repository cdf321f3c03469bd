using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Homeward.Journey.Dispatch;

/// <summary>
/// Finds searches whose host went away. On SQLite there is one host, so at its start every running search is one of its former
/// life; on PostgreSQL a search is lost when it has been silent for a while.
/// </summary>
public sealed partial class LostRuns(
    IServiceScopeFactory scopes,
    Storage storage,
    TimeProvider clock,
    PlanRunner runner,
    ILogger<LostRuns> log
) : BackgroundService
{
    /// <summary>It says it runs, and nobody has heard of it.</summary>
    internal bool Gone(PlanRun run, DateTime now) =>
        run.State == RunState.Running && !runner.IsHere(run.Id) && now - run.SeenAt > PlanRunner.Silence;

    /// <summary>Marks what is lost: at start-up, now and then, and before another search begins.</summary>
    public async Task Mark(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System;
        var desk = scope.ServiceProvider.GetRequiredService<Desk>();
        if (!await desk.Db.PlanRuns.AnyAsync(r => r.State == RunState.Running, ct))
            return;
        await desk.Once<Done>(
            desk.NewId(),
            new RunRequest(Guid.Empty),
            async () =>
            {
                var running = await desk.Db.PlanRuns.Where(r => r.State == RunState.Running).ToListAsync(ct);
                foreach (var run in running)
                    if (storage.Kind == StorageKind.Sqlite ? !runner.IsHere(run.Id) : Gone(run, desk.Now))
                        (run.State, run.EndedAt) = (RunState.Lost, desk.Now);
                return Done.It;
            },
            ct
        );
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(PlanRunner.Silence, clock);
        do
        {
            try
            {
                await Mark(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogTrouble(log, e);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Lost runs: could not look; trying again")]
    private static partial void LogTrouble(ILogger log, Exception error);
}
