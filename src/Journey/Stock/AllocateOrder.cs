using Homeward.Journey.Branches;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Stock;

public sealed record AllocateLine(Guid OrderLineId);

/// <summary>Promises the whole of one line, or refuses and names what is short.</summary>
public sealed class Allocate(Desk desk, Allocation allocation)
{
    public Task<Outcome<LineAllocation>> Run(Command<AllocateLine> command, CancellationToken ct) =>
        desk.Once<LineAllocation>(
            command.Id,
            command.Data,
            async () =>
            {
                if (await desk.FindLine(command.Data.OrderLineId, ct) is not var (order, line))
                    return new NoSuch("order line");
                if (!Allocation.Waits(order.State) || Allocation.Wanted(line) == 0)
                    return new LineNotOpen(line.No);
                var item = await desk.Db.Items.FirstAsync(i => i.Id == line.ItemId, ct);
                var free = await allocation.Free(order.BranchId, item, ct);
                var result = await allocation.Fill(order, line, ct);
                if (result.Missing > 0)
                    return new Short(item.Name, result.Missing + Math.Min(free, result.Wanted), free);
                return result;
            },
            ct
        );
}

public sealed record AllocateOrderRequest(Guid OrderId);

public sealed record OrderAllocation(Guid OrderId, IReadOnlyList<LineAllocation> Lines);

/// <summary>Promises what is free to every waiting line of an order; what is short is named line by line, not hidden.</summary>
public sealed class AllocateOrder(Desk desk, Allocation allocation)
{
    public Task<Outcome<OrderAllocation>> Run(Command<AllocateOrderRequest> command, CancellationToken ct) =>
        desk.Once<OrderAllocation>(
            command.Id,
            command.Data,
            async () =>
            {
                var order = await desk
                    .Db.Orders.Include(o => o.Lines)
                    .FirstOrDefaultAsync(o => o.Id == command.Data.OrderId, ct);
                if (order is null)
                    return new NoSuch("order");
                if (!Allocation.Waits(order.State))
                    return new IllegalMove("The order", Words.Of(order.State.ToString()), "be allocated");
                return new OrderAllocation(
                    order.Id,
                    await allocation.Follow(order, $"Order {order.Number} changed", ct)
                );
            },
            ct
        );
}

public sealed record ReleaseOrderRequest(Guid OrderId, string Reason);

/// <summary>Takes back every promise to an order.</summary>
public sealed class ReleaseOrder(Desk desk, Allocation allocation)
{
    public Task<Outcome<Done>> Run(Command<ReleaseOrderRequest> command, CancellationToken ct) =>
        desk.Once<Done>(
            command.Id,
            command.Data,
            async () =>
            {
                if (string.IsNullOrWhiteSpace(command.Data.Reason))
                    return new ReasonNeeded("Releasing an order's equipment") { Field = "reason" };
                var order = await desk
                    .Db.Orders.Include(o => o.Lines)
                    .FirstOrDefaultAsync(o => o.Id == command.Data.OrderId, ct);
                if (order is null)
                    return new NoSuch("order");
                foreach (var line in order.Lines)
                foreach (var reservation in await allocation.Of(line.Id, ct))
                    await allocation.Release(reservation, command.Data.Reason, ct);
                return Done.It;
            },
            ct
        );
}

public sealed record TakeUnitRequest(Guid OrderLineId, Guid UnitId);

/// <summary>Promises the unit in the picker's hand to the line, in place of one picked by the rule: same item, or refused.</summary>
public sealed class TakeUnit(Desk desk, Allocation allocation)
{
    public Task<Outcome<LineAllocation>> Run(Command<TakeUnitRequest> command, CancellationToken ct) =>
        desk.Once<LineAllocation>(
            command.Id,
            command.Data,
            async () =>
            {
                if (await desk.FindLine(command.Data.OrderLineId, ct) is not var (order, line))
                    return new NoSuch("order line");
                if (!Allocation.Waits(order.State) || Allocation.Wanted(line) == 0)
                    return new LineNotOpen(line.No);
                var unit = await desk.Db.Units.FirstOrDefaultAsync(u => u.Id == command.Data.UnitId, ct);
                if (unit is null)
                    return new NoSuch("unit");
                var held = await allocation.Of(line.Id, ct);
                if (held.All(r => r.UnitId != unit.Id))
                {
                    if (await allocation.Take(order, line, unit, ct) is { } refusal)
                        return refusal;
                    if (held.Sum(r => r.Quantity) >= Allocation.Wanted(line))
                        await allocation.Release(held[^1], $"Unit {unit.Serial} taken instead", ct);
                }
                return await allocation.Fill(order, line, ct);
            },
            ct
        );
}

internal static class OrderLines
{
    /// <summary>A line is reached through its order, which is held to the actor's branches.</summary>
    public static async Task<(Order Order, OrderLine Line)?> FindLine(this Desk desk, Guid lineId, CancellationToken ct)
    {
        var order = await desk
            .Db.Orders.Include(o => o.Lines)
            .FirstOrDefaultAsync(o => o.Lines.Any(l => l.Id == lineId), ct);
        return order is null ? null : (order, order.Lines.First(l => l.Id == lineId));
    }
}
