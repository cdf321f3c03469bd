using System.Globalization;

namespace Homeward.Web.Ui;

/// <summary>Times and durations in the words a dispatcher uses. Times are shown in the branch's zone, never the server's.</summary>
public static class Say
{
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("en-US");

    /// <summary>"1 visit", "12 visits".</summary>
    public static string Count(int count, string noun) =>
        string.Create(Culture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>"1 h 20 min", "45 min", "3 d 4 h". Always positive; under a minute reads "under 1 min".</summary>
    public static string Duration(TimeSpan span)
    {
        span = span.Duration();
        if (span < TimeSpan.FromMinutes(1))
            return "under 1 min";
        // Rounding down keeps "due in 1 h" true until the hour is really short.
        if (span < TimeSpan.FromHours(1))
            return string.Create(Culture, $"{(int)span.TotalMinutes} min");
        if (span < TimeSpan.FromDays(1))
            return span.Minutes == 0
                ? string.Create(Culture, $"{span.Hours} h")
                : string.Create(Culture, $"{span.Hours} h {span.Minutes} min");
        return span.Hours == 0
            ? string.Create(Culture, $"{span.Days} d")
            : string.Create(Culture, $"{span.Days} d {span.Hours} h");
    }

    /// <summary>The instant as a wall clock in that zone. An unknown zone id is a configuration error and throws.</summary>
    public static DateTime Local(DateTime utc, string? timeZone) =>
        string.IsNullOrEmpty(timeZone)
            ? utc
            : TimeZoneInfo.ConvertTimeFromUtc(
                DateTime.SpecifyKind(utc, DateTimeKind.Utc),
                TimeZoneInfo.FindSystemTimeZoneById(timeZone)
            );

    /// <summary>"2:40 PM"</summary>
    public static string Time(DateTime utc, string? timeZone) => Local(utc, timeZone).ToString("h:mm tt", Culture);

    /// <summary>"Tue, Mar 3"</summary>
    public static string Day(DateOnly day) => day.ToString("ddd, MMM d", Culture);

    /// <summary>"Tue, Mar 3, 2:40 PM"</summary>
    public static string When(DateTime utc, string? timeZone) =>
        Local(utc, timeZone).ToString("ddd, MMM d, h:mm tt", Culture);

    /// <summary>For the datetime attribute of a time element.</summary>
    public static string Machine(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", Culture);
}
