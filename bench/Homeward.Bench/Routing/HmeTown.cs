using Homeward.Routing;

namespace Homeward.Bench.Routing;

/// <summary>
/// A metro area: the depot near the middle (place 0), then the homes of the visits, then the homes of those who start from home.
/// Three homes in four lie in towns and quarters, the others about the middle or out in the country; a few visits are at hospitals.
/// </summary>
internal sealed class HmeTown
{
    /// <summary>How much longer the road is than the straight line (Boscoe, Henry and Zdeb 2012, over the whole US).</summary>
    private const double Circuity = 1.4;

    private readonly (int X, int Y)[] places;

    private HmeTown((int X, int Y)[] places) => this.places = places;

    /// <summary>Coordinates in metres.</summary>
    public IReadOnlyList<(int X, int Y)> Places => places;

    /// <param name="visits">How many homes.</param>
    /// <param name="crews">How many homes of crews.</param>
    /// <param name="seed">The same seed makes the same town.</param>
    public static HmeTown Of(int visits, int crews, long seed)
    {
        var dice = new Dice(unchecked(seed * 7919 + visits));
        var radius = 1000 * (12 + Math.Sqrt(visits));
        var towns = Enumerable
            .Range(0, 4 + visits / 20)
            .Select(_ => (At: InDisc(radius * dice.Unit()), Spread: 700 + dice.Below(2_300)))
            .ToList();
        var hospitals = Enumerable.Range(0, 1 + visits / 250).Select(_ => InDisc(radius / 3)).ToList();
        var places = new (int X, int Y)[1 + visits + crews];
        places[0] = InDisc(radius / 5);
        for (var i = 1; i < places.Length; i++)
        {
            var town = dice.Of(towns);
            places[i] = dice.Below(100) switch
            {
                < 5 when i <= visits => dice.Of(hospitals),
                < 75 => Near(town.At, town.Spread),
                < 90 => Near((0, 0), radius / 4),
                _ => InDisc(radius),
            };
        }

        return new HmeTown(places);

        (int X, int Y) Near((int X, int Y) at, double spread) =>
            (at.X + (int)(dice.Bell() * spread), at.Y + (int)(dice.Bell() * spread));

        (int X, int Y) InDisc(double within)
        {
            while (true)
            {
                var (x, y) = (2 * dice.Unit() - 1, 2 * dice.Unit() - 1);
                if (x * x + y * y <= 1)
                    return ((int)(x * within), (int)(y * within));
            }
        }
    }

    /// <summary>
    /// Slow for the first two kilometres, faster to ten, motorway beyond. Time is a concave function of distance, so no detour is
    /// ever quicker than the direct way.
    /// </summary>
    public TravelMatrix Roads()
    {
        var n = places.Length;
        var (seconds, metres) = (new int[n * n], new int[n * n]);
        for (var i = 0; i < n; i++)
        for (var j = 0; j < n; j++)
        {
            double dx = places[i].X - places[j].X;
            double dy = places[i].Y - places[j].Y;
            var m = Circuity * Math.Sqrt(dx * dx + dy * dy);
            metres[i * n + j] = (int)Math.Ceiling(m);
            var (local, main, fast) = (Math.Min(m, 2_000), Math.Clamp(m - 2_000, 0, 8_000), Math.Max(0, m - 10_000));
            seconds[i * n + j] = (int)Math.Ceiling(local / 8 + main / 13 + fast / 22);
        }

        return new TravelMatrix(n, seconds, metres);
    }
}
