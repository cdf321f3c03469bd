using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Intake;

public sealed record BranchChoice(Guid Id, string Code, string Name, string TimeZone);

public sealed record ReferralChoice(Guid Id, string Name);

public sealed record CodeChoice(string Code, string Text);

/// <summary>What the order's screens offer to choose from.</summary>
public sealed record OrderOffer(
    IReadOnlyList<BranchChoice> Branches,
    IReadOnlyList<ReferralChoice> Referrals,
    IReadOnlyList<CodeChoice> Payers,
    IReadOnlyList<CodeChoice> HoldReasons,
    IReadOnlyList<CodeChoice> CancelReasons,
    IReadOnlyList<CodeChoice> ExchangeReasons
);

/// <summary>Something that can be ordered: an item, or a kit by its code.</summary>
public sealed record Orderable(string Code, string Name, string Hcpcs, string Detail, bool Kit);

/// <summary>The choices of the order's screens: branches of the actor, referral sources, lists, items and kits.</summary>
public sealed class OrderChoices(Desk desk, CodeLists codes, FindItems items)
{
    private readonly JourneyDb db = desk.Db;

    public async Task<OrderOffer> Offer(CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(desk.Now);
        var (all, mine, own) = (desk.Actor.AllBranches, desk.Actor.Branches, desk.Actor.ReferralSourceId);
        var branches = await db
            .Branches.AsNoTracking()
            .Where(b => all || mine.Contains(b.Id))
            .OrderBy(b => b.Name)
            .Select(b => new BranchChoice(b.Id, b.Code, b.Name, b.TimeZone))
            .ToListAsync(ct);
        var referrals = await db
            .ReferralSources.AsNoTracking()
            .Where(r => own == null || r.Id == own)
            .OrderBy(r => r.Name)
            .Select(r => new ReferralChoice(r.Id, r.Name))
            .ToListAsync(ct);
        return new(
            branches,
            referrals,
            await List(CodeLists.Payer, today, ct),
            await List(CodeLists.HoldReason, today, ct),
            await List(CodeLists.CancelReason, today, ct),
            await List(CodeLists.ExchangeReason, today, ct)
        );
    }

    /// <summary>Kits and items as people type: a kit's code or name, then items by code, HCPCS or name.</summary>
    public async Task<IReadOnlyList<Orderable>> Find(string text, CancellationToken ct)
    {
        var word = text.Trim().ToLowerInvariant();
        if (word.Length is 0 or > OrderLimits.Name)
            return [];
        var kits = await db
            .Kits.AsNoTracking()
            .Where(k => k.Active && (k.Code.ToLower().Contains(word) || k.Name.ToLower().Contains(word)))
            .OrderBy(k => k.Code)
            .Take(4)
            .ToListAsync(ct);
        var found = (await items.Run(new(Text: text, Size: 8), ct))
            .Items.Select(i => new Orderable(i.Code, i.Name, i.Hcpcs, i.ItemSize, false))
            .ToList();
        var sets = kits.Select(k => new Orderable(k.Code, k.Name, "", $"{k.Lines.Sum(l => l.Quantity)} pieces", true));
        // What was typed exactly comes first, whichever it is.
        return
        [
            .. sets.Concat(found)
                .OrderByDescending(o => string.Equals(o.Code, word, StringComparison.OrdinalIgnoreCase)),
        ];
    }

    /// <summary>One patient as the search shows them, by id.</summary>
    public Task<PatientRow?> Patient(Guid id, CancellationToken ct) =>
        db
            .Patients.AsNoTracking()
            .Where(p => p.Id == id && p.MergedInto == null)
            .Select(p => new PatientRow(
                p.Id,
                p.Number,
                p.FirstName + " " + p.LastName,
                p.BirthDate,
                p.Phone,
                p.City,
                p.State,
                p.Zip,
                p.Location,
                p.Hospice,
                p.DiedOn,
                p.MergedInto,
                p.BranchId
            ))
            .FirstOrDefaultAsync(ct);

    private async Task<IReadOnlyList<CodeChoice>> List(string list, DateOnly day, CancellationToken ct) =>
        [.. (await codes.On(list, day, ct)).Select(r => new CodeChoice(r.Code, r.Text))];
}
