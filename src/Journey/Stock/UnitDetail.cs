using Homeward.Journey.Branches;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Stock;

/// <summary>One movement of a unit: what it left, what it reached.</summary>
public sealed record CustodyRow(
    Guid MoveId,
    DateTime At,
    string Reason,
    string By,
    string From,
    string To,
    UnitState? FromState,
    UnitState? ToState,
    Guid? VisitId
);

public sealed record UnitSheet(
    UnitRow Unit,
    string Hcpcs,
    string? Lot,
    string Owner,
    DateOnly ReceivedOn,
    decimal MeterHours,
    string? OrderNumber,
    IReadOnlyList<CustodyRow> History,
    IReadOnlyList<UnitTrigger> Next
);

/// <summary>A unit with its whole custody, newest first, and what may be done with it next.</summary>
public sealed class UnitDetail(Desk desk)
{
    public async Task<UnitSheet?> Run(Guid unitId, CancellationToken ct)
    {
        var unit = await desk.Db.Units.AsNoTracking().FirstOrDefaultAsync(u => u.Id == unitId, ct);
        if (unit is null)
            return null;
        if (unit.PlaceKind == PlaceKind.Patient)
            await desk.RecordRead(unit.PlaceId, "unit", ct);
        var item = await desk.Db.Items.AsNoTracking().FirstAsync(i => i.Id == unit.ItemId, ct);
        var lot = await desk.Db.Lots.Where(l => l.Id == unit.LotId).Select(l => l.Number).FirstOrDefaultAsync(ct);
        var order = await desk
            .Db.Orders.Where(o => o.Lines.Any(l => l.Id == unit.OrderLineId))
            .Select(o => o.Number)
            .FirstOrDefaultAsync(ct);
        var moves = desk.Db.CustodyMoves;
        var postings = await desk
            .Db.CustodyPostings.AsNoTracking()
            .Where(p => p.UnitId == unitId)
            .Join(
                moves,
                p => p.MoveId,
                m => m.Id,
                (p, m) =>
                    new
                    {
                        p,
                        m.Id,
                        m.At,
                        m.Reason,
                        m.By,
                        m.VisitId,
                    }
            )
            .ToListAsync(ct);
        var places = await desk.PlaceNames(
            postings.Select(x => new Place(x.p.PlaceKind, x.p.PlaceId)).Append(unit.Place),
            ct
        );
        var history = postings
            .GroupBy(x => x.Id)
            .Select(g =>
            {
                var (one, from, to) = (g.First(), g.First(x => x.p.Quantity < 0).p, g.First(x => x.p.Quantity > 0).p);
                return new CustodyRow(
                    g.Key,
                    one.At,
                    one.Reason,
                    one.By,
                    places[new(from.PlaceKind, from.PlaceId)],
                    places[new(to.PlaceKind, to.PlaceId)],
                    from.State,
                    to.State,
                    one.VisitId
                );
            })
            // Version 7 ids rise with time; the bytes compare as written, not as .NET stores them.
            .OrderByDescending(r => r.At)
            .ThenByDescending(r => r.MoveId.ToString(), StringComparer.Ordinal)
            .ToList();
        var row = new UnitRow(
            unit.Id,
            unit.BranchId,
            item.Id,
            item.Code,
            item.Name,
            unit.Serial,
            unit.State,
            unit.StateSince,
            unit.PlaceKind,
            unit.PlaceId,
            places[unit.Place],
            unit.ExpiresOn,
            unit.OrderLineId,
            unit.Version
        );
        return new(
            row,
            item.Hcpcs,
            lot,
            unit.Owner,
            unit.ReceivedOn,
            unit.MeterHours,
            order,
            history,
            [.. Enum.GetValues<UnitTrigger>().Where(t => UnitLife.Table.Allows(unit.State, t))]
        );
    }
}

/// <summary>Where is it? By serial or scan; the same serial may be on units of several items.</summary>
public sealed class WhereIs(Desk desk, FindUnits find)
{
    public async Task<IReadOnlyList<UnitRow>> Run(string scan, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(desk.Now);
        var label = Field.Scan.LabelScanner.Read(scan, today).Label;
        if (label?.Serial is not { } serial)
            return [];
        var gtin = label.Gtin;
        var items = desk.Db.Items;
        var known = gtin is null
            ? null
            : await items.Where(i => i.Gtin == gtin).Select(i => (Guid?)i.Id).FirstOrDefaultAsync(ct);
        var found = await find.Run(new() { Text = serial, ItemId = known }, new(1, 200), ct);
        return [.. found.Items.Where(u => string.Equals(u.Serial, serial, StringComparison.OrdinalIgnoreCase))];
    }
}
