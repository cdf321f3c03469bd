using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Homeward.Roads;

namespace Homeward.Journey.Delivery;

/// <summary>
/// A branch's running day: where its vans are, when they come, which stops are at risk. Worked out in memory from the published
/// routes and the newest places; the database is asked only for what changed.
/// </summary>
public sealed class LiveDay(
    Desk desk,
    BranchTime time,
    Fleet fleet,
    LiveRoutes routes,
    LiveStream stream,
    ITravelTimes travel
)
{
    /// <param name="date">Null: the date that runs at the branch now.</param>
    public async Task<Outcome<LiveDayView>> Run(Guid branchId, DateOnly? date, CancellationToken ct)
    {
        if (await time.Of(branchId, ct) is not { } clock)
            return new NoSuch("branch");
        // Taken first: a change told while this is worked out is told again, not lost.
        var seq = stream.Seq;
        var now = desk.Now;
        var day = await routes.Of(branchId, date ?? clock.DayOf(now));
        var vans = new List<LiveVan>(day.Vans.Count);
        foreach (var route in day.Vans.Values.OrderBy(v => v.Van, StringComparer.Ordinal))
        {
            var fix = Today(await fleet.Newest(route.VehicleId), day.Date, clock);
            vans.Add(VanLook.Of(day, route, fix, await VanWatch.Drive(travel, route, fix), now, null));
        }
        return new LiveDayView(
            seq,
            branchId,
            day.Date,
            now,
            day.PlanId,
            day.PlanVersion,
            vans,
            Risks.Of(vans, day.Settings.RiskPercent)
        );
    }

    // Where a van stood yesterday says nothing about another day.
    private static LiveFix? Today(LiveFix? fix, DateOnly date, BranchClock clock) =>
        fix is not null && clock.DayOf(fix.At) == date ? fix : null;
}
