namespace Homeward.Routing.Solving;

/// <summary>When teams start: as early as the orders of stops allow, which is how a plan is written.</summary>
internal sealed partial class Solution
{
    private readonly List<(int Visit, int Pin)> repinned = [];
    private readonly List<int> resettled = [];
    private Timeline? settling;

    /// <summary>
    /// Holds each team of which both are planned to the earliest starts that the orders of stops allow; while searching they
    /// come to be later where a visit before them goes. Answers false where a route does not work then or a team does not
    /// agree; nothing is changed then, unless it is wanted anyway.
    /// </summary>
    internal bool Settle(bool anyway = false)
    {
        if (Pins is null)
        {
            return true;
        }

        var orders = new int[Routes.Length][];
        for (var k = 0; k < orders.Length; k++)
        {
            orders[k] = Teams.HasTeam(Problem, Routes[k].Order) ? Routes[k].Order.ToArray() : [];
        }

        var timeline = settling ??= new Timeline(Problem);
        timeline.Pins = Teams.Settle(Problem, timeline, orders);
        repinned.Clear();
        resettled.Clear();
        resettled.AddRange(Teams.WithTeams(Problem, orders).Where(k => Repin(k, timeline)));
        foreach (var k in resettled)
        {
            SetOrder(k, orders[k]);
        }

        if (anyway || (resettled.TrueForAll(k => Routes[k].Feasible) && TeamsAgree()))
        {
            return true;
        }

        Unsettle();
        return false;
    }

    /// <summary>Takes back what <see cref="Settle"/> changed.</summary>
    internal void Unsettle()
    {
        foreach (var (visit, pin) in repinned)
        {
            Pin(visit, pin);
        }

        foreach (var k in resettled)
        {
            SetOrder(k, Routes[k].Order.ToArray());
        }

        repinned.Clear();
        resettled.Clear();
    }

    /// <summary>Holds a route's teams to the starts that a timeline comes to. Answers whether that is a change.</summary>
    private bool Repin(int k, Timeline timeline)
    {
        var route = Routes[k];
        timeline.Run(route.Van, route.Order, strict: false);
        var before = repinned.Count;
        for (var i = 0; i < route.Count; i++)
        {
            if (route.Stops[i] is not Timeline.Reload and var stop && Problem.Visits[stop].IsTeams)
            {
                var start = RouteOf[Problem.Visits[stop].Partner] >= 0 ? timeline.Start[i] : -1;
                if (start != Pins![stop])
                {
                    repinned.Add((stop, Pins[stop]));
                    Pin(stop, start);
                }
            }
        }

        return repinned.Count > before;
    }

    private bool TeamsAgree()
    {
        for (var i = 0; i < Pins!.Length; i++)
        {
            var visit = Problem.Visits[i];
            if (visit.Tie == Tie.First && Pins[i] >= 0 && Pins[visit.Partner] >= 0 && RouteOf[i] >= 0)
            {
                var after = Pins[visit.Partner] - Pins[i];
                if (after < visit.LeastAfter || after > visit.MostAfter)
                {
                    return false;
                }
            }
        }

        return true;
    }
}
