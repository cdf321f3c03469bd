using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;

namespace Homeward.Web.Live;

/// <summary>
/// The grains' silo, inside this process. It starts when it is first needed (or just after the office is up), so that no page waits
/// for it, on a port of 127.0.0.1 that the system gives. One node by default: docs/decisions says what a second one takes.
/// </summary>
public sealed partial class Silo(IServiceProvider office, ILogger<Silo> log) : IAsyncDisposable
{
    private const int Attempts = 3;
    private readonly Lock gate = new();
    private Task<IHost>? starting;
    private bool ended;

    /// <summary>The way to the grains; starts the silo where it does not run yet.</summary>
    public async Task<IGrainFactory> Grains()
    {
        Task<IHost> host;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(ended, this);
            if (starting is null or { IsFaulted: true })
                starting = Task.Run(Start);
            host = starting;
        }
        return (await host).Services.GetRequiredService<IGrainFactory>();
    }

    public async ValueTask DisposeAsync()
    {
        Task<IHost>? running;
        lock (gate)
            (ended, running, starting) = (true, starting, null);
        if (running is null)
            return;
        try
        {
            var host = await running;
            // Nothing in a grain is a fact: there is nothing to wait for.
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await host.StopAsync(soon.Token);
            host.Dispose();
        }
        catch (Exception e)
        {
            LogEnd(log, e);
        }
    }

    private async Task<IHost> Start()
    {
        for (var attempt = 1; ; attempt++)
        {
            var host = Build(FreePort());
            try
            {
                await host.StartAsync();
                return host;
            }
            catch (Exception e) when (attempt < Attempts)
            {
                // Another process may have taken the port in between.
                LogAgain(log, e);
                host.Dispose();
            }
        }
    }

    private IHost Build(int port)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton(office.GetRequiredService<ILoggerFactory>());
        builder.Services.AddSingleton(new Office(office));
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(port, gatewayPort: 0, serviceId: "homeward", clusterId: "homeward");
            silo.Configure<SiloOptions>(o => o.SiloName = "office");
            silo.Configure<GrainCollectionOptions>(o => o.CollectionAge = TimeSpan.FromHours(2));
            silo.Configure<ClusterMembershipOptions>(o => o.UseLivenessGossip = false);
        });
        return builder.Build();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The silo did not start; trying another port")]
    private static partial void LogAgain(ILogger log, Exception error);

    [LoggerMessage(Level = LogLevel.Information, Message = "The silo did not end in good order; nothing is lost by it")]
    private static partial void LogEnd(ILogger log, Exception error);
}

/// <summary>The office's own services, as the grains see them: the journey's rules and its one database.</summary>
public sealed record Office(IServiceProvider Services);
