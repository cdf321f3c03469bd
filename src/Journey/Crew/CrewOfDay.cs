using Homeward.Field;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Crew;

/// <summary>One person's shift on a day, in UTC, with what they may do on it and the van they take.</summary>
public sealed record CrewShift(
    Guid ShiftId,
    Guid PersonId,
    string Name,
    IReadOnlySet<string> Skills,
    Guid? VehicleId,
    string? Vehicle,
    bool VehicleFit,
    bool Second,
    DateTime StartUtc,
    DateTime EndUtc,
    DateTime? BreakFromUtc,
    WorkTime Break,
    bool OnCall,
    Money HourlyCost
);

/// <summary>Who works at a branch on a date, with which van. A van out of service or past its inspection is shown as not fit.</summary>
public sealed class CrewOfDay(Desk desk, BranchTime time, Qualified qualified)
{
    public async Task<Outcome<IReadOnlyList<CrewShift>>> Run(Guid branchId, DateOnly date, CancellationToken ct)
    {
        if (await time.Of(branchId, ct) is not { } clock)
            return new NoSuch("branch");
        var db = desk.Db;
        var shifts = await db
            .Shifts.AsNoTracking()
            .Where(s => s.BranchId == branchId && s.Date == date)
            .ToListAsync(ct);
        var ids = shifts.Select(s => s.PersonId).Distinct().ToList();
        var people = await db.People.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var vans = await db.Vehicles.AsNoTracking().Where(v => v.BranchId == branchId).ToDictionaryAsync(v => v.Id, ct);
        // A driver lent by another branch is of that branch: skills are asked of all, rights of this one.
        var skills = await qualified.Held(null, date, ct);
        return shifts
            .Where(s => people.ContainsKey(s.PersonId) && skills.ContainsKey(s.PersonId))
            .Select(s =>
            {
                var (start, end) = clock.UtcSpan(s.Date, s.Start, s.End);
                var van = s.VehicleId is { } v ? vans.GetValueOrDefault(v) : null;
                return new CrewShift(
                    s.Id,
                    s.PersonId,
                    people[s.PersonId].Name,
                    skills[s.PersonId],
                    van?.Id,
                    van?.Name,
                    van is not null && van.FitOn(date),
                    s.Second,
                    start,
                    end,
                    s.BreakFrom is { } b ? clock.ToUtc(b >= s.Start ? s.Date : s.Date.AddDays(1), b) : null,
                    WorkTime.FromMinutes(s.BreakMinutes),
                    s.OnCall,
                    people[s.PersonId].HourlyCost
                );
            })
            .OrderBy(s => s.StartUtc)
            .ThenBy(s => s.Name, StringComparer.Ordinal)
            .ToList();
    }
}
