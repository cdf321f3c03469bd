namespace Homeward.Web.Ui;

public enum PointKind
{
    Stop,
    Depot,
    Van,
    Pin,
}

/// <summary>A place on the map. Colour (a CSS colour, such as a route's) wins over the tone.</summary>
public sealed record MapPoint(
    string Id,
    double Lat,
    double Lon,
    string Label,
    PointKind Kind = PointKind.Stop,
    Tone Tone = Tone.Neutral,
    string? Color = null,
    int? Number = null
);

/// <summary>A route as drawn: longitude and latitude pairs in order.</summary>
public sealed record MapLine(string Id, IReadOnlyList<double[]> Coordinates, string? Color = null, bool Dashed = false);
