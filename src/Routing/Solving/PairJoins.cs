namespace Homeward.Routing.Solving;

/// <summary>Puts a visit in whose partner is locked on a van under way, and stays where it is.</summary>
internal sealed partial class Pairs
{
    private readonly List<PairWay> joins = [];

    /// <summary>
    /// Puts a visit in where it adds least to its locked partner; false where it does not fit to it. At the most
    /// <paramref name="looks"/> ways are driven through.
    /// </summary>
    internal bool Join(int visit, int looks)
    {
        Spread(looks);
        joins.Clear();
        ToLocked(visit, looks, joins);
        if (joins.Count == 0)
        {
            return false;
        }

        var (way, partner) = (joins.MinBy(w => w.Added), s.Problem.Visits[visit].Partner);
        if (way.One.Start >= 0)
        {
            s.Pin(visit, way.One.Start);
            s.Pin(partner, StartOf(partner));
        }

        var slot = new Slot(0, way.One.Position, -1);
        s.SetOrder(way.One.Route, s.Inserter.Fill(s.Routes[way.One.Route], visit, slot));
        return true;
    }

    private void ToLocked(int visit, int looks, List<PairWay> ways)
    {
        switch (s.Problem.Visits[visit].Tie)
        {
            case Tie.Brings:
                AfterLocked(visit, ways);
                break;
            case Tie.Takes:
                break; // What is brought by a locked stop would have to be taken before it.
            default:
                BesideLocked(visit, looks, ways);
                break;
        }
    }

    /// <summary>What a locked stop takes up is brought after it, on the same trip.</summary>
    private void AfterLocked(int visit, List<PairWay> ways)
    {
        var partner = s.Problem.Visits[visit].Partner;
        var k = s.RouteOf[partner];
        var route = s.Routes[k];
        if (!May(route, visit))
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

    /// <summary>On another van, at a start that agrees with the locked one's.</summary>
    private void BesideLocked(int visit, int looks, List<PairWay> ways)
    {
        var partner = s.Problem.Visits[visit].Partner;
        var k = s.RouteOf[partner];
        var start = StartOf(partner);
        var fixedThere = new Place(0, k, s.Routes[k].Order.IndexOf(partner), start, start);
        var isSecond = s.Problem.Visits[visit].Tie == Tie.Second;
        Places(visit, seconds);
        seconds.Sort(ByEstimate.Instance);
        foreach (var place in seconds)
        {
            var starts = isSecond
                ? Starts(partner, visit, fixedThere, place)?.Second
                : Starts(visit, partner, place, fixedThere)?.First;
            if (place.Route == k || starts is not { } mine)
            {
                continue;
            }

            if (looks-- == 0)
            {
                return;
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

    /// <summary>When work at a planned visit starts.</summary>
    private int StartOf(int visit)
    {
        var route = s.Routes[s.RouteOf[visit]];
        var service = s.Problem.Service[(route.Van.Class * s.Problem.Visits.Length) + visit];
        return route.At[route.Order.IndexOf(visit) + 1].Leave - service;
    }
}
