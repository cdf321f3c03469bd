using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Shared;

/// <summary>A key as lists show it: the part it is found by, never the secret.</summary>
public sealed record ApiKeyView(
    Guid Id,
    string Name,
    string Prefix,
    IReadOnlyList<string> Permissions,
    IReadOnlyList<Guid> Branches,
    DateTime CreatedAt,
    string MadeBy,
    DateTime? ExpiresAt,
    DateTime? RevokedAt,
    DateTime? LastUsedAt
)
{
    internal static ApiKeyView Of(ApiKey k) =>
        new(
            k.Id,
            k.Name,
            k.Prefix,
            k.Permissions,
            k.Branches,
            k.CreatedAt,
            k.MadeByName,
            k.ExpiresAt,
            k.RevokedAt,
            k.LastUsedAt
        );

    /// <summary>A key is seen by those who see every branch it opens.</summary>
    internal static bool Sees(Actor actor, IReadOnlyCollection<Guid> branches) =>
        actor.AllBranches || (branches.Count > 0 && branches.All(actor.Sees));

    public string State(DateTime now) =>
        RevokedAt is not null ? "revoked"
        : ExpiresAt <= now ? "expired"
        : "open";
}

public sealed class FindApiKeys(Desk desk)
{
    public async Task<Page<ApiKeyView>> Run(PageOf page, CancellationToken ct)
    {
        // The branches are a JSON list, so the reach is judged here; keys are few.
        var all = await desk.Db.ApiKeys.AsNoTracking().OrderByDescending(k => k.Id).ToListAsync(ct);
        var mine = all.Where(k => ApiKeyView.Sees(desk.Actor, k.Branches)).ToList();
        return new([.. mine.Skip(page.Skip).Take(page.Take).Select(ApiKeyView.Of)], mine.Count, page.Number, page.Take);
    }

    /// <summary>Remembers that a key was used, to the quarter of an hour; past the trail, which tells what it did.</summary>
    public static async Task Used(JourneyDb db, WriteGate gate, ApiKey key, DateTime now, CancellationToken ct)
    {
        if (key.LastUsedAt is { } last && now - last < TimeSpan.FromMinutes(15))
            return;
        using var pass = await gate.Enter(ct);
        await db.ApiKeys.Where(k => k.Id == key.Id).ExecuteUpdateAsync(s => s.SetProperty(k => k.LastUsedAt, now), ct);
    }
}
