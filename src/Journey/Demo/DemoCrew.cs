using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Homeward.Journey.Demo;

/// <summary>Lets the simulated people work, once a second of life: the clock shown runs faster, the ticks do not.</summary>
public sealed partial class DemoCrew(DemoDrivers drivers, DemoWarehouse warehouse, ILogger<DemoCrew> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await tick.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await drivers.Tick(trail: true, stoppingToken);
                await warehouse.Tick(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogTrouble(log, e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Demonstration: the crew stumbled and goes on")]
    private static partial void LogTrouble(ILogger log, Exception error);
}
