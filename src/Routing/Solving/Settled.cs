namespace Homeward.Routing.Solving;

/// <summary>
/// Holds a working plan's teams to the starts that the orders of stops come to, as <see cref="PlanWriter"/> will write
/// them: what a verb says of a change is then what becomes of it.
/// </summary>
internal sealed class Settled
{
    private readonly Solution s;
    private readonly List<int[]> orders;
    private readonly Timeline timeline;
    private readonly int[]? before;

    internal Settled(Solution solution)
    {
        s = solution;
        timeline = new Timeline(s.Problem);
        orders = s.Pins is null ? [] : [.. s.Routes.Select(r => r.Order.ToArray())];
        before = (int[]?)s.Pins?.Clone();
    }

    /// <summary>
    /// Holds every team of which both are planned, with the orders of some routes changed. False where a route that worked,
    /// or is changed, does not then.
    /// </summary>
    /// <param name="changed">Routes and their new orders.</param>
    /// <param name="added">What it adds to the cost of the routes; zero where there are no teams.</param>
    internal bool Try(IReadOnlyList<(int Route, int[] Order)> changed, out long added)
    {
        added = 0;
        if (s.Pins is null)
        {
            return true;
        }

        var now = orders.ToList();
        foreach (var (k, order) in changed)
        {
            now[k] = order;
        }

        var touched = changed.Select(c => c.Route).Concat(Hold(now)).Distinct();
        foreach (var k in touched)
        {
            if (s.Inserter.Works(s.Routes[k], now[k], out var more))
            {
                added += more;
            }
            else if (s.Routes[k].Feasible || changed.Any(c => c.Route == k))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Works the routes of teams out anew, held to the starts that they come to as they are.</summary>
    internal void AsTheyAre()
    {
        foreach (var k in s.Pins is null ? [] : Hold(orders))
        {
            s.SetOrder(k, orders[k]);
        }
    }

    /// <summary>Holds the teams as they were held at first.</summary>
    internal void Back() => before?.CopyTo(s.Pins!, 0);

    /// <summary>Answers the routes that have a visit of a team.</summary>
    private List<int> Hold(List<int[]> now)
    {
        var routes = new List<int>();
        Array.Fill(s.Pins!, -1);
        (timeline.Pins, timeline.PinsMayMove) = (null, false);
        timeline.Pins = Teams.Settle(s.Problem, timeline, now);
        var planned = now.SelectMany(order => order).ToHashSet();
        for (var k = 0; k < now.Count; k++)
        {
            var order = now[k];
            if (!order.Any(OfTeam))
            {
                continue;
            }

            routes.Add(k);
            timeline.Run(s.Problem.Vehicles[k], order, strict: false);
            for (var i = 0; i < order.Length; i++)
            {
                if (OfTeam(order[i]))
                {
                    s.Pins![order[i]] = timeline.Start[i];
                }
            }
        }

        return routes;

        bool OfTeam(int stop) =>
            stop != Timeline.Reload
            && s.Problem.Visits[stop] is { Tie: Tie.First or Tie.Second, Partner: var other }
            && planned.Contains(other);
    }
}
