using Homeward.Journey.Branches.Seed;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Branches;

/// <summary>How many rows a seeding added.</summary>
public sealed record Seeded(int Items, int Kits, int Codes, int Rules);

/// <summary>
/// Gives a house its reference data at start: catalogue, kits, code lists, document rules. What the house has already, changed or
/// ended stays as it is; a row is added only where none of its kind holds for those days. Running it again adds nothing.
/// </summary>
public sealed class SeedReference(Desk desk)
{
    private sealed record SeedRows;

    public async Task<Seeded> Run(CancellationToken ct)
    {
        // Looked at first, so that an ordinary start writes nothing at all.
        var missing = await Fill(add: false, ct);
        if (missing is { Items: 0, Kits: 0, Codes: 0, Rules: 0 })
            return missing;
        var outcome = await desk.Once<Seeded>(desk.NewId(), new SeedRows(), async () => await Fill(add: true, ct), ct);
        return outcome.Must();
    }

    private async Task<Seeded> Fill(bool add, CancellationToken ct)
    {
        var db = desk.Db;
        var ids = await db.Items.AsNoTracking().ToDictionaryAsync(i => i.Code, i => i.Id, ct);
        var items = ItemSeed.All().Where(i => !ids.ContainsKey(i.Code)).ToList();
        var haveKits = await db.Kits.AsNoTracking().Select(k => k.Code).ToListAsync(ct);
        var kits = FitSeed.Kits.Where(k => !haveKits.Contains(k.Code)).ToList();
        var haveCodes = (await db.CodeLists.AsNoTracking().ToListAsync(ct)).ToLookup(r => (r.List, r.Code));
        var codes = CodeSeed
            .All()
            .Where(r => !haveCodes[(r.List, r.Code)].Any(h => Dated.Overlap(h.From, h.To, r.From, r.To)))
            .ToList();
        var haveRules = (await db.DocumentRules.AsNoTracking().ToListAsync(ct)).ToLookup(r =>
            (r.Hcpcs, r.Payer, r.Document)
        );
        var rules = RuleSeed
            .All()
            .Where(r => !haveRules[(r.Hcpcs, r.Payer, r.Document)].Any(h => Dated.Overlap(h.From, h.To, r.From, r.To)))
            .ToList();
        if (add)
        {
            foreach (var item in items)
                ids[item.Code] = item.Id = desk.NewId();
            db.AddRange(items);
            // A fit that the house took away stays away: fits come only with a new item.
            var fresh = items.Select(i => i.Code).ToHashSet();
            foreach (var (item, accessory, required) in FitSeed.Fits)
                if (
                    (fresh.Contains(item) || fresh.Contains(accessory))
                    && ids.TryGetValue(item, out var itemId)
                    && ids.TryGetValue(accessory, out var accessoryId)
                )
                    db.Add(
                        new Accessory
                        {
                            Id = desk.NewId(),
                            ItemId = itemId,
                            AccessoryId = accessoryId,
                            Required = required,
                        }
                    );
            foreach (var (code, name, lines) in kits)
                db.Add(
                    new Kit
                    {
                        Id = desk.NewId(),
                        Code = code,
                        Name = name,
                        Lines = [.. lines.Select(l => new KitLine { ItemId = ids[l.Item], Quantity = l.Quantity })],
                    }
                );
            foreach (var row in codes)
                row.Id = desk.NewId();
            foreach (var rule in rules)
                rule.Id = desk.NewId();
            db.AddRange(codes);
            db.AddRange(rules);
        }
        return new(items.Count, kits.Count, codes.Count, rules.Count);
    }
}
