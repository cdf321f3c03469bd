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
        switch (x.Tie)
        {
            case Tie.Takes or Tie.Brings when s.RouteOf[partner] >= 0:
                ToLocked(visit, partner, ways);
                break;
            case Tie.Takes or Tie.Brings:
                var (from, to) = x.Tie == Tie.Takes ? (visit, partner) : (partner, visit);
                NoteShipments(from, to, looks);
                Shipments(visit, from, to, ways);
                break;
            case Tie.First or Tie.Second when s.RouteOf[partner] >= 0:
                BesideLocked(visit, partner, ways);
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

    /// <summary>What a locked stop takes up is brought after it; what it brings it has to have been taken to before.</summary>
    private void ToLocked(int visit, int partner, List<PairWay> ways)
    {
        var k = s.RouteOf[partner];
        var route = s.Routes[k];
        if (s.Problem.Visits[visit].Tie == Tie.Takes || !May(route, visit))
        {
            return;
        }

        var from = Math.Max(route.Van.Locked.Length, route.Order.IndexOf(partner) + 1);
        for (var p = from; p <= route.Count && (p == from || route.Stops[p - 1] != Timeline.Reload); p++)
        {
            if (s.Inserter.Works(route, s.Inserter.Fill(route, visit, new Slot(0, p, -1)), out var added))
            {
                ways.Add(new PairWay(added, new Seat(visit, k, p, -1), null));
            }
        }
    }

    private void BesideLocked(int visit, int partner, List<PairWay> ways)
    {
        var k = s.RouteOf[partner];
        var there = s.Routes[k].Order.IndexOf(partner);
        var service = s.Problem.Service[(s.Routes[k].Van.Class * s.Problem.Visits.Length) + partner];
        var start = s.Routes[k].At[there + 1].Leave - service;
        var fixedThere = new Place(0, k, there, start, start);
        var second = s.Problem.Visits[visit].Tie == Tie.Second;
        Places(visit, seconds);
        foreach (var place in seconds.Where(place => place.Route != k))
        {
            var starts = second
                ? Starts(partner, visit, fixedThere, place)?.Second
                : Starts(visit, partner, place, fixedThere)?.First;
            if (starts is not { } mine)
            {
                continue;
            }

            s.Pin(visit, mine);
            var order = s.Inserter.Fill(s.Routes[place.Route], visit, new Slot(0, place.Position, -1));
            if (s.Inserter.Works(s.Routes[place.Route], order, out var added))
            {
                ways.Add(new PairWay(added, new Seat(visit, place.Route, place.Position, mine), null));
            }

            s.Pin(visit, -1);
        }
    }
}
