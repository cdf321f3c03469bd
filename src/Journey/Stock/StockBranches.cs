using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Stock;

public sealed record StockBranch(Guid Id, string Code, string Name, string TimeZone);

/// <summary>The branches whose stock the actor sees.</summary>
public sealed class StockBranches(Desk desk)
{
    public async Task<IReadOnlyList<StockBranch>> Run(CancellationToken ct)
    {
        var (all, mine) = (desk.Actor.AllBranches, desk.Actor.Branches);
        return await desk
            .Db.Branches.AsNoTracking()
            .Where(b => all || mine.Contains(b.Id))
            .OrderBy(b => b.Name)
            .Select(b => new StockBranch(b.Id, b.Code, b.Name, b.TimeZone))
            .ToListAsync(ct);
    }
}
