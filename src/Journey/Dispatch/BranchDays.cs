using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <summary>A branch's day in numbers.</summary>
/// <param name="Late">Stops of the latest version that start after their window.</param>
/// <param name="Published">Visits with the crews, begun and done ones among them.</param>
/// <param name="Latest">The newest version; <paramref name="Given"/> is the one the crews have.</param>
public sealed record BranchDay(
    DateOnly Date,
    int Visits,
    int Unplanned,
    int Planned,
    int Published,
    int Done,
    int Late,
    int Held,
    int? Latest,
    int? Given,
    bool Open
);

public sealed record BranchDaysRow(
    Guid BranchId,
    string Name,
    string TimeZone,
    DateOnly Today,
    IReadOnlyList<BranchDay> Days
);

/// <summary>The coming days of every branch the actor sees: where work waits, and what is not with the crews yet.</summary>
public sealed class BranchDays(Desk desk, BranchTime time)
{
    private readonly JourneyDb db = desk.Db;

    /// <param name="from">Null: each branch's own today.</param>
    public async Task<Outcome<IReadOnlyList<BranchDaysRow>>> Run(DateOnly? from, int days, CancellationToken ct)
    {
        if (days is < 1 or > 31)
            return new InvalidField("days", $"The number of days must be from 1 to 31; it is {days}.");
        var (all, seen) = (desk.Actor.AllBranches, desk.Actor.Branches);
        var branches = await db
            .Branches.AsNoTracking()
            .Where(b => all || seen.Contains(b.Id))
            .OrderBy(b => b.Name)
            .ToListAsync(ct);
        var rows = new List<BranchDaysRow>();
        foreach (var branch in branches)
            if (await time.Of(branch.Id, ct) is { } clock)
                rows.Add(await Of(branch, clock, from ?? clock.DayOf(desk.Now), days, ct));
        return Outcomes.Of<BranchDaysRow>(rows);
    }

    private async Task<BranchDaysRow> Of(
        Branch branch,
        BranchClock clock,
        DateOnly first,
        int days,
        CancellationToken ct
    )
    {
        var last = first.AddDays(days - 1);
        var counts = await db
            .Visits.AsNoTracking()
            .Where(v => v.BranchId == branch.Id && v.Date >= first && v.Date <= last && v.State != VisitState.Cancelled)
            .GroupBy(v => new
            {
                v.Date,
                v.State,
                Held = v.HoldReason != null,
            })
            .Select(g => new
            {
                g.Key.Date,
                g.Key.State,
                g.Key.Held,
                Count = g.Count(),
            })
            .ToListAsync(ct);
        var plans = await db
            .Plans.AsNoTracking()
            .Where(p => p.BranchId == branch.Id && p.Date >= first && p.Date <= last)
            .Select(p => new
            {
                p.Id,
                p.Date,
                p.VersionNo,
                p.State,
            })
            .ToListAsync(ct);
        var newest = plans.GroupBy(p => p.Date).Select(g => g.MaxBy(p => p.VersionNo)!).ToDictionary(p => p.Date);
        var ids = newest.Values.Select(p => p.Id).ToList();
        var visits = db.Visits;
        var late = await db
            .PlanRoutes.AsNoTracking()
            .Where(r => ids.Contains(r.PlanId))
            .SelectMany(
                r => r.Stops,
                (r, s) =>
                    new
                    {
                        r.PlanId,
                        s.VisitId,
                        s.StartsAt,
                    }
            )
            .Where(s => visits.Any(v => v.Id == s.VisitId && s.StartsAt > v.WindowTo))
            .GroupBy(s => s.PlanId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var made = new List<BranchDay>();
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            var of = counts.Where(c => c.Date == day).ToList();
            int Sum(params VisitState[] states) => of.Where(c => states.Contains(c.State)).Sum(c => c.Count);
            var plan = newest.GetValueOrDefault(day);
            made.Add(
                new(
                    day,
                    of.Sum(c => c.Count),
                    Sum(VisitState.Unplanned),
                    Sum(VisitState.Planned),
                    of.Where(c => c.State == VisitState.Published || c.State.HasBegun()).Sum(c => c.Count),
                    Sum(VisitState.Closed, VisitState.Failed),
                    plan is null ? 0 : late.GetValueOrDefault(plan.Id),
                    of.Where(c => c.Held).Sum(c => c.Count),
                    plan?.VersionNo,
                    plans.Find(p => p.Date == day && p.State == PlanState.Published)?.VersionNo,
                    clock.On(day) is not null
                )
            );
        }
        return new(branch.Id, branch.Name, branch.TimeZone, clock.DayOf(desk.Now), made);
    }
}
