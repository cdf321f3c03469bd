using System.Globalization;
using System.Text.Json;
using Homeward.Journey.Delivery;

namespace Homeward.Web.Live;

/// <summary>
/// What trackers say: the OsmAnd protocol as Traccar's clients speak it. Older ones send fields (<c>id, lat, lon, timestamp, speed</c>
/// in knots, <c>bearing, accuracy, batt</c>) in the address or as a form; newer ones a JSON body with <c>device_id</c> and
/// <c>location</c>, speed in metres a second. What is not a number is refused; a field of no interest is passed over.
/// </summary>
internal static class OsmAnd
{
    private const double MetresPerSecondInKnot = 0.514444444;

    /// <summary>The report, or what is wrong with it.</summary>
    public static (TrackerReport? Report, string? Fault) Read(Func<string, string?> field, DateTime now)
    {
        var code = field("id") ?? field("deviceid") ?? field("device_id");
        var (lat, lon) = (field("lat") ?? field("latitude"), field("lon") ?? field("longitude"));
        if (field("location") is { } both && both.Split(',') is [var a, var b])
            (lat, lon) = (a, b);
        if (!Number(lat, out var latitude) || !Number(lon, out var longitude))
            return (null, "lat and lon must be numbers.");
        if (!Time(field("timestamp"), now, out var at))
            return (
                null,
                "timestamp must be seconds or milliseconds since 1970, or a date and time such as 2026-11-10T14:00:00Z."
            );
        if (
            !Optional(field("speed"), out var speed)
            || !Optional(field("bearing") ?? field("heading"), out var bearing)
            || !Optional(field("accuracy"), out var accuracy)
        )
            return (null, "speed, bearing and accuracy must be numbers.");
        return (
            new(
                code,
                [
                    new(
                        at,
                        latitude,
                        longitude,
                        Known(accuracy),
                        Known(speed) is { } knots ? knots * MetresPerSecondInKnot : null,
                        Known(bearing)
                    ),
                ]
            ),
            null
        );
    }

    public static (TrackerReport? Report, string? Fault) Read(JsonElement body)
    {
        try
        {
            var code = body.GetProperty("device_id") is { ValueKind: JsonValueKind.String } id
                ? id.GetString()
                : body.GetProperty("device_id").GetRawText();
            var location = body.GetProperty("location");
            var told =
                location.ValueKind == JsonValueKind.Array
                    ? location.EnumerateArray().Select(One).ToList()
                    : [One(location)];
            return (new(code, told), null);
        }
        catch (Exception e)
            when (e is KeyNotFoundException or InvalidOperationException or FormatException or NullReferenceException)
        {
            return (
                null,
                "The body needs device_id and location, with timestamp and coords (latitude, longitude, accuracy, speed, heading)."
            );
        }
    }

    private static PositionTold One(JsonElement location)
    {
        var coords = location.GetProperty("coords");
        double? Maybe(string name) =>
            coords.TryGetProperty(name, out var v) && v.ValueKind == JsonValueKind.Number ? Known(v.GetDouble()) : null;
        if (!Time(location.GetProperty("timestamp").ToString(), default, out var at))
            throw new FormatException();
        return new(
            at,
            coords.GetProperty("latitude").GetDouble(),
            coords.GetProperty("longitude").GetDouble(),
            Maybe("accuracy"),
            Maybe("speed"),
            Maybe("heading")
        );
    }

    // Phones say -1 where they do not know.
    private static double? Known(double? value) => value is < 0 ? null : value;

    private static bool Number(string? text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static bool Optional(string? text, out double? value)
    {
        value = null;
        if (string.IsNullOrEmpty(text))
            return true;
        if (!Number(text, out var number))
            return false;
        value = number;
        return true;
    }

    private static bool Time(string? text, DateTime now, out DateTime at)
    {
        at = now;
        // A device that says no time means now.
        if (string.IsNullOrEmpty(text))
            return now != default;
        if (long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var count))
        {
            var milliseconds = Math.Abs(count) > 100_000_000_000 ? count : count * 1_000;
            if (Math.Abs(milliseconds) > 10_000_000_000_000)
                return false;
            at = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime;
            return true;
        }
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var said))
            return false;
        at = said.UtcDateTime;
        return true;
    }
}
