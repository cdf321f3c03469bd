using System.Globalization;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Branches;

/// <summary>A day that differs from the week: closed (no times), or open at these hours. Saving a date again replaces it.</summary>
public sealed record DayToSave(Guid BranchId, DateOnly Date, string Name, TimeOnly? OpensAt, TimeOnly? ClosesAt);

public sealed record DayToRemove(Guid BranchId, DateOnly Date);

/// <summary>Adds the holidays most branches keep in a year; days already in the calendar stay as they are.</summary>
public sealed record HolidaysToAdd(Guid BranchId, int Year);

public sealed record CalendarRow(
    Guid Id,
    Guid BranchId,
    DateOnly Date,
    string Name,
    TimeOnly? OpensAt,
    TimeOnly? ClosesAt,
    int Version
);

/// <summary>Keeps a branch's calendar.</summary>
public sealed class KeepCalendar(Desk desk)
{
    public async Task<IReadOnlyList<CalendarRow>> Find(
        Guid branchId,
        DateOnly from,
        DateOnly to,
        CancellationToken ct
    ) =>
        await desk
            .Db.CalendarDays.AsNoTracking()
            .Where(d => d.BranchId == branchId && d.Date >= from && d.Date <= to)
            .OrderBy(d => d.Date)
            .Select(d => new CalendarRow(d.Id, d.BranchId, d.Date, d.Name, d.OpensAt, d.ClosesAt, d.Version))
            .Take(1000)
            .ToListAsync(ct);

    public Task<Outcome<CalendarRow>> Save(Command<DayToSave> command, CancellationToken ct) =>
        desk.Once<CalendarRow>(
            command.Id,
            command.Data,
            async () =>
            {
                var wish = command.Data;
                if (await Refuse(wish.BranchId, ct) is { } no)
                    return no;
                var faults = new Faults();
                var name = faults.Text("name", wish.Name, 100);
                faults.Day("date", wish.Date);
                if (wish.OpensAt is null != wish.ClosesAt is null)
                    faults.Say("closesAt", "Give both times, or none for a closed day.");
                else if (wish.ClosesAt <= wish.OpensAt)
                    faults.Say("closesAt", "The branch closes before it opens.");
                if (faults.Any)
                    return faults.All;
                var day = await desk.Db.CalendarDays.FirstOrDefaultAsync(
                    d => d.BranchId == wish.BranchId && d.Date == wish.Date,
                    ct
                );
                if (day is null)
                    desk.Db.Add(
                        day = new CalendarDay
                        {
                            Id = desk.NewId(),
                            BranchId = wish.BranchId,
                            Date = wish.Date,
                        }
                    );
                (day.Name, day.OpensAt, day.ClosesAt) = (name, wish.OpensAt, wish.ClosesAt);
                return new CalendarRow(
                    day.Id,
                    day.BranchId,
                    day.Date,
                    name,
                    day.OpensAt,
                    day.ClosesAt,
                    desk.Db.NextVersion(day)
                );
            },
            ct
        );

    public Task<Outcome<Done>> Remove(Command<DayToRemove> command, CancellationToken ct) =>
        desk.Once<Done>(
            command.Id,
            command.Data,
            async () =>
            {
                var wish = command.Data;
                if (await Refuse(wish.BranchId, ct) is { } no)
                    return no;
                if (
                    await desk.Db.CalendarDays.FirstOrDefaultAsync(
                        d => d.BranchId == wish.BranchId && d.Date == wish.Date,
                        ct
                    )
                    is not { } day
                )
                    return new NoSuch("day in the calendar");
                desk.Db.Remove(day);
                return Done.It;
            },
            ct
        );

    public Task<Outcome<Done>> AddHolidays(Command<HolidaysToAdd> command, CancellationToken ct) =>
        desk.Once<Done>(
            command.Id,
            command.Data,
            async () =>
            {
                var (branchId, year) = command.Data;
                if (await Refuse(branchId, ct) is { } no)
                    return no;
                if (year is < 2000 or > 2100)
                    return new InvalidField(
                        "year",
                        string.Create(CultureInfo.InvariantCulture, $"{year} is not a year we can work with.")
                    );
                var have = await desk
                    .Db.CalendarDays.Where(d => d.BranchId == branchId)
                    .Select(d => d.Date)
                    .ToListAsync(ct);
                foreach (var (date, name) in Holidays(year).Where(h => !have.Contains(h.Date)))
                    desk.Db.Add(
                        new CalendarDay
                        {
                            Id = desk.NewId(),
                            BranchId = branchId,
                            Date = date,
                            Name = name,
                        }
                    );
                return Done.It;
            },
            ct
        );

    private async Task<Refusal?> Refuse(Guid branchId, CancellationToken ct) =>
        !desk.Actor.Can(May.WriteSetup) ? new NotAllowed("change the calendar")
        : !desk.Actor.Sees(branchId) || !await desk.Db.Branches.AnyAsync(b => b.Id == branchId, ct)
            ? new NoSuch("branch")
        : null;

    /// <summary>The six holidays most American depots close on (5 USC 6103 names eleven; add the others by hand).</summary>
    internal static IEnumerable<(DateOnly Date, string Name)> Holidays(int year)
    {
        yield return (new(year, 1, 1), "New Year's Day");
        yield return (Nth(year, 6, 0, DayOfWeek.Monday), "Memorial Day");
        yield return (new(year, 7, 4), "Independence Day");
        yield return (Nth(year, 9, 1, DayOfWeek.Monday), "Labor Day");
        yield return (Nth(year, 11, 4, DayOfWeek.Thursday), "Thanksgiving Day");
        yield return (new(year, 12, 25), "Christmas Day");
    }

    /// <summary>The nth such weekday of a month; the zeroth is the last one of the month before.</summary>
    private static DateOnly Nth(int year, int month, int n, DayOfWeek day)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays(((int)day - (int)first.DayOfWeek + 7) % 7 + 7 * (n - 1));
    }
}
