using System.Collections.Concurrent;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Delivery;

/// <summary>
/// The newest place of each van, in memory: a cache of the history, which is the truth. What is not here is looked up there, so a
/// node that was killed knows again what it knew.
/// </summary>
public sealed class Fleet(IServiceScopeFactory scopes)
{
    private readonly ConcurrentDictionary<Guid, Lazy<Task<VanTrack>>> vans = [];

    /// <summary>A van is somewhere newer: branch, van, place. Heard on the thread that brought it; return at once.</summary>
    public event Action<Guid, Guid, LiveFix>? Moved;

    internal sealed class VanTrack(LiveFix? newest)
    {
        private readonly Lock gate = new();
        private LiveFix? suspect;

        public LiveFix? Newest { get; private set; } = newest;

        /// <summary>True when the place is newer than what is known.</summary>
        public bool Take(LiveFix fix)
        {
            lock (gate)
            {
                if (Newest is { } known && known.At >= fix.At)
                    return false;
                (Newest, suspect) = (fix, null);
                return true;
            }
        }

        /// <summary>Whether a van can have jumped there; remembers a place that was not believed, for the next to agree with.</summary>
        public bool Believes(PositionTold p)
        {
            lock (gate)
            {
                if (Newest is not { } known || p.At <= known.At)
                    return true;
                var told = (p.At, p.Latitude, p.Longitude, p.AccuracyMetres);
                if (PositionRules.Reaches(Bare(known), told))
                    return true;
                if (suspect is { } before && before.At < p.At && PositionRules.Reaches(Bare(before), told))
                    return true;
                suspect = new(p.At, p.Latitude, p.Longitude, p.AccuracyMetres);
                return false;
            }
        }

        private static (DateTime, double, double, double?) Bare(LiveFix f) =>
            (f.At, f.Latitude, f.Longitude, f.AccuracyMetres);
    }

    internal async ValueTask<VanTrack> Of(Guid vehicleId)
    {
        var lazy = vans.GetOrAdd(vehicleId, id => new(() => Load(id)));
        try
        {
            return await lazy.Value;
        }
        catch
        {
            vans.TryRemove(new(vehicleId, lazy));
            throw;
        }
    }

    /// <summary>Where the van is, as far as is known.</summary>
    public async ValueTask<LiveFix?> Newest(Guid vehicleId) => (await Of(vehicleId)).Newest;

    /// <summary>A place that is on disk.</summary>
    internal async Task Heard(Guid branchId, Guid vehicleId, LiveFix fix)
    {
        if ((await Of(vehicleId)).Take(fix))
            Moved?.Invoke(branchId, vehicleId, fix);
    }

    private async Task<VanTrack> Load(Guid vehicleId)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System;
        var db = scope.ServiceProvider.GetRequiredService<JourneyDb>();
        var newest = await db
            .Positions.AsNoTracking()
            .Where(p => p.VehicleId == vehicleId)
            .OrderByDescending(p => p.At)
            .FirstOrDefaultAsync();
        return new(
            newest is null
                ? null
                : new(
                    newest.At,
                    newest.Latitude,
                    newest.Longitude,
                    newest.AccuracyMetres,
                    newest.SpeedMetresPerSecond,
                    newest.BearingDegrees
                )
        );
    }
}
