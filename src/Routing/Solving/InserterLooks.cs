using System.Runtime.CompilerServices;

namespace Homeward.Routing.Solving;

/// <summary>Where labels do not judge exactly: the slots that look cheapest are driven through.</summary>
internal sealed partial class Inserter
{
    private readonly Looks looks = new(Looks.Many);

    /// <summary>The slots of a route that look cheapest, driven through.</summary>
    private Slot Looked(WorkRoute route, int visit)
    {
        looks.Clear();
        for (var p = Math.Min(route.Van.Locked.Length, route.Count); p <= route.Count; p++)
        {
            Note(looks, route, visit, p);
        }

        var best = Slot.None;
        var working = 0;
        for (var n = 0; n < looks.Count && !Looks.IsEnough(looks[n], best.Added, n, working); n++)
        {
            if (Try(looks[n], visit, out var added))
            {
                working++;
                best = added < best.Added ? looks[n].Slot with { Added = added } : best;
            }
        }

        return best;
    }

    /// <summary>Drives a slot through.</summary>
    internal bool Try(in Look look, int visit, out long added)
    {
        var order = Fill(look.Route, visit, look.Slot);
        return look.Slot.ReloadAt < 0 ? Drives(look.Route, order, out added) : Works(look.Route, order, out added);
    }

    /// <summary>Notes the ways to put a visit at a place of a route, with a reload or without, by what they look like.</summary>
    internal void Note(Looks into, WorkRoute route, int visit, int p, bool onlyReloads = false)
    {
        var van = route.Van;
        var x = problem.Visits[visit];
        var estimate = Estimate(route, x, p);
        if (
            into.IsBeyond(estimate)
            || p < van.Locked.Length
            || !route.Feasible
            || route.Count - route.Reloads >= van.MaxStops
            || !MayFit(route, visit, p)
        )
        {
            return;
        }

        if (!onlyReloads && route.Loads.Fit(van, x, p))
        {
            into.Note(new Look(estimate, route, new Slot(0, p, -1)));
        }

        if (van.ReloadPlace < 0 || route.Reloads >= van.MaxReloads || route.Count == 0)
        {
            return;
        }

        var (before, after) = AddedByReload(route, x, p);
        if (p > 0 || van.Running)
        {
            into.Note(new Look(estimate + before, route, new Slot(0, p + 1, p)));
        }

        if (p < route.Count)
        {
            into.Note(new Look(estimate + after, route, new Slot(0, p, p + 1)));
        }
    }

    /// <summary>What a reload just before or just after the visit adds in metres and hours.</summary>
    private static (long Before, long After) AddedByReload(WorkRoute route, CompiledVisit x, int p)
    {
        var van = route.Van;
        var (a, b) = (route.At[p].Place, route.At[p + 1].Place);
        return (Detour(van, a, van.ReloadPlace, x.Place), Detour(van, x.Place, van.ReloadPlace, b));
    }

    private static long Detour(CompiledVehicle van, int from, int by, int to)
    {
        var t = van.Travel;
        long metres =
            t.Out[(from * t.Places) + by].Metres
            + t.Out[(by * t.Places) + to].Metres
            - t.Out[(from * t.Places) + to].Metres;
        long seconds =
            t.Out[(from * t.Places) + by].Seconds
            + t.Out[(by * t.Places) + to].Seconds
            - t.Out[(from * t.Places) + to].Seconds;
        return (metres * van.PerMetre) + (seconds * van.PerSecond);
    }

    /// <summary>A guess at what a visit at a place of a route adds: its metres and its driving.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static long Estimate(WorkRoute route, CompiledVisit x, int p)
    {
        var (van, t) = (route.Van, route.Van.Travel);
        ref readonly var a = ref route.At[p];
        ref readonly var b = ref route.At[p + 1];
        var (to, from) = (t.In[(x.Place * t.Places) + a.Place], t.Out[(x.Place * t.Places) + b.Place]);
        return ((long)(to.Metres + from.Metres - b.Leg) * van.PerMetre)
            + ((long)(to.Seconds + from.Seconds - b.Drive) * van.PerSecond);
    }
}
