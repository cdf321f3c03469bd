using System.Collections.Concurrent;
using Homeward.Routing.Solving;

namespace Homeward.Routing;

/// <summary>
/// Driving time and distance between every two places of a problem. Places are numbered from 0; the matrix need not be
/// symmetric. Immutable and safe to share between threads and problems.
/// </summary>
public sealed class TravelMatrix
{
    /// <summary>The driving time that says there is no way: such a leg is never driven.</summary>
    public const int Unreachable = int.MaxValue;

    /// <summary>Builds a matrix from two row-major arrays, which are copied.</summary>
    /// <param name="places">How many places there are; at least 1.</param>
    /// <param name="seconds">Driving seconds, <c>[from * places + to]</c>; 0 to four days, or <see cref="Unreachable"/>.</param>
    /// <param name="metres">Driving metres, in the same order; 0 to 10,000,000.</param>
    /// <exception cref="ArgumentException">A length does not fit or a value is out of range; the message names the pair.</exception>
    public TravelMatrix(int places, ReadOnlySpan<int> seconds, ReadOnlySpan<int> metres)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(places, 1);
        var pairs = (long)places * places;
        if (seconds.Length != pairs || metres.Length != pairs)
        {
            throw new ArgumentException(
                $"{places} places need {pairs} times and distances; got {seconds.Length} and {metres.Length}."
            );
        }

        for (var i = 0; i < seconds.Length; i++)
        {
            var timeFits = seconds[i] == Unreachable || (seconds[i] >= 0 && seconds[i] <= Seconds.Horizon.Value);
            if (!timeFits || metres[i] < 0 || metres[i] > 10_000_000)
            {
                throw new ArgumentException(
                    $"From place {i / places} to {i % places}: {seconds[i]} s and {metres[i]} m are out of range."
                );
            }

            LongestMetres = Math.Max(LongestMetres, metres[i]);
        }

        Places = places;
        RawSeconds = seconds.ToArray();
        RawMetres = metres.ToArray();
    }

    /// <summary>How many places there are.</summary>
    public int Places { get; }

    internal int[] RawSeconds { get; }
    internal int[] RawMetres { get; }

    /// <summary>The longest distance there is.</summary>
    internal int LongestMetres { get; }

    /// <summary>What the search reads instead of this matrix, by speed.</summary>
    internal ConcurrentDictionary<double, Travel> Travels { get; } = new();

    /// <summary>Whether there is a way from one place to another.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A place is not in the matrix.</exception>
    public bool Reaches(int from, int to) => RawSeconds[At(from, to)] != Unreachable;

    /// <summary>The driving time from one place to another; meaningless where <see cref="Reaches"/> is false.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A place is not in the matrix.</exception>
    public Seconds Time(int from, int to) => new(RawSeconds[At(from, to)]);

    /// <summary>The driving distance from one place to another.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A place is not in the matrix.</exception>
    public Metres Distance(int from, int to) => new(RawMetres[At(from, to)]);

    /// <summary>
    /// A matrix for places on a plane, for tests and demonstrations: straight lines times 1.3, at one speed.
    /// </summary>
    /// <param name="places">Coordinates in metres.</param>
    /// <param name="metresPerSecond">The speed; more than zero. The default of 11 is 40 km/h.</param>
    public static TravelMatrix Straight(IReadOnlyList<(int X, int Y)> places, double metresPerSecond = 11)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(metresPerSecond);
        var n = places.Count;
        var (seconds, metres) = (new int[n * n], new int[n * n]);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                double dx = places[i].X - places[j].X;
                double dy = places[i].Y - places[j].Y;
                var m = 1.3 * Math.Sqrt((dx * dx) + (dy * dy));
                metres[(i * n) + j] = (int)Math.Round(m);
                seconds[(i * n) + j] = (int)Math.Round(m / metresPerSecond);
            }
        }

        return new TravelMatrix(n, seconds, metres);
    }

    private int At(int from, int to)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)from, (uint)Places, nameof(from));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)to, (uint)Places, nameof(to));
        return (from * Places) + to;
    }
}
