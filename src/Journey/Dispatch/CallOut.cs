using Homeward.Field;
using Homeward.Journey.Shared;

namespace Homeward.Journey.Dispatch;

/// <summary>A van broke down (by its vehicle) or a driver cannot go on (by their person): one of the two.</summary>
public sealed record CallOutRequest(
    Guid BranchId,
    DateOnly Date,
    Guid? VehicleId,
    Guid? PersonId,
    string Reason,
    int? BasedOn = null
);

/// <summary>What becomes of one visit of the route that ends: another van at a time, or nowhere and why.</summary>
public sealed record CallOutVisit(
    Guid VisitId,
    string Number,
    string Patient,
    bool LifeSustaining,
    int Priority,
    Guid? ToVehicleId,
    string? ToVan,
    DateTime? WasAt,
    DateTime? StartsAt,
    Money? AddedCost,
    Block? WhyNot,
    string Sentence
);

/// <summary>What a call-out does to the day, before or after it was carried out.</summary>
/// <param name="PlanId">Of the version that was saved and published; null in a preview, or when nothing had to move.</param>
/// <param name="Stays">Visits the crew has begun: they stay theirs, as sentences.</param>
/// <param name="Others">Visits of other routes that start at another time.</param>
public sealed record CallOutAnswer(
    Guid? PlanId,
    int VersionNo,
    IReadOnlyList<string> Who,
    IReadOnlyList<CallOutVisit> Visits,
    IReadOnlyList<StatShift> Others,
    IReadOnlyList<string> Stays,
    IReadOnlyList<VisitVerdict> NotGone
);
