using Homeward.Field;
using Homeward.Journey.Shared;

namespace Homeward.Journey.Dispatch;

public enum VisitState
{
    Unplanned,
    Planned,
    Published,
    EnRoute,
    Arrived,
    Closed,
    Failed,
    Cancelled,
}

public enum VisitTrigger
{
    Plan,
    Unplan,
    Publish,
    Withdraw,
    Depart,
    UndoDepart,
    Arrive,
    UndoArrive,
    Close,
    Fail,
    Cancel,
}

/// <summary>One stop at one home: what is handed over, what is fetched, who may do it, and when it was promised.</summary>
public sealed class Visit : Entity, IBranchScoped, IOfPatient
{
    public Guid BranchId { get; internal set; }
    public Guid PatientId { get; internal set; }
    public Guid? OrderId { get; internal set; }
    public Guid? PickupRequestId { get; internal set; }
    public string Number { get; internal set; } = "";
    public VisitKind Kind { get; internal set; }
    public VisitState State { get; internal set; }

    /// <summary>1 for the first attempt; a second attempt of the same order counts on.</summary>
    public int Attempt { get; internal set; } = 1;
    public Guid? PreviousVisitId { get; internal set; }

    /// <summary>The local day it is to be done.</summary>
    public DateOnly Date { get; internal set; }

    /// <summary>The window promised, UTC. Frozen once booked.</summary>
    public DateTime WindowFrom { get; internal set; }
    public DateTime WindowTo { get; internal set; }
    public DateTime? BookedAt { get; internal set; }
    public Urgency Urgency { get; internal set; }
    public DateTime DueAt { get; internal set; }
    public WorkTime Service { get; internal set; }
    public List<string> Skills { get; internal set; } = [];
    public int Crew { get; internal set; } = 1;
    public bool LifeSustaining { get; internal set; }
    public Guid? VehicleId { get; internal set; }
    public Guid? PersonId { get; internal set; }
    public int? Sequence { get; internal set; }
    public DateTime? PlannedArrival { get; internal set; }
    public DateTime? Eta { get; internal set; }
    public DateTime? DepartedAt { get; internal set; }
    public DateTime? ArrivedAt { get; internal set; }
    public DateTime? EndedAt { get; internal set; }
    public string? FailureCode { get; internal set; }
    public string? FailureNote { get; internal set; }

    /// <summary>Set while its order is held: it is not planned and cannot go.</summary>
    public string? HoldReason { get; internal set; }

    /// <summary>What whoever plans should know about how it came to be, such as why an order became two visits.</summary>
    public string? Note { get; internal set; }

    /// <summary>The version of the day's plan the crew was given: "plan v7".</summary>
    public int? PlanVersion { get; internal set; }
    public List<VisitLine> Lines { get; internal set; } = [];
}

public enum Direction
{
    Drop,
    Fetch,
    Work,
}

public sealed class VisitLine
{
    public Guid Id { get; internal set; }
    public Guid VisitId { get; internal set; }
    public Guid? OrderLineId { get; internal set; }
    public Guid ItemId { get; internal set; }
    public Direction Direction { get; internal set; }
    public int Quantity { get; internal set; }

    /// <summary>The unit reserved or to be fetched, where it is serialised and known.</summary>
    public Guid? UnitId { get; internal set; }
}

public enum PlanState
{
    Draft,
    Published,
    Superseded,
}

/// <summary>One version of a branch's day. Versions are never changed, only followed.</summary>
public sealed class Plan : Entity, IBranchScoped
{
    public Guid BranchId { get; internal set; }
    public DateOnly Date { get; internal set; }
    public int VersionNo { get; internal set; }
    public PlanState State { get; internal set; }
    public DateTime MadeAt { get; internal set; }
    public string MadeBy { get; internal set; } = "";
    public DateTime? PublishedAt { get; internal set; }
    public string? PublishedBy { get; internal set; }

    /// <summary>How often routes of it were given out or taken back.</summary>
    public int Rounds { get; internal set; }

    /// <summary>How travel times were found: engine, version, whether they are estimates.</summary>
    public string TravelSource { get; internal set; } = "";

    /// <summary>What the solver reported: cost terms, seed, time.</summary>
    public string Summary { get; internal set; } = "{}";
    public List<PlanRoute> Routes { get; internal set; } = [];
    public List<LeftOut> LeftOut { get; internal set; } = [];
}

public sealed class PlanRoute
{
    public Guid Id { get; internal set; }
    public Guid PlanId { get; internal set; }
    public Guid VehicleId { get; internal set; }
    public Guid PersonId { get; internal set; }
    public Guid? SecondPersonId { get; internal set; }
    public DateTime StartsAt { get; internal set; }
    public DateTime EndsAt { get; internal set; }
    public Distance Length { get; internal set; }
    public WorkTime Driving { get; internal set; }
    public Money Cost { get; internal set; }
    public Mass PeakHazmat { get; internal set; }
    public Mass PeakLoad { get; internal set; }

    /// <summary>The version whose papers the crew holds; null while the route is not given out.</summary>
    public int? GivenNo { get; internal set; }

    /// <summary>The route whose papers hold: itself, or the same route of an earlier version.</summary>
    public Guid? PapersOf { get; internal set; }

    /// <summary>What its papers say, without times, as a digest: the next version asks whether anything differs.</summary>
    public string? Print { get; internal set; }

    /// <summary>What the crew was told had changed with <see cref="GivenNo"/>.</summary>
    public List<RouteNews> News { get; internal set; } = [];

    /// <summary>Taken back from the crew by itself while the rest of the plan stands.</summary>
    public DateTime? HeldBackAt { get; internal set; }
    public string? HeldBackWhy { get; internal set; }
    public long Co2Grams { get; internal set; }
    public List<PlanBreak> Breaks { get; internal set; } = [];
    public List<PlanStop> Stops { get; internal set; } = [];
}

/// <summary>A break as planned, UTC.</summary>
public sealed record PlanBreak(DateTime From, DateTime To);

/// <summary>One thing that changed on a crew's route: added, gone, moved in the order, or at another time.</summary>
public sealed record RouteNews(string What, Guid VisitId, string Number, int? Stop, DateTime? Was, DateTime? Now);

public enum PaperKind
{
    RunSheet,
    PickList,
    Manifest,
}

/// <summary>A paper as it was given out: kept, because shipping papers are asked for two years later (49 CFR 172.201).</summary>
public sealed class RoutePaper : IBranchScoped
{
    public Guid Id { get; internal set; }
    public Guid BranchId { get; internal set; }
    public Guid RouteId { get; internal set; }
    public PaperKind Kind { get; internal set; }
    public int VersionNo { get; internal set; }
    public string FileName { get; internal set; } = "";

    /// <summary>Its address in the blob store.</summary>
    public string Hash { get; internal set; } = "";
    public DateTime At { get; internal set; }
}

public sealed class PlanStop
{
    public Guid Id { get; internal set; }
    public Guid RouteId { get; internal set; }
    public int Sequence { get; internal set; }

    /// <summary>Null for a reload at the depot.</summary>
    public Guid? VisitId { get; internal set; }
    public DateTime ArrivesAt { get; internal set; }
    public DateTime StartsAt { get; internal set; }
    public DateTime LeavesAt { get; internal set; }
    public Distance Leg { get; internal set; }
    public WorkTime Drive { get; internal set; }
    public Mass LoadAfter { get; internal set; }
    public Mass HazmatAfter { get; internal set; }
}

/// <summary>A visit the plan could not place, with the constraint that binds and what would help.</summary>
public sealed class LeftOut
{
    public Guid Id { get; internal set; }
    public Guid PlanId { get; internal set; }
    public Guid VisitId { get; internal set; }
    public string Code { get; internal set; } = "";
    public string Sentence { get; internal set; } = "";
    public string ToDo { get; internal set; } = "";
}
