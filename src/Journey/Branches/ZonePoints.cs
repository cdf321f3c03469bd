using System.Globalization;
using System.Text.Json;

namespace Homeward.Journey.Branches;

/// <summary>A zone as people write it down: a corner a line, latitude before longitude, as a telephone's map shows it.</summary>
internal static class ZonePoints
{
    private static readonly char[] Between = [',', ';', ' ', '\t'];

    /// <summary>A list of corners rather than GeoJSON.</summary>
    public static bool Look(string text) =>
        text.TrimStart() is [var first, ..] && (char.IsAsciiDigit(first) || first is '-' or '+');

    /// <summary>The closed ring as a GeoJSON polygon; its shape is judged by whoever reads it.</summary>
    public static (string? GeoJson, string? Fault) Read(string text)
    {
        var corners = new List<double[]>();
        var lines = text.Split('\n', StringSplitOptions.TrimEntries);
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length == 0)
                continue;
            var parts = lines[i].Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (
                parts.Length != 2
                || !double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude)
                || !double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude)
                || !double.IsFinite(latitude)
                || !double.IsFinite(longitude)
            )
                return (null, $"line {i + 1} is not a latitude and a longitude.");
            if (latitude is < -90 or > 90 || longitude is < -180 or > 180)
                return (
                    null,
                    $"line {i + 1} is not on the earth; in a list of corners latitude comes before longitude."
                );
            corners.Add([longitude, latitude]);
        }
        if (corners.Count > 1 && corners[0].SequenceEqual(corners[^1]))
            corners.RemoveAt(corners.Count - 1);
        if (corners.Count < 3)
            return (null, "a zone needs at least three corners.");
        corners.Add(corners[0]);
        return (JsonSerializer.Serialize(new { type = "Polygon", coordinates = new[] { corners } }), null);
    }
}
