namespace Homeward.Journey.Shared;

// The facts the stages tell each other. They live here because a stage may not look at a later one: whoever handles a fact
// knows its words, not who said it.

/// <summary>An order has all it needs and was accepted: visits can be made from it.</summary>
public sealed record OrderAccepted(Guid OrderId) : IEvent;

/// <summary>Lines, quantities or dates of an accepted order changed.</summary>
public sealed record OrderChanged(Guid OrderId) : IEvent;

public sealed record OrderHeld(Guid OrderId, string Reason) : IEvent;

public sealed record OrderCancelled(Guid OrderId, string Reason) : IEvent;

/// <summary>A patient died: no message goes out any more, equipment is fetched gently.</summary>
public sealed record PatientDied(Guid PatientId, DateOnly On) : IEvent;

/// <summary>Two records of one person became one: whoever keeps the old id by itself (a unit's place) takes the new one.</summary>
public sealed record PatientsMerged(Guid From, Guid Into) : IEvent;

public sealed record VisitBooked(Guid VisitId) : IEvent;

public sealed record VisitCancelled(Guid VisitId, string Reason) : IEvent;

public sealed record PlanPublished(Guid PlanId, Guid BranchId, DateOnly Date, int VersionNo) : IEvent;

/// <summary>A crew has a new route, or a changed one: its papers are due, and it is to be told.</summary>
public sealed record RouteGiven(
    Guid PlanId,
    Guid RouteId,
    Guid BranchId,
    DateOnly Date,
    int VersionNo,
    Guid PersonId,
    Guid? SecondPersonId,
    int Changes
) : IEvent;

/// <summary>A crew's route is no longer theirs.</summary>
public sealed record RouteTakenBack(
    Guid PlanId,
    Guid BranchId,
    DateOnly Date,
    int VersionNo,
    Guid PersonId,
    Guid? SecondPersonId,
    string Why
) : IEvent;

/// <summary>A visit and its order were given to another branch.</summary>
public sealed record VisitMoved(Guid VisitId, Guid From, Guid To) : IEvent;

/// <summary>The crew is on the way to this visit.</summary>
public sealed record VisitEnRoute(Guid VisitId, DateTime Eta) : IEvent;

public sealed record VisitArrived(Guid VisitId, DateTime At) : IEvent;

/// <summary>The visit is done and proven. Deliveries and pickups of its lines are facts.</summary>
public sealed record VisitClosed(
    Guid VisitId,
    Guid? OrderId,
    DateOnly? DateOfService,
    List<LineDone> Lines,
    List<UnitFetched> Fetched
) : IEvent;

/// <summary>How much of an order line was handed over.</summary>
public sealed record LineDone(Guid OrderLineId, int Quantity);

/// <summary>A unit that came back on the van.</summary>
public sealed record UnitFetched(Guid UnitId, Guid? OrderLineId, string Condition, List<string> MissingAccessories);

/// <summary>The visit failed; the reason decided what comes next.</summary>
public sealed record VisitFailed(Guid VisitId, Guid? OrderId, string ReasonCode, string NextStep) : IEvent;

/// <summary>A unit came back dirty and is waiting to be cleaned.</summary>
public sealed record UnitReturned(Guid UnitId, Guid ReturnId) : IEvent;

/// <summary>Something of this item came onto a shelf of the branch.</summary>
public sealed record StockArrived(Guid BranchId, Guid ItemId) : IEvent;

/// <summary>A used unit entered the books by way of receiving: dirty until it has been through returns.</summary>
public sealed record UnitReceivedUsed(Guid UnitId, string Condition) : IEvent;

/// <summary>A unit is on the shelf, able to be lent again.</summary>
public sealed record UnitShelved(Guid UnitId) : IEvent;

/// <summary>A message's time to go out has come; whether it may is looked at then, not when it was written.</summary>
public sealed record MessageDue(Guid MessageId) : IEvent;
