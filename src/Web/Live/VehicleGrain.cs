using Homeward.Journey.Delivery;
using Homeward.Journey.Shared;
using Homeward.Roads;
using Orleans.Utilities;

namespace Homeward.Web.Live;

/// <inheritdoc cref="IVehicleGrain"/>
public sealed class VehicleGrain : Grain, IVehicleGrain
{
    // Nodes say every minute that they still listen.
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(3);
    private readonly ObserverManager<IVanObserver> listeners;
    private readonly IServiceProvider services;
    private VanWatch? watch;

    public VehicleGrain(Office office, ILogger<VehicleGrain> log)
    {
        services = office.Services;
        listeners = new(Forgotten, log);
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        watch = new(
            this.GetPrimaryKey(),
            services.GetRequiredService<Fleet>(),
            services.GetRequiredService<LiveRoutes>(),
            services.GetRequiredService<ITravelTimes>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<IServiceScopeFactory>()
        );
        return Task.CompletedTask;
    }

    public async Task Moved(Guid branchId, FixTold fix)
    {
        if (await watch!.Moved(branchId, fix.Fix) is not { } van)
            return;
        services.GetRequiredService<EtaShelf>().Put(van);
        if (listeners.Count == 0)
            return;
        var told = Json.Write(van);
        await listeners.Notify(o => o.Told(branchId, told));
    }

    public async Task<string?> Look(Guid branchId) => await watch!.Look(branchId) is { } van ? Json.Write(van) : null;

    public Task Watch(IVanObserver observer)
    {
        listeners.Subscribe(observer, observer);
        return Task.CompletedTask;
    }
}
