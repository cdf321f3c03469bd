namespace Homeward.Field.Clock;

/// <summary>One weekday's opening; local time, closing after opening, both on the same day.</summary>
/// <param name="Day">The weekday.</param>
/// <param name="Opens">Local time of opening.</param>
/// <param name="Closes">Local time of closing.</param>
public sealed record OpenDay(DayOfWeek Day, TimeOnly Opens, TimeOnly Closes);

/// <summary>A branch's working week and its holidays. Immutable data.</summary>
/// <param name="Days">Weekdays it is open, each at most once.</param>
/// <param name="Holidays">Local dates it is closed.</param>
public sealed record BusinessHours(IReadOnlyList<OpenDay> Days, IReadOnlySet<DateOnly> Holidays)
{
    /// <summary>Monday to Friday, 08:00 to 17:00, no holidays.</summary>
    public static BusinessHours Weekdays { get; } =
        new(
            [
                .. new[]
                {
                    DayOfWeek.Monday,
                    DayOfWeek.Tuesday,
                    DayOfWeek.Wednesday,
                    DayOfWeek.Thursday,
                    DayOfWeek.Friday,
                }.Select(day => new OpenDay(day, new(8, 0), new(17, 0))),
            ],
            new HashSet<DateOnly>()
        );

    /// <summary>The opening on a date, or null on a closed weekday or holiday.</summary>
    public OpenDay? On(DateOnly date) =>
        Holidays.Contains(date) ? null : Days.FirstOrDefault(d => d.Day == date.DayOfWeek && d.Closes > d.Opens);
}

/// <summary>Counting in working days.</summary>
public static class WorkingDay
{
    /// <summary>True when the branch is open on the date.</summary>
    /// <exception cref="ArgumentNullException">The hours are null.</exception>
    public static bool Is(DateOnly date, BusinessHours hours)
    {
        ArgumentNullException.ThrowIfNull(hours);
        return hours.On(date) is not null;
    }

    /// <summary>The date itself when it is a working day, else the next one.</summary>
    /// <exception cref="InvalidOperationException">There is no working day within 400 days.</exception>
    public static DateOnly OnOrAfter(DateOnly date, BusinessHours hours)
    {
        for (var i = 0; i < 400; i++)
        {
            if (Is(date.AddDays(i), hours))
            {
                return date.AddDays(i);
            }
        }
        throw new InvalidOperationException("The business hours have no working day within 400 days.");
    }

    /// <summary>So many working days after a date; zero gives <see cref="OnOrAfter"/>.</summary>
    /// <param name="date">The date to count from; it is not counted itself.</param>
    /// <param name="count">0 or more.</param>
    /// <param name="hours">The branch's hours.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    /// <exception cref="InvalidOperationException">There is no working day within 400 days.</exception>
    public static DateOnly Add(DateOnly date, int count, BusinessHours hours)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count == 0)
        {
            return OnOrAfter(date, hours);
        }
        for (var i = 0; i < count; i++)
        {
            date = OnOrAfter(date.AddDays(1), hours);
        }
        return date;
    }
}

/// <summary>Between a branch's wall clock and UTC, on the two odd days of the year too.</summary>
public static class LocalClock
{
    /// <summary>
    /// The instant of a local date and time. A time the spring change skips is moved forward by the gap (02:30 becomes
    /// 03:30); of a time the autumn change repeats the first is taken, so that a deadline is never later than meant.
    /// </summary>
    /// <returns>UTC, kind <see cref="DateTimeKind.Utc"/>.</returns>
    /// <exception cref="ArgumentNullException">The zone is null.</exception>
    public static DateTime ToUtc(DateOnly date, TimeOnly time, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var local = date.ToDateTime(time, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local))
        {
            // Both offsets round a gap name the same instant one gap apart: the offset before it moves the time forward.
            return DateTime.SpecifyKind(local - zone.GetUtcOffset(local.AddHours(-3)), DateTimeKind.Utc);
        }
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
    }

    /// <summary>The local date and time of an instant.</summary>
    /// <param name="utc">UTC; an unspecified kind is read as UTC.</param>
    /// <param name="zone">The branch's time zone.</param>
    /// <exception cref="ArgumentException">The kind is local.</exception>
    /// <exception cref="ArgumentNullException">The zone is null.</exception>
    public static DateTime ToLocal(DateTime utc, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return utc.Kind == DateTimeKind.Local
            ? throw new ArgumentException("Give UTC: the machine's own zone is not the branch's.", nameof(utc))
            : TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone);
    }

    /// <summary>Hours in a local day: 24, or 23 and 25 on the days the clock changes.</summary>
    public static TimeSpan LengthOf(DateOnly date, TimeZoneInfo zone) =>
        ToUtc(date.AddDays(1), TimeOnly.MinValue, zone) - ToUtc(date, TimeOnly.MinValue, zone);
}
