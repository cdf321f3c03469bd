namespace Homeward.Routing.Solving;

/// <summary>Which vehicle drives which route: where they are of several kinds.</summary>
internal sealed partial class Solution
{
    /// <summary>What it costs more to have a free vehicle drive a plain route, a visit that adds so many metres put in.</summary>
    internal long Upgrade(WorkRoute route, int other, int visit, long metres)
    {
        var van = Routes[other].Van;
        var fits =
            van.PerMetreOnly
            && van.Plain
            && ReferenceEquals(van.Travel, route.Van.Travel)
            && Problem.May[(van.Class * RouteOf.Length) + visit];
        return fits
            ? van.Fixed
                - route.Van.Fixed
                + ((route.Distance + metres) * van.PerMetre)
                - (route.Distance * route.Van.PerMetre)
            : long.MaxValue;
    }

    /// <summary>
    /// Has another vehicle drive a route, and its own drive that one's. Answers false, and changes nothing, where one of
    /// them cannot.
    /// </summary>
    internal bool Swap(int k, int other)
    {
        var (mine, theirs) = (Routes[k].Order.ToArray(), Routes[other].Order.ToArray());
        if (
            Routes[k].Van.Locked.Length > 0
            || Routes[other].Van.Locked.Length > 0
            || !Works(other, mine)
            || !Works(k, theirs)
        )
        {
            return false;
        }

        SetOrder(k, theirs);
        SetOrder(other, mine);
        return true;
    }

    /// <summary>Gives each route that this round touched to a free vehicle of another kind that drives it for less: what a string
    /// left may do with a smaller one.</summary>
    internal void Refit()
    {
        for (var n = touched.Count - 1; n >= 0; n--)
        {
            var route = Routes[touched[n]];
            var (best, into) = (route.Cost, -1);
            for (var c = 0; c < Problem.Classes && route.Count > 0 && route.Van.Locked.Length == 0; c++)
            {
                var other = firstFree[c];
                if (c == route.Van.Class || other < 0)
                {
                    continue;
                }

                var van = Routes[other].Van;
                var least =
                    van.Fixed + (ReferenceEquals(van.Travel, route.Van.Travel) ? route.Distance * van.PerMetre : 0);
                if (least < best && Works(other, route.Order) && Inserter.CostOfLast < best)
                {
                    (best, into) = (Inserter.CostOfLast, other);
                }
            }

            if (into >= 0)
            {
                HandOver(route.Vehicle, into, route.Order);
            }
        }
    }

    /// <summary>Has a free vehicle drive an order of stops, and another one nothing any more.</summary>
    internal void HandOver(int from, int free, ReadOnlySpan<int> order)
    {
        int[] taken = [.. order];
        SetOrder(from, []);
        SetOrder(free, taken);
    }

    /// <summary>Whether a vehicle can drive an order of stops.</summary>
    internal bool Works(int k, ReadOnlySpan<int> order)
    {
        foreach (var stop in order)
        {
            var may =
                stop == Timeline.Reload
                    ? Routes[k].Van.ReloadPlace >= 0
                    : Problem.May[(Routes[k].Van.Class * RouteOf.Length) + stop];
            if (!may)
            {
                return false;
            }
        }

        return order.Length == 0 || Inserter.Works(Routes[k], order, out _);
    }
}
