namespace Homeward.Routing.Solving;

/// <summary>Stops that go, and reloads that nothing needs any more.</summary>
internal sealed partial class Solution
{
    private readonly List<int> rest = [];
    private int[] was = new int[64];

    /// <summary>
    /// Takes stops out of a route. Answers false, and changes nothing, where the rest would not work without them: a
    /// break may then fall elsewhere.
    /// </summary>
    /// <param name="k">The vehicle.</param>
    /// <param name="going">The visits that go.</param>
    /// <param name="reloadsToo">Whether reloads next to them go as well, where the route works without.</param>
    internal bool Remove(int k, bool[] going, bool reloadsToo = false)
    {
        var route = Routes[k];
        rest.Clear();
        for (var i = 0; i < route.Count; i++)
        {
            var stop = route.Stops[i];
            var reload = stop == Timeline.Reload;
            var idle = reload && (rest.Count == 0 ? !route.Van.Running : rest[^1] == Timeline.Reload);
            idle |= reload && reloadsToo && (Goes(route, i - 1, going) || Goes(route, i + 1, going));
            if (reload ? !idle : i < route.Van.Locked.Length || !going[stop])
            {
                rest.Add(stop);
            }
        }

        while (rest.Count > 0 && rest[^1] == Timeline.Reload)
        {
            rest.RemoveAt(rest.Count - 1);
        }

        var order = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rest);
        if (was.Length < route.Count)
        {
            was = new int[route.Count * 2];
        }

        var before = was.AsSpan(0, route.Count);
        route.Order.CopyTo(before);
        foreach (var stop in before)
        {
            if (stop != Timeline.Reload)
            {
                RouteOf[stop] = -1;
            }
        }

        SetOrder(k, order);
        if (!route.Feasible)
        {
            // Not every matrix lets a van drive on past a stop that is gone.
            SetOrder(k, before);
            return reloadsToo && Remove(k, going);
        }

        if (Routes[k].Reloads > 0)
        {
            DropReloads(k);
        }

        return true;
    }

    private static bool Goes(WorkRoute route, int at, bool[] going) =>
        at >= 0 && at < route.Count && route.Stops[at] != Timeline.Reload && going[route.Stops[at]];

    /// <summary>Drops each reload that the route does better without.</summary>
    private void DropReloads(int k)
    {
        for (var r = Routes[k].Count - 1; r >= Routes[k].Van.Locked.Length; r--)
        {
            var route = Routes[k];
            if (r >= route.Count || route.Stops[r] != Timeline.Reload)
            {
                continue;
            }

            rest.Clear();
            rest.AddRange(route.Order);
            rest.RemoveAt(r);
            var order = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rest);
            if (Inserter.Works(route, order, out var added) && added <= 0)
            {
                SetOrder(k, order);
            }
        }
    }
}
