using Homeward.Journey.Shared;

namespace Homeward.Journey.Delivery;

/// <summary>Something that happened at a visit, as the crew told it. Append-only: an undo is a second row that names the first.</summary>
public sealed class VisitEvent : IAudited, IBranchScoped
{
    public Guid Id { get; internal set; }
    public Guid BranchId { get; internal set; }
    public Guid VisitId { get; internal set; }

    /// <summary>depart, arrive, check, hand-over, fetch, evidence, fail, close, undo ...</summary>
    public string Kind { get; internal set; } = "";
    public Guid? Undoes { get; internal set; }
    public string? Reason { get; internal set; }
    public DateTime DeviceTime { get; internal set; }
    public DateTime ServerTime { get; internal set; }
    public double? Latitude { get; internal set; }
    public double? Longitude { get; internal set; }
    public double? AccuracyMetres { get; internal set; }
    public Guid PersonId { get; internal set; }
    public string PersonName { get; internal set; } = "";

    /// <summary>What the kind needs, as a JSON object.</summary>
    public string Data { get; internal set; } = "{}";
}

/// <summary>A unit or a counted quantity that changed hands at the door.</summary>
public sealed class Handover : IAudited, IBranchScoped
{
    public Guid Id { get; internal set; }
    public Guid BranchId { get; internal set; }
    public Guid VisitId { get; internal set; }
    public Guid VisitLineId { get; internal set; }
    public Dispatch.Direction Direction { get; internal set; }
    public Guid ItemId { get; internal set; }
    public Guid? UnitId { get; internal set; }
    public Guid? LotId { get; internal set; }
    public int Quantity { get; internal set; }
    public string? Condition { get; internal set; }
    public List<string> MissingAccessories { get; internal set; } = [];
    public DateTime At { get; internal set; }

    /// <summary>Set when it was undone before the visit closed.</summary>
    public DateTime? UndoneAt { get; internal set; }
    public string? UndoReason { get; internal set; }
}

/// <summary>One answer of the visit's checklist; the last one of a question counts.</summary>
public sealed class ChecklistAnswer : IAudited, IBranchScoped
{
    public Guid Id { get; internal set; }
    public Guid BranchId { get; internal set; }
    public Guid VisitId { get; internal set; }
    public string Question { get; internal set; } = "";
    public string Answer { get; internal set; } = "";
    public string? Note { get; internal set; }
    public DateTime At { get; internal set; }
    public string By { get; internal set; } = "";
}

/// <summary>
/// Where a van was. The newest by the device's own clock is where it is. A van is at one place at one time: van and time are the key,
/// so that a place told twice is kept once, however and by whomever it comes.
/// </summary>
public sealed class Position
{
    public Guid VehicleId { get; internal set; }
    public DateTime At { get; internal set; }
    public Guid BranchId { get; internal set; }

    /// <summary>Who told it: the person who drives, or the tracker.</summary>
    public Guid PersonId { get; internal set; }
    public DateTime ReceivedAt { get; internal set; }
    public double Latitude { get; internal set; }
    public double Longitude { get; internal set; }
    public double? AccuracyMetres { get; internal set; }
    public double? SpeedMetresPerSecond { get; internal set; }
    public double? BearingDegrees { get; internal set; }
}
