using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Stock;

public sealed record UnitFilter
{
    public Guid? BranchId { get; init; }
    public Guid? ItemId { get; init; }
    public UnitState? State { get; init; }
    public PlaceKind? PlaceKind { get; init; }
    public Guid? PlaceId { get; init; }

    /// <summary>Part of a serial number, an item's code or name.</summary>
    public string? Text { get; init; }
}

public sealed record UnitRow(
    Guid Id,
    Guid BranchId,
    Guid ItemId,
    string ItemCode,
    string ItemName,
    string Serial,
    UnitState State,
    DateTime StateSince,
    PlaceKind PlaceKind,
    Guid PlaceId,
    string PlaceName,
    DateOnly? ExpiresOn,
    Guid? OrderLineId,
    int Version
);

/// <summary>Units by what they are, how they are and where they are.</summary>
public sealed class FindUnits(Desk desk)
{
    public async Task<Page<UnitRow>> Run(UnitFilter filter, PageOf page, CancellationToken ct)
    {
        var items = desk.Db.Items;
        var query = desk
            .Db.Units.AsNoTracking()
            .Where(u =>
                (filter.BranchId == null || u.BranchId == filter.BranchId)
                && (filter.ItemId == null || u.ItemId == filter.ItemId)
                && (filter.State == null || u.State == filter.State)
                && (filter.PlaceKind == null || u.PlaceKind == filter.PlaceKind)
                && (filter.PlaceId == null || u.PlaceId == filter.PlaceId)
            )
            .Join(items, u => u.ItemId, i => i.Id, (u, i) => new { u, i });
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var text = filter.Text.Trim().ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // Translated to SQL, where there is no culture.
            query = query.Where(x =>
                x.u.Serial.ToLower().Contains(text)
                || x.i.Code.ToLower().Contains(text)
                || x.i.Name.ToLower().Contains(text)
            );
#pragma warning restore CA1304, CA1311, CA1862
        }
        var total = await query.CountAsync(ct);
        var rows = await query
            .OrderBy(x => x.i.Name)
            .ThenBy(x => x.u.Serial)
            .ThenBy(x => x.u.Id)
            .Skip(page.Skip)
            .Take(page.Take)
            .Select(x => new UnitRow(
                x.u.Id,
                x.u.BranchId,
                x.i.Id,
                x.i.Code,
                x.i.Name,
                x.u.Serial,
                x.u.State,
                x.u.StateSince,
                x.u.PlaceKind,
                x.u.PlaceId,
                "",
                x.u.ExpiresOn,
                x.u.OrderLineId,
                x.u.Version
            ))
            .ToListAsync(ct);
        var names = await desk.PlaceNames(rows.Select(r => new Place(r.PlaceKind, r.PlaceId)), ct);
        return new(
            [.. rows.Select(r => r with { PlaceName = names[new(r.PlaceKind, r.PlaceId)] })],
            total,
            Math.Max(1, page.Number),
            page.Take
        );
    }
}

internal static class Places
{
    /// <summary>What people call these places: bin code, van name, patient number (a name is health data and is not shown here).</summary>
    public static async Task<Dictionary<Place, string>> PlaceNames(
        this Desk desk,
        IEnumerable<Place> places,
        CancellationToken ct
    )
    {
        var wanted = places.Distinct().ToList();
        var names = wanted.ToDictionary(
            p => p,
            p =>
                p.Kind switch
                {
                    PlaceKind.Outside => "Outside",
                    PlaceKind.Transit => "In transit",
                    _ => Words.Of(p.Kind.ToString()),
                }
        );
        var bins = Ids(PlaceKind.Bin);
        foreach (
            var bin in await desk
                .Db.Bins.Where(b => bins.Contains(b.Id))
                .Select(b => new { b.Id, b.Code })
                .ToListAsync(ct)
        )
            names[Place.Bin(bin.Id)] = bin.Code;
        var vans = Ids(PlaceKind.Van, PlaceKind.DirtyBay);
        foreach (
            var van in await desk
                .Db.Vehicles.Where(v => vans.Contains(v.Id))
                .Select(v => new { v.Id, v.Name })
                .ToListAsync(ct)
        )
        {
            if (names.ContainsKey(Place.Van(van.Id)))
                names[Place.Van(van.Id)] = van.Name;
            if (names.ContainsKey(Place.DirtyBay(van.Id)))
                names[Place.DirtyBay(van.Id)] = $"{van.Name}, dirty bay";
        }
        var patients = Ids(PlaceKind.Patient);
        foreach (
            var patient in await desk
                .Db.Patients.Where(p => patients.Contains(p.Id))
                .Select(p => new { p.Id, p.Number })
                .ToListAsync(ct)
        )
            names[Place.Patient(patient.Id)] = $"Patient {patient.Number}";
        return names;

        List<Guid> Ids(params PlaceKind[] kinds) =>
            [.. wanted.Where(p => kinds.Contains(p.Kind)).Select(p => p.Id).Distinct()];
    }
}
