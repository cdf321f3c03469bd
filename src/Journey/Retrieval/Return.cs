using Homeward.Journey.Shared;

namespace Homeward.Journey.Retrieval;

public enum PickupState
{
    Requested,
    Scheduled,
    Fetched,
    Cancelled,
}

/// <summary>Somebody asked that equipment be fetched. The rental stops by the date and reason recorded here.</summary>
public sealed class PickupRequest : Entity, IBranchScoped, IOfPatient
{
    public Guid BranchId { get; internal set; }
    public Guid PatientId { get; internal set; }
    public string Number { get; internal set; } = "";
    public PickupState State { get; internal set; }

    /// <summary>end-of-need, died, hospice, exchange, upgrade, moved, payer.</summary>
    public string Reason { get; internal set; } = "";
    public string RequestedBy { get; internal set; } = "";
    public DateTime RequestedAt { get; internal set; }
    public DateOnly? RentalStopsOn { get; internal set; }
    public List<Guid> UnitIds { get; internal set; } = [];
    public Guid? VisitId { get; internal set; }
    public DateTime? FetchedAt { get; internal set; }
    public string? Notes { get; internal set; }
    public string? CancelReason { get; internal set; }
}

/// <summary>Where a return stands. It follows its unit's state (<see cref="ReturnLife"/>): the two cannot disagree.</summary>
public enum ReturnState
{
    Dirty,
    Cleaning,
    Cleaned,
    Inspecting,
    Shelved,
    Quarantined,
    InRepair,
    Scrapped,
    Lost,
}

/// <summary>One unit's way from the dock back to the shelf.</summary>
public sealed class Return : Entity, IBranchScoped
{
    public Guid BranchId { get; internal set; }
    public Guid UnitId { get; internal set; }

    /// <summary>The unit's id while the return is open, null after: unique, so that a unit has one open return at most.</summary>
    public Guid? OpenUnitId { get; internal set; }
    public Guid? VisitId { get; internal set; }
    public ReturnState State { get; internal set; }
    public string Condition { get; internal set; } = "";
    public List<string> MissingAccessories { get; internal set; } = [];
    public DateTime ReceivedAt { get; internal set; }
    public DateTime? ShelvedAt { get; internal set; }

    /// <summary>When it ended: shelved, scrapped or lost.</summary>
    public DateTime? ClosedAt { get; internal set; }

    /// <summary>Devices with memory: patient data wiped, when and by whom.</summary>
    public DateTime? WipedAt { get; internal set; }
    public string? WipedBy { get; internal set; }
    public List<CareStep> Steps { get; internal set; } = [];
}

/// <summary>An act of cleaning, inspection or repair, in the log a surveyor reads.</summary>
public sealed class CareStep
{
    public Guid Id { get; internal set; }
    public Guid ReturnId { get; internal set; }
    public string Act { get; internal set; } = "";
    public DateTime At { get; internal set; }
    public string By { get; internal set; } = "";
    public bool Passed { get; internal set; }

    /// <summary>Agent used, function test results, findings: as a JSON object.</summary>
    public string Findings { get; internal set; } = "{}";
    public string? Note { get; internal set; }
}
