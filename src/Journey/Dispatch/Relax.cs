#pragma warning disable CA1822 // Until it is filled in.
using Homeward.Field;
using Homeward.Journey.Shared;

namespace Homeward.Journey.Dispatch;

/// <param name="BasedOn">The version the dispatcher saw: it must be the latest.</param>
public sealed record RelaxationRequest(Guid PlanId, int BasedOn, Guid VisitId);

/// <summary>What the cheapest relaxation that can be applied would do.</summary>
/// <param name="Kind">The constraint let go: ShiftEnd, ShiftStart, Window, Break, Promise.</param>
/// <param name="Sentence">What is let go, in words: "Let Van 2 work 30 min longer".</param>
public sealed record RelaxationVerdict(
    string Kind,
    string Sentence,
    string Van,
    DateTime StartsAt,
    Money AddedCost,
    IReadOnlyList<ShiftedVisit> Shifted,
    RunDiff Diff
);

/// <summary>Tries the change that the explanation of a left-out visit names; nothing is saved.</summary>
public sealed class TryRelaxation
{
    public Task<Outcome<RelaxationVerdict>> Run(RelaxationRequest request, CancellationToken ct) =>
        Task.FromResult<Outcome<RelaxationVerdict>>(new Soon());
}

/// <summary>Makes that change: a version that says by name what was let go.</summary>
public sealed class ApplyRelaxation
{
    public Task<Outcome<PlanMade>> Run(Command<RelaxationRequest> command, CancellationToken ct) =>
        Task.FromResult<Outcome<PlanMade>>(new Soon());
}
