using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Delivery;

/// <summary>When a visit is expected, as worked out in memory.</summary>
public sealed record EtaToKeep(Guid VisitId, DateTime Eta);

/// <summary>
/// Writes arrival times to the visits, many at once and only those that moved by more than a minute: smaller changes are noise of
/// the estimate. It changes no version and leaves no trail: an estimate is nobody's act.
/// </summary>
public sealed class KeepEtas(Desk desk, WriteGate gate)
{
    private static readonly TimeSpan Noise = TimeSpan.FromMinutes(1);

    /// <summary>How many were written.</summary>
    public async Task<int> Run(IReadOnlyCollection<EtaToKeep> etas, CancellationToken ct)
    {
        if (etas.Count == 0)
            return 0;
        var db = desk.Db;
        var ids = etas.Select(e => e.VisitId).ToList();
        var known = await db
            .Visits.AsNoTracking()
            .Where(v => ids.Contains(v.Id) && (v.State == VisitState.Published || v.State == VisitState.EnRoute))
            .Select(v => new { v.Id, v.Eta })
            .ToDictionaryAsync(v => v.Id, v => v.Eta, ct);
        var moved = etas.Where(e =>
                known.TryGetValue(e.VisitId, out var was) && !(was is { } w && (w - e.Eta).Duration() <= Noise)
            )
            .ToList();
        if (moved.Count == 0)
            return 0;
        using var pass = await gate.Enter(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var written = 0;
        foreach (var (id, eta) in moved.Select(e => (e.VisitId, e.Eta)).OrderBy(e => e.VisitId))
            written += await db
                .Visits.Where(v => v.Id == id && (v.State == VisitState.Published || v.State == VisitState.EnRoute))
                .ExecuteUpdateAsync(s => s.SetProperty(v => v.Eta, eta), ct);
        await transaction.CommitAsync(ct);
        return written;
    }
}
