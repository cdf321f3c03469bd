using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;
using NetTopologySuite.Operation.Valid;

namespace Homeward.Journey.Branches;

/// <summary>A zone's area: GeoJSON as people paste it, read once and checked whole.</summary>
public sealed class ZoneShape
{
    private const int MostPoints = 5_000;
    private static readonly JsonSerializerOptions Geo = new() { Converters = { new GeoJsonConverterFactory() } };

    private readonly Geometry shape;

    private ZoneShape(Geometry shape) => this.shape = shape;

    /// <summary>The shape as one GeoJSON geometry.</summary>
    public string GeoJson => JsonSerializer.Serialize(shape, Geo);

    /// <summary>The corners of the box round it, in degrees.</summary>
    public (double South, double West, double North, double East) Box =>
        shape.EnvelopeInternal is var e ? (e.MinY, e.MinX, e.MaxY, e.MaxX) : default;

    public bool Holds(double latitude, double longitude) => shape.Covers(new Point(longitude, latitude));

    /// <summary>A shape that was checked when it was saved.</summary>
    public static ZoneShape Saved(string geoJson) =>
        Read(geoJson).Shape ?? throw new InvalidOperationException("The stored zone is not a polygon.");

    /// <summary>Reads a Polygon or MultiPolygon, alone or as a Feature (or a collection of one), or a list of corners. The fault is a sentence.</summary>
    public static (ZoneShape? Shape, string? Fault) Read(string? geoJson)
    {
        if (string.IsNullOrWhiteSpace(geoJson))
            return (null, "it is empty.");
        if (geoJson.Length > 400_000)
            return (null, "it is too large; simplify it to at most 5,000 points.");
        if (ZonePoints.Look(geoJson))
        {
            var (made, wrong) = ZonePoints.Read(geoJson);
            if (wrong is not null)
                return (null, wrong);
            geoJson = made!;
        }
        Geometry? shape;
        try
        {
            using var json = JsonDocument.Parse(geoJson, new() { MaxDepth = 16 });
            var root = json.RootElement;
            if (Type(root) == "FeatureCollection")
            {
                if (
                    root.GetProperty("features") is not { ValueKind: JsonValueKind.Array } many
                    || many.GetArrayLength() != 1
                )
                    return (null, "a collection must hold exactly one shape.");
                root = many[0];
            }
            if (Type(root) == "Feature")
                root = root.GetProperty("geometry");
            if (Type(root) is not ("Polygon" or "MultiPolygon"))
                return (null, "it is not a Polygon or MultiPolygon.");
            if (Open(root.GetProperty("coordinates")) is { } fault)
                return (null, fault);
            shape = JsonSerializer.Deserialize<Geometry>(root.GetRawText(), Geo);
        }
        catch (Exception e)
            when (e
                    is JsonException
                        or ArgumentException
                        or InvalidOperationException
                        or KeyNotFoundException
                        or FormatException
            )
        {
            return (null, "it is not GeoJSON.");
        }
        if (shape is null || shape.IsEmpty)
            return (null, "it is empty.");
        if (shape.NumPoints > MostPoints)
            return (null, "it has more than 5,000 points; simplify it.");
        if (shape.Coordinates.Any(c => !(c.X is >= -180 and <= 180 && c.Y is >= -90 and <= 90)))
            return (null, "a point is not on the earth; longitude comes before latitude.");
        var valid = new IsValidOp(shape);
        if (!valid.IsValid)
            return (
                null,
                $"{valid.ValidationError.Message.ToLowerInvariant()} near {valid.ValidationError.Coordinate.X:0.####}, {valid.ValidationError.Coordinate.Y:0.####}."
            );
        return (new(shape), null);
    }

    /// <summary>Looks at the rings before the library does: it closes or rejects an open ring without saying which.</summary>
    private static string? Open(JsonElement coordinates)
    {
        if (coordinates.ValueKind != JsonValueKind.Array || coordinates.GetArrayLength() == 0)
            return "it has no ring.";
        var first = coordinates[0];
        if (first.ValueKind != JsonValueKind.Array || first.GetArrayLength() == 0)
            return "a ring has no points.";
        if (first[0].ValueKind == JsonValueKind.Array)
            return coordinates.EnumerateArray().Select(Open).FirstOrDefault(f => f is not null);
        var points = coordinates.EnumerateArray().ToList();
        if (
            points.Any(p =>
                p.ValueKind != JsonValueKind.Array
                || p.GetArrayLength() < 2
                || p.EnumerateArray().Any(n => n.ValueKind != JsonValueKind.Number)
            )
        )
            return "a point is not two numbers.";
        if (points.Count < 4)
            return "a ring needs at least four points, the last equal to the first.";
        return
            points[0][0].GetDouble() == points[^1][0].GetDouble()
            && points[0][1].GetDouble() == points[^1][1].GetDouble()
            ? null
            : "a ring is not closed: its last point must equal its first.";
    }

    private static string? Type(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty("type", out var type)
        && type.ValueKind == JsonValueKind.String
            ? type.GetString()
            : null;
}
