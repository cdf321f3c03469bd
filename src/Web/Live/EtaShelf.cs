using System.Collections.Concurrent;
using Homeward.Journey.Delivery;
using Homeward.Journey.Shared;

namespace Homeward.Web.Live;

/// <summary>The latest arrival times of each van, until they are written to the visits together.</summary>
public sealed class EtaShelf(IServiceScopeFactory scopes)
{
    private readonly ConcurrentDictionary<Guid, IReadOnlyList<LiveStop>> vans = [];

    public void Put(LiveVan van) => vans[van.VehicleId] = van.Remaining;

    /// <summary>Writes what has moved; how many.</summary>
    public async Task<int> Flush(CancellationToken ct)
    {
        var etas = new List<EtaToKeep>();
        foreach (var id in vans.Keys)
            if (vans.TryRemove(id, out var stops))
                etas.AddRange(
                    stops
                        .Where(s => s.State != Journey.Dispatch.VisitState.Arrived)
                        .Select(s => new EtaToKeep(s.VisitId, s.Eta))
                );
        if (etas.Count == 0)
            return 0;
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System;
        return await scope.ServiceProvider.GetRequiredService<KeepEtas>().Run(etas, ct);
    }
}
