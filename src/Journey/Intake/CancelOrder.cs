using Homeward.Journey.Branches;
using Homeward.Journey.Shared;

namespace Homeward.Journey.Intake;

/// <summary>Ends what is still open of an order. The reason is a code of the list cancel-reason.</summary>
public sealed class CancelOrder(Desk desk, OrderSteps steps, CodeLists codes, BranchTime time)
{
    public Task<Outcome<OrderStands>> Run(Command<OrderReason> command, CancellationToken ct) =>
        steps.Take(
            command.Id,
            command.Data,
            new(command.Data.OrderId, command.Data.Version),
            async (order, problems) =>
            {
                if (order.State.IsOver())
                    problems.Add(OrderStates.Table.Next(order.State, OrderTrigger.Cancel).Refusal!);
                else if (
                    await Known(codes, time, desk, order.BranchId, command.Data.Reason, problems, ct) is { } reason
                )
                    Cancel(desk, order, reason);
            },
            ct
        );

    /// <summary>Cancels the open lines: nothing was delivered, then the order; something was, then it ends fulfilled.</summary>
    internal static void Cancel(Desk desk, Order order, string reason)
    {
        foreach (var line in order.Lines.Where(l => l.State == LineState.Open))
            (line.State, line.CancelReason) = (LineState.Cancelled, reason);
        order.CancelReason = reason;
        if (order.Lines.Any(l => l.DeliveredQuantity > 0))
            order.Move(OrderTrigger.DeliverAll);
        else
            order.Move(OrderTrigger.Cancel);
        desk.Emit(new OrderCancelled(order.Id, reason));
    }

    internal static async Task<string?> Known(
        CodeLists codes,
        BranchTime time,
        Desk desk,
        Guid branchId,
        string? given,
        List<Refusal> problems,
        CancellationToken ct
    )
    {
        if (HoldOrder.Reason(given, "cancel", problems) is not { } reason)
            return null;
        var today = (await time.Of(branchId, ct))?.DayOf(desk.Now) ?? DateOnly.FromDateTime(desk.Now);
        if (await codes.Find(CodeLists.CancelReason, reason, today, ct) is not null)
            return reason;
        problems.Add(new UnknownCancelReason(reason.Length <= 40 ? reason : reason[..40] + "…") { Field = "reason" });
        return null;
    }
}
