namespace Homeward.Routing.Solving;

/// <summary>
/// Has two routes change their ends: what comes after a visit of the one follows a visit of the other, and the other way
/// round (2-opt*: Potvin and Rousseau 1995, "An exchange heuristic for routing problems with time windows"). Strings alone
/// cannot do this where ends are longer than they are, and a whole route goes this way where its stops follow another's.
/// </summary>
internal sealed class Tails(Solution s, Dice dice, Neighbours near)
{
    private int[] mine = new int[64];
    private int[] theirs = new int[64];

    /// <summary>
    /// Makes the cheapest exchange at a visit drawn by chance, where it adds less than <paramref name="most"/>. Answers the
    /// visit, or -1.
    /// </summary>
    internal int Exchange(double most)
    {
        var i = dice.Next(s.RouteOf.Length);
        var k = s.RouteOf[i];
        if (k < 0 || !s.Routes[k].Feasible)
        {
            return -1;
        }

        var route = s.Routes[k];
        var best = most < long.MaxValue ? (long)most : long.MaxValue;
        var (other, cut, at) = (-1, 0, 0);
        foreach (var link in near.LinksOf(i))
        {
            var o = s.RouteOf[link >> 1];
            if (o < 0 || o == k || !s.Routes[o].Feasible)
            {
                continue;
            }

            // The link says which of the two comes before the other.
            var here = s.Gaps[(2 * i) + 1 - (link & 1)].Position;
            var there = s.Gaps[link].Position;
            if (
                Estimate(route, here, s.Routes[o], there) < best
                && Drives(route, here, s.Routes[o], there) is var adds
                && adds < best
            )
            {
                (best, other, cut, at) = (adds, o, here, there);
            }
        }

        if (other < 0)
        {
            return -1;
        }

        var first = Join(ref mine, route, cut, s.Routes[other], at);
        var second = Join(ref theirs, s.Routes[other], at, route, cut);
        s.SetOrder(k, first);
        s.SetOrder(other, second);
        return i;
    }

    /// <summary>
    /// What it adds to have the stops from p on of the one change with those from q on of the other, by metres and time at
    /// the wheel; <see cref="long.MaxValue"/> where the clock forbids it.
    /// </summary>
    private long Estimate(WorkRoute a, int p, WorkRoute b, int q)
    {
        var (van, travel) = (a.Van, a.Van.Travel);
        if (p < van.Locked.Length || q < b.Van.Locked.Length)
        {
            return long.MaxValue;
        }

        ref readonly var a0 = ref a.At[p];
        ref readonly var a1 = ref a.At[p + 1];
        ref readonly var b0 = ref b.At[q];
        ref readonly var b1 = ref b.At[q + 1];
        var ab = travel.Out[(a0.Place * travel.Places) + b1.Place];
        var ba = travel.Out[(b0.Place * travel.Places) + a1.Place];
        if (
            a0.Leave + s.Problem.Quickest(ab.Seconds) > b1.Latest
            || b0.Leave + s.Problem.Quickest(ba.Seconds) > a1.Latest
        )
        {
            return long.MaxValue;
        }

        long metres = ab.Metres + ba.Metres - a1.Leg - b1.Leg;
        long seconds = ab.Seconds + ba.Seconds - a1.Drive - b1.Drive;
        var unused = p == 0 && q == b.Count ? ab : ba;
        if (!Empties(a, p, b, q))
        {
            return (metres * van.PerMetre) + (seconds * van.PerSecond);
        }

        // Where nothing is left nobody drives.
        return ((metres - unused.Metres) * van.PerMetre) + ((seconds - unused.Seconds) * van.PerSecond) - van.Fixed;
    }

    private static bool Empties(WorkRoute a, int p, WorkRoute b, int q) =>
        (p == 0 && q == b.Count) || (q == 0 && p == a.Count);

    /// <summary>The same, driven through; loads and all else included.</summary>
    private long Drives(WorkRoute a, int p, WorkRoute b, int q)
    {
        if (a.Van.Class != b.Van.Class && !(May(a.Van, b, q) && May(b.Van, a, p)))
        {
            return long.MaxValue;
        }

        var adds = Adds(a, Join(ref mine, a, p, b, q));
        return adds == long.MaxValue || Adds(b, Join(ref theirs, b, q, a, p)) is not (< long.MaxValue and var more)
            ? long.MaxValue
            : adds + more;
    }

    /// <summary>Whether a vehicle may make the stops from p on of a route.</summary>
    private bool May(CompiledVehicle van, WorkRoute route, int p)
    {
        foreach (var stop in route.Order[p..])
        {
            if (stop == Timeline.Reload ? van.ReloadPlace < 0 : !s.Problem.May[(van.Class * s.RouteOf.Length) + stop])
            {
                return false;
            }
        }

        return true;
    }

    private long Adds(WorkRoute route, ReadOnlySpan<int> order) =>
        order.IsEmpty ? -route.Cost
        : order[^1] == Timeline.Reload || (order[0] == Timeline.Reload && !route.Van.Running) ? long.MaxValue
        : s.Inserter.Works(route, order, out var added) ? added
        : long.MaxValue;

    private static ReadOnlySpan<int> Join(ref int[] into, WorkRoute a, int p, WorkRoute b, int q)
    {
        var count = p + b.Count - q;
        if (into.Length < count)
        {
            into = new int[count * 2];
        }

        Array.Copy(a.Stops, into, p);
        Array.Copy(b.Stops, q, into, p, b.Count - q);
        return into.AsSpan(0, count);
    }
}
