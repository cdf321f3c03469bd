using Homeward.Journey.Shared;

namespace Homeward.Journey.Dispatch;

/// <param name="BasedOn">The version the dispatcher saw: it must be the latest.</param>
/// <param name="AnnouncedMinutes">How far an announced start may move, 0 to 240.</param>
/// <param name="StayCents">What it costs to give a visit to another van: the price of unrest, 0 to 100,000.</param>
public sealed record ReplanRestRequest(
    Guid BranchId,
    DateOnly Date,
    int BasedOn,
    int Seconds = 5,
    int AnnouncedMinutes = 30,
    int StayCents = 2_000
);

/// <summary>
/// The rest of the day planned anew, as a draft beside the running version: the crews have what they had until it is published.
/// </summary>
public sealed record RestReplanned(Guid PlanId, int VersionNo, PlanComparison Diff);
