using Homeward.Field;
using Homeward.Journey.Shared;

namespace Homeward.Journey.Delivery;

public sealed record PositionTold(
    DateTime At,
    double Latitude,
    double Longitude,
    double? AccuracyMetres = null,
    double? SpeedMetresPerSecond = null,
    double? BearingDegrees = null
);

/// <summary>A place that cannot be true, by its index in the batch.</summary>
public sealed record PositionRefused(int Index, string Code, string Reason);

/// <summary>
/// What cannot be true of a place. A jump is held against the place before it by time; when two places in a row agree with each
/// other and not with what was known, it was the known one that lied, and they are believed.
/// </summary>
internal static class PositionRules
{
    /// <summary>252 km/h: no van drives that fast, and no clock of a phone is that wrong over a minute.</summary>
    public const double Fastest = 70;

    /// <summary>So far two true places may lie apart at once: towers and walls.</summary>
    public const double Slack = 500;
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Old = TimeSpan.FromDays(7);

    public static Refusal? Fault(PositionTold p, DateTime now) =>
        p.At.Kind != DateTimeKind.Utc ? new InvalidField("at", "The time must be UTC.")
        : p.At > now + Ahead ? new PositionInFuture()
        : p.At < now - Old ? new PositionTooOld()
        : !GeoPoint.IsValid(p.Latitude, p.Longitude) ? new PositionOffEarth()
        : p is { Latitude: 0, Longitude: 0 } ? new PositionAtNull()
        : p.AccuracyMetres is { } a && !(a is >= 0 and <= 100_000) ? new PositionFieldOff("accuracy")
        : p.SpeedMetresPerSecond is { } s && !(s is >= 0 and <= 100) ? new PositionFieldOff("speed")
        : p.BearingDegrees is { } b && !(b is >= 0 and <= 360) ? new PositionFieldOff("bearing")
        : null;

    /// <summary>True when a van can have been at both places at those times.</summary>
    public static bool Reaches(
        (DateTime At, double Latitude, double Longitude, double? Accuracy) a,
        (DateTime At, double Latitude, double Longitude, double? Accuracy) b
    )
    {
        var metres = new GeoPoint(a.Latitude, a.Longitude).MetresTo(new(b.Latitude, b.Longitude));
        var doubt = Math.Min(5_000, (a.Accuracy ?? 0) + (b.Accuracy ?? 0));
        return metres - doubt - Slack <= (a.At - b.At).Duration().TotalSeconds * Fastest;
    }
}
