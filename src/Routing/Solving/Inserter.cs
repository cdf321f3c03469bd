namespace Homeward.Routing.Solving;

/// <summary>
/// Finds where a visit fits into a route. In a plain route labels answer exactly; elsewhere they say what cannot fit and
/// what looks cheap, and the timeline has the word.
/// </summary>
internal sealed partial class Inserter(Compiled problem, Timeline timeline)
{
    private readonly Loads loads = new(problem);
    private readonly ReloadLook reloads = new(problem, timeline);
    private int[] order = new int[64];

    /// <summary>
    /// The cheapest slot. Thorough, every slot is driven through, reloads at every place among them, and is reported to
    /// <paramref name="each"/>.
    /// </summary>
    internal Slot Best(WorkRoute route, int visit, bool thorough = false, Action<Slot>? each = null)
    {
        var van = route.Van;
        if (!route.Feasible || !problem.May[(van.Class * problem.Visits.Length) + visit])
        {
            return Slot.None;
        }

        if (thorough)
        {
            return Thorough(route, visit, each);
        }

        var x = problem.Visits[visit];
        return route.Count - route.Reloads >= van.MaxStops ? Slot.None
            : route.Plain && x.Plain && van.ReloadPlace < 0 ? Labelled(route, visit)
            : Looked(route, visit);
    }

    /// <summary>The route's new order with the visit in a slot. The span is valid until the next call.</summary>
    internal ReadOnlySpan<int> Fill(WorkRoute route, int visit, Slot slot)
    {
        var count = route.Count + (slot.ReloadAt < 0 ? 1 : 2);
        if (order.Length < count)
        {
            order = new int[count * 2];
        }

        if (slot.ReloadAt < 0)
        {
            Array.Copy(route.Stops, order, slot.Position);
            order[slot.Position] = visit;
            Array.Copy(route.Stops, slot.Position, order, slot.Position + 1, route.Count - slot.Position);
            return order.AsSpan(0, count);
        }

        var from = 0;
        for (var i = 0; i < count; i++)
        {
            order[i] =
                i == slot.Position ? visit
                : i == slot.ReloadAt ? Timeline.Reload
                : route.Stops[from++];
        }

        return order.AsSpan(0, count);
    }

    /// <summary>Whether an order works for a route's van, driven through, and what it adds to the route's cost.</summary>
    internal bool Works(WorkRoute route, ReadOnlySpan<int> stops, out long added)
    {
        added = long.MaxValue;
        return loads.Set(route.Van, stops) && Drives(route, stops, out added);
    }

    /// <summary>What the route costs that was driven through last.</summary>
    internal long CostOfLast => timeline.Cost;

    /// <summary>The same for an order whose loads are known to fit.</summary>
    private bool Drives(WorkRoute route, ReadOnlySpan<int> stops, out long added)
    {
        var works = timeline.Run(route.Van, stops, strict: true);
        added = works ? timeline.Cost - route.Cost : long.MaxValue;
        return works;
    }

    /// <summary>All slots of a plain route, each in constant time.</summary>
    private Slot Labelled(WorkRoute route, int visit)
    {
        var x = new Candidate(problem, timeline, visit, route.Van);
        var best = long.MaxValue;
        var position = -1;
        for (var p = 0; p <= route.Count; p++)
        {
            if (Judge(route, x, p, ref best))
            {
                position = p;
            }
        }

        return position < 0 ? Slot.None : new Slot(best, position, -1);
    }

    /// <summary>
    /// Judges one place of a plain route. Answers whether the visit fits there and adds less than <paramref name="best"/>,
    /// which is then what it adds.
    /// </summary>
    internal bool Judge(WorkRoute route, in Candidate x, int p, ref long best)
    {
        var van = route.Van;
        var travel = van.Travel;
        ref readonly var a = ref route.At[p];
        ref readonly var b = ref route.At[p + 1];
        var (to, from) = (travel.In[x.Row + a.Place], travel.Out[x.Row + b.Place]);
        var metres = to.Metres + from.Metres - b.Leg;
        var added = (metres * van.PerMetre) + x.Extra;
        if (added >= best)
        {
            return false;
        }

        var start = Math.Max(a.Leave + to.Seconds, x.Open);
        if (start > x.Close)
        {
            return false;
        }

        var arrive = start + x.Service + from.Seconds;
        if (
            arrive > b.Latest
            || metres > van.MaxDistance - route.Distance
            || route.Count >= van.MaxStops
            || !route.Loads.Fit(van, x.Visit, p)
            || (x.Sorted && !Apart(route, x.Visit, p))
        )
        {
            return false;
        }

        if (!van.PerMetreOnly)
        {
            var ends = Math.Max(arrive, b.Early) + b.Rest;
            var leaves = p == 0 ? Math.Max(van.Earliest, start - to.Seconds) : route.Leaves;
            added = Timeline.Money(van, ends - leaves, ends, route.Distance + metres) - route.Cost + x.Extra;
            if (ends - leaves > van.MaxDuration && !Works(route, Fill(route, x.Index, new Slot(0, p, -1)), out added))
            {
                return false;
            }
        }
        else if (route.Count == 0)
        {
            added += van.Fixed;
        }

        if (added >= best)
        {
            return false;
        }

        best = added;
        return true;
    }

    /// <summary>Whether clean and dirty stay apart with the visit at a place of a route without reloads.</summary>
    private static bool Apart(WorkRoute route, CompiledVisit x, int p)
    {
        if (route.Van.OneKind)
        {
            return !(x.Clean && x.Dirty)
                && !(x.Clean && (route.FirstDirty != int.MaxValue || route.Van.CarriesDirty))
                && !(x.Dirty && route.LastClean >= 0);
        }

        return !route.Van.NeverMixed || ((!x.Clean || p < route.FirstDirty) && (!x.Dirty || p >= route.LastClean));
    }

    /// <summary>Every slot, driven through.</summary>
    private Slot Thorough(WorkRoute route, int visit, Action<Slot>? each)
    {
        var van = route.Van;
        var best = Slot.None;
        var first = Math.Min(van.Locked.Length, route.Count);
        for (var p = first; p <= route.Count; p++)
        {
            if (MayFit(route, visit, p) && route.Loads.Fit(van, problem.Visits[visit], p))
            {
                Try(new Slot(0, p, -1));
            }
        }

        if (van.ReloadPlace < 0 || route.Reloads >= van.MaxReloads)
        {
            return best;
        }

        reloads.Set(route, visit);
        for (var p = first; p <= route.Count + 1; p++)
        {
            for (var r = first; r <= route.Count; r++)
            {
                // A reload straight from the depot or as the last stop serves nothing; one for a van away does.
                if (r != p && (r > 0 || van.Running) && reloads.MayFit(p, r))
                {
                    Try(new Slot(0, p, r));
                }
            }
        }

        return best;

        void Try(Slot slot)
        {
            if (Works(route, Fill(route, visit, slot), out var added))
            {
                slot = slot with { Added = added };
                each?.Invoke(slot);
                best = added < best.Added ? slot : best;
            }
        }
    }

    /// <summary>What two visits one after the other at a place look like adding.</summary>
    internal long Together(WorkRoute route, int a, int b, int p)
    {
        var van = route.Van;
        var (x, y) = (problem.Visits[a].Place, problem.Visits[b].Place);
        var before = route.At[p].Place;
        var after = route.At[p + 1].Place;
        var (to, on, from) = (van.Travel.Between(before, x), van.Travel.Between(x, y), van.Travel.Between(y, after));
        var drive = (long)to.Seconds + on.Seconds + from.Seconds - van.Travel.Between(before, after).Seconds;
        return ((to.Metres + on.Metres + from.Metres - route.At[p + 1].Leg) * van.PerMetre) + (drive * van.PerSecond);
    }

    /// <summary>The earliest and the latest start of work at a place of a route, were there no breaks.</summary>
    internal (int Earliest, int Latest) Span(WorkRoute route, int visit, int p)
    {
        var van = route.Van;
        var x = problem.Visits[visit];
        var to = problem.Quickest(van.Travel.Between(route.At[p].Place, x.Place).Seconds);
        var from = problem.Quickest(van.Travel.Between(x.Place, route.At[p + 1].Place).Seconds);
        var service = problem.Service[(van.Class * problem.Visits.Length) + visit];
        var earliest = x.StartAt(route.At[p].Leave + to);
        var latest = Math.Min(x.LatestStart, route.At[p + 1].Latest - from - service);
        return earliest < 0 ? (1, 0) : (earliest, latest);
    }

    /// <summary>When work really starts at a visit put in at a place, no earlier than its pin; -1 where the route does not work.</summary>
    internal int StartOf(WorkRoute route, int visit, int p)
    {
        timeline.PinsMayMove = true;
        var works = timeline.Run(route.Van, Fill(route, visit, new Slot(0, p, -1)), strict: true);
        timeline.PinsMayMove = false;
        return works ? timeline.Start[p] : -1;
    }

    /// <summary>A quick look at the clock that never refuses what fits.</summary>
    internal bool MayFit(WorkRoute route, int visit, int p)
    {
        var van = route.Van;
        var x = problem.Visits[visit];
        var t = van.Travel;
        ref readonly var a = ref route.At[p];
        ref readonly var b = ref route.At[p + 1];
        var driveTo = t.In[(x.Place * t.Places) + a.Place].Seconds;
        var driveFrom = t.Out[(x.Place * t.Places) + b.Place].Seconds;
        if (driveTo >= Travel.Far || driveFrom >= Travel.Far)
        {
            return false;
        }

        (driveTo, driveFrom) = (problem.Quickest(driveTo), problem.Quickest(driveFrom));

        // A shift of departure to keep a limit on duration is not in the labels: the van may leave earlier.
        var leave = van.MaxDuration < int.MaxValue ? EarliestLeave(route, p) : a.Leave;
        var start = timeline.StartAt(visit, x, leave + driveTo);
        return start >= 0
            && start + problem.Service[(van.Class * problem.Visits.Length) + visit] + driveFrom <= b.Latest;
    }

    private static int EarliestLeave(WorkRoute route, int p) =>
        p == 0 ? route.Van.Earliest : route.At[p].Leave - Math.Max(0, route.Leaves - route.Van.Earliest);
}
