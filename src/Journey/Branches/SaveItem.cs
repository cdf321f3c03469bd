using System.Text.RegularExpressions;
using Homeward.Field;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Branches;

/// <summary>An item as it is to be. Retiring is saving it with <see cref="Active"/> false: history keeps it.</summary>
public sealed record ItemToSave(
    Guid? Id,
    int? Version,
    string Code,
    string Name,
    string? Hcpcs,
    string? Manufacturer,
    string? Model,
    string? ItemSize,
    string? Gtin,
    string Family,
    Mass Weight,
    Volume Bulk,
    WorkTime Setup,
    WorkTime Pickup,
    string? Skill,
    int Crew,
    Mass HazmatGross,
    Tracking Tracking,
    bool Returnable,
    bool LifeSustaining,
    bool AroundTheClock,
    Urgency UsualUrgency,
    int? SupplyDays,
    bool HasMemory,
    bool Active = true
);

/// <summary>Adds an item to the catalogue, changes or retires one.</summary>
public sealed partial class SaveItem(Desk desk, CodeLists codes)
{
    public Task<Outcome<ItemRow>> Run(Command<ItemToSave> command, CancellationToken ct) =>
        desk.Once<ItemRow>(
            command.Id,
            command.Data,
            async () =>
            {
                var wish = command.Data;
                if (!desk.Actor.Can(May.WriteSetup))
                    return new NotAllowed("change the catalogue");
                var item = wish.Id is { } id
                    ? await desk.Db.Items.FirstOrDefaultAsync(i => i.Id == id, ct)
                    : new CatalogueItem { Id = desk.NewId() };
                if (item is null)
                    return new NoSuch("item");
                if (wish.Id is not null && item.Version != wish.Version)
                    return new StaleVersion("item");
                var faults = Fill(item, wish);
                var today = DateOnly.FromDateTime(desk.Now);
                if (item.Skill.Length > 0 && await codes.Find(CodeLists.Skill, item.Skill, today, ct) is null)
                    faults.Say(new UnknownCode("skill", CodeLists.Skill, item.Skill));
                if (item.Family.Length > 0 && await codes.Find(CodeLists.Family, item.Family, today, ct) is null)
                    faults.Say(new UnknownCode("family", CodeLists.Family, item.Family));
                var code = item.Code;
                if (await desk.Db.Items.AnyAsync(i => i.Code == code && i.Id != item.Id, ct))
                    faults.Say(new CodeTaken("item", code) { Field = "code" });
                if (faults.Any)
                    return faults.All;
                if (wish.Id is null)
                    desk.Db.Add(item);
                return Row(item) with { Version = desk.Db.NextVersion(item) };
            },
            ct
        );

    private static Faults Fill(CatalogueItem item, ItemToSave wish)
    {
        var faults = new Faults();
        item.Code = faults.Code("code", wish.Code, 30).ToUpperInvariant();
        item.Name = faults.Text("name", wish.Name, 100);
        item.Hcpcs = faults.Text("hcpcs", wish.Hcpcs, 5, needed: false).ToUpperInvariant();
        if (item.Hcpcs.Length > 0 && !HcpcsCode().IsMatch(item.Hcpcs))
            faults.Say("hcpcs", "A HCPCS code is a letter and four digits, such as E1390.");
        item.Manufacturer = faults.Text("manufacturer", wish.Manufacturer, 100, needed: false);
        item.Model = faults.Text("model", wish.Model, 100, needed: false);
        item.Size = faults.Text("itemSize", wish.ItemSize, 30, needed: false);
        item.Gtin = faults.Text("gtin", wish.Gtin, 14, needed: false) is { Length: > 0 } gtin ? gtin : null;
        if (item.Gtin is not null && !CheckDigit(item.Gtin))
            faults.Say("gtin", "A GTIN has 8, 12, 13 or 14 digits, the last one a check digit that fits.");
        item.Family = faults.Code("family", wish.Family, 30);
        faults.Range("weight", wish.Weight.Pounds, 0, 2_000, "lb");
        faults.Range("bulk", wish.Bulk.CubicFeet, 0, 500, "cubic feet");
        faults.Range("setup", wish.Setup.Minutes, 0, 600, "minutes");
        faults.Range("pickup", wish.Pickup.Minutes, 0, 600, "minutes");
        faults.Range("crew", wish.Crew, 1, 4, "people");
        faults.Range("hazmatGross", wish.HazmatGross.Pounds, 0, 2_000, "lb");
        if (wish.HazmatGross > wish.Weight)
            faults.Say(
                "hazmatGross",
                "The cylinder cannot weigh more than the item.",
                "Make the weight at least the gross weight of the cylinder."
            );
        if (wish.SupplyDays is { } days)
            faults.Range("supplyDays", days, 1, 365, "days");
        (item.Weight, item.Bulk, item.Setup, item.Pickup) = (wish.Weight, wish.Bulk, wish.Setup, wish.Pickup);
        item.Skill = faults.Text("skill", wish.Skill, 30, needed: false);
        (item.Crew, item.HazmatGross, item.Tracking, item.Returnable) = (
            wish.Crew,
            wish.HazmatGross,
            wish.Tracking,
            wish.Returnable
        );
        (item.LifeSustaining, item.AroundTheClock, item.UsualUrgency) = (
            wish.LifeSustaining,
            wish.AroundTheClock,
            wish.UsualUrgency
        );
        (item.SupplyDays, item.HasMemory, item.Active) = (wish.SupplyDays, wish.HasMemory, wish.Active);
        return faults;
    }

    /// <summary>GS1 General Specifications 7.9: weights 3 and 1 from the right, the sum a multiple of ten.</summary>
    private static bool CheckDigit(string gtin) =>
        gtin.Length is 8 or 12 or 13 or 14
        && gtin.All(char.IsAsciiDigit)
        && gtin.Reverse().Select((c, i) => (c - '0') * (i % 2 == 0 ? 1 : 3)).Sum() % 10 == 0;

    internal static ItemRow Row(CatalogueItem i) =>
        new(
            i.Id,
            i.Code,
            i.Name,
            i.Hcpcs,
            i.Manufacturer,
            i.Model,
            i.Size,
            i.Gtin,
            i.Family,
            i.Weight,
            i.Bulk,
            i.Setup,
            i.Pickup,
            i.Skill,
            i.Crew,
            i.HazmatGross,
            i.Tracking,
            i.Returnable,
            i.LifeSustaining,
            i.AroundTheClock,
            i.UsualUrgency,
            i.SupplyDays,
            i.HasMemory,
            i.Active,
            i.Version
        );

    [GeneratedRegex("^[A-Z][0-9]{4}$")]
    private static partial Regex HcpcsCode();
}

public sealed record FitToSave(Guid AccessoryId, bool Required);

/// <summary>The accessories that fit an item, all of them: what is not named is taken off.</summary>
public sealed record FitsToSave(Guid ItemId, List<FitToSave> Accessories);

public sealed record FitRow(Guid ItemId, string Code, string Name, string Hcpcs, bool Required, bool Active);

public sealed record ItemDetail(
    ItemRow Item,
    IReadOnlyList<FitRow> Accessories,
    IReadOnlyList<FitRow> FitsTo,
    IReadOnlyList<string> Kits
);

/// <summary>Says which accessories fit an item, and shows an item with them.</summary>
public sealed class FitAccessories(Desk desk)
{
    public async Task<ItemDetail?> Show(Guid itemId, CancellationToken ct)
    {
        if (await desk.Db.Items.AsNoTracking().FirstOrDefaultAsync(i => i.Id == itemId, ct) is not { } item)
            return null;
        var (accessories, items) = (desk.Db.Accessories, desk.Db.Items);
        var with = await accessories
            .Where(a => a.ItemId == itemId)
            .Join(
                items,
                a => a.AccessoryId,
                i => i.Id,
                (a, i) => new FitRow(i.Id, i.Code, i.Name, i.Hcpcs, a.Required, i.Active)
            )
            .ToListAsync(ct);
        var to = await accessories
            .Where(a => a.AccessoryId == itemId)
            .Join(
                items,
                a => a.ItemId,
                i => i.Id,
                (a, i) => new FitRow(i.Id, i.Code, i.Name, i.Hcpcs, a.Required, i.Active)
            )
            .ToListAsync(ct);
        var kits = (await desk.Db.Kits.AsNoTracking().ToListAsync(ct))
            .Where(k => k.Lines.Any(l => l.ItemId == itemId))
            .Select(k => k.Name);
        return new(
            SaveItem.Row(item),
            [.. with.OrderByDescending(f => f.Required).ThenBy(f => f.Code, StringComparer.Ordinal)],
            [.. to.OrderBy(f => f.Code, StringComparer.Ordinal)],
            [.. kits]
        );
    }

    public Task<Outcome<Done>> Run(Command<FitsToSave> command, CancellationToken ct) =>
        desk.Once<Done>(
            command.Id,
            command.Data,
            async () =>
            {
                var (itemId, fits) = command.Data;
                if (!desk.Actor.Can(May.WriteSetup))
                    return new NotAllowed("change the catalogue");
                if (!await desk.Db.Items.AnyAsync(i => i.Id == itemId, ct))
                    return new NoSuch("item");
                fits ??= [];
                if (fits.Count > 200)
                    return new InvalidField("accessories", "An item has at most 200 accessories.");
                if (fits.Any(f => f.AccessoryId == itemId) || fits.DistinctBy(f => f.AccessoryId).Count() != fits.Count)
                    return new AccessoryOfItself { Field = "accessories" };
                var ids = fits.Select(f => f.AccessoryId).ToList();
                var found = await desk.Db.Items.Where(i => ids.Contains(i.Id)).ToListAsync(ct);
                if (found.Count != ids.Count)
                    return new NoSuch("accessory") { Field = "accessories" };
                var have = await desk.Db.Accessories.Where(a => a.ItemId == itemId).ToListAsync(ct);
                if (found.FirstOrDefault(i => !i.Active && have.All(h => h.AccessoryId != i.Id)) is { } retired)
                    return new RetiredItem("accessories", retired.Code);
                desk.Db.RemoveRange(have.Where(h => !ids.Contains(h.AccessoryId)));
                foreach (var fit in fits)
                {
                    var row = have.FirstOrDefault(h => h.AccessoryId == fit.AccessoryId);
                    if (row is null)
                        desk.Db.Add(
                            row = new Accessory
                            {
                                Id = desk.NewId(),
                                ItemId = itemId,
                                AccessoryId = fit.AccessoryId,
                            }
                        );
                    row.Required = fit.Required;
                }
                return Done.It;
            },
            ct
        );
}
