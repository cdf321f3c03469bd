using Homeward.Journey.Branches;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Stock;

/// <summary>An order line that waits for equipment: the state "short", with how many it has of how many it wants.</summary>
public sealed record Shortage(
    Guid OrderId,
    string OrderNumber,
    Guid OrderLineId,
    int No,
    Guid ItemId,
    string ItemCode,
    string ItemName,
    int Wanted,
    int Allocated,
    Urgency Urgency,
    DateTime DueAt
)
{
    public int Missing => Wanted - Allocated;
}

/// <summary>Every line of an accepted order that has less promised than it wants, the most pressing first.</summary>
public sealed class Shortages(Desk desk)
{
    public async Task<IReadOnlyList<Shortage>> Run(Guid? branchId, CancellationToken ct)
    {
        var items = desk.Db.Items;
        var reservations = desk.Db.Reservations;
        return await desk
            .Db.Orders.AsNoTracking()
            .Where(o =>
                (o.State == OrderState.Accepted || o.State == OrderState.Partial)
                && (branchId == null || o.BranchId == branchId)
            )
            .SelectMany(
                o =>
                    o.Lines.Where(l =>
                        l.State == LineState.Open && (l.Kind == LineKind.Deliver || l.Kind == LineKind.Exchange)
                    ),
                (o, l) =>
                    new
                    {
                        Order = o,
                        Line = l,
                        Allocated = reservations.Where(r => r.OrderLineId == l.Id).Sum(r => (int?)r.Quantity) ?? 0,
                    }
            )
            .Where(x => x.Line.Quantity - x.Line.DeliveredQuantity > x.Allocated)
            .OrderBy(x => x.Order.DueAt)
            .ThenBy(x => x.Line.No)
            .Join(
                items,
                x => x.Line.ItemId,
                i => i.Id,
                (x, i) =>
                    new Shortage(
                        x.Order.Id,
                        x.Order.Number,
                        x.Line.Id,
                        x.Line.No,
                        i.Id,
                        i.Code,
                        i.Name,
                        x.Line.Quantity - x.Line.DeliveredQuantity,
                        x.Allocated,
                        x.Order.Urgency,
                        x.Order.DueAt
                    )
            )
            .Take(500)
            .ToListAsync(ct);
    }
}
