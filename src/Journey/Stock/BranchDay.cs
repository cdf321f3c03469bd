using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Stock;

internal static class BranchDay
{
    /// <summary>The date at the branch now: what "in date" and "received today" mean.</summary>
    public static async Task<DateOnly> Today(this Desk desk, Guid branchId, CancellationToken ct)
    {
        var zone = await desk.Db.Branches.Where(b => b.Id == branchId).Select(b => b.TimeZone).FirstOrDefaultAsync(ct);
        var local = zone is null
            ? desk.Now
            : TimeZoneInfo.ConvertTimeFromUtc(desk.Now, TimeZoneInfo.FindSystemTimeZoneById(zone));
        return DateOnly.FromDateTime(local);
    }
}
