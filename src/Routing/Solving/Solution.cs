namespace Homeward.Routing.Solving;

/// <summary>The search's working plan: a route for each vehicle, and who is left out.</summary>
internal sealed class Solution
{
    internal readonly Compiled Problem;
    internal readonly Timeline Timeline;
    internal readonly Inserter Inserter;
    internal readonly WorkRoute[] Routes;
    internal readonly int[] RouteOf;
    internal readonly List<int> LeftOut = [];

    private (long Version, Slot Slot)[]? known;
    private int[] scratch = new int[64];

    internal Solution(Compiled problem)
    {
        Problem = problem;
        Timeline = new Timeline(problem);
        Inserter = new Inserter(problem, Timeline);
        Routes = new WorkRoute[problem.Vehicles.Length];
        RouteOf = new int[problem.Visits.Length];
        Array.Fill(RouteOf, -1);
        for (var k = 0; k < Routes.Length; k++)
        {
            Routes[k] = new WorkRoute(problem, k);
            SetOrder(k, Routes[k].Van.Locked);
        }

        for (var i = 0; i < RouteOf.Length; i++)
        {
            if (RouteOf[i] < 0)
            {
                LeftOut.Add(i);
            }
        }
    }

    internal long RouteCost
    {
        get
        {
            var cost = 0L;
            foreach (var route in Routes)
            {
                cost += route.Cost;
            }

            return cost;
        }
    }

    internal long Cost
    {
        get
        {
            var cost = RouteCost;
            foreach (var i in LeftOut)
            {
                cost += Problem.Visits[i].LeftOut;
            }

            return cost;
        }
    }

    internal void SetOrder(int k, ReadOnlySpan<int> order)
    {
        Routes[k].Set(order, Timeline);
        foreach (var i in order)
        {
            if (i != Timeline.Reload)
            {
                RouteOf[i] = k;
            }
        }
    }

    /// <summary>The cheapest slot of a visit in a route, remembered for as long as the route stays.</summary>
    internal Slot BestIn(int visit, int k)
    {
        known ??= new (long, Slot)[Routes.Length * RouteOf.Length];
        ref var entry = ref known[(k * Problem.Visits.Length) + visit];
        var route = Routes[k];
        if (entry.Version != route.Version)
        {
            entry = (route.Version, Inserter.Best(route, visit));
        }

        return entry.Slot;
    }

    internal void Insert(int visit, int k, Slot slot)
    {
        SetOrder(k, Inserter.Fill(Routes[k], visit, slot).ToArray());
        if (Routes[k].Reloads > 0)
        {
            TidyReloads(k);
        }
    }

    /// <summary>
    /// Takes stops out of a route. Answers false, and changes nothing, where the rest would not work without them: a
    /// break may then fall elsewhere.
    /// </summary>
    internal bool Remove(int k, Func<int, bool> gone)
    {
        var route = Routes[k];
        var rest = new List<int>(route.Count);
        for (var i = 0; i < route.Count; i++)
        {
            var stop = route.Stops[i];
            var reload = stop == Timeline.Reload;
            var idle = reload && (rest.Count == 0 ? !route.Van.Running : rest[^1] == Timeline.Reload);
            if (reload ? !idle : i < route.Van.Locked.Length || !gone(stop))
            {
                rest.Add(stop);
            }
        }

        while (rest.Count > 0 && rest[^1] == Timeline.Reload)
        {
            rest.RemoveAt(rest.Count - 1);
        }

        var order = rest.ToArray();
        if (!Timeline.Run(route.Van, order, strict: true))
        {
            return false;
        }

        for (var i = 0; i < route.Count; i++)
        {
            if (route.Stops[i] != Timeline.Reload)
            {
                RouteOf[route.Stops[i]] = -1;
            }
        }

        SetOrder(k, order);
        if (route.Reloads > 0)
        {
            TidyReloads(k);
        }

        return true;
    }

    /// <summary>Drops each reload that the route can do without, and moves the others to their cheapest place.</summary>
    private void TidyReloads(int k)
    {
        var route = Routes[k];
        for (var r = route.Count - 1; r >= route.Van.Locked.Length; r--)
        {
            if (r >= route.Count || route.Stops[r] != Timeline.Reload)
            {
                continue;
            }

            if (scratch.Length < route.Count)
            {
                scratch = new int[route.Count * 2];
            }

            var (count, best, cost) = (route.Count, -1, route.Cost);
            for (var at = route.Van.Locked.Length; at < count; at++)
            {
                var last = at == count - 1;
                Array.Copy(route.Stops, scratch, r);
                Array.Copy(route.Stops, r + 1, scratch, r, count - r - 1);
                if (!last)
                {
                    Array.Copy(scratch, at, scratch, at + 1, count - 1 - at);
                    scratch[at] = Timeline.Reload;
                }

                // As the last stop a reload serves nothing: that try is the route without it.
                if (
                    Timeline.Run(route.Van, scratch.AsSpan(0, last ? count - 1 : count), strict: true)
                    && Timeline.Cost < cost
                )
                {
                    (best, cost) = (at, Timeline.Cost);
                }
            }

            if (best >= 0)
            {
                var order = route.Order.ToArray().ToList();
                order.RemoveAt(r);
                if (best < count - 1)
                {
                    order.Insert(best, Timeline.Reload);
                }

                route.Set([.. order], Timeline);
            }
        }
    }
}
