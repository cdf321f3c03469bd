using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <summary>A branch whose days the actor may see, with its zone, its date now, and its vans.</summary>
public sealed record PlanBranch(Guid Id, string Name, string TimeZone, DateOnly Today, IReadOnlyList<PlanVan> Vans);

public sealed record PlanVan(Guid Id, string Name);

/// <summary>The branches to choose from on the dispatcher's pages.</summary>
public sealed class PlanBranches(Desk desk, BranchTime time)
{
    public async Task<IReadOnlyList<PlanBranch>> Run(CancellationToken ct)
    {
        var (all, seen) = (desk.Actor.AllBranches, desk.Actor.Branches);
        var branches = await desk
            .Db.Branches.AsNoTracking()
            .Where(b => all || seen.Contains(b.Id))
            .OrderBy(b => b.Name)
            .ToListAsync(ct);
        var vans = await desk
            .Db.Vehicles.AsNoTracking()
            .OrderBy(v => v.Name)
            .Select(v => new { v.BranchId, Van = new PlanVan(v.Id, v.Name) })
            .ToListAsync(ct);
        var rows = new List<PlanBranch>();
        foreach (var branch in branches)
            if (await time.Of(branch.Id, ct) is { } clock)
                rows.Add(
                    new(
                        branch.Id,
                        branch.Name,
                        branch.TimeZone,
                        clock.DayOf(desk.Now),
                        [.. vans.Where(v => v.BranchId == branch.Id).Select(v => v.Van)]
                    )
                );
        return rows;
    }
}
