namespace Homeward.Routing.Solving;

/// <summary>
/// Drives a working plan's teams as <see cref="PlanWriter"/> will write them, each as early as the orders of stops allow:
/// what a verb says of a change is then what becomes of it. Without teams it does nothing.
/// </summary>
internal sealed class Settled
{
    private readonly Solution s;
    private readonly List<int[]> orders = [];
    private readonly Timeline timeline;
    private readonly int[]? pins;
    private readonly long[] costs = [];

    internal Settled(Solution solution)
    {
        s = solution;
        timeline = new Timeline(s.Problem);
        if (s.Pins is null)
        {
            return;
        }

        orders = [.. s.Routes.Select(r => r.Order.ToArray())];
        pins = Teams.Settle(s.Problem, timeline, orders);
        costs = [.. s.Routes.Select(r => r.Cost)];
        foreach (var k in Teams.WithTeams(s.Problem, orders))
        {
            timeline.Run(s.Problem.Vehicles[k], orders[k], strict: false);
            costs[k] = timeline.Cost;
        }
    }

    /// <summary>
    /// Has the working plan's timeline drive as the plan will be written with some routes changed. False where a route that
    /// is changed, or has a team, does not work then.
    /// </summary>
    /// <param name="changed">Routes and their new orders.</param>
    /// <param name="added">What it adds to the cost of the routes; zero where there are no teams.</param>
    internal bool Try(IReadOnlyList<(int Route, int[] Order)> changed, out long added)
    {
        added = 0;
        if (pins is null)
        {
            return true;
        }

        var now = orders.ToList();
        foreach (var (k, order) in changed)
        {
            now[k] = order;
        }

        (s.Timeline.Pins, s.Timeline.PinsMayMove) = (Teams.Settle(s.Problem, timeline, now), true);
        var starts = new Dictionary<int, int>();
        foreach (var k in changed.Select(c => c.Route).Union(Teams.WithTeams(s.Problem, now)))
        {
            if (!s.Inserter.Works(s.Routes[k], now[k], out _))
            {
                return false;
            }

            added += s.Inserter.CostOfLast - costs[k];
            for (var i = 0; i < now[k].Length; i++)
            {
                starts[now[k][i]] = s.Timeline.Start[i];
            }
        }

        return starts.Keys.All(stop => stop == Timeline.Reload || Agrees(stop, starts));
    }

    /// <summary>Has the working plan's timeline drive the plan as it is.</summary>
    internal void AsItIs()
    {
        if (pins is not null)
        {
            (s.Timeline.Pins, s.Timeline.PinsMayMove) = (pins, true);
        }
    }

    /// <summary>Has the working plan's timeline hold teams to their starts again.</summary>
    internal void LetGo() => (s.Timeline.Pins, s.Timeline.PinsMayMove) = (s.Pins, false);

    private bool Agrees(int stop, Dictionary<int, int> starts)
    {
        var visit = s.Problem.Visits[stop];
        return visit.Tie != Tie.First
            || !starts.TryGetValue(visit.Partner, out var second)
            || (second - starts[stop] >= visit.LeastAfter && second - starts[stop] <= visit.MostAfter);
    }
}
