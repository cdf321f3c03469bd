using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Homeward.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Web.Access;

/// <summary>The branches a person sees, by name, for the pages of access.</summary>
public sealed record BranchNames(IReadOnlyList<(Guid Id, string Name)> All, string TimeZone)
{
    public static readonly BranchNames None = new([], "UTC");

    public static Task<BranchNames> Read(Front front) =>
        front.Do(
            async (Desk desk) =>
            {
                var rows = await desk
                    .Db.Branches.AsNoTracking()
                    .OrderBy(b => b.Name)
                    .Select(b => new
                    {
                        b.Id,
                        b.Name,
                        b.TimeZone,
                    })
                    .ToListAsync();
                rows = [.. rows.Where(b => desk.Actor.Sees(b.Id))];
                return new BranchNames([.. rows.Select(b => (b.Id, b.Name))], rows.FirstOrDefault()?.TimeZone ?? "UTC");
            }
        );

    public string Of(Guid? branch) =>
        branch is null ? "all branches"
        : All.FirstOrDefault(b => b.Id == branch) is { Name: { } name } ? name
        : "another branch";
}
