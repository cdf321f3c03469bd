using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Stock;

/// <summary>A difference between what the movements add up to and what the books say.</summary>
public sealed record LedgerFault(string Kind, Guid? UnitId, Guid? ItemId, string Sentence);

public sealed record LedgerVerdict(int Units, int Balances, int Moves, IReadOnlyList<LedgerFault> Faults)
{
    public bool Sound => Faults.Count == 0;
}

/// <summary>Adds up every movement ever written and compares with the units and balances: proves, or names what differs.</summary>
public sealed class AuditLedger(Desk desk)
{
    private sealed record Key(Guid? Unit, Guid Item, Guid? Lot, Place Place, UnitState? State);

    public async Task<LedgerVerdict> Run(CancellationToken ct)
    {
        var db = desk.Db;
        var faults = new List<LedgerFault>();
        var sums = (
            await db
                .CustodyPostings.GroupBy(p => new
                {
                    p.UnitId,
                    p.ItemId,
                    LotId = p.UnitId == null ? p.LotId : null,
                    p.PlaceKind,
                    p.PlaceId,
                    p.State,
                })
                .Select(g => new { g.Key, Net = g.Sum(p => p.Quantity) })
                .Where(g => g.Net != 0)
                .ToListAsync(ct)
        ).ToDictionary(
            g => new Key(g.Key.UnitId, g.Key.ItemId, g.Key.LotId, new(g.Key.PlaceKind, g.Key.PlaceId), g.Key.State),
            g => g.Net
        );
        await LopsidedMoves(faults, ct);
        var units = await Units(sums, faults, ct);
        var balances = await Balances(sums, faults, ct);
        return new(units, balances, await db.CustodyMoves.CountAsync(ct), faults);
    }

    private async Task LopsidedMoves(List<LedgerFault> faults, CancellationToken ct)
    {
        var lopsided = await desk
            .Db.CustodyPostings.GroupBy(p => new { p.MoveId, p.ItemId })
            .Select(g => new { g.Key, Net = g.Sum(p => p.Quantity) })
            .Where(g => g.Net != 0)
            .ToListAsync(ct);
        faults.AddRange(
            lopsided.Select(m => new LedgerFault(
                "lopsided",
                null,
                m.Key.ItemId,
                $"Movement {m.Key.MoveId} does not add up to nothing: {m.Net:+0;-0}."
            ))
        );
    }

    private async Task<int> Units(Dictionary<Key, int> sums, List<LedgerFault> faults, CancellationToken ct)
    {
        var byUnit = sums.Where(s => s.Key.Unit is not null).ToLookup(s => s.Key.Unit!.Value);
        var units = await desk.Db.Units.AsNoTracking().ToListAsync(ct);
        foreach (var unit in units)
        {
            // What is left after all comings and goings is where it is; the minus at the door it first came in by is not a place.
            var at = byUnit[unit.Id].Where(s => s.Key.Place != Place.Outside || s.Key.State is not null).ToList();
            if (at is [{ Value: 1 } one] && one.Key.Place == unit.Place && one.Key.State == unit.State)
                continue;
            var says =
                at.Count == 0 ? "nowhere" : string.Join(" and ", at.Select(s => $"{s.Key.State} {Where(s.Key.Place)}"));
            faults.Add(
                new(
                    "unit",
                    unit.Id,
                    unit.ItemId,
                    $"Unit {unit.Serial} is recorded {unit.State} {Where(unit.Place)}; its movements say {says}."
                )
            );
        }
        var known = units.Select(u => u.Id).ToHashSet();
        faults.AddRange(
            byUnit
                .Where(g => !known.Contains(g.Key))
                .Select(g => new LedgerFault(
                    "unit",
                    g.Key,
                    null,
                    $"Unit {g.Key} has movements but is not in the books."
                ))
        );
        return units.Count;
    }

    private async Task<int> Balances(Dictionary<Key, int> sums, List<LedgerFault> faults, CancellationToken ct)
    {
        var counted = sums.Where(s => s.Key.Unit is null && s.Key.Place != Place.Outside)
            .ToDictionary(s => s.Key, s => s.Value);
        var promised = await desk
            .Db.Reservations.Where(r => r.BalanceId != null)
            .GroupBy(r => r.BalanceId!.Value)
            .Select(g => new { g.Key, Sum = g.Sum(r => r.Quantity) })
            .ToDictionaryAsync(g => g.Key, g => g.Sum, ct);
        var balances = await desk.Db.Balances.AsNoTracking().ToListAsync(ct);
        foreach (var balance in balances)
        {
            var place = new Place(balance.PlaceKind, balance.PlaceId);
            counted.Remove(new(null, balance.ItemId, balance.LotId, place, null), out var sum);
            if (sum != balance.Quantity)
                Fault(balance, $"says {balance.Quantity}; its movements add up to {sum}.");
            if (balance.Quantity < 0)
                Fault(balance, $"is negative: {balance.Quantity}.");
            var promises = promised.GetValueOrDefault(balance.Id);
            if (promises != balance.Reserved || balance.Reserved > balance.Quantity)
                Fault(
                    balance,
                    $"has {balance.Reserved} promised of {balance.Quantity}; the reservations add up to {promises}."
                );
        }
        faults.AddRange(
            counted.Select(c => new LedgerFault(
                "balance",
                null,
                c.Key.Item,
                $"Movements leave {c.Value} {Where(c.Key.Place)} that no balance shows."
            ))
        );
        return balances.Count;

        void Fault(Balance b, string what) =>
            faults.Add(
                new("balance", null, b.ItemId, $"The balance {Where(new(b.PlaceKind, b.PlaceId))} of {b.ItemId} {what}")
            );
    }

    private static string Where(Place place) =>
        place.Kind == PlaceKind.Outside ? "outside" : $"at {Words.Of(place.Kind.ToString())} {place.Id}";
}
