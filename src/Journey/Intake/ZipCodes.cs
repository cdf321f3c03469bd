using System.Collections.Frozen;
using System.Globalization;
using Homeward.Field;
using Homeward.Field.Checks;

namespace Homeward.Journey.Intake;

/// <summary>The middle of a ZIP area, and its post office's town.</summary>
public sealed record ZipPlace(string Zip, double Latitude, double Longitude, string City, string State)
{
    public GeoPoint Point => new(Latitude, Longitude);
}

/// <summary>
/// The ZIP areas of the United States, built in (Census ZCTA centroids, GeoNames towns): no address leaves the host to be located.
/// </summary>
public static class ZipCodes
{
    // A post office serves the towns around it, and people write their own town's name.
    private const double NearMetres = 40_000;

    private static readonly Lazy<FrozenDictionary<string, ZipPlace>> Places = new(Read);

    private static readonly Lazy<ILookup<string, ZipPlace>> Towns = new(() =>
        Places.Value.Values.Where(p => p.City.Length > 0).ToLookup(p => Town(p.City, p.State))
    );

    public static int Count => Places.Value.Count;

    /// <summary>The area of a ZIP or ZIP+4; null when there is none.</summary>
    public static ZipPlace? Find(string? zip) =>
        ZipCode.Normalise(zip) is { } whole ? Places.Value.GetValueOrDefault(whole[..5]) : null;

    /// <summary>True when the town has a post office within 40 km of this ZIP area.</summary>
    public static bool IsNear(ZipPlace place, string city, string state) =>
        Towns.Value[Town(city, state)].Any(t => t.Point.MetresTo(place.Point) < NearMetres);

    private static string Town(string city, string state) =>
        $"{PersonName.Normalise(city).Replace("SAINT ", "ST ", StringComparison.Ordinal)}|{state.ToUpperInvariant()}";

    private static FrozenDictionary<string, ZipPlace> Read()
    {
        using var stream =
            typeof(ZipCodes).Assembly.GetManifestResourceStream("zips.csv")
            ?? throw new InvalidOperationException("The table of ZIP areas was not built in.");
        using var reader = new StreamReader(stream);
        var places = new Dictionary<string, ZipPlace>(45_000);
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            if (
                cells.Length == 5
                && double.TryParse(cells[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var lat)
                && double.TryParse(cells[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var lon)
                && GeoPoint.IsValid(lat, lon)
            )
                places[cells[0]] = new(cells[0], lat, lon, cells[3], cells[4]);
        }
        return places.ToFrozenDictionary();
    }
}
