namespace Homeward.Routing.Solving;

/// <summary>
/// Visits that two vans make together. While searching, a team's two starts are held to a time chosen when they are put
/// in, so that routes stay independent of one another; for orders fixed by hand the starts are found by letting each wait
/// for the other until nothing moves.
/// </summary>
internal static class Teams
{
    /// <summary>
    /// The starts that a plan's teams are held to, each as early as the orders of stops allow; null where there is no team.
    /// A start that cannot be kept is where the van gets there: who wants to know asks the checker.
    /// </summary>
    internal static int[]? Settle(Compiled problem, Timeline timeline, IReadOnlyList<int[]> orders)
    {
        var firsts = problem.Ties
            ? Enumerable.Range(0, problem.Visits.Length).Where(i => problem.Visits[i].Tie == Tie.First).ToList()
            : [];
        if (firsts.Count == 0)
        {
            return null;
        }

        var (pins, starts) = (new int[problem.Visits.Length], new int[problem.Visits.Length]);
        Array.Fill(pins, -1);
        (timeline.Pins, timeline.PinsMayMove) = (pins, true);
        var meeting = WithTeams(problem, orders);
        var moved = true;
        for (var rounds = (2 * firsts.Count) + 8; moved && rounds > 0; rounds--)
        {
            moved = false;
            Drive(problem, timeline, orders, meeting, starts);
            foreach (var a in firsts)
            {
                var visit = problem.Visits[a];
                var b = visit.Partner;
                if (starts[a] < 0 || starts[b] < 0)
                {
                    continue;
                }

                moved |= Wait(problem, pins, starts, b, starts[a] + visit.LeastAfter);
                moved |= Wait(problem, pins, starts, a, starts[b] - visit.MostAfter);
            }
        }

        return pins;
    }

    /// <summary>The routes with a visit of a team.</summary>
    internal static List<int> WithTeams(Compiled problem, IReadOnlyList<int[]> orders)
    {
        var with = new List<int>();
        for (var k = 0; k < orders.Count; k++)
        {
            if (HasTeam(problem, orders[k]))
            {
                with.Add(k);
            }
        }

        return with;
    }

    internal static bool HasTeam(Compiled problem, ReadOnlySpan<int> order)
    {
        foreach (var stop in order)
        {
            if (stop != Timeline.Reload && problem.Visits[stop].IsTeams)
            {
                return true;
            }
        }

        return false;
    }

    private static void Drive(
        Compiled problem,
        Timeline timeline,
        IReadOnlyList<int[]> orders,
        List<int> meeting,
        int[] starts
    )
    {
        Array.Fill(starts, -1);
        foreach (var k in meeting)
        {
            timeline.Run(problem.Vehicles[k], orders[k], strict: false);
            for (var i = 0; i < orders[k].Length; i++)
            {
                if (orders[k][i] != Timeline.Reload)
                {
                    starts[orders[k][i]] = timeline.Start[i];
                }
            }
        }
    }

    /// <summary>Has a visit start no earlier than a time. Answers whether that changes anything.</summary>
    private static bool Wait(Compiled problem, int[] pins, int[] starts, int visit, int until)
    {
        if (starts[visit] >= until)
        {
            return false;
        }

        var open = problem.Visits[visit].StartAt(until);
        pins[visit] = starts[visit] = open < 0 ? until : open;
        return true;
    }
}
