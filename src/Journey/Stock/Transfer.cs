using Homeward.Journey.Shared;

namespace Homeward.Journey.Stock;

public enum TransferState
{
    Sent,
    Received,
}

/// <summary>Equipment under way between two branches. Not held to one branch: both ends see it.</summary>
public sealed class Transfer : Entity
{
    public string Number { get; internal set; } = "";
    public Guid FromBranchId { get; internal set; }
    public Guid ToBranchId { get; internal set; }
    public TransferState State { get; internal set; }
    public DateTime SentAt { get; internal set; }
    public string SentBy { get; internal set; } = "";
    public DateTime? ReceivedAt { get; internal set; }
    public string? ReceivedBy { get; internal set; }
    public List<Guid> UnitIds { get; internal set; } = [];
    public List<TransferCounted> Counted { get; internal set; } = [];
}

public sealed class TransferCounted
{
    public Guid ItemId { get; set; }
    public Guid? LotId { get; set; }
    public int Quantity { get; set; }
}

/// <summary>How many of an item a branch wants free on its shelves.</summary>
public sealed class ParLevel : Entity, IBranchScoped
{
    public Guid BranchId { get; internal set; }
    public Guid ItemId { get; internal set; }
    public int Quantity { get; internal set; }
}

/// <summary>A cycle count of one bin: what was expected, what was there, what was done about the difference.</summary>
public sealed class BinCount : Entity, IBranchScoped
{
    public Guid BranchId { get; internal set; }
    public Guid BinId { get; internal set; }
    public DateTime At { get; internal set; }
    public string By { get; internal set; } = "";
    public int Expected { get; internal set; }
    public int Found { get; internal set; }
    public string? Reason { get; internal set; }
    public List<CountFinding> Findings { get; internal set; } = [];
}

public enum FindingKind
{
    /// <summary>Expected here, not scanned.</summary>
    Missing,

    /// <summary>Scanned here, recorded elsewhere.</summary>
    Misplaced,

    /// <summary>Scanned, not known at all.</summary>
    Unknown,

    /// <summary>More or fewer of a counted item than recorded.</summary>
    Difference,
}

public sealed class CountFinding
{
    public FindingKind Kind { get; set; }
    public Guid? UnitId { get; set; }
    public Guid? ItemId { get; set; }
    public Guid? LotId { get; set; }
    public string What { get; set; } = "";
    public int Expected { get; set; }
    public int Found { get; set; }

    /// <summary>What the adjustment did, or why it was left; null when the count only looked.</summary>
    public string? Outcome { get; set; }
}
