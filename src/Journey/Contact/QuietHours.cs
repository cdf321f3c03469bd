namespace Homeward.Journey.Contact;

/// <summary>Messages go out between 8 in the morning and 9 at night of the patient's branch (47 CFR 64.1200(c)(1)).</summary>
public static class QuietHours
{
    public static readonly TimeOnly From = new(8, 0);
    public static readonly TimeOnly Until = new(21, 0);

    /// <summary>The first moment, at or after this one, at which a message may go out. UTC in, UTC out.</summary>
    public static DateTime NextAllowed(DateTime utc, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(utc, zone);
        var time = TimeOnly.FromDateTime(local);
        if (time >= From && time < Until)
            return utc;
        var day = DateOnly.FromDateTime(local).AddDays(time >= Until ? 1 : 0);
        // Neither edge ever falls into a clock change: those happen at two in the morning.
        return TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(From, DateTimeKind.Unspecified), zone);
    }
}
