#pragma warning disable CA1822 // Until it is filled in.
using Homeward.Journey.Shared;

namespace Homeward.Journey.Dispatch;

/// <param name="BasedOn">The version the dispatcher saw: it must be the latest.</param>
/// <param name="VehicleId">The van; null takes the visits off the plan, unless <paramref name="BestVan"/>.</param>
/// <param name="BestVan">The cheapest place on any van, one visit after the other, most pressing first.</param>
public sealed record MoveVisitsRequest(
    Guid PlanId,
    int BasedOn,
    List<Guid> VisitIds,
    Guid? VehicleId = null,
    bool BestVan = false
);

/// <summary>The version that holds what worked (null when nothing did), and a row for each visit asked for.</summary>
public sealed record VisitsMoved(PlanMade? Plan, IReadOnlyList<RowResult> Rows);

/// <summary>Moves many visits at once: what can be done is done and makes one version, what cannot is named with its reason.</summary>
public sealed class MoveVisits
{
    public Task<Outcome<VisitsMoved>> Run(Command<MoveVisitsRequest> command, CancellationToken ct) =>
        Task.FromResult<Outcome<VisitsMoved>>(new Soon());
}
