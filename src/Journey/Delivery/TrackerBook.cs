using System.Collections.Concurrent;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Delivery;

/// <summary>Which device speaks for which van; looked up at each report, so it is remembered for a minute.</summary>
public sealed class TrackerBook(IServiceScopeFactory scopes, TimeProvider clock)
{
    private const int MostRemembered = 20_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (DateTimeOffset At, Bound? Device)> known = [];

    internal sealed record Bound(Guid Id, Guid BranchId, Guid VehicleId, string Name);

    /// <summary>Null: no such device, or it was revoked.</summary>
    internal async ValueTask<Bound?> Of(string code, CancellationToken ct)
    {
        var hash = Tracker.HashOf(code);
        var now = clock.GetUtcNow();
        if (known.TryGetValue(hash, out var found) && now - found.At < Fresh)
            return found.Device;
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System;
        var device = await scope
            .ServiceProvider.GetRequiredService<JourneyDb>()
            .Trackers.AsNoTracking()
            .Where(t => t.CodeHash == hash && t.RevokedAt == null)
            .Select(t => new Bound(t.Id, t.BranchId, t.VehicleId, t.Name))
            .FirstOrDefaultAsync(ct);
        // Whoever guesses codes must not fill our memory with their guesses.
        if (known.Count > MostRemembered)
            known.Clear();
        known[hash] = (now, device);
        return device;
    }

    internal void Forget() => known.Clear();
}
