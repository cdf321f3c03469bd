using Homeward.Journey.Shared;

namespace Homeward.Journey.Intake;

/// <summary>Which order, and the version it was read at.</summary>
public sealed record OrderStep(Guid OrderId, int Version);

/// <summary>The order after a step.</summary>
public sealed record OrderStands(Guid Id, string Number, OrderState State, int Missing, int Stops, int Version);

/// <summary>Accepts an order: the crew could go, visits can be made from it. Papers may follow; dispatch stops for them.</summary>
public sealed class AcceptOrder(Desk desk, OrderSteps steps)
{
    public Task<Outcome<OrderStands>> Run(Command<OrderStep> command, CancellationToken ct) =>
        steps.Take(
            command.Id,
            command.Data,
            command.Data,
            async order =>
            {
                if (!OrderStates.Table.Allows(order.State, OrderTrigger.Accept))
                    return OrderStates.Table.Next(order.State, OrderTrigger.Accept).Refusal;
                if (Obstacle(await steps.Missing(order, ct)) is { } what)
                    return new OrderIsIncomplete(what);
                return Accept(desk, order);
            },
            ct
        );

    /// <summary>What makes a visit impossible, papers apart.</summary>
    internal static string? Obstacle(IReadOnlyList<MissingRow> missing)
    {
        var rows = missing
            .Where(r =>
                r.NeededBy == Branches.NeededBy.Dispatch && !DispatchStop.CanBeReleased(r) && r.Code != "MIS-110"
            )
            .ToList();
        return rows.Count == 0 ? null : string.Join(" ", rows.Select(r => r.What));
    }

    internal static Refusal? Accept(Desk desk, Order order)
    {
        if (order.Move(OrderTrigger.Accept) is { } no)
            return no;
        order.AcceptedAt = desk.Now;
        desk.Emit(new OrderAccepted(order.Id));
        return null;
    }
}
