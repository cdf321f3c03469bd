namespace Homeward.Routing.Solving;

/// <summary>A way to put a visit into a route: the visit's index among the new stops and the reload's, or -1.</summary>
internal readonly record struct Slot(long Added, int Position, int ReloadAt)
{
    internal static readonly Slot None = new(long.MaxValue, -1, -1);

    internal bool Exists => Added != long.MaxValue;
}

/// <summary>Finds where a visit fits into a route, with a reload where the van's load asks for one.</summary>
internal sealed class Inserter(Compiled problem, Timeline timeline)
{
    private int[] order = new int[64];

    /// <summary>
    /// The cheapest slot. A reload is tried next to the visit and only when the visit fits nowhere without; thorough, a
    /// reload is tried at every place as well, and every slot is reported to <paramref name="each"/>.
    /// </summary>
    internal Slot Best(WorkRoute route, int visit, bool thorough = false, Action<Slot>? each = null)
    {
        var van = route.Van;
        if (!route.Feasible || !problem.May[(route.Vehicle * problem.Visits.Length) + visit])
        {
            return Slot.None;
        }

        var first = Math.Min(van.Locked.Length, route.Count);
        if (order.Length < route.Count + 2)
        {
            order = new int[(route.Count * 2) + 2];
        }

        var best = Slot.None;
        var inTime = false;
        Put(route, visit, first);
        for (var p = first; p <= route.Count; p++)
        {
            if (p > first)
            {
                order[p - 1] = order[p];
                order[p] = visit;
            }

            if (!MayFit(route, visit, p, out var distance))
            {
                continue;
            }

            inTime = true;
            var atLeast = (distance * van.PerMetre) + (route.Count == 0 ? van.Fixed : 0);
            if (
                (each is null && atLeast >= best.Added)
                || !timeline.Run(van, order.AsSpan(0, route.Count + 1), strict: true)
            )
            {
                continue;
            }

            Offer(new Slot(timeline.Cost - route.Cost, p, -1), ref best, each);
        }

        if (van.ReloadPlace >= 0 && route.Reloads < van.MaxReloads && (thorough || (inTime && !best.Exists)))
        {
            WithReload(route, visit, first, thorough, ref best, each);
        }

        return best;
    }

    /// <summary>The route's new order with the visit in a slot. The span is valid until the next call.</summary>
    internal ReadOnlySpan<int> Fill(WorkRoute route, int visit, Slot slot)
    {
        if (order.Length < route.Count + 2)
        {
            order = new int[(route.Count * 2) + 2];
        }

        var from = 0;
        var count = route.Count + (slot.ReloadAt < 0 ? 1 : 2);
        for (var i = 0; i < count; i++)
        {
            order[i] =
                i == slot.Position ? visit
                : i == slot.ReloadAt ? Timeline.Reload
                : route.Stops[from++];
        }

        return order.AsSpan(0, count);
    }

    private void WithReload(WorkRoute route, int visit, int first, bool thorough, ref Slot best, Action<Slot>? each)
    {
        for (var p = first; p <= route.Count + 1; p++)
        {
            for (var r = first; r <= route.Count; r++)
            {
                // A reload straight from the depot or as the last stop serves nothing; one for a van away does.
                var useful = r != p && (thorough || r == p - 1 || r == p + 1) && (r > 0 || route.Van.Running);
                if (!useful)
                {
                    continue;
                }

                var slot = new Slot(0, p, r);
                if (timeline.Run(route.Van, Fill(route, visit, slot), strict: true))
                {
                    Offer(slot with { Added = timeline.Cost - route.Cost }, ref best, each);
                }
            }
        }
    }

    private static void Offer(Slot slot, ref Slot best, Action<Slot>? each)
    {
        each?.Invoke(slot);
        if (slot.Added < best.Added)
        {
            best = slot;
        }
    }

    private void Put(WorkRoute route, int visit, int at)
    {
        Array.Copy(route.Stops, order, at);
        order[at] = visit;
        Array.Copy(route.Stops, at, order, at + 1, route.Count - at);
    }

    /// <summary>A quick look at the clock that never refuses what fits.</summary>
    private bool MayFit(WorkRoute route, int visit, int p, out long distance)
    {
        var van = route.Van;
        var x = problem.Visits[visit];
        var (places, time) = (problem.Places, problem.Time);
        var before = p == 0 ? van.Start : PlaceOf(route, p - 1);
        var after = p < route.Count ? PlaceOf(route, p) : van.End;
        distance = problem.Distance[(before * places) + x.Place];
        var drive = time[(before * places) + x.Place];
        if (drive == TravelMatrix.Unreachable)
        {
            return false;
        }

        var leave = p == 0 ? van.Earliest : route.Leave[p - 1];
        var start = x.StartAt(leave + drive);
        if (start < 0)
        {
            return false;
        }

        if (after >= 0)
        {
            distance += problem.Distance[(x.Place * places) + after] - problem.Distance[(before * places) + after];
            drive = time[(x.Place * places) + after];
            if (drive == TravelMatrix.Unreachable)
            {
                return false;
            }
        }
        else
        {
            drive = 0;
        }

        return start + x.Service + drive <= route.Latest[p];
    }

    private int PlaceOf(WorkRoute route, int i) =>
        route.Stops[i] == Timeline.Reload ? route.Van.ReloadPlace : problem.Visits[route.Stops[i]].Place;
}
