using System.Globalization;

namespace Homeward.Roads;

/// <summary>A speed that holds for the part of a trip up to a distance.</summary>
/// <param name="UpToMetres">End of the band in road metres from the start of the trip; infinity for the last.</param>
/// <param name="KilometresPerHour">Speed within the band. Positive.</param>
public readonly record struct SpeedBand(double UpToMetres, double KilometresPerHour);

/// <summary>How an estimate is made from a straight line. Immutable.</summary>
public sealed class GreatCircleOptions
{
    /// <summary>
    /// Circuity 1.35 and speeds of 27 km/h for the first kilometre, 36 to 2 km, 48 to 6 km, 66 to 15 km, 74 beyond:
    /// fitted to one recorded table of free-flowing traffic in one town; docs/roads.md says how well.
    /// </summary>
    public static GreatCircleOptions Default { get; } =
        new(1.35, [new(1_000, 27), new(2_000, 36), new(6_000, 48), new(15_000, 66), new(double.PositiveInfinity, 74)]);

    /// <summary>Makes options.</summary>
    /// <param name="circuity">Road distance over straight line, 1 to 5.</param>
    /// <param name="bands">
    /// In rising order of distance, the last to infinity. Speeds may not fall from band to band: then a detour could be
    /// quicker than the way itself.
    /// </param>
    /// <exception cref="ArgumentException">The bands are empty, out of order, falling, or do not end at infinity.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The circuity is out of range.</exception>
    /// <exception cref="ArgumentNullException">The bands are null.</exception>
    public GreatCircleOptions(double circuity, IReadOnlyList<SpeedBand> bands)
    {
        if (!(circuity is >= 1 and <= 5))
        {
            throw new ArgumentOutOfRangeException(nameof(circuity), circuity, "Circuity runs from 1 to 5.");
        }
        ArgumentNullException.ThrowIfNull(bands);
        var (end, speed) = (0.0, 0.0);
        foreach (var band in bands)
        {
            if (
                !(band.UpToMetres > end)
                || !(band.KilometresPerHour > 0)
                || !double.IsFinite(band.KilometresPerHour)
                || band.KilometresPerHour < speed
            )
            {
                throw new ArgumentException(
                    $"The bands must rise in distance and not fall in speed: {band}.",
                    nameof(bands)
                );
            }
            (end, speed) = (band.UpToMetres, band.KilometresPerHour);
        }
        if (!double.IsPositiveInfinity(end))
        {
            throw new ArgumentException("The last band must go to infinity.", nameof(bands));
        }
        Circuity = circuity;
        Bands = [.. bands];
    }

    /// <summary>Road distance over straight line.</summary>
    public double Circuity { get; }

    /// <summary>Speeds by part of the trip.</summary>
    public IReadOnlyList<SpeedBand> Bands { get; }
}

/// <summary>
/// Travel estimated from the straight line: great circle times circuity, and a speed that rises with the length of the trip.
/// Looks at no road, needs no data and no network. Symmetric, keeps the triangle inequality to the second, zero only between
/// equal places; rivers, mountains and one-way streets are not seen.
/// </summary>
/// <param name="options">How; null for <see cref="GreatCircleOptions.Default"/>.</param>
public sealed class GreatCircleTravel(GreatCircleOptions? options = null) : ITravelTimes
{
    private const double EarthRadius = 6_371_008.8;
    private readonly GreatCircleOptions _options = options ?? GreatCircleOptions.Default;

    /// <summary>The straight line over ground in metres, on a sphere of 6,371,008.8 m.</summary>
    /// <exception cref="ArgumentException">A place is out of range.</exception>
    public static double StraightMetres(Place a, Place b)
    {
        if (!a.IsValid || !b.IsValid)
        {
            throw new ArgumentException($"No place on earth: {(a.IsValid ? b : a)}.");
        }
        return Arc(Vector(a), Vector(b));
    }

    /// <inheritdoc/>
    public ValueTask<TravelMatrix> Matrix(TravelRequest request, CancellationToken cancellation = default) =>
        ValueTask.FromResult(Estimate(request, cancellation));

    /// <summary>The same as <see cref="Matrix"/>, which never waits here.</summary>
    /// <param name="request">The places.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="ArgumentNullException">The request is null.</exception>
    public TravelMatrix Estimate(TravelRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var from = request.Sources.Select(Vector).ToArray();
        var same = ReferenceEquals(request.Sources, request.Targets);
        var to = same ? from : request.Targets.Select(Vector).ToArray();
        var seconds = new int[from.Length * to.Length];
        var metres = new int[seconds.Length];
        var status = new CellStatus[seconds.Length];
        Array.Fill(status, CellStatus.Reached);
        for (var i = 0; i < from.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var j = same ? i + 1 : 0; j < to.Length; j++)
            {
                var road = Arc(from[i], to[j]) * _options.Circuity;
                // Rounded up: the sum of two rounded parts is then never less than the rounded whole.
                var cell = i * to.Length + j;
                metres[cell] = Up(road);
                seconds[cell] = Up(Seconds(road));
                if (same)
                {
                    metres[j * to.Length + i] = metres[cell];
                    seconds[j * to.Length + i] = seconds[cell];
                }
            }
        }
        var note = string.Create(
            CultureInfo.InvariantCulture,
            $"Estimate: straight line x {_options.Circuity:0.##}; no road was looked at."
        );
        return new(from.Length, to.Length, seconds, metres, status, new("great circle", "1", true, note));
    }

    private double Seconds(double road)
    {
        var (seconds, start) = (0.0, 0.0);
        foreach (var band in _options.Bands)
        {
            seconds += (Math.Min(road, band.UpToMetres) - start) * 3.6 / band.KilometresPerHour;
            if (road <= band.UpToMetres)
            {
                break;
            }
            start = band.UpToMetres;
        }
        return seconds;
    }

    // A hair is taken off so that 100.0000000001, a rounding of 100, does not become 101.
    private static int Up(double value) => (int)Math.Min(int.MaxValue, Math.Ceiling(value - 1e-6));

    // The chord between unit vectors loses nothing at short range, where the cosine would.
    private static double Arc((double X, double Y, double Z) a, (double X, double Y, double Z) b)
    {
        var (x, y, z) = (a.X - b.X, a.Y - b.Y, a.Z - b.Z);
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(x * x + y * y + z * z) / 2));
    }

    private static (double X, double Y, double Z) Vector(Place place)
    {
        var (sinLat, cosLat) = Math.SinCos(double.DegreesToRadians(place.Latitude));
        var (sinLon, cosLon) = Math.SinCos(double.DegreesToRadians(place.Longitude));
        return (cosLat * cosLon, cosLat * sinLon, sinLat);
    }
}
