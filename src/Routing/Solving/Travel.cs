namespace Homeward.Routing.Solving;

/// <summary>One drive: its metres and its seconds, side by side, for they are read together.</summary>
internal readonly struct Road(int metres, int seconds)
{
    internal readonly int Metres = metres;
    internal readonly int Seconds = seconds;
}

/// <summary>
/// Driving times and distances of one profile at one speed, row by row and column by column, so that both "from here" and
/// "to here" are read along a line of memory. One more place, <see cref="Nowhere"/>, is at no distance from all: open
/// starts and ends are there.
/// </summary>
internal sealed class Travel
{
    /// <summary>The driving time where there is no way: too long for any shift, and short enough to be added up.</summary>
    internal const int Far = 100_000_000;

    internal readonly int Places;

    /// <summary>[here * places + there]: the drive from here to there.</summary>
    internal readonly Road[] Out;

    /// <summary>[here * places + there]: the drive from there to here; the same array where every way is as long back.</summary>
    internal readonly Road[] In;

    /// <summary>The most metres and the most seconds of a drive that there is.</summary>
    internal readonly Road Longest;

    private Travel(TravelMatrix matrix, double speed)
    {
        var n = matrix.Places;
        Places = n + 1;
        Out = new Road[Places * Places];
        for (var from = 0; from < n; from++)
        {
            for (var to = 0; to < n; to++)
            {
                var seconds = matrix.RawSeconds[(from * n) + to];
                Out[(from * Places) + to] = new Road(
                    matrix.RawMetres[(from * n) + to],
                    seconds == TravelMatrix.Unreachable ? Far
                        : speed == 1 ? seconds
                        : (int)Math.Round(seconds / speed, MidpointRounding.AwayFromZero)
                );
            }
        }

        foreach (var road in Out)
        {
            if (road.Seconds < Far)
            {
                Longest = new(Math.Max(Longest.Metres, road.Metres), Math.Max(Longest.Seconds, road.Seconds));
            }
        }

        In = Symmetric() ? Out : Turned();
    }

    /// <summary>A matrix at a speed; made once for all problems that share the matrix.</summary>
    internal static Travel Of(TravelMatrix matrix, double speed) =>
        matrix.Travels.GetOrAdd(speed, static (s, m) => new Travel(m, s), matrix);

    internal int Nowhere => Places - 1;

    internal Road Between(int from, int to) => Out[(from * Places) + to];

    private bool Symmetric()
    {
        for (var i = 0; i < Places; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (there, back) = (Out[(i * Places) + j], Out[(j * Places) + i]);
                if (there.Metres != back.Metres || there.Seconds != back.Seconds)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private Road[] Turned()
    {
        var turned = new Road[Out.Length];
        for (var i = 0; i < Places; i++)
        {
            for (var j = 0; j < Places; j++)
            {
                turned[(i * Places) + j] = Out[(j * Places) + i];
            }
        }

        return turned;
    }
}
