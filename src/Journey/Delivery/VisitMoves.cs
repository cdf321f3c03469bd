using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;

namespace Homeward.Journey.Delivery;

using State = VisitState;
using Trigger = VisitTrigger;

internal static class VisitMoves
{
    private static readonly Transitions<State, Trigger> Table = new(
        "The visit",
        [
            (State.Published, Trigger.Depart, State.EnRoute),
            (State.Published, Trigger.Arrive, State.Arrived),
            (State.Published, Trigger.Fail, State.Failed),
            (State.EnRoute, Trigger.UndoDepart, State.Published),
            (State.EnRoute, Trigger.Arrive, State.Arrived),
            (State.EnRoute, Trigger.Fail, State.Failed),
            (State.Arrived, Trigger.UndoArrive, State.EnRoute),
            (State.Arrived, Trigger.Close, State.Closed),
            (State.Arrived, Trigger.Fail, State.Failed),
        ]
    );

    internal static Refusal? Move(this Visit visit, Trigger trigger)
    {
        var (next, refusal) = Table.Next(visit.State, trigger);
        if (next is not { } to)
            return refusal;
        visit.State = to;
        return null;
    }
}
