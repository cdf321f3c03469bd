using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Branches;

public sealed record KitToSave(
    Guid? Id,
    int? Version,
    string Code,
    string Name,
    List<KitLine> Lines,
    bool Active = true
);

public sealed record KitLineRow(Guid ItemId, string Code, string Name, string Hcpcs, int Quantity);

public sealed record KitRow(
    Guid Id,
    string Code,
    string Name,
    bool Active,
    IReadOnlyList<KitLineRow> Lines,
    int Version
);

/// <summary>Makes a set that is ordered by one name, changes or retires one.</summary>
public sealed class SaveKit(Desk desk)
{
    public Task<Outcome<KitRow>> Run(Command<KitToSave> command, CancellationToken ct) =>
        desk.Once<KitRow>(
            command.Id,
            command.Data,
            async () =>
            {
                var wish = command.Data;
                if (!desk.Actor.Can(May.WriteSetup))
                    return new NotAllowed("change the catalogue");
                var kit = wish.Id is { } id
                    ? await desk.Db.Kits.FirstOrDefaultAsync(k => k.Id == id, ct)
                    : new Kit { Id = desk.NewId() };
                if (kit is null)
                    return new NoSuch("kit");
                if (wish.Id is not null && kit.Version != wish.Version)
                    return new StaleVersion("kit");
                var faults = new Faults();
                kit.Code = faults.Code("code", wish.Code, 30).ToUpperInvariant();
                kit.Name = faults.Text("name", wish.Name, 100);
                // JSON may say null where a line is meant.
                var lines = (wish.Lines ?? []).Select(l => l ?? new KitLine()).ToList();
                if (lines.Count is 0 or > 50)
                    faults.Say("lines", "A kit has between 1 and 50 lines.");
                if (lines.Any(l => l.Quantity is < 1 or > 100))
                    faults.Say("lines", "A quantity is between 1 and 100.");
                if (lines.DistinctBy(l => l.ItemId).Count() != lines.Count)
                    faults.Say("lines", "An item is named twice.", "Add the quantities in one line.");
                var ids = lines.Select(l => l.ItemId).ToList();
                var items = await desk
                    .Db.Items.AsNoTracking()
                    .Where(i => ids.Contains(i.Id))
                    .ToDictionaryAsync(i => i.Id, ct);
                if (ids.Any(i => !items.ContainsKey(i)))
                    faults.Say("lines", "An item of the kit is not in the catalogue.");
                foreach (
                    var retired in items.Values.Where(i =>
                        !i.Active && wish.Active && kit.Lines.All(l => l.ItemId != i.Id)
                    )
                )
                    faults.Say(new RetiredItem("lines", retired.Code));
                var code = kit.Code;
                if (await desk.Db.Kits.AnyAsync(k => k.Code == code && k.Id != kit.Id, ct))
                    faults.Say(new CodeTaken("kit", code) { Field = "code" });
                if (faults.Any)
                    return faults.All;
                (kit.Lines, kit.Active) = ([.. lines], wish.Active);
                if (wish.Id is null)
                    desk.Db.Add(kit);
                return Row(kit, items) with { Version = desk.Db.NextVersion(kit) };
            },
            ct
        );

    internal static KitRow Row(Kit kit, Dictionary<Guid, CatalogueItem> items) =>
        new(
            kit.Id,
            kit.Code,
            kit.Name,
            kit.Active,
            [
                .. kit
                    .Lines.Where(l => items.ContainsKey(l.ItemId))
                    .Select(l => new KitLineRow(
                        l.ItemId,
                        items[l.ItemId].Code,
                        items[l.ItemId].Name,
                        items[l.ItemId].Hcpcs,
                        l.Quantity
                    )),
            ],
            kit.Version
        );
}

/// <summary>The kits, with their lines.</summary>
public sealed class FindKits(Desk desk)
{
    public async Task<Page<KitRow>> Run(string? text, bool? active, PageOf page, CancellationToken ct)
    {
        var word = (text ?? "").Trim().ToLowerInvariant();
        var query = desk
            .Db.Kits.AsNoTracking()
            .Where(k =>
                (active == null || k.Active == active)
                && (word == "" || k.Code.ToLower().Contains(word) || k.Name.ToLower().Contains(word))
            );
        var kits = await query.OrderBy(k => k.Name).ThenBy(k => k.Code).Skip(page.Skip).Take(page.Take).ToListAsync(ct);
        var ids = kits.SelectMany(k => k.Lines).Select(l => l.ItemId).Distinct().ToList();
        var items = await desk.Db.Items.AsNoTracking().Where(i => ids.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
        return new(
            [.. kits.Select(k => SaveKit.Row(k, items))],
            await query.CountAsync(ct),
            Math.Max(1, page.Number),
            page.Take
        );
    }
}
