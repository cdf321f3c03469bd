using Homeward.Journey.Shared;

namespace Homeward.Journey.Intake;

/// <summary>Stop an order for now. The reason is a code of the list hold-reason or plain words.</summary>
public sealed record OrderReason(Guid OrderId, int Version, string Reason);

/// <summary>Holds an order: no visit of it leaves until it is released.</summary>
public sealed class HoldOrder(Desk desk, OrderSteps steps)
{
    public Task<Outcome<OrderStands>> Run(Command<OrderReason> command, CancellationToken ct) =>
        steps.Take(
            command.Id,
            command.Data,
            new(command.Data.OrderId, command.Data.Version),
            (order, problems) =>
            {
                if (Reason(command.Data.Reason, "hold", problems) is not { } reason)
                    return Task.CompletedTask;
                if (order.Move(OrderTrigger.Hold) is { } no)
                {
                    problems.Add(no);
                    return Task.CompletedTask;
                }
                order.HoldReason = reason;
                desk.Emit(new OrderHeld(order.Id, reason));
                return Task.CompletedTask;
            },
            ct
        );

    internal static string? Reason(string? given, string verb, List<Refusal> problems)
    {
        var reason = OrderLimits.Plain(given);
        if (reason is null)
            problems.Add(new ReasonNeeded(verb) { Field = "reason" });
        else
            OrderLimits.Text(problems, "reason", reason, OrderLimits.Line);
        return problems.Count == 0 ? reason : null;
    }
}

/// <summary>Lets a held order go on from where it stood.</summary>
public sealed class ReleaseOrder(Desk desk, OrderSteps steps)
{
    public Task<Outcome<OrderStands>> Run(Command<OrderStep> command, CancellationToken ct) =>
        steps.Take(
            command.Id,
            command.Data,
            command.Data,
            order =>
            {
                if (order.Move(OrderStates.ReleaseOf(order)) is { } no)
                    return Task.FromResult<Refusal?>(no);
                // Whoever plans withdrew its visits when it was held: tell them that it may be planned again.
                if (order.State is OrderState.Accepted or OrderState.Partial)
                    desk.Emit(new OrderAccepted(order.Id));
                return Task.FromResult<Refusal?>(null);
            },
            ct
        );
}

/// <summary>
/// Lets an order go out without its papers because the patient needs it now: by a named clinician, with a reason, kept in the trail.
/// What goes out so is not billed. A door that cannot be found is no paper: it stays a stop.
/// </summary>
public sealed class ReleaseClinically(Desk desk, OrderSteps steps)
{
    public Task<Outcome<OrderStands>> Run(Command<OrderReason> command, CancellationToken ct) =>
        steps.Take(
            command.Id,
            command.Data,
            new(command.Data.OrderId, command.Data.Version),
            async (order, problems) =>
            {
                if (!desk.Actor.Can(May.ReleaseClinically))
                {
                    problems.Add(new NotAllowed("release an order clinically"));
                    return;
                }
                if (order.State.IsOver())
                    problems.Add(new OrderIsOver(Words.Of(order.State.ToString())));
                else if (order.ReleasedAt is not null)
                    problems.Add(new ReleasedAlready(order.ReleasedByName ?? "Somebody"));
                else if (
                    !DispatchStop.For(await steps.Missing(order, ct), released: false).Any(DispatchStop.CanBeReleased)
                )
                    problems.Add(new NothingHeldBack());
                if (HoldOrder.Reason(command.Data.Reason, "release", problems) is not { } reason)
                    return;
                order.ReleasedAt = desk.Now;
                order.ReleasedBy = desk.Actor.Id;
                order.ReleasedByName = desk.Actor.Name;
                order.ReleaseReason = reason;
                if (order.State is OrderState.Accepted or OrderState.Partial)
                    desk.Emit(new OrderChanged(order.Id));
            },
            ct
        );
}
