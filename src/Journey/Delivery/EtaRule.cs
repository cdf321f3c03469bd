using Homeward.Journey.Dispatch;

namespace Homeward.Journey.Delivery;

/// <summary>A stop to come, in seconds from now.</summary>
/// <param name="Drive">From the stop before it (the first: from where the van is).</param>
/// <param name="Service">How long the crew is there, most likely.</param>
/// <param name="Opens">Before this no work starts; null: any time.</param>
/// <param name="Closes">Work that starts later is late; null: never late.</param>
/// <param name="Here">The crew is there already: the drive is done and <see cref="Service"/> is what is left of it.</param>
public readonly record struct EtaStop(
    double Drive,
    double Service,
    double? Opens = null,
    double? Closes = null,
    bool Here = false
);

/// <summary>A rest that is due between two times, in seconds from now.</summary>
public readonly record struct EtaBreak(double Opens, double Closes, double Length);

/// <summary>When a stop is reached and work starts, in seconds from now, and how sure that is.</summary>
public readonly record struct EtaTime(double Arrive, double Spread, double Start, double Leave, double LateProbability)
{
    // Of a normal spread, four in five fall within this many of its standard deviations.
    private const double Tenth = 1.2815515655446004;

    public double Early => Math.Max(0, Arrive - Tenth * Spread);
    public double Late => Arrive + Tenth * Spread;
}

/// <summary>
/// When a van will be at each of its stops. Drives and work take their likely time with a spread; the spreads add up along the
/// route, and waiting for a window to open takes up what came early. Pure: seconds in, seconds out.
/// </summary>
public static class EtaRule
{
    /// <summary>One standard deviation of a drive: so much of its length, and at least half a minute for lights and parking.</summary>
    public const double DriveSpread = 0.18;
    public const double LeastDriveSpread = 30;

    /// <summary>One standard deviation of the work at a door, of its length.</summary>
    public const double ServiceSpread = 0.3;

    /// <summary>Work that takes longer than it should is expected to take this much of its length still.</summary>
    public const double Overrun = 0.15;

    /// <param name="start">When the van can go on, in seconds from now: 0 but for one whose day has not begun.</param>
    /// <param name="doubt">One standard deviation of what is not known about where the van is, in seconds of driving.</param>
    public static EtaTime[] Of(IReadOnlyList<EtaStop> stops, double start = 0, double doubt = 0, EtaBreak? rest = null)
    {
        var times = new EtaTime[stops.Count];
        var (mean, variance) = (Math.Max(0, start), doubt * doubt);
        var due = rest;
        for (var i = 0; i < stops.Count; i++)
        {
            var stop = stops[i];
            if (!stop.Here)
            {
                mean += stop.Drive;
                variance += Square(Math.Max(LeastDriveSpread, stop.Drive * DriveSpread));
                // The rest falls into the drive or the wait that runs past its beginning; when it closed before now it was taken.
                if (due is { } pause && Math.Max(mean, stop.Opens ?? 0) > pause.Opens)
                {
                    if (pause.Closes > 0)
                    {
                        // A wait for the window swallows what of the rest fits into it.
                        mean = Math.Max(mean, pause.Opens) + pause.Length;
                    }
                    due = null;
                }
            }
            var spread = Math.Sqrt(variance);
            var late = stop.Closes is { } closes && !stop.Here ? Above(closes, mean, spread) : 0;
            var (begin, beginVariance) =
                stop.Opens is { } opens && !stop.Here
                    ? OnTimeChance.NotBefore(mean, variance, opens)
                    : (mean, variance);
            var leave = begin + stop.Service;
            times[i] = new(mean, spread, begin, leave, late);
            (mean, variance) = (leave, beginVariance + Square(stop.Service * ServiceSpread));
        }
        return times;
    }

    /// <summary>What is left of work that began so long ago.</summary>
    public static double Left(double service, double begunAgo) => Math.Max(service - begunAgo, service * Overrun);

    /// <summary>The chance that a normal time lies above a limit.</summary>
    internal static double Above(double limit, double mean, double sd) =>
        sd < 1e-9 ? (mean > limit ? 1 : 0) : OnTimeChance.Normal((mean - limit) / sd);

    private static double Square(double x) => x * x;
}
