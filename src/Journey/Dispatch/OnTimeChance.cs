using Homeward.Routing;

namespace Homeward.Journey.Dispatch;

/// <summary>How far real times lie from planned ones. The planned time is taken as the mean.</summary>
/// <param name="DriveShare">The standard deviation of a drive, as a share of it.</param>
/// <param name="ServiceShare">The standard deviation of the time at a door, as a share of it.</param>
/// <param name="LeaveSeconds">The standard deviation of leaving the depot.</param>
public sealed record TimeSpread(double DriveShare = 0.20, double ServiceShare = 0.30, double LeaveSeconds = 240)
{
    /// <summary>Ours, not measured: learned spreads of a branch will replace it.</summary>
    public static readonly TimeSpread Default = new();
}

/// <summary>When a stop is likely to begin: mean and standard deviation, in seconds of the day.</summary>
public readonly record struct LikelyStart(double Mean, double Deviation);

/// <summary>
/// The chance that a stop of a route begins by a given moment. Times add up along the route: every drive and every stay adds its
/// mean and its variance (independent of each other); a wait for a window cuts early arrivals off, for which the first two moments
/// of max(arrival, opening) are taken, arrival being normal (Clark 1961). Breaks and reloads are as long as planned. Pure.
/// Not modelled: traffic that slows a whole day, and a crew that hurries when it is late.
/// </summary>
public static class OnTimeChance
{
    /// <summary>The chance, 0 to 1, that work at a visit begins by a moment; null when the visit is not on the route.</summary>
    public static double? Of(Problem problem, Route route, string visit, Seconds by, TimeSpread? spread = null)
    {
        var arrivals = Arrivals(problem, route, spread ?? TimeSpread.Default);
        for (var i = 0; i < route.Stops.Count; i++)
            if (string.Equals(route.Stops[i].Visit, visit, StringComparison.Ordinal))
                return Chance(arrivals[i], by.Value);
        return null;
    }

    /// <summary>When the van is likely to arrive at each stop of a route.</summary>
    public static IReadOnlyList<LikelyStart> Arrivals(Problem problem, Route route, TimeSpread spread)
    {
        var arrivals = new List<LikelyStart>();
        var (mean, variance) = ((double)route.Leaves.Value, Square(spread.LeaveSeconds));
        var left = route.Leaves.Value;
        for (var i = 0; i < route.Stops.Count; i++)
        {
            var (stop, drive) = (route.Stops[i], (double)route.Legs[i].Drive.Value);
            // What lies between leaving and arriving beyond the drive is a break: it is as long as it is.
            mean += Math.Max(drive, stop.Arrive.Value - left);
            variance += Square(drive * spread.DriveShare);
            arrivals.Add(new(mean, Math.Sqrt(variance)));
            (mean, variance) = NotBefore(mean, variance, Opens(problem, stop));
            double stay = stop.Leave.Value - stop.Start.Value;
            mean += stay;
            if (!stop.IsReload)
                variance += Square(stay * spread.ServiceShare);
            left = stop.Leave.Value;
        }
        return arrivals;
    }

    /// <summary>The chance that something normal is over by a moment.</summary>
    public static double Chance(LikelyStart at, double by) =>
        at.Deviation <= 0 ? (at.Mean <= by ? 1 : 0) : Normal((by - at.Mean) / at.Deviation);

    /// <summary>When work may begin at the earliest: as planned where the plan waits, else when the window opens.</summary>
    private static double Opens(Problem problem, Stop stop)
    {
        if (stop.Visit is not { } id || stop.Start > stop.Arrive)
            return stop.Start.Value;
        var windows = problem.Visit(id).Windows;
        return windows.Count > 0 ? windows[0].Start.Value : 0;
    }

    /// <summary>Mean and variance of max(X, c) for a normal X.</summary>
    internal static (double Mean, double Variance) NotBefore(double mean, double variance, double c)
    {
        var deviation = Math.Sqrt(variance);
        if (deviation <= 0)
            return (Math.Max(mean, c), 0);
        var a = (mean - c) / deviation;
        var (above, density) = (Normal(a), Math.Exp(-a * a / 2) / Math.Sqrt(2 * Math.PI));
        var first = mean * above + c * (1 - above) + deviation * density;
        // About c, so that nothing large is taken from something large.
        var second = (Square(mean - c) + variance) * above + (mean - c) * deviation * density;
        return (first, Math.Max(0, second - Square(first - c)));
    }

    /// <summary>The normal distribution function (Abramowitz and Stegun 26.2.17; off by less than 1e-7).</summary>
    internal static double Normal(double z)
    {
        var t = 1 / (1 + 0.2316419 * Math.Abs(z));
        var tail =
            Math.Exp(-z * z / 2)
            / Math.Sqrt(2 * Math.PI)
            * t
            * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return z >= 0 ? 1 - tail : tail;
    }

    private static double Square(double x) => x * x;
}
