using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Shared;

/// <summary>Closes the trail in batches: off the hot path, in the order records were found, each seal chained to the last.</summary>
public sealed class AuditSealer(JourneyDb db, WriteGate gate, TimeProvider clock)
{
    public const int Batch = 5_000;

    /// <summary>Seals up to one batch; returns how many records it closed. Two nodes at once: the seal's number is unique, one wins.</summary>
    public async Task<int> SealOnce(CancellationToken ct)
    {
        using var pass = await gate.Enter(ct);
        var open = await db.Audit.Where(a => a.SealNo == null).OrderBy(a => a.Id).Take(Batch).ToListAsync(ct);
        if (open.Count == 0)
            return 0;
        var last = await db.AuditSeals.OrderByDescending(s => s.No).FirstOrDefaultAsync(ct);
        // PostgreSQL keeps microseconds: a hash over finer ticks would not survive the round trip.
        var now = clock.GetUtcNow().UtcDateTime;
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        var no = (last?.No ?? 0) + 1;
        var root = Convert.ToHexStringLower(Merkle.Root(open.Select(a => a.Hash()).ToList()));
        var previous = last?.Hash ?? "";
        db.AuditSeals.Add(
            new AuditSeal
            {
                No = no,
                At = now,
                Count = open.Count,
                Root = root,
                Previous = previous,
                Hash = AuditSeal.Chain(no, now, open.Count, root, previous),
            }
        );
        for (var i = 0; i < open.Count; i++)
            (open[i].SealNo, open[i].Leaf) = (no, i);
        try
        {
            await db.SaveChangesAsync(ct);
            return open.Count;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            return 0;
        }
    }

    public async Task<int> SealAll(CancellationToken ct)
    {
        var total = 0;
        while (await SealOnce(ct) is var n and > 0)
            total += n;
        return total;
    }
}

/// <summary>What the verification found.</summary>
public sealed record AuditVerdict(
    long Seals,
    long Records,
    long Unsealed,
    string? LastHash,
    IReadOnlyList<string> Faults
)
{
    public bool Sound => Faults.Count == 0;
}

/// <summary>Recomputes the whole chain from the stored rows.</summary>
public sealed class VerifyAudit(JourneyDb db)
{
    public async Task<AuditVerdict> Run(CancellationToken ct)
    {
        var faults = new List<string>();
        var previous = "";
        long seals = 0,
            records = 0,
            expected = 1;
        await foreach (
            var seal in db.AuditSeals.AsNoTracking().OrderBy(s => s.No).AsAsyncEnumerable().WithCancellation(ct)
        )
        {
            if (seal.No != expected)
                faults.Add($"Seal {expected} is missing (found {seal.No}).");
            expected = seal.No + 1;
            seals++;
            if (seal.Previous != previous)
                faults.Add($"Seal {seal.No} does not follow the seal before it.");
            if (AuditSeal.Chain(seal.No, seal.At, seal.Count, seal.Root, seal.Previous) != seal.Hash)
                faults.Add($"Seal {seal.No} was altered.");
            previous = seal.Hash;
        }
        foreach (
            var no in await db
                .AuditSeals.AsNoTracking()
                .OrderBy(s => s.No)
                .Select(s => new
                {
                    s.No,
                    s.Count,
                    s.Root,
                })
                .ToListAsync(ct)
        )
        {
            var rows = await db.Audit.AsNoTracking().Where(a => a.SealNo == no.No).OrderBy(a => a.Leaf).ToListAsync(ct);
            records += rows.Count;
            if (rows.Count != no.Count)
                faults.Add($"Seal {no.No} closed {no.Count} records; {rows.Count} are left.");
            else if (Convert.ToHexStringLower(Merkle.Root(rows.Select(r => r.Hash()).ToList())) != no.Root)
                faults.Add($"A record under seal {no.No} was altered.");
        }
        var stray = await db.Audit.CountAsync(a => a.SealNo != null && !db.AuditSeals.Any(s => s.No == a.SealNo), ct);
        if (stray > 0)
            faults.Add($"{stray} records name a seal that does not exist.");
        return new(
            seals,
            records,
            await db.Audit.LongCountAsync(a => a.SealNo == null, ct),
            previous is "" ? null : previous,
            faults
        );
    }
}
