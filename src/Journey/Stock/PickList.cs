using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Stock;

public sealed record PickRow(
    Guid OrderLineId,
    Guid ItemId,
    string ItemCode,
    string ItemName,
    int Quantity,
    Guid? UnitId,
    string? Serial,
    Guid? LotId,
    string? Lot,
    PlaceKind PlaceKind,
    Guid PlaceId,
    string PlaceName
)
{
    /// <summary>It is already on a van.</summary>
    public bool Loaded => PlaceKind == PlaceKind.Van;
}

/// <summary>What to take from which bin for these order lines, in the order of the bins.</summary>
public sealed class PickList(Desk desk)
{
    public async Task<IReadOnlyList<PickRow>> Run(IReadOnlyCollection<Guid> orderLineIds, CancellationToken ct)
    {
        var (items, units, balances, lots) = (desk.Db.Items, desk.Db.Units, desk.Db.Balances, desk.Db.Lots);
        var rows = await desk
            .Db.Reservations.AsNoTracking()
            .Where(r => orderLineIds.Contains(r.OrderLineId))
            .Select(r => new
            {
                Promise = r,
                Item = items.First(i => i.Id == r.ItemId),
                Unit = units.FirstOrDefault(u => u.Id == r.UnitId),
                Balance = balances.FirstOrDefault(b => b.Id == r.BalanceId),
            })
            .ToListAsync(ct);
        var lotIds = rows.Select(r => r.Unit?.LotId ?? r.Balance?.LotId).OfType<Guid>().Distinct().ToList();
        var lotNumbers = await lots.Where(l => lotIds.Contains(l.Id)).ToDictionaryAsync(l => l.Id, l => l.Number, ct);
        var places = await desk.PlaceNames(rows.Select(r => PlaceOf(r.Unit, r.Balance)), ct);
        return
        [
            .. rows.Select(r =>
                {
                    var place = PlaceOf(r.Unit, r.Balance);
                    var lot = r.Unit?.LotId ?? r.Balance?.LotId;
                    return new PickRow(
                        r.Promise.OrderLineId,
                        r.Item.Id,
                        r.Item.Code,
                        r.Item.Name,
                        r.Promise.Quantity,
                        r.Unit?.Id,
                        r.Unit?.Serial,
                        lot,
                        lot is { } id ? lotNumbers.GetValueOrDefault(id) : null,
                        place.Kind,
                        place.Id,
                        places[place]
                    );
                })
                .OrderBy(r => r.PlaceName, StringComparer.Ordinal)
                .ThenBy(r => r.ItemName, StringComparer.Ordinal)
                .ThenBy(r => r.Serial, StringComparer.Ordinal),
        ];

        static Place PlaceOf(Unit? unit, Balance? balance) =>
            unit?.Place ?? (balance is null ? Place.Outside : new(balance.PlaceKind, balance.PlaceId));
    }
}
