namespace Homeward.Routing.Solving;

/// <summary>
/// Puts pairs of visits in: a shipment's two onto one route, a team's two onto two routes at starts that agree. Places
/// are ranked by what they look like and the best few are driven through.
/// </summary>
internal sealed partial class Pairs(Solution s)
{
    private const int FewPerRoute = 3;
    private const int Waits = 4;

    private readonly List<(long Estimate, int Route, int First, int Second)> shipments = [];
    private readonly List<Place> firsts = [];
    private readonly List<Place> seconds = [];
    private readonly List<(long Estimate, int First, int Second)> both = [];
    private int[] order = new int[64];
    private int perRoute = FewPerRoute;

    /// <summary>What a way to put a team's two in adds, and their starts.</summary>
    private readonly record struct Way(long Added, int First, int Second);

    /// <summary>Where one of a team's two may go in, and when it could start there.</summary>
    private readonly record struct Place(long Estimate, int Route, int Position, int Earliest, int Latest);

    /// <summary>
    /// Puts a visit and its partner in where that costs least; false where neither is planned then. At the most
    /// <paramref name="looks"/> ways are driven through.
    /// </summary>
    internal bool PutIn(int visit, int looks)
    {
        Spread(looks);
        var x = s.Problem.Visits[visit];
        return x.Tie switch
        {
            Tie.Takes => Shipment(visit, x.Partner, looks),
            Tie.Brings => Shipment(x.Partner, visit, looks),
            Tie.First => Team(visit, x.Partner, looks),
            _ => Team(x.Partner, visit, looks),
        };
    }

    private IEnumerable<int> Open()
    {
        foreach (var k in s.Used)
        {
            yield return k;
        }

        for (var c = 0; c < s.Problem.Classes; c++)
        {
            if (s.FreeOf(c) is >= 0 and var k)
            {
                yield return k;
            }
        }
    }

    private bool Shipment(int a, int b, int looks)
    {
        NoteShipments(a, b, looks);
        var (best, chosen) = (long.MaxValue, -1);
        for (var n = 0; n < shipments.Count; n++)
        {
            var (_, k, p, q) = shipments[n];
            if (s.Inserter.Works(s.Routes[k], Filled(s.Routes[k], a, p, b, q), out var added) && added < best)
            {
                (best, chosen) = (added, n);
            }
        }

        if (chosen < 0 || Declined(a, b, best))
        {
            return false;
        }

        var (_, into, at, then) = shipments[chosen];
        s.SetOrder(into, Filled(s.Routes[into], a, at, b, then));
        return true;
    }

    /// <summary>Notes the ways to put a shipment in that look cheapest.</summary>
    private void NoteShipments(int a, int b, int looks)
    {
        shipments.Clear();
        foreach (var k in Open())
        {
            var route = s.Routes[k];
            if (
                !route.Feasible
                || route.Count - route.Reloads + 2 > route.Van.MaxStops
                || !May(route, a)
                || !May(route, b)
            )
            {
                continue;
            }

            var first = Math.Min(route.Van.Locked.Length, route.Count);
            for (var p = first; p <= route.Count; p++)
            {
                if (!s.Inserter.MayFit(route, a, p))
                {
                    continue;
                }

                var added = Inserter.Estimate(route, s.Problem.Visits[a], p);
                for (var q = p; q <= route.Count && (q == p || route.Stops[q - 1] != Timeline.Reload); q++)
                {
                    if (q == p)
                    {
                        Note(shipments, (s.Inserter.Together(route, a, b, p), k, p, q), looks);
                    }
                    else if (s.Inserter.MayFit(route, b, q))
                    {
                        Note(shipments, (added + Inserter.Estimate(route, s.Problem.Visits[b], q), k, p, q), looks);
                    }
                }
            }
        }
    }

    /// <summary>Notes the ways to put a team in that look cheapest.</summary>
    private void NoteTeams(int a, int b, int looks)
    {
        Places(a, firsts);
        Places(b, seconds);
        both.Clear();
        for (var i = 0; i < firsts.Count; i++)
        {
            for (var j = 0; j < seconds.Count; j++)
            {
                if (firsts[i].Route != seconds[j].Route && Starts(a, b, firsts[i], seconds[j]) is not null)
                {
                    Note(both, (firsts[i].Estimate + seconds[j].Estimate, i, j), looks);
                }
            }
        }
    }

    private bool Team(int a, int b, int looks)
    {
        NoteTeams(a, b, looks);
        var (best, chosen) = (default(Way), -1);
        for (var n = 0; n < both.Count; n++)
        {
            if (
                Try(a, b, firsts[both[n].First], seconds[both[n].Second]) is { } way
                && (chosen < 0 || way.Added < best.Added)
            )
            {
                (best, chosen) = (way, n);
            }
        }

        if (chosen < 0 || Declined(a, b, best.Added))
        {
            return false;
        }

        var (x, y) = (firsts[both[chosen].First], seconds[both[chosen].Second]);
        s.Pin(a, best.First);
        s.Pin(b, best.Second);
        s.SetOrder(x.Route, s.Inserter.Fill(s.Routes[x.Route], a, new Slot(0, x.Position, -1)));
        s.SetOrder(y.Route, s.Inserter.Fill(s.Routes[y.Route], b, new Slot(0, y.Position, -1)));
        return true;
    }

    /// <summary>
    /// Drives two routes with a team's two in. Labels know no break and no traffic: where the starts they promise cannot be
    /// kept, the two wait for each other a few times. Null where that does not work either.
    /// </summary>
    private Way? Try(int a, int b, in Place x, in Place y)
    {
        var pins = s.Pins!;
        var (first, second) = (s.Routes[x.Route], s.Routes[y.Route]);
        var (at, then) = (x, y);
        for (var tries = 0; tries < Waits && Starts(a, b, at, then) is var (startA, startB); tries++)
        {
            (pins[a], pins[b]) = (startA, startB);
            var works =
                s.Inserter.Works(first, s.Inserter.Fill(first, a, new Slot(0, x.Position, -1)), out var added)
                & s.Inserter.Works(second, s.Inserter.Fill(second, b, new Slot(0, y.Position, -1)), out var more);
            if (works)
            {
                (pins[a], pins[b]) = (-1, -1);
                return new Way(added + more, startA, startB);
            }

            var really = s.Inserter.StartOf(first, a, x.Position);
            var thenReally = s.Inserter.StartOf(second, b, y.Position);
            if (really < 0 || thenReally < 0 || (really == startA && thenReally == startB))
            {
                break;
            }

            (at, then) = (at with { Earliest = really }, then with { Earliest = thenReally });
        }

        (pins[a], pins[b]) = (-1, -1);
        return null;
    }

    /// <summary>The earliest starts that agree, or null where none do.</summary>
    private (int First, int Second)? Starts(int a, int b, in Place x, in Place y)
    {
        var (first, second) = (s.Problem.Visits[a], s.Problem.Visits[b]);
        var startA = x.Earliest;
        var startB = y.Earliest;
        for (var rounds = 0; rounds < 8 && startA >= 0 && startB >= 0; rounds++)
        {
            if (startA > x.Latest || startB > y.Latest)
            {
                return null;
            }

            if (startB < startA + first.LeastAfter)
            {
                startB = second.StartAt(startA + first.LeastAfter);
            }
            else if (startB > startA + first.MostAfter)
            {
                startA = first.StartAt(startB - first.MostAfter);
            }
            else
            {
                return (startA, startB);
            }
        }

        return null;
    }

    private void Places(int visit, List<Place> into)
    {
        into.Clear();
        var x = s.Problem.Visits[visit];
        foreach (var k in Open().Concat(SecondFree()))
        {
            var route = s.Routes[k];
            if (!route.Feasible || route.Count - route.Reloads >= route.Van.MaxStops || !May(route, visit))
            {
                continue;
            }

            var begun = into.Count;
            for (var p = Math.Min(route.Van.Locked.Length, route.Count); p <= route.Count; p++)
            {
                if (
                    s.Inserter.MayFit(route, visit, p)
                    && route.Loads.Fit(route.Van, x, p)
                    && s.Inserter.Span(route, visit, p) is var (earliest, latest)
                    && earliest <= latest
                )
                {
                    into.Add(
                        new Place(
                            Inserter.Estimate(route, x, p) + (route.Count == 0 ? route.Van.Fixed : 0),
                            k,
                            p,
                            earliest,
                            latest
                        )
                    );
                }
            }

            if (into.Count - begun > perRoute)
            {
                into.Sort(begun, into.Count - begun, ByEstimate.Instance);
                into.RemoveRange(begun + perRoute, into.Count - begun - perRoute);
            }
        }
    }

    /// <summary>A team of two new vans takes two of a class.</summary>
    private IEnumerable<int> SecondFree()
    {
        for (var c = 0; c < s.Problem.Classes; c++)
        {
            if (s.SecondFreeOf(c) is >= 0 and var k)
            {
                yield return k;
            }
        }
    }

    private bool May(WorkRoute route, int visit) => s.Problem.May[(route.Van.Class * s.Problem.Visits.Length) + visit];

    private bool Declined(int a, int b, long added)
    {
        var (x, y) = (s.Problem.Visits[a], s.Problem.Visits[b]);
        return x.Optional && y.Optional && added >= x.LeftOut + y.LeftOut;
    }

    private ReadOnlySpan<int> Filled(WorkRoute route, int a, int p, int b, int q)
    {
        var count = route.Count + 2;
        if (order.Length < count)
        {
            order = new int[count * 2];
        }

        var to = 0;
        for (var i = 0; i <= route.Count; i++)
        {
            if (i == p)
            {
                order[to++] = a;
            }

            if (i == q)
            {
                order[to++] = b;
            }

            if (i < route.Count)
            {
                order[to++] = route.Stops[i];
            }
        }

        return order.AsSpan(0, count);
    }

    private static void Note<T>(List<T> ways, T way, int most)
        where T : IComparable<T>
    {
        if (ways.Count == most)
        {
            if (ways[^1].CompareTo(way) <= 0)
            {
                return;
            }

            ways.RemoveAt(most - 1);
        }

        var at = ways.BinarySearch(way);
        ways.Insert(at < 0 ? ~at : at, way);
    }

    private sealed class ByEstimate : IComparer<Place>
    {
        internal static readonly ByEstimate Instance = new();

        public int Compare(Place x, Place y) =>
            x.Estimate != y.Estimate ? x.Estimate.CompareTo(y.Estimate) : x.Position.CompareTo(y.Position);
    }
}
