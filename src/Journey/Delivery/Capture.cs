using Homeward.Field;
using Homeward.Journey.Shared;

namespace Homeward.Journey.Delivery;

/// <summary>
/// When and where a crew did something, as their phone told it. Kept as told; what is reckoned with is <see cref="TimeOr"/>, so that
/// a phone with a wrong clock loses nothing and backdates nothing.
/// </summary>
public sealed record Capture(
    DateTime DeviceTime,
    double? Latitude = null,
    double? Longitude = null,
    double? AccuracyMetres = null
)
{
    private static readonly TimeSpan Old = TimeSpan.FromDays(7);
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    internal GeoPoint? Point =>
        Latitude is { } lat && Longitude is { } lon && GeoPoint.IsValid(lat, lon) ? new GeoPoint(lat, lon) : null;

    /// <summary>The device's time in whole microseconds: what both databases keep, so that a hash over it holds.</summary>
    internal DateTime Kept => DeviceTime.AddTicks(-(DeviceTime.Ticks % TimeSpan.TicksPerMicrosecond));

    /// <summary>The device's time where it can be true (at most a week old, at most five minutes ahead), else the server's.</summary>
    internal DateTime TimeOr(DateTime now) => DeviceTime >= now - Old && DeviceTime <= now + Ahead ? Kept : now;

    internal void Check(List<Refusal> problems)
    {
        if (DeviceTime.Kind != DateTimeKind.Utc || DeviceTime.Year is < 2000 or > 2200)
            problems.Add(
                new InvalidField("at.deviceTime", "The device's time must be UTC, such as 2026-11-10T14:00:00Z.")
            );
        if (Latitude is null != Longitude is null || (Latitude is not null && Point is null))
            problems.Add(
                new InvalidField(
                    "at.latitude",
                    "A place needs a latitude from -90 to 90 and a longitude from -180 to 180."
                )
            );
        if (AccuracyMetres is { } accuracy && !(accuracy is >= 0 and <= 100_000))
            problems.Add(new InvalidField("at.accuracyMetres", "The accuracy runs from 0 to 100,000 metres."));
    }
}

/// <summary>How a piece looked when it was fetched.</summary>
public static class Conditions
{
    public static readonly IReadOnlyList<string> All = ["good", "worn", "soiled", "damaged", "not-working", "infested"];
}

internal static class Said
{
    public const int Line = 200;
    public const int Note = 4_000;

    /// <summary>Trimmed; null when nothing is left. Too long, or signs that PostgreSQL cannot keep, is a problem of the field.</summary>
    public static string? Clean(string? text, string field, int most, List<Refusal> problems)
    {
        var plain = text?.Trim();
        if (string.IsNullOrEmpty(plain))
            return null;
        if (plain.Length > most)
            problems.Add(new InvalidField(field, $"This is longer than {most} characters.", "Shorten it."));
        else if (plain.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t' or '\u001d')))
            problems.Add(
                new InvalidField(field, "This holds characters that cannot be kept.", "Remove the control characters.")
            );
        return plain;
    }
}
