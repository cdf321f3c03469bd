using Homeward.Field.Scan;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Delivery;

/// <summary>What a label or a typed number said: the unit it belongs to, or the lot.</summary>
public sealed record LabelRead(Unit? Unit, Lot? Lot, CatalogueItem? Item);

/// <summary>Finds the unit or lot of a scan: GS1, HIBC, or a serial number as it is printed or typed.</summary>
public sealed class ReadLabel(Desk desk)
{
    /// <summary>Looks for a unit first. With an expected item, a serial that two items share means that item's.</summary>
    public async Task<Outcome<LabelRead>> Run(string scan, Guid? expectedItem, DateOnly today, CancellationToken ct)
    {
        var read = LabelScanner.Read(scan, today);
        if (!read.IsRead)
            return new UnreadableLabel(read.Error.Code, read.Error.Sentence, read.Error.WhatToDo);
        var label = read.Label;
        var item = label.Gtin is { } gtin ? await desk.Db.Items.FirstOrDefaultAsync(i => i.Gtin == gtin, ct) : null;
        if (label.Serial is { Length: > 0 } serial)
        {
            var units = await Units(serial, item?.Id, ct);
            // A label of a maker we have no GTIN for still names its serial.
            if (units.Count == 0 && item is null && label.Kind != LabelKind.Plain)
                units = await Units(serial, null, ct);
            if (units.Count > 1 && expectedItem is not null)
                units = [.. units.Where(u => u.ItemId == expectedItem)];
            if (units.Count > 1)
                return new ManyUnits(serial);
            if (units is [var unit])
                return new LabelRead(unit, null, await desk.Db.Items.FirstAsync(i => i.Id == unit.ItemId, ct));
        }
        var number = label.Lot ?? (label.Kind == LabelKind.Plain ? label.Serial : null);
        var wanted = item?.Id ?? expectedItem;
        if (number is { Length: > 0 } && wanted is not null)
        {
            var lot = await desk.Db.Lots.FirstOrDefaultAsync(l => l.ItemId == wanted && l.Number == number, ct);
            if (lot is not null)
                return new LabelRead(null, lot, await desk.Db.Items.FirstAsync(i => i.Id == lot.ItemId, ct));
        }
        return new UnknownLabel(scan.Trim() is { Length: > 60 } said ? said[..60] : scan.Trim());
    }

    private Task<List<Unit>> Units(string serial, Guid? itemId, CancellationToken ct)
    {
        var wanted = serial.ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // Translated to SQL, where there is no culture.
        return desk
            .Db.Units.Where(u => u.Serial.ToLower() == wanted && (itemId == null || u.ItemId == itemId))
            .OrderBy(u => u.Id)
            .Take(5)
            .ToListAsync(ct);
#pragma warning restore CA1304, CA1311, CA1862
    }
}
