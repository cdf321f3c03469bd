#pragma warning disable CA1822 // Until it is filled in.

namespace Homeward.Journey.Dispatch;

/// <summary>A branch's day on one screen: the latest version or the one named, every van on shift, what has no place and why.</summary>
public sealed class ShowBoard
{
    /// <returns>Null when there is no such branch or version, or it is not the actor's to see.</returns>
    public Task<BoardView?> Run(Guid branchId, DateOnly date, int? version, CancellationToken ct) =>
        Task.FromResult<BoardView?>(null);
}
