using Homeward.Field;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Branches;

/// <summary>What is looked for: words of the code, the name, HCPCS, maker or model.</summary>
public sealed record ItemFilter(
    string? Text = null,
    string? Family = null,
    string? Hcpcs = null,
    string? Skill = null,
    bool? Active = true,
    string? Sort = null,
    int Page = 1,
    int Size = 50
);

public sealed record ItemRow(
    Guid Id,
    string Code,
    string Name,
    string Hcpcs,
    string Manufacturer,
    string Model,
    string ItemSize,
    string? Gtin,
    string Family,
    Mass Weight,
    Volume Bulk,
    WorkTime Setup,
    WorkTime Pickup,
    string Skill,
    int Crew,
    Mass HazmatGross,
    Tracking Tracking,
    bool Returnable,
    bool LifeSustaining,
    bool AroundTheClock,
    Urgency UsualUrgency,
    int? SupplyDays,
    bool HasMemory,
    bool Active,
    int Version
);

/// <summary>Finds items as people type: the exact code first, then codes and HCPCS that begin so, then names, then anything that holds every word.</summary>
public sealed class FindItems(Desk desk)
{
    public async Task<Page<ItemRow>> Run(ItemFilter filter, CancellationToken ct)
    {
        var query = desk.Db.Items.AsNoTracking();
        if (filter.Active is { } active)
            query = query.Where(i => i.Active == active);
        if (Words(filter.Family) is { Length: > 0 } family)
            query = query.Where(i => i.Family == family);
        if (Words(filter.Skill) is { Length: > 0 } skill)
            query = query.Where(i => i.Skill == skill);
        if (Words(filter.Hcpcs) is { Length: > 0 } hcpcs)
            query = query.Where(i => i.Hcpcs.ToLower() == hcpcs);
        var text = Words(filter.Text);
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(6))
        {
            // A single letter is a size, not a letter somewhere: "mask m".
            var spaced = $" {word} ";
            query =
                word.Length == 1 && char.IsLetter(word[0])
                    ? query.Where(i =>
                        i.Size.ToLower() == word || (" " + i.Name.ToLower().Replace(",", " ") + " ").Contains(spaced)
                    )
                    : query.Where(i =>
                        i.Code.ToLower().Contains(word)
                        || i.Name.ToLower().Contains(word)
                        || i.Hcpcs.ToLower().Contains(word)
                        || i.Manufacturer.ToLower().Contains(word)
                        || i.Model.ToLower().Contains(word)
                        || i.Size.ToLower() == word
                        || i.Gtin == word
                    );
        }
        var page = new PageOf(filter.Page, filter.Size);
        var total = await query.CountAsync(ct);
        var rows = await Ordered(query, text, filter.Sort)
            .Skip(page.Skip)
            .Take(page.Take)
            .Select(i => new ItemRow(
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
            ))
            .ToListAsync(ct);
        return new(rows, total, Math.Max(1, filter.Page), page.Take);
    }

    private static IQueryable<CatalogueItem> Ordered(IQueryable<CatalogueItem> query, string text, string? sort)
    {
        var first = text.Split(' ')[0];
        return sort switch
        {
            "code" => query.OrderBy(i => i.Code),
            "-code" => query.OrderByDescending(i => i.Code),
            "name" => query.OrderBy(i => i.Name).ThenBy(i => i.Code),
            "-name" => query.OrderByDescending(i => i.Name).ThenBy(i => i.Code),
            "hcpcs" => query.OrderBy(i => i.Hcpcs).ThenBy(i => i.Code),
            "-hcpcs" => query.OrderByDescending(i => i.Hcpcs).ThenBy(i => i.Code),
            "family" => query.OrderBy(i => i.Family).ThenBy(i => i.Code),
            "-family" => query.OrderByDescending(i => i.Family).ThenBy(i => i.Code),
            _ when text.Length == 0 => query.OrderBy(i => i.Family).ThenBy(i => i.Code),
            _ => query
                .OrderBy(i =>
                    i.Code.ToLower() == text || i.Gtin == text ? 0
                    : i.Hcpcs.ToLower() == text ? 1
                    : i.Code.ToLower().StartsWith(text) ? 2
                    : i.Hcpcs.ToLower().StartsWith(text) ? 3
                    : i.Name.ToLower().StartsWith(text) ? 4
                    : i.Name.ToLower().Contains(" " + text) ? 5
                    : i.Code.ToLower().StartsWith(first) || i.Hcpcs.ToLower() == first ? 6
                    : 7
                )
                .ThenBy(i => i.Code),
        };
    }

    private static string Words(string? text) =>
        (text ?? "").Trim() is var t && t.Length > 100
            ? t[..100].ToLowerInvariant()
            : (text ?? "").Trim().ToLowerInvariant();
}
