#pragma warning disable CA1822 // Until it is filled in.
using Homeward.Journey.Shared;

namespace Homeward.Journey.Dispatch;

/// <param name="BasedOn">The version the dispatcher saw: it must be the latest.</param>
public sealed record UndoRequest(Guid BranchId, DateOnly Date, int BasedOn);

/// <summary>Takes the actor's last edit of the day back, as a version of its own; refuses when somebody else edited since.</summary>
public sealed class UndoEdit
{
    public Task<Outcome<PlanMade>> Run(Command<UndoRequest> command, CancellationToken ct) =>
        Task.FromResult<Outcome<PlanMade>>(new Soon());
}

/// <summary>Makes again what the actor has just undone.</summary>
public sealed class RedoEdit
{
    public Task<Outcome<PlanMade>> Run(Command<UndoRequest> command, CancellationToken ct) =>
        Task.FromResult<Outcome<PlanMade>>(new Soon());
}
