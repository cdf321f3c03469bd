namespace Homeward.Routing.Solving;

/// <summary>
/// Puts the visits taken out and those left out back, each where it costs least, now and then looking away: greedy
/// insertion with blinks (Christiaens and Vanden Berghe 2020, section 5.3).
/// </summary>
internal sealed class Recreate
{
    /// <summary>How often a place is looked away from.</summary>
    private const double Blink = 0.01;

    /// <summary>
    /// How often a visit that fits nowhere near looks at every place there is before it takes a van of its own: it seldom
    /// finds one, and it costs more than all else.
    /// </summary>
    private const double LookAround = 0.25;

    /// <summary>How often a kind of van is looked away from that a new route might take.</summary>
    private const double ClassBlink = 0.1;

    /// <summary>How many ways to put a pair in are driven through.</summary>
    private const int PairLooks = 8;

    private readonly Solution s;
    private readonly Dice dice;
    private readonly Neighbours near;
    private readonly Looks looks = new(Looks.Many);
    private readonly Pairs pairs;
    private readonly int[] seenIn;
    private readonly Candidate[] candidates;
    private readonly int[] madeIn;

    /// <summary>The route where the visit would add least, were its van larger.</summary>
    private int upgrade = -1;
    private int upgradePosition;
    private int upgradeMetres;
    private int call;
    private int round;
    private int untilBlink;
    private readonly long[][] orders;
    private readonly int[] weights;
    private int[] queue = new int[64];
    private long[] keys = new long[64];

    internal Recreate(Solution solution, Dice dice, Neighbours near)
    {
        s = solution;
        this.near = near;
        pairs = new Pairs(solution);
        seenIn = new int[solution.RouteOf.Length];
        candidates = new Candidate[solution.Problem.Classes];
        madeIn = new int[solution.Problem.Classes];
        this.dice = dice;
        var visits = s.Problem.Visits;
        orders =
        [
            [.. visits.Select(v => -Load(v))],
            [.. visits.Select(v => -Far(v))],
            [.. visits.Select(Far)],
            [.. visits.Select(v => (long)v.LatestStart - v.Open)],
            [.. visits.Select(v => (long)v.Open)],
            [.. visits.Select(v => -(long)v.LatestStart)],
            [.. visits.Select(v => -v.LeftOut)],
        ];
        weights = [4, 4, 2, 1, 2, 2, 2, 2];
        if (orders[0].All(k => k == orders[0][0]))
        {
            weights[1] = 0;
        }

        if (visits.All(v => v.Open == visits[0].Open && v.LatestStart == visits[0].LatestStart))
        {
            weights[4] = weights[5] = weights[6] = 0;
        }

        if (visits.All(v => v.LeftOut == visits[0].LeftOut))
        {
            weights[7] = 0;
        }
    }

    internal void All(List<int> removed)
    {
        var count = Queue(removed);
        round++;
        s.TakeInAll();
        for (var n = 0; n < count; n++)
        {
            var visit = queue[n];
            if (s.Problem.Visits[visit].Partner >= 0)
            {
                Pair(visit);
                continue;
            }

            var (alone, empty) = Alone(visit);
            var (best, into) = Near(visit);
            if (into < 0 && (empty < 0 || dice.NextDouble() < LookAround))
            {
                (best, into) = Anywhere(visit);
            }

            if (alone.Added < best.Added)
            {
                (best, into) = (alone, empty);
            }

            if (s.Problem.Classes > 1 && upgrade >= 0 && Upgraded(visit, best.Added))
            {
                continue;
            }

            if (into >= 0 && !(s.Problem.Visits[visit].Optional && best.Added >= s.Problem.Visits[visit].LeftOut))
            {
                s.Insert(visit, into, best);
            }
            else
            {
                s.LeaveOut(visit);
            }
        }
    }

    /// <summary>Puts a visit and its partner in, once for both of them.</summary>
    private void Pair(int visit)
    {
        var partner = s.Problem.Visits[visit].Partner;
        if (s.RouteOf[visit] >= 0 || seenIn[visit] == round)
        {
            return;
        }

        seenIn[partner] = round;
        var begun = s.RouteOf[partner] >= 0;
        if (begun ? pairs.Join(visit, PairLooks) : pairs.PutIn(visit, PairLooks))
        {
            return;
        }

        s.LeaveOut(visit);
        if (!begun)
        {
            s.LeaveOut(partner);
        }
    }

    /// <summary>The cheapest of the places next to the visits it is best linked to.</summary>
    private (Slot Slot, int Route) Near(int visit)
    {
        var problem = s.Problem;
        var x = problem.Visits[visit];
        var best = long.MaxValue;
        var (into, position) = (-1, -1);
        call++;
        (upgrade, upgradeMetres) = (-1, int.MaxValue);
        var (routeOf, gaps) = (s.RouteOf, s.Gaps);
        looks.Clear();
        foreach (var link in near.LinksOf(visit))
        {
            var k = routeOf[link >> 1];
            if (k < 0 || --untilBlink < 0)
            {
                untilBlink = k < 0 ? untilBlink : dice.Gap(Blink);
                continue;
            }

            ref readonly var gap = ref gaps[link];
            var van = problem.Vehicles[k];
            if (!problem.May[(van.Class * problem.Visits.Length) + visit])
            {
                continue;
            }

            ref var candidate = ref candidates[van.Class];
            if (madeIn[van.Class] != call)
            {
                madeIn[van.Class] = call;
                candidate = new Candidate(problem, s.Timeline, visit, van);
            }

            // What the labels' judge looks at first, without touching the route.
            var travel = van.Travel;
            var (to, from) = (travel.In[candidate.Row + gap.From], travel.Out[candidate.Row + gap.To]);
            var metres = to.Metres + from.Metres - gap.Leg;
            if (van.Plain && metres * van.PerMetre >= best)
            {
                continue;
            }

            var route = s.Routes[k];
            if (!route.Plain || !x.Plain)
            {
                s.Inserter.Note(looks, route, visit, gap.Position);
                continue;
            }

            if (van.ReloadPlace >= 0)
            {
                s.Inserter.Note(looks, route, visit, gap.Position, onlyReloads: true);
            }

            var start = Math.Max(gap.Leave + to.Seconds, candidate.Open);
            if (start > candidate.Close || start + candidate.Service + from.Seconds > gap.Latest)
            {
                continue;
            }

            if (s.Inserter.Judge(route, candidate, gap.Position, ref best))
            {
                (into, position) = (k, gap.Position);
            }
            else if (metres < upgradeMetres && problem.Classes > 1)
            {
                (upgrade, upgradePosition, upgradeMetres) = (k, gap.Position, metres);
            }
        }

        var slot = into < 0 ? Slot.None : new Slot(best, position, -1);
        var working = 0;
        for (var n = 0; n < looks.Count; n++)
        {
            var look = looks[n];
            if (Looks.IsEnough(look, slot.Added, n, working))
            {
                break;
            }

            if (s.Inserter.Try(look, visit, out var added))
            {
                working++;
                (slot, into) =
                    added < slot.Added ? (look.Slot with { Added = added }, look.Route.Vehicle) : (slot, into);
            }
        }

        return (slot, into);
    }

    /// <summary>Has a free vehicle of another kind drive a route with the visit in it, where that adds less.</summary>
    private bool Upgraded(int visit, long best)
    {
        var route = s.Routes[upgrade];
        var slot = new Slot(0, upgradePosition, -1);
        var into = -1;
        var free = route.Van.PerMetreOnly && route.Van.Locked.Length == 0;
        for (var c = 0; c < s.Problem.Classes && free; c++)
        {
            var other = s.FreeOf(c);
            var added =
                other < 0 || c == route.Van.Class ? long.MaxValue : s.Upgrade(route, other, visit, upgradeMetres);
            if (added < best && s.Works(other, s.Inserter.Fill(route, visit, slot)))
            {
                (best, into) = (added, other);
            }
        }

        if (into >= 0)
        {
            s.HandOver(upgrade, into, s.Inserter.Fill(route, visit, slot));
        }

        return into >= 0;
    }

    /// <summary>The cheapest vehicle that has no stop yet.</summary>
    private (Slot Slot, int Route) Alone(int visit)
    {
        var (best, into) = (Slot.None, -1);
        for (var c = 0; c < s.Problem.Classes; c++)
        {
            var slot = s.BestAlone(visit, c);
            if (slot.Added < best.Added && (s.Problem.Classes == 1 || dice.NextDouble() >= ClassBlink))
            {
                (best, into) = (slot, s.FreeOf(c));
            }
        }

        return (best, into);
    }

    /// <summary>The cheapest of all places in routes that have a stop.</summary>
    private (Slot Slot, int Route) Anywhere(int visit)
    {
        var (best, into) = (Slot.None, -1);
        foreach (var k in s.Used)
        {
            if (dice.NextDouble() < Blink)
            {
                continue;
            }

            var slot = s.Inserter.Best(s.Routes[k], visit);
            if (slot.Added < best.Added)
            {
                (best, into) = (slot, k);
            }
        }

        return (best, into);
    }

    /// <summary>By chance, or by load, distance, window or price, ties by chance.</summary>
    private int Queue(List<int> removed)
    {
        var count = removed.Count + s.LeftOut.Count;
        if (queue.Length < count)
        {
            (queue, keys) = (new int[count * 2], new long[count * 2]);
        }

        removed.CopyTo(queue);
        s.LeftOut.CopyTo(queue, removed.Count);
        for (var n = count - 1; n > 0; n--)
        {
            var other = dice.Next(n + 1);
            (queue[n], queue[other]) = (queue[other], queue[n]);
        }

        var way = Way();
        if (way == 0)
        {
            return count;
        }

        for (var n = 0; n < count; n++)
        {
            keys[n] = orders[way - 1][queue[n]];
        }

        if (count > 32)
        {
            Array.Sort(keys, queue, 0, count);
            return count;
        }

        for (var n = 1; n < count; n++)
        {
            var (key, visit, at) = (keys[n], queue[n], n);
            for (; at > 0 && keys[at - 1] > key; at--)
            {
                (keys[at], queue[at]) = (keys[at - 1], queue[at - 1]);
            }

            (keys[at], queue[at]) = (key, visit);
        }

        return count;
    }

    private int Way()
    {
        var sum = 0;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        var drawn = dice.Next(sum);
        var way = 0;
        while (drawn >= weights[way])
        {
            drawn -= weights[way++];
        }

        return way;
    }

    private static long Load(CompiledVisit visit)
    {
        var sum = 0L;
        for (var d = 0; d < visit.Drops.Length; d++)
        {
            sum += visit.Drops[d] + visit.PicksUp[d];
        }

        return sum;
    }

    private long Far(CompiledVisit visit)
    {
        if (s.Problem.Vehicles.Length == 0)
        {
            return 0;
        }

        var van = s.Problem.Vehicles[0];
        return van.Travel.Out[(van.Start * van.Travel.Places) + visit.Place].Metres;
    }
}
