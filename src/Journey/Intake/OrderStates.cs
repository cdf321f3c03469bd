using Homeward.Journey.Shared;
using State = Homeward.Journey.Intake.OrderState;
using Trigger = Homeward.Journey.Intake.OrderTrigger;

namespace Homeward.Journey.Intake;

/// <summary>The life of an order. What is not in the table is refused.</summary>
public static class OrderStates
{
    /// <summary>Deliveries are facts: a van that was at the door when the office held or cancelled the order has delivered all the same.</summary>
    public static readonly Transitions<State, Trigger> Table = new(
        "The order",
        [
            (State.New, Trigger.Accept, State.Accepted),
            (State.New, Trigger.Hold, State.OnHold),
            (State.New, Trigger.Cancel, State.Cancelled),
            (State.New, Trigger.DeliverSome, State.Partial),
            (State.New, Trigger.DeliverAll, State.Fulfilled),
            (State.Accepted, Trigger.Hold, State.OnHold),
            (State.Accepted, Trigger.DeliverSome, State.Partial),
            (State.Accepted, Trigger.DeliverAll, State.Fulfilled),
            (State.Accepted, Trigger.Cancel, State.Cancelled),
            (State.OnHold, Trigger.Release, State.New),
            (State.OnHold, Trigger.ReleaseAccepted, State.Accepted),
            (State.OnHold, Trigger.ReleasePartial, State.Partial),
            (State.OnHold, Trigger.DeliverSome, State.OnHold),
            (State.OnHold, Trigger.DeliverAll, State.Fulfilled),
            (State.OnHold, Trigger.Cancel, State.Cancelled),
            (State.Partial, Trigger.Hold, State.OnHold),
            (State.Partial, Trigger.DeliverSome, State.Partial),
            (State.Partial, Trigger.DeliverAll, State.Fulfilled),
            (State.Cancelled, Trigger.DeliverAll, State.Fulfilled),
        ]
    );

    /// <summary>Nothing more is to be done: no change, no hold, no cancellation.</summary>
    public static bool IsOver(this State state) => state is State.Fulfilled or State.Cancelled;

    /// <summary>Moves the order, or says why it cannot.</summary>
    internal static Refusal? Move(this Order order, Trigger trigger)
    {
        var (next, refusal) = Table.Next(order.State, trigger);
        if (next is not { } to)
            return refusal;
        if (to == State.OnHold && order.State != State.OnHold)
            order.HeldFrom = order.State;
        else if (to == State.OnHold && trigger == Trigger.DeliverSome)
            order.HeldFrom = State.Partial;
        else if (to != State.OnHold)
            (order.HeldFrom, order.HoldReason) = (null, null);
        order.State = to;
        return null;
    }

    /// <summary>The trigger that releases this order to where it was held from.</summary>
    internal static Trigger ReleaseOf(Order order) =>
        order.State != State.OnHold
            ? Trigger.Release
            : order.HeldFrom switch
            {
                State.Accepted => Trigger.ReleaseAccepted,
                State.Partial => Trigger.ReleasePartial,
                _ => Trigger.Release,
            };

    /// <summary>Closes the order when no line is open any more: fulfilled when something was delivered, else cancelled by its lines.</summary>
    internal static Refusal? Settle(this Order order)
    {
        var some = order.Lines.Any(l => l.DeliveredQuantity > 0);
        if (order.Lines.Any(l => l.State == LineState.Open))
            return some && order.State is not State.Cancelled ? order.Move(Trigger.DeliverSome) : null;
        return some && order.State != State.Fulfilled ? order.Move(Trigger.DeliverAll) : null;
    }
}
