using Homeward.Field;
using Homeward.Journey.Shared;

namespace Homeward.Journey.Dispatch;

/// <summary>Another visit of the route that starts later or earlier if the urgent one is taken in.</summary>
/// <param name="BreaksPromise">It would leave its window or move further than announced starts may.</param>
public sealed record StatShift(
    Guid VisitId,
    string Number,
    string Patient,
    int MinutesLater,
    DateTime StartsAt,
    bool BreaksPromise
);

/// <summary>A place for an urgent visit in the running day, and what it does to everybody else.</summary>
/// <param name="No">1 for the best.</param>
/// <param name="Position">1 for the next stop of that van.</param>
/// <param name="Late">Minutes past its own due time; 0 in time.</param>
/// <param name="Broken">Promises and times it would break, as sentences; empty when it breaks none.</param>
public sealed record StatOption(
    int No,
    Guid VehicleId,
    Guid PersonId,
    string Van,
    string Driver,
    int Position,
    DateTime ArrivesAt,
    DateTime StartsAt,
    int Late,
    WorkTime Detour,
    Distance AddedLength,
    Money AddedCost,
    WorkTime Slack,
    IReadOnlyList<StatShift> Shifts,
    IReadOnlyList<string> Broken,
    string Sentence
);

/// <summary>The best places for an urgent visit, at most three: those that break nothing first.</summary>
/// <param name="PlanId">The running version they are places in; null when nothing is planned that day.</param>
/// <param name="BasedOn">The day's latest version: accept with it.</param>
/// <param name="WhyNot">When there is no place at all.</param>
public sealed record StatOffer(
    Guid VisitId,
    string Number,
    string Patient,
    DateTime DueAt,
    DateOnly Date,
    Guid? PlanId,
    int BasedOn,
    IReadOnlyList<StatOption> Options,
    Block? WhyNot
);

/// <param name="BasedOn">From the offer: another version in between refuses.</param>
/// <param name="Accept">Take it although promises are broken: the plan says so.</param>
public sealed record AcceptStatRequest(Guid VisitId, int BasedOn, Guid VehicleId, int Position, bool Accept = false);

/// <summary>The version that holds the urgent visit, published; and what of it did not go out, with reasons.</summary>
public sealed record StatAccepted(
    Guid PlanId,
    int VersionNo,
    Guid VehicleId,
    DateTime StartsAt,
    IReadOnlyList<StatShift> Shifts,
    IReadOnlyList<VisitVerdict> NotGone
);
