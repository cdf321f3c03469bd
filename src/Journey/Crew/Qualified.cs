using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Crew;

/// <summary>
/// Who may do a task on a day. A credential counts on the day it is asked for and on no other: one that expires overnight takes
/// its holder out of tomorrow, on call or not. The past answers as it was: credentials are ended, never deleted.
/// </summary>
public sealed class Qualified(Desk desk)
{
    /// <summary>People of the branch (null: of every branch the actor sees) who hold all the skills on the day and work for us on it.</summary>
    public async Task<IReadOnlySet<Guid>> On(
        Guid? branchId,
        DateOnly day,
        IEnumerable<string> skills,
        CancellationToken ct
    )
    {
        var needed = skills.Where(s => s.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        var held = await Held(branchId, day, ct);
        return held.Where(p => needed.All(p.Value.Contains)).Select(p => p.Key).ToHashSet();
    }

    /// <summary>Every person who works for us on the day, with the skills valid on it.</summary>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlySet<string>>> Held(
        Guid? branchId,
        DateOnly day,
        CancellationToken ct
    )
    {
        var credentials = desk.Db.Credentials;
        var people = await desk
            .Db.People.AsNoTracking()
            .Where(p =>
                (branchId == null || p.BranchId == branchId)
                && p.HiredOn <= day
                && (p.LeftOn == null || p.LeftOn >= day)
            )
            .Select(p => new
            {
                p.Id,
                Skills = credentials
                    .Where(c =>
                        c.PersonId == p.Id
                        && c.ValidFrom <= day
                        && (c.ValidTo == null || c.ValidTo >= day)
                        && (c.RevokedOn == null || c.RevokedOn > day)
                    )
                    .Select(c => c.Skill)
                    .ToList(),
            })
            .ToListAsync(ct);
        return people.ToDictionary(p => p.Id, p => (IReadOnlySet<string>)p.Skills.ToHashSet(StringComparer.Ordinal));
    }
}
