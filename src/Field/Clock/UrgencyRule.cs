using System.Globalization;
using System.Text.Json.Serialization;

namespace Homeward.Field.Clock;

/// <summary>How soon an order is due. Serialised by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Urgency>))]
public enum Urgency
{
    /// <summary>On the promised date.</summary>
    Scheduled,

    /// <summary>By the end of the next working day.</summary>
    NextDay,

    /// <summary>By the end of the day it came in.</summary>
    SameDay,

    /// <summary>Within hours, at any hour.</summary>
    Stat,
}

/// <summary>A branch's terms for urgency. Data; the numbers are ours, contracts differ.</summary>
public sealed record UrgencyTerms
{
    /// <summary>The terms that come with the system.</summary>
    public static UrgencyTerms Default { get; } = new();

    /// <summary>Time from receipt to the door for STAT, in elapsed time. Default 4 hours. Must be positive.</summary>
    public TimeSpan Stat { get; init; } = TimeSpan.FromHours(4);

    /// <summary>True when STAT is served at any hour; else its clock starts at the next opening. Default true.</summary>
    public bool StatAroundTheClock { get; init; } = true;

    /// <summary>Local time after which "same day" and "next day" count from the next working day. Default 14:00.</summary>
    public TimeOnly Cutoff { get; init; } = new(14, 0);
}

/// <summary>When an order is due, and why.</summary>
/// <param name="DueUtc">UTC.</param>
/// <param name="DueLocal">The same on the branch's wall clock, kind unspecified.</param>
/// <param name="Reason">A sentence.</param>
public sealed record DueTime(DateTime DueUtc, DateTime DueLocal, string Reason);

/// <summary>Computes when an order is due. Pure: time zone and hours are given. Thread safe.</summary>
public static class UrgencyRule
{
    /// <summary>
    /// STAT: receipt plus the terms' hours in elapsed time, so a clock change neither adds nor takes an hour. Same day:
    /// closing time of the working day of receipt, or of the next one after the cutoff or on a closed day. Next day:
    /// closing time one working day later. Scheduled: closing time of the promised date, end of day if it is closed.
    /// </summary>
    /// <param name="urgency">How soon.</param>
    /// <param name="receivedUtc">When the order came in, UTC.</param>
    /// <param name="zone">The branch's time zone.</param>
    /// <param name="hours">The branch's hours.</param>
    /// <param name="terms">The branch's terms.</param>
    /// <param name="promised">The promised local date; needed for <see cref="Urgency.Scheduled"/>, ignored otherwise.</param>
    /// <exception cref="ArgumentException">Scheduled without a date, or a local receipt time.</exception>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">The hours have no working day.</exception>
    public static DueTime Due(
        Urgency urgency,
        DateTime receivedUtc,
        TimeZoneInfo zone,
        BusinessHours hours,
        UrgencyTerms terms,
        DateOnly? promised = null
    )
    {
        ArgumentNullException.ThrowIfNull(hours);
        ArgumentNullException.ThrowIfNull(terms);
        var received = LocalClock.ToLocal(receivedUtc, zone);
        switch (urgency)
        {
            case Urgency.Stat:
                return Stat(receivedUtc, received, zone, hours, terms);
            case Urgency.SameDay:
            {
                var day = DayOfReceipt(received, hours, terms);
                var why =
                    day == DateOnly.FromDateTime(received)
                        ? "received before the cutoff"
                        : "received after the cutoff or on a closed day";
                return At(day, hours.On(day)!.Closes, zone, $"Same day, {why}");
            }
            case Urgency.NextDay:
            {
                var day = WorkingDay.Add(DayOfReceipt(received, hours, terms), 1, hours);
                return At(day, hours.On(day)!.Closes, zone, "Next working day");
            }
            default:
                return promised is { } date
                    ? At(date, hours.On(date)?.Closes ?? new TimeOnly(23, 59), zone, "As promised")
                    : throw new ArgumentException("A scheduled order needs its promised date.", nameof(promised));
        }
    }

    private static DueTime Stat(
        DateTime receivedUtc,
        DateTime received,
        TimeZoneInfo zone,
        BusinessHours hours,
        UrgencyTerms terms
    )
    {
        var start = DateTime.SpecifyKind(receivedUtc, DateTimeKind.Utc);
        if (!terms.StatAroundTheClock)
        {
            var date = DateOnly.FromDateTime(received);
            var time = TimeOnly.FromDateTime(received);
            if (hours.On(date) is not { } today || time >= today.Closes)
            {
                date = WorkingDay.OnOrAfter(date.AddDays(1), hours);
                start = LocalClock.ToUtc(date, hours.On(date)!.Opens, zone);
            }
            else if (time < today.Opens)
            {
                start = LocalClock.ToUtc(date, today.Opens, zone);
            }
        }
        var due = start + terms.Stat;
        var local = LocalClock.ToLocal(due, zone);
        var from = start == DateTime.SpecifyKind(receivedUtc, DateTimeKind.Utc) ? "receipt" : "the next opening";
        return new(
            due,
            local,
            string.Create(
                CultureInfo.InvariantCulture,
                $"STAT: {terms.Stat.TotalHours:0.##} hours from {from}, by {local:MM/dd HH:mm}."
            )
        );
    }

    private static DateOnly DayOfReceipt(DateTime received, BusinessHours hours, UrgencyTerms terms)
    {
        var date = DateOnly.FromDateTime(received);
        var late = TimeOnly.FromDateTime(received) >= terms.Cutoff;
        return WorkingDay.OnOrAfter(late ? date.AddDays(1) : date, hours);
    }

    private static DueTime At(DateOnly date, TimeOnly time, TimeZoneInfo zone, string why)
    {
        var utc = LocalClock.ToUtc(date, time, zone);
        var local = LocalClock.ToLocal(utc, zone);
        return new(utc, local, string.Create(CultureInfo.InvariantCulture, $"{why}: by {local:MM/dd HH:mm}."));
    }
}
