using System.Globalization;
using System.Text.Json.Serialization;

namespace Homeward.Field;

/// <summary>
/// A place on the earth in WGS 84 degrees. Default is (0, 0), a real place in the Gulf of Guinea: use a nullable
/// when a place may be unknown.
/// </summary>
public readonly record struct GeoPoint
{
    /// <summary>Mean earth radius in metres (IUGG R1), used for great circles.</summary>
    public const double EarthRadiusMetres = 6_371_008.8;

    /// <summary>Makes a point.</summary>
    /// <param name="latitude">Degrees north, -90 to 90.</param>
    /// <param name="longitude">Degrees east, -180 to 180.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range or not a number.</exception>
    [JsonConstructor]
    public GeoPoint(double latitude, double longitude)
    {
        if (!(latitude is >= -90 and <= 90))
        {
            throw new ArgumentOutOfRangeException(nameof(latitude), latitude, "Latitude runs from -90 to 90 degrees.");
        }
        if (!(longitude is >= -180 and <= 180))
        {
            throw new ArgumentOutOfRangeException(
                nameof(longitude),
                longitude,
                "Longitude runs from -180 to 180 degrees."
            );
        }
        Latitude = latitude;
        Longitude = longitude;
    }

    /// <summary>Degrees north, -90 to 90.</summary>
    public double Latitude { get; }

    /// <summary>Degrees east, -180 to 180.</summary>
    public double Longitude { get; }

    /// <summary>True when both values are numbers in range, so that the constructor would accept them.</summary>
    public static bool IsValid(double latitude, double longitude) =>
        latitude is >= -90 and <= 90 && longitude is >= -180 and <= 180;

    /// <summary>
    /// Great-circle distance in metres, haversine on a sphere of <see cref="EarthRadiusMetres"/>: within 0.6 % of the
    /// ellipsoid. Symmetric; zero for equal points; at most half the circumference.
    /// </summary>
    public double MetresTo(GeoPoint other)
    {
        var p1 = double.DegreesToRadians(Latitude);
        var p2 = double.DegreesToRadians(other.Latitude);
        var sinLat = Math.Sin((p2 - p1) / 2);
        var sinLon = Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2);
        var h = sinLat * sinLat + Math.Cos(p1) * Math.Cos(p2) * sinLon * sinLon;
        return 2 * EarthRadiusMetres * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }

    /// <summary>Great-circle distance rounded to whole metres.</summary>
    public Distance DistanceTo(GeoPoint other) => new((int)Math.Round(MetresTo(other)));

    /// <summary>"39.966634, -82.991693": six decimals, in every culture.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Latitude:0.######}, {Longitude:0.######}");
}
