using Homeward.Journey.Shared;

namespace Homeward.Journey.Delivery;

/// <summary>A branch's running day: where its vans are, when they come, which stops are at risk.</summary>
public sealed class LiveDay
{
    public Task<Outcome<LiveDayView>> Run(Guid branchId, DateOnly? date, CancellationToken ct) =>
        throw new NotImplementedException();
}
