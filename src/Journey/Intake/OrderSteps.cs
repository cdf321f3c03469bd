using Homeward.Journey.Shared;

namespace Homeward.Journey.Intake;

/// <summary>What every step of an order has in common: found, same version, changed as one, and told how it stands.</summary>
public sealed class OrderSteps(Desk desk, WhatIsMissing missing)
{
    /// <param name="id">The command's.</param>
    /// <param name="request">The request as it came.</param>
    /// <param name="of">Which order at which version.</param>
    /// <param name="step">Changes the order, or says why not.</param>
    internal Task<Outcome<OrderStands>> Take(
        Guid id,
        object request,
        OrderStep of,
        Func<Order, Task<Refusal?>> step,
        CancellationToken ct
    ) =>
        Take(
            id,
            request,
            of,
            async (order, problems) =>
            {
                if (await step(order) is { } no)
                    problems.Add(no);
            },
            ct
        );

    internal Task<Outcome<OrderStands>> Take(
        Guid id,
        object request,
        OrderStep of,
        Func<Order, List<Refusal>, Task> step,
        CancellationToken ct
    ) =>
        desk.Once<OrderStands>(
            id,
            request,
            async () =>
            {
                if (await desk.OrderToChange(of.OrderId, ct) is not { } order)
                    return new NoSuch("order");
                if (order.Version != of.Version)
                    return new StaleVersion("order");
                var problems = new List<Refusal>();
                await step(order, problems);
                if (problems.Count > 0)
                    return problems;
                Touch(order);
                return await Stands(order, ct);
            },
            ct
        );

    internal async Task<IReadOnlyList<MissingRow>> Missing(Order order, CancellationToken ct) =>
        (await missing.For([order], ct))[order.Id];

    /// <summary>A change of a line is a change of its order: two people who change lines at once must notice.</summary>
    internal void Touch(Order order)
    {
        order.ChangedAt = desk.Now;
        desk.Db.Entry(order).Property(o => o.ChangedAt).IsModified = true;
    }

    private async Task<OrderStands> Stands(Order order, CancellationToken ct)
    {
        var rows = await Missing(order, ct);
        // The save raises the version: the answer says the one it will have.
        return new(
            order.Id,
            order.Number,
            order.State,
            rows.Count,
            DispatchStop.For(rows, order.NotBillable).Count,
            order.Version + 1
        );
    }
}
