using Homeward.Journey.Shared;
using State = Homeward.Journey.Dispatch.VisitState;
using Trigger = Homeward.Journey.Dispatch.VisitTrigger;

namespace Homeward.Journey.Dispatch;

/// <summary>The life of a visit. What is not in the table is refused.</summary>
public static class VisitStates
{
    public static readonly Transitions<State, Trigger> Table = new(
        "The visit",
        [
            (State.Unplanned, Trigger.Plan, State.Planned),
            (State.Unplanned, Trigger.Cancel, State.Cancelled),
            (State.Planned, Trigger.Unplan, State.Unplanned),
            (State.Planned, Trigger.Publish, State.Published),
            (State.Planned, Trigger.Cancel, State.Cancelled),
            (State.Published, Trigger.Publish, State.Published),
            (State.Published, Trigger.Withdraw, State.Planned),
            (State.Published, Trigger.Unplan, State.Unplanned),
            (State.Published, Trigger.Cancel, State.Cancelled),
            (State.Published, Trigger.Depart, State.EnRoute),
            // A crew that forgot to say it left is at the door all the same.
            (State.Published, Trigger.Arrive, State.Arrived),
            (State.Published, Trigger.Fail, State.Failed),
            (State.EnRoute, Trigger.UndoDepart, State.Published),
            (State.EnRoute, Trigger.Arrive, State.Arrived),
            (State.EnRoute, Trigger.Fail, State.Failed),
            (State.EnRoute, Trigger.Cancel, State.Cancelled),
            (State.Arrived, Trigger.UndoArrive, State.EnRoute),
            (State.Arrived, Trigger.Close, State.Closed),
            (State.Arrived, Trigger.Fail, State.Failed),
        ]
    );

    /// <summary>Waits for its day: may be planned, moved, held, cancelled.</summary>
    public static bool IsOpen(this State state) => state is State.Unplanned or State.Planned or State.Published;

    /// <summary>The crew has begun it.</summary>
    public static bool HasBegun(this State state) =>
        state is State.EnRoute or State.Arrived or State.Closed or State.Failed;

    internal static Refusal? Move(this Visit visit, Trigger trigger)
    {
        var (next, refusal) = Table.Next(visit.State, trigger);
        if (next is not { } to)
            return refusal;
        visit.State = to;
        if (to is State.Unplanned or State.Planned)
            visit.Unassign();
        return null;
    }

    internal static void Unassign(this Visit visit) =>
        (visit.VehicleId, visit.PersonId, visit.Sequence, visit.PlannedArrival, visit.Eta, visit.PlanVersion) = (
            null,
            null,
            null,
            null,
            null,
            null
        );
}
