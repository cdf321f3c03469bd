using Homeward.Field;
using Homeward.Journey.Shared;

namespace Homeward.Journey.Crew;

/// <summary>How a van keeps clean and dirty apart (accreditation names these three ways).</summary>
public enum CleanDirtyMode
{
    SeparateBays,
    Covered,
    OneKindAtATime,
}

public sealed class Vehicle : Entity, IBranchScoped
{
    public Guid BranchId { get; internal set; }
    public string Name { get; internal set; } = "";
    public string Plate { get; internal set; } = "";
    public Mass Payload { get; internal set; }
    public Volume Space { get; internal set; }

    /// <summary>The most gross weight of cylinders it may carry at any moment, empties included.</summary>
    public Mass HazmatLimit { get; internal set; }
    public CleanDirtyMode CleanDirty { get; internal set; }
    public Volume DirtyBay { get; internal set; }
    public bool LiftGate { get; internal set; }
    public Money CostPerMile { get; internal set; }
    public int Co2GramsPerMile { get; internal set; }
    public DateOnly? InspectionDue { get; internal set; }
    public bool InService { get; internal set; } = true;

    /// <summary>May go out on the day: in service, and its inspection is not overdue.</summary>
    public bool FitOn(DateOnly day) => InService && (InspectionDue is null || day <= InspectionDue);
}
