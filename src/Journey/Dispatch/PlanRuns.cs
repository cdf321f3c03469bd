#pragma warning disable CA1822 // Until it is filled in.
using Homeward.Journey.Shared;

namespace Homeward.Journey.Dispatch;

/// <summary>Begins a search for a better day, outside the request: its progress is looked at with <see cref="FindRun"/>.</summary>
public sealed class StartRun
{
    public Task<Outcome<RunStarted>> Run(Command<StartRunRequest> command, CancellationToken ct) =>
        Task.FromResult<Outcome<RunStarted>>(new Soon());
}

/// <summary>Where a run stands, and what it would change once it is ready.</summary>
public sealed class FindRun
{
    public Task<RunView?> Run(Guid id, CancellationToken ct) => Task.FromResult<RunView?>(null);
}

/// <summary>Ends a search; nothing comes of it.</summary>
public sealed class CancelRun
{
    public Task<Outcome<RunView>> Run(Command<RunRequest> command, CancellationToken ct) =>
        Task.FromResult<Outcome<RunView>>(new Soon());
}

/// <summary>Makes what was found the day's next version, if the day is still the one that was read.</summary>
public sealed class AcceptRun
{
    public Task<Outcome<PlanMade>> Run(Command<RunRequest> command, CancellationToken ct) =>
        Task.FromResult<Outcome<PlanMade>>(new Soon());
}

/// <summary>Lets what was found go.</summary>
public sealed class RejectRun
{
    public Task<Outcome<RunView>> Run(Command<RunRequest> command, CancellationToken ct) =>
        Task.FromResult<Outcome<RunView>>(new Soon());
}
