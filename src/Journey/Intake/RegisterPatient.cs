namespace Homeward.Journey.Intake;

/// <summary>A whole patient as a channel brings them.</summary>
public sealed record NewPatient
{
    public Guid BranchId { get; init; }
}
