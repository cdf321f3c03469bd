using Homeward.Field.Clock;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Branches;

/// <summary>When a branch is open on one day: local times, closing after opening.</summary>
public sealed record OpenHours(TimeOnly Opens, TimeOnly Closes, string? Special = null);

/// <summary>Gives the clock of a branch: its time zone, week and calendar.</summary>
public sealed class BranchTime(Desk desk)
{
    /// <summary>The branch's clock; null when there is no such branch or it is not the actor's to see.</summary>
    public async Task<BranchClock?> Of(Guid branchId, CancellationToken ct)
    {
        if (!desk.Actor.Sees(branchId))
            return null;
        var branch = await desk.Db.Branches.AsNoTracking().FirstOrDefaultAsync(b => b.Id == branchId, ct);
        if (branch is null)
            return null;
        var days = await desk.Db.CalendarDays.AsNoTracking().Where(d => d.BranchId == branchId).ToListAsync(ct);
        return new BranchClock(branch, days);
    }
}

/// <summary>
/// A branch's wall clock and opening hours, as they stood when read. A local time the spring change skips moves forward by the
/// gap; of one the autumn change repeats the first is meant, so that no promise is later than it reads.
/// </summary>
public sealed class BranchClock
{
    private readonly Dictionary<DateOnly, CalendarDay> special;
    private readonly HashSet<DayOfWeek> week;
    private readonly TimeOnly opens;
    private readonly TimeOnly closes;

    public BranchClock(Branch branch, IEnumerable<CalendarDay> calendar)
    {
        BranchId = branch.Id;
        Zone = branch.Zone;
        week = [.. branch.OpenDays];
        (opens, closes) = (branch.OpensAt, branch.ClosesAt);
        special = calendar.ToDictionary(d => d.Date);
        Business = new BusinessHours(
            [.. branch.OpenDays.Distinct().Select(d => new OpenDay(d, opens, closes))],
            special.Values.Where(d => d.OpensAt is null).Select(d => d.Date).ToHashSet()
        );
    }

    public Guid BranchId { get; }

    public TimeZoneInfo Zone { get; }

    /// <summary>The week and the closed days as the field's rules take them; days of other hours count there as usual ones.</summary>
    public BusinessHours Business { get; }

    /// <summary>The instant of a local date and time, UTC.</summary>
    public DateTime ToUtc(DateOnly date, TimeOnly time) => LocalClock.ToUtc(date, time, Zone);

    /// <summary>The wall clock at an instant.</summary>
    public (DateOnly Date, TimeOnly Time) ToLocal(DateTime utc)
    {
        var local = LocalClock.ToLocal(utc, Zone);
        return (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
    }

    /// <summary>The branch's date at an instant.</summary>
    public DateOnly DayOf(DateTime utc) => ToLocal(utc).Date;

    /// <summary>False for a time the spring change skips.</summary>
    public bool Exists(DateOnly date, TimeOnly time) => !Zone.IsInvalidTime(date.ToDateTime(time));

    /// <summary>True for a time the autumn change shows twice.</summary>
    public bool HappensTwice(DateOnly date, TimeOnly time) => Zone.IsAmbiguousTime(date.ToDateTime(time));

    /// <summary>A local day in UTC, from its midnight to the next: 23, 24 or 25 hours.</summary>
    public (DateTime From, DateTime To) UtcDay(DateOnly date) =>
        (ToUtc(date, TimeOnly.MinValue), ToUtc(date.AddDays(1), TimeOnly.MinValue));

    /// <summary>A span of local times in UTC; an end at or before its start is on the next day.</summary>
    public (DateTime From, DateTime To) UtcSpan(DateOnly date, TimeOnly from, TimeOnly to) =>
        (ToUtc(date, from), ToUtc(to > from ? date : date.AddDays(1), to));

    /// <summary>The opening hours on a date; null when closed. A calendar day wins over the week.</summary>
    public OpenHours? On(DateOnly date)
    {
        if (special.TryGetValue(date, out var day))
            return day.OpensAt is { } from && day.ClosesAt is { } to && to > from ? new(from, to, day.Name) : null;
        return week.Contains(date.DayOfWeek) && closes > opens ? new(opens, closes) : null;
    }

    /// <summary>Why the date differs from the week, such as "Thanksgiving"; null for an ordinary day.</summary>
    public string? SpecialDay(DateOnly date) => special.GetValueOrDefault(date)?.Name;

    public bool IsOpen(DateTime utc)
    {
        var (date, _) = ToLocal(utc);
        return On(date) is { } hours && utc >= ToUtc(date, hours.Opens) && utc < ToUtc(date, hours.Closes);
    }

    /// <summary>The instant itself when the branch is open, else its next opening; null when it does not open within 400 days.</summary>
    public DateTime? NextOpening(DateTime utc)
    {
        if (IsOpen(utc))
            return utc;
        var today = DayOf(utc);
        for (var i = 0; i < 400; i++)
            if (On(today.AddDays(i)) is { } hours && ToUtc(today.AddDays(i), hours.Opens) is var at && at >= utc)
                return at;
        return null;
    }

    /// <summary>The date itself when the branch is open on it, else the next such date; null when there is none within 400 days.</summary>
    public DateOnly? OpenDayOnOrAfter(DateOnly date)
    {
        for (var i = 0; i < 400; i++)
            if (On(date.AddDays(i)) is not null)
                return date.AddDays(i);
        return null;
    }
}
