using Homeward.Journey.Shared;

namespace Homeward.Journey.Intake;

public enum OrderState
{
    /// <summary>Taken, something is missing or it was not looked at yet.</summary>
    New,

    /// <summary>Complete enough to plan: visits are made from it.</summary>
    Accepted,
    OnHold,

    /// <summary>Some lines are delivered, some are not.</summary>
    Partial,

    /// <summary>Every line is delivered or cancelled, at least one delivered.</summary>
    Fulfilled,
    Cancelled,
}

public enum OrderTrigger
{
    Accept,
    Hold,
    Release,

    /// <summary>Back to accepted, from where it was held.</summary>
    ReleaseAccepted,

    /// <summary>Back to partly delivered, from where it was held.</summary>
    ReleasePartial,
    DeliverSome,
    DeliverAll,
    Cancel,
}

public enum OrderChannel
{
    Screen,
    Portal,
    Api,
    Fhir,
    Csv,
    Recurring,
}

/// <summary>Where the patient stands: it decides the usual urgency and the tone of every contact.</summary>
public enum Situation
{
    Home,
    HospitalDischarge,
    Hospice,
    Facility,
}

public sealed class Order : Entity, IBranchScoped, IOfPatient
{
    public Guid BranchId { get; internal set; }
    public Guid PatientId { get; internal set; }
    public string Number { get; internal set; } = "";
    public OrderState State { get; internal set; }

    /// <summary>The state a release returns to.</summary>
    public OrderState? HeldFrom { get; internal set; }
    public string? HoldReason { get; internal set; }
    public string? CancelReason { get; internal set; }
    public OrderChannel Channel { get; internal set; }

    /// <summary>The sender's own number: the same one twice from the same sender is the same order.</summary>
    public string? ExternalId { get; internal set; }
    public DateTime ReceivedAt { get; internal set; }
    public DateTime? AcceptedAt { get; internal set; }

    /// <summary>The date on the practitioner's order.</summary>
    public DateOnly? OrderedOn { get; internal set; }
    public Urgency Urgency { get; internal set; }

    /// <summary>The urgency somebody asked for; null: it follows from items, situation and dates.</summary>
    public Urgency? UrgencyAsked { get; internal set; }

    /// <summary>Raised by every change of the order or its lines, so that the version rises with it.</summary>
    public DateTime ChangedAt { get; internal set; }
    public Situation Situation { get; internal set; }

    /// <summary>When it must be there: the clock on the screen. UTC.</summary>
    public DateTime DueAt { get; internal set; }

    /// <summary>When the patient leaves the hospital, where known. UTC.</summary>
    public DateTime? DischargeAt { get; internal set; }

    /// <summary>What the patient or family asked for, in the branch's local time.</summary>
    public DateOnly? WantedOn { get; internal set; }
    public TimeOnly? WantedFrom { get; internal set; }
    public TimeOnly? WantedTo { get; internal set; }

    /// <summary>Deliver no sooner than this local day: a refill's first allowed one.</summary>
    public DateOnly? NotBefore { get; internal set; }

    /// <summary>Why it is due then, in a sentence.</summary>
    public string DueReason { get; internal set; } = "";
    public Guid? PractitionerId { get; internal set; }
    public Guid? ReferralSourceId { get; internal set; }
    public Guid? CoverageId { get; internal set; }

    /// <summary>ICD-10-CM codes, the first is the principal one.</summary>
    public List<string> Diagnoses { get; internal set; } = [];
    public string? Notes { get; internal set; }
    public string? DeliveryNotes { get; internal set; }

    /// <summary>The order this one was split from.</summary>
    public Guid? SplitFrom { get; internal set; }

    // The named clinical release that lets it go out without its documents (marked not billable).
    public DateTime? ReleasedAt { get; internal set; }
    public Guid? ReleasedBy { get; internal set; }
    public string? ReleasedByName { get; internal set; }
    public string? ReleaseReason { get; internal set; }
    public List<OrderLine> Lines { get; internal set; } = [];

    /// <summary>Released without its documents: it may go, and is not billed.</summary>
    public bool NotBillable => ReleasedAt is not null;
}

public enum LineKind
{
    Deliver,
    Pickup,
    Exchange,
    Service,
}

public enum LineState
{
    Open,
    Delivered,
    Cancelled,
}

public sealed class OrderLine : IAudited
{
    public Guid Id { get; internal set; }
    public Guid OrderId { get; internal set; }
    public int No { get; internal set; }
    public LineKind Kind { get; internal set; }
    public Guid ItemId { get; internal set; }
    public int Quantity { get; internal set; } = 1;
    public int DeliveredQuantity { get; internal set; }
    public LineState State { get; internal set; }

    /// <summary>The kit it came from.</summary>
    public Guid? KitId { get; internal set; }

    /// <summary>For exchanges and pickups: the unit the patient has.</summary>
    public Guid? UnitId { get; internal set; }
    public string? ExchangeReason { get; internal set; }
    public Guid? AuthorisationId { get; internal set; }

    /// <summary>Settings ordered, such as "2 L/min, continuous".</summary>
    public string? Prescription { get; internal set; }
    public string? CancelReason { get; internal set; }
}

public enum RecurringState
{
    Active,
    Paused,
    Ended,
}

/// <summary>A supply that runs out and is asked for again: contact no sooner than 30 days, deliver no sooner than 10 days before it does.</summary>
public sealed class RecurringSupply : Entity, IBranchScoped, IOfPatient
{
    public Guid BranchId { get; internal set; }
    public Guid PatientId { get; internal set; }
    public Guid ItemId { get; internal set; }
    public int Quantity { get; internal set; }
    public int SupplyDays { get; internal set; }
    public DateOnly? LastDeliveredOn { get; internal set; }

    /// <summary>The day the present supply is expected to end.</summary>
    public DateOnly RunsOutOn { get; internal set; }
    public RecurringState State { get; internal set; }
    public Guid? PractitionerId { get; internal set; }
    public Guid? CoverageId { get; internal set; }
    public List<string> Diagnoses { get; internal set; } = [];

    // The affirmative answer every refill needs: who said yes, when, how.
    public DateTime? ConfirmedAt { get; internal set; }
    public string? ConfirmedBy { get; internal set; }
    public string? ConfirmedHow { get; internal set; }
    public Guid? LastOrderId { get; internal set; }

    /// <summary>Why it rests or has ended.</summary>
    public string? StateReason { get; internal set; }
}

/// <summary>A visit of an order that came to its end, as the crew's facts told it: delivered or failed. Never altered.</summary>
public sealed class OrderAttempt : IAudited
{
    public Guid Id { get; internal set; }
    public Guid OrderId { get; internal set; }
    public Guid VisitId { get; internal set; }
    public bool Delivered { get; internal set; }
    public DateTime At { get; internal set; }
    public DateOnly? DateOfService { get; internal set; }
    public string? ReasonCode { get; internal set; }
    public string? NextStep { get; internal set; }
    public List<LineDone> Lines { get; internal set; } = [];
}

/// <summary>A file of orders that was read: the verdict of each row is kept, so that it can be read again and only new rows count.</summary>
public sealed class ImportRun : Entity, IBranchScoped
{
    public Guid BranchId { get; internal set; }
    public string FileName { get; internal set; } = "";
    public string Blob { get; internal set; } = "";
    public DateTime At { get; internal set; }
    public string By { get; internal set; } = "";
    public int Taken { get; internal set; }
    public int Repeated { get; internal set; }
    public int Refused { get; internal set; }

    /// <summary>The verdict of each row, as JSON in the blob store.</summary>
    public string Verdicts { get; internal set; } = "";
}

public sealed class ImportRow
{
    public int RowNo { get; set; }
    public string? ExternalId { get; set; }

    /// <summary>taken, repeated or refused.</summary>
    public string Verdict { get; set; } = "";
    public Guid? OrderId { get; set; }
    public string? OrderNumber { get; set; }
    public List<string> Reasons { get; set; } = [];
}
