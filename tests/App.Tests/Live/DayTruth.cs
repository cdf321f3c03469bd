namespace Homeward.App.Tests.Live;

/// <summary>
/// What really happens on a simulated day: how long a drive and the work at a door take, and who is not at home. Drawn by name,
/// not in order, so that two runs of one day meet the same truth whatever is decided in between.
/// </summary>
internal sealed class DayTruth(int seed)
{
    /// <summary>The spread of a drive and of the work at a door, as a share; the afternoon's traffic; who is not at home.</summary>
    private const double DriveSpread = 0.18;
    private const double WorkSpread = 0.3;
    private const double Rush = 1.25;
    private const double NobodyHome = 0.04;
    private static readonly TimeSpan KnockFor = TimeSpan.FromMinutes(10);

    public TimeSpan Drive(string to, TimeSpan usual, DateTime localStart)
    {
        var rush = localStart.Hour is >= 15 and < 18 ? Rush : 1;
        return usual * (rush * Around($"{to} drive", DriveSpread));
    }

    public bool IsHome(string visit) => Uniform($"{visit} home") >= NobodyHome;

    public TimeSpan Work(string visit, TimeSpan usual) =>
        IsHome(visit) ? usual * Around($"{visit} work", WorkSpread) : KnockFor;

    /// <summary>Any of so many, for a purpose.</summary>
    public int Any(string purpose, int of) => (int)(Uniform(purpose) * of);

    /// <summary>Log-normal with a mean of 1.</summary>
    private double Around(string name, double spread)
    {
        var variance = Math.Log(1 + spread * spread);
        var (u, v) = (1 - Uniform($"{name} u"), Uniform($"{name} v"));
        var normal = Math.Sqrt(-2 * Math.Log(u)) * Math.Cos(2 * Math.PI * v);
        return Math.Exp(Math.Sqrt(variance) * normal - variance / 2);
    }

    /// <summary>0 included to 1 excluded: FNV-1a of seed and name, mixed as SplitMix64 does.</summary>
    private double Uniform(string name)
    {
        unchecked
        {
            var hash = 14695981039346656037UL ^ (ulong)seed;
            foreach (var c in name)
                hash = (hash ^ c) * 1099511628211UL;
            hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
            hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
            return ((hash ^ (hash >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }
}
