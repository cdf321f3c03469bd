using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Homeward.Journey.Shared;

/// <summary>Drains the outbox when the bell rings, and every few seconds all the same.</summary>
public sealed partial class OutboxWorker(OutboxPump pump, OutboxBell bell, ILogger<OutboxWorker> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await pump.Drain(stoppingToken);
                await bell.Wait(TimeSpan.FromSeconds(5), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogTrouble(log, e);
                await bell.Wait(TimeSpan.FromSeconds(5), stoppingToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Outbox worker: the database did not answer; trying again")]
    private static partial void LogTrouble(ILogger log, Exception error);
}

/// <summary>Seals the audit trail every minute.</summary>
public sealed partial class SealWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SealWorker> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System;
                await scope.ServiceProvider.GetRequiredService<AuditSealer>().SealAll(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogTrouble(log, e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Audit sealer: could not seal; trying again in a minute")]
    private static partial void LogTrouble(ILogger log, Exception error);
}
