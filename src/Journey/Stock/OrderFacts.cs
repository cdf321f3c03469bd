using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Stock;

/// <summary>
/// Stock follows the orders: an accepted order is promised what is free, a changed one more or less, a cancelled one nothing;
/// what comes onto a shelf goes to the line that is due first.
/// </summary>
public sealed class OrderFacts(Desk desk, Allocation allocation)
    : IHandle<OrderAccepted>,
        IHandle<OrderChanged>,
        IHandle<OrderCancelled>,
        IHandle<StockArrived>,
        IHandle<UnitShelved>
{
    public Task Handle(OrderAccepted fact, CancellationToken ct) => Follow(fact.OrderId, "Order accepted", ct);

    public Task Handle(OrderChanged fact, CancellationToken ct) => Follow(fact.OrderId, "Order changed", ct);

    public Task Handle(OrderCancelled fact, CancellationToken ct) => Follow(fact.OrderId, "Order cancelled", ct);

    public Task Handle(StockArrived fact, CancellationToken ct) => Serve(fact.BranchId, fact.ItemId, ct);

    public async Task Handle(UnitShelved fact, CancellationToken ct)
    {
        if (await desk.Db.Units.FirstOrDefaultAsync(u => u.Id == fact.UnitId, ct) is { } unit)
            await Serve(unit.BranchId, unit.ItemId, ct);
    }

    private async Task Follow(Guid orderId, string reason, CancellationToken ct)
    {
        var order = await desk.Db.Orders.Include(o => o.Lines).FirstOrDefaultAsync(o => o.Id == orderId, ct);
        if (order is not null)
            await allocation.Follow(order, reason, ct);
    }

    /// <summary>Orders served in one save; when there are more and still stock, another fact goes on with them.</summary>
    private const int AtOnce = 200;

    private async Task Serve(Guid branchId, Guid itemId, CancellationToken ct)
    {
        // Only orders whose line lacks some: a branch has hundreds open that were promised theirs long ago.
        var promised = desk.Db.Reservations;
        var waiting = await desk
            .Db.Orders.Include(o => o.Lines)
            .Where(o =>
                o.BranchId == branchId
                && (o.State == OrderState.Accepted || o.State == OrderState.Partial)
                && o.Lines.Any(l =>
                    l.ItemId == itemId
                    && l.State == LineState.Open
                    && (l.Kind == LineKind.Deliver || l.Kind == LineKind.Exchange)
                    && l.Quantity - l.DeliveredQuantity
                        > (promised.Where(r => r.OrderLineId == l.Id).Sum(r => (int?)r.Quantity) ?? 0)
                )
            )
            .OrderBy(o => o.DueAt)
            .ThenBy(o => o.Id)
            .Take(AtOnce)
            .ToListAsync(ct);
        foreach (var order in waiting)
        foreach (var line in order.Lines.Where(l => l.ItemId == itemId).OrderBy(l => l.No))
        {
            if ((await allocation.Fill(order, line, ct)).Missing > 0)
                return;
        }
        if (waiting.Count == AtOnce)
            desk.Emit(new StockArrived(branchId, itemId));
    }
}
