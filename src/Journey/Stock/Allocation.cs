using Homeward.Journey.Branches;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Stock;

/// <summary>What an order line got: how many it wants, how many are promised to it now, and which.</summary>
public sealed record LineAllocation(
    Guid OrderLineId,
    Guid ItemId,
    int Wanted,
    int Allocated,
    IReadOnlyList<Guid> UnitIds
)
{
    public int Missing => Wanted - Allocated;
}

/// <summary>
/// Promises stock to order lines: the right item, available, on a clean shelf of the order's branch, in date, not recalled,
/// the oldest first. A promise is made exactly once: unit and balance carry a version, and whoever comes second looks again.
/// </summary>
public sealed class Allocation(Desk desk, Ledger ledger)
{
    /// <summary>The states of an order whose lines may hold stock.</summary>
    public static bool Waits(OrderState state) => state is OrderState.Accepted or OrderState.Partial;

    public static int Wanted(OrderLine line) =>
        line.State == LineState.Open && line.Kind is LineKind.Deliver or LineKind.Exchange
            ? Math.Max(0, line.Quantity - line.DeliveredQuantity)
            : 0;

    public Task<List<Reservation>> Of(Guid orderLineId, CancellationToken ct) =>
        desk.Db.Reservations.Where(r => r.OrderLineId == orderLineId).OrderBy(r => r.Id).ToListAsync(ct);

    /// <summary>Promises what is free, up to what the line still wants; says what it has and what is missing.</summary>
    public async Task<LineAllocation> Fill(Order order, OrderLine line, CancellationToken ct)
    {
        var wanted = Waits(order.State) ? Wanted(line) : 0;
        // What this save has released is still in the database, what it has promised is not yet: both are minded by hand.
        var gone = Entries(EntityState.Deleted).Select(r => r.Id).ToHashSet();
        var held = (await Of(line.Id, ct)).Where(r => !gone.Contains(r.Id)).ToList();
        held.AddRange(Entries(EntityState.Added).Where(r => r.OrderLineId == line.Id));
        var missing = wanted - held.Sum(r => r.Quantity);
        if (missing > 0)
        {
            var item = await desk.Db.Items.FirstAsync(i => i.Id == line.ItemId, ct);
            var today = await desk.Today(order.BranchId, ct);
            held.AddRange(
                item.Tracking == Tracking.Serial
                    ? await TakeUnits(order, line, item, missing, today, ct)
                    : await TakeCounted(order, line, item, missing, today, ct)
            );
        }
        return new(
            line.Id,
            line.ItemId,
            wanted,
            held.Sum(r => r.Quantity),
            [.. held.Where(r => r.UnitId is not null).Select(r => r.UnitId!.Value)]
        );
    }

    private List<Reservation> Entries(EntityState state) =>
        [.. desk.Db.ChangeTracker.Entries<Reservation>().Where(e => e.State == state).Select(e => e.Entity)];

    /// <summary>How many could be promised now.</summary>
    public async Task<int> Free(Guid branchId, CatalogueItem item, CancellationToken ct)
    {
        var today = await desk.Today(branchId, ct);
        return item.Tracking == Tracking.Serial
            ? await FreeUnits(branchId, item.Id, today).CountAsync(ct)
            : await FreeBalances(branchId, item.Id, today).SumAsync(b => b.Quantity - b.Reserved, ct);
    }

    /// <summary>Promises this very unit to the line.</summary>
    public async Task<Refusal?> Take(Order order, OrderLine line, Unit unit, CancellationToken ct)
    {
        if (unit.ItemId != line.ItemId)
            return new OtherItem(
                unit.Serial,
                await desk.Db.Items.Where(i => i.Id == line.ItemId).Select(i => i.Name).FirstAsync(ct)
            );
        if (unit.State == UnitState.Reserved && unit.OrderLineId != line.Id)
            return new PromisedElsewhere(unit.Serial);
        var today = await desk.Today(order.BranchId, ct);
        if (unit.ExpiresOn < today)
            return new Expired($"Unit {unit.Serial}", unit.ExpiresOn.Value);
        if (!await FreeUnits(order.BranchId, line.ItemId, today).AnyAsync(u => u.Id == unit.Id, ct))
            return new UnitNotFree(unit.Serial, Words.Of(unit.State.ToString()));
        Promise(order, line, unit);
        return null;
    }

    /// <summary>Takes a promise back. What is on a van stays there, free; what is on a shelf is available again.</summary>
    public async Task Release(Reservation reservation, string reason, CancellationToken ct)
    {
        if (
            reservation.UnitId is { } unitId
            && await desk.Db.Units.FirstOrDefaultAsync(u => u.Id == unitId, ct) is { } unit
        )
        {
            unit.OrderLineId = null;
            if (unit.State == UnitState.Reserved)
                ledger.Turn(unit, UnitTrigger.ReleaseReservation, new(reason));
        }
        if (
            reservation.BalanceId is { } balanceId
            && await desk.Db.Balances.FirstOrDefaultAsync(b => b.Id == balanceId, ct) is { } balance
        )
            balance.Reserved -= reservation.Quantity;
        desk.Db.Reservations.Remove(reservation);
    }

    /// <summary>Brings the promises of an order to what its lines want now: less is released, more is filled.</summary>
    public async Task<List<LineAllocation>> Follow(Order order, string reason, CancellationToken ct)
    {
        var result = new List<LineAllocation>();
        foreach (var line in order.Lines.OrderBy(l => l.No))
        {
            var wanted = Waits(order.State) ? Wanted(line) : 0;
            var held = 0;
            foreach (var reservation in await Of(line.Id, ct))
            {
                if (reservation.ItemId == line.ItemId && held + reservation.Quantity <= wanted)
                    held += reservation.Quantity;
                else
                    await Release(reservation, reason, ct);
            }
            if (wanted > 0)
                result.Add(await Fill(order, line, ct));
        }
        return result;
    }

    private IQueryable<Unit> FreeUnits(Guid branchId, Guid itemId, DateOnly today)
    {
        var bins = desk.Db.Bins;
        var lots = desk.Db.Lots;
        return desk.Db.Units.Where(u =>
            u.BranchId == branchId
            && u.ItemId == itemId
            && u.State == UnitState.Available
            && u.PlaceKind == PlaceKind.Bin
            && (u.ExpiresOn == null || u.ExpiresOn >= today)
            && !lots.Any(l => l.Id == u.LotId && l.RecalledAt != null)
            && bins.Any(b =>
                b.Id == u.PlaceId && b.BranchId == branchId && (b.Kind == BinKind.Clean || b.Kind == BinKind.Oxygen)
            )
        );
    }

    private IQueryable<Balance> FreeBalances(Guid branchId, Guid itemId, DateOnly today)
    {
        var bins = desk.Db.Bins;
        var lots = desk.Db.Lots;
        return desk.Db.Balances.Where(b =>
            b.BranchId == branchId
            && b.ItemId == itemId
            && b.PlaceKind == PlaceKind.Bin
            && b.Quantity > b.Reserved
            && !lots.Any(l => l.Id == b.LotId && (l.RecalledAt != null || l.ExpiresOn < today))
            && bins.Any(x =>
                x.Id == b.PlaceId && x.BranchId == branchId && (x.Kind == BinKind.Clean || x.Kind == BinKind.Oxygen)
            )
        );
    }

    private async Task<List<Reservation>> TakeUnits(
        Order order,
        OrderLine line,
        CatalogueItem item,
        int count,
        DateOnly today,
        CancellationToken ct
    )
    {
        // What this save has already taken still looks free to the query: ask for that many more, and look at the unit itself.
        var taken = desk.Db.Units.Local.Count(u => u.ItemId == item.Id && u.State != UnitState.Available);
        var units = await FreeUnits(order.BranchId, item.Id, today)
            .OrderBy(u => u.ExpiresOn ?? DateOnly.MaxValue)
            .ThenBy(u => u.ReceivedOn)
            .ThenBy(u => u.Id)
            .Take(count + taken)
            .ToListAsync(ct);
        return [.. units.Where(u => u.State == UnitState.Available).Take(count).Select(u => Promise(order, line, u))];
    }

    private async Task<List<Reservation>> TakeCounted(
        Order order,
        OrderLine line,
        CatalogueItem item,
        int count,
        DateOnly today,
        CancellationToken ct
    )
    {
        var lots = desk.Db.Lots;
        var balances = await FreeBalances(order.BranchId, item.Id, today)
            .Select(b => new
            {
                Balance = b,
                Expires = lots.Where(l => l.Id == b.LotId).Select(l => l.ExpiresOn).FirstOrDefault(),
            })
            .ToListAsync(ct);
        var taken = new List<Reservation>();
        foreach (
            var balance in balances
                .OrderBy(b => b.Expires ?? DateOnly.MaxValue)
                .ThenBy(b => b.Balance.Id)
                .Select(b => b.Balance)
        )
        {
            var some = Math.Min(count, balance.Quantity - balance.Reserved);
            if (some < 1)
                continue;
            balance.Reserved += some;
            count -= some;
            taken.Add(Reserve(order, line, some, null, balance.Id));
            if (count == 0)
                break;
        }
        return taken;
    }

    private Reservation Promise(Order order, OrderLine line, Unit unit)
    {
        ledger.Turn(unit, UnitTrigger.Reserve, new($"Reserved for order {order.Number}"));
        unit.OrderLineId = line.Id;
        return Reserve(order, line, 1, unit.Id, null);
    }

    private Reservation Reserve(Order order, OrderLine line, int quantity, Guid? unitId, Guid? balanceId)
    {
        var reservation = new Reservation
        {
            Id = desk.NewId(),
            BranchId = order.BranchId,
            OrderLineId = line.Id,
            ItemId = line.ItemId,
            UnitId = unitId,
            BalanceId = balanceId,
            Quantity = quantity,
            At = desk.Now,
        };
        desk.Db.Reservations.Add(reservation);
        return reservation;
    }
}
