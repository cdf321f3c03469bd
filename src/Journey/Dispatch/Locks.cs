#pragma warning disable CA1822 // Until it is filled in.
using Homeward.Journey.Shared;

namespace Homeward.Journey.Dispatch;

/// <summary>A visit that stays on its van, near its time and in its order among the other locked ones, until somebody unlocks it.</summary>
public sealed class VisitLock : Entity, IBranchScoped
{
    public Guid BranchId { get; internal set; }
    public DateOnly Date { get; internal set; }
    public Guid VisitId { get; internal set; }
    public Guid VehicleId { get; internal set; }
    public Guid PersonId { get; internal set; }
    public DateTime StartsAt { get; internal set; }
    public string By { get; internal set; } = "";
    public DateTime At { get; internal set; }
}

/// <summary>A van's route of a day that nothing comes into, leaves, or is moved within.</summary>
public sealed class RouteLock : Entity, IBranchScoped
{
    public Guid BranchId { get; internal set; }
    public DateOnly Date { get; internal set; }
    public Guid VehicleId { get; internal set; }
    public string By { get; internal set; } = "";
    public DateTime At { get; internal set; }
}

public sealed record LockVisitsRequest(Guid BranchId, DateOnly Date, List<Guid> VisitIds, bool Locked = true);

public sealed record LockRouteRequest(Guid BranchId, DateOnly Date, Guid VehicleId, bool Locked = true);

/// <summary>What became of one thing of many: done, or the code and sentence that say why not.</summary>
public sealed record RowResult(
    Guid Id,
    string Number,
    bool Ok,
    string? Code = null,
    string? Sentence = null,
    string? ToDo = null
);

public sealed record VisitsLocked(IReadOnlyList<RowResult> Rows);

/// <summary>Locks visits of the latest plan where they are, or unlocks them; a row for each says whether it worked.</summary>
public sealed class LockVisits
{
    public Task<Outcome<VisitsLocked>> Run(Command<LockVisitsRequest> command, CancellationToken ct) =>
        Task.FromResult<Outcome<VisitsLocked>>(new Soon());
}

/// <summary>Locks a van's whole route of a day, or unlocks it.</summary>
public sealed class LockRoute
{
    public Task<Outcome<Done>> Run(Command<LockRouteRequest> command, CancellationToken ct) =>
        Task.FromResult<Outcome<Done>>(new Soon());
}
