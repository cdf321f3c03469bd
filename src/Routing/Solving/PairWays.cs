namespace Homeward.Routing.Solving;

/// <summary>Where one of a pair goes.</summary>
/// <param name="Visit">Which.</param>
/// <param name="Route">On which route.</param>
/// <param name="Position">Its index among the route's new stops.</param>
/// <param name="Start">The start that a team's visit is held to; -1 where it is not of a team.</param>
internal readonly record struct Seat(int Visit, int Route, int Position, int Start);

/// <summary>A way to put a pair in.</summary>
/// <param name="Added">What it adds.</param>
/// <param name="One">Where the visit asked for goes.</param>
/// <param name="Other">Where its partner goes; null where it is locked on its van and stays.</param>
internal readonly record struct PairWay(long Added, Seat One, Seat? Other);

/// <summary>For verbs that want to see the ways and not only the best of them.</summary>
internal sealed partial class Pairs
{
    /// <summary>Who looks at this many ways wants to miss none.</summary>
    internal const int ManyLooks = 1_000;

    /// <summary>How many places of a team's visit are then looked at over all routes.</summary>
    private const int ManyPlaces = 300;

    /// <summary>
    /// Every way to put a visit and its partner in that works, of those that look cheapest; where the partner is locked, to
    /// put the visit in alone. At the most <paramref name="looks"/> are driven through.
    /// </summary>
    internal List<PairWay> Ways(int visit, int looks)
    {
        var ways = new List<PairWay>();
        var x = s.Problem.Visits[visit];
        var partner = x.Partner;
        Spread(looks);
        if (s.RouteOf[partner] >= 0)
        {
            ToLocked(visit, looks, ways);
            return ways;
        }

        switch (x.Tie)
        {
            case Tie.Takes or Tie.Brings:
                var (from, to) = x.Tie == Tie.Takes ? (visit, partner) : (partner, visit);
                NoteShipments(from, to, looks);
                Shipments(visit, from, to, ways);
                break;
            default:
                var (a, b) = x.Tie == Tie.First ? (visit, partner) : (partner, visit);
                NoteTeams(a, b, looks);
                Teams(visit, a, b, ways);
                break;
        }

        return ways;
    }

    private void Spread(int looks) =>
        perRoute = looks < ManyLooks ? FewPerRoute : Math.Max(FewPerRoute, ManyPlaces / Math.Max(1, s.Routes.Length));

    /// <summary>The new order of the stops of one route of a way.</summary>
    internal int[] Order(in PairWay way, int route)
    {
        var stops = s.Routes[route].Order.ToArray().ToList();
        Seat[] seats = way.Other is { } other ? [way.One, other] : [way.One];
        foreach (var seat in seats.Where(seat => seat.Route == route).OrderBy(seat => seat.Position))
        {
            stops.Insert(seat.Position, seat.Visit);
        }

        return [.. stops];
    }

    private void Shipments(int visit, int from, int to, List<PairWay> ways)
    {
        foreach (var (_, k, p, q) in shipments)
        {
            if (s.Inserter.Works(s.Routes[k], Filled(s.Routes[k], from, p, to, q), out var added))
            {
                var (taken, brought) = (new Seat(from, k, p, -1), new Seat(to, k, q + 1, -1));
                ways.Add(visit == from ? new(added, taken, brought) : new(added, brought, taken));
            }
        }
    }

    private void Teams(int visit, int a, int b, List<PairWay> ways)
    {
        foreach (var (_, i, j) in both)
        {
            var (x, y) = (firsts[i], seconds[j]);
            if (Try(a, b, x, y) is var (added, startA, startB))
            {
                var (one, two) = (new Seat(a, x.Route, x.Position, startA), new Seat(b, y.Route, y.Position, startB));
                ways.Add(visit == a ? new(added, one, two) : new(added, two, one));
            }
        }
    }
}
