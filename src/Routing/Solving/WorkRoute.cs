namespace Homeward.Routing.Solving;

/// <summary>One node of a route with what is needed to judge an insertion next to it in constant time.</summary>
internal struct Node
{
    internal int Place;

    /// <summary>When it is left at the earliest.</summary>
    internal int Leave;

    /// <summary>The latest arrival with which the rest can still be made, were there no breaks.</summary>
    internal int Latest;

    /// <summary>The metres and the seconds from the node before.</summary>
    internal int Leg;
    internal int Drive;

    /// <summary>Arriving at t, the route ends at max(t, <see cref="Early"/>) + <see cref="Rest"/>, were there no breaks.</summary>
    internal int Early;
    internal int Rest;
}

/// <summary>
/// A route the search works on: an order of stops with labels. Node 0 is the start, node i + 1 is stop i, the last node
/// is the end.
/// </summary>
internal sealed class WorkRoute(Compiled problem, int vehicle)
{
    internal readonly int Vehicle = vehicle;
    internal readonly CompiledVehicle Van = problem.Vehicles[vehicle];
    internal readonly Loads Loads = new(problem);
    internal int[] Stops = new int[14];
    internal Node[] At = new Node[16];
    internal int Count;
    internal int Reloads;
    internal int Leaves;
    internal int Ends;
    internal long Distance;
    internal long Cost;
    internal bool Feasible = true;

    /// <summary>Whether the labels judge an insertion exactly, so that no timeline is needed.</summary>
    internal bool Plain;

    /// <summary>The first node where something dirty is taken, and the last where something clean is brought.</summary>
    internal int FirstDirty;
    internal int LastClean;

    /// <summary>Names this order of stops: two routes of one search with the same version are equal.</summary>
    internal long Version;

    internal ReadOnlySpan<int> Order => Stops.AsSpan(0, Count);

    /// <summary>Takes an order of stops and works out everything about it.</summary>
    internal void Set(ReadOnlySpan<int> order, Timeline timeline, long version)
    {
        Room(order.Length);
        order.CopyTo(Stops);
        Count = order.Length;
        Version = version;
        var fits = Loads.Set(Van, Order);
        Plain = Van.Plain;
        Feasible = Van.Plain && PlainWalk(timeline.Pins);
        if (!Feasible)
        {
            Feasible = timeline.Run(Van, Order, strict: true);
            if (!Feasible)
            {
                timeline.Run(Van, Order, strict: false);
            }

            Forward(timeline);
        }

        Feasible &= fits;
        Backward(timeline);
    }

    /// <summary>
    /// Puts a visit into a plain route whose cost is its metres, where it was judged to fit: only labels that change are
    /// worked out. Answers the first node whose label changed.
    /// </summary>
    internal int PutIn(int visit, int p, Timeline timeline, long version)
    {
        Room(Count + 1);
        Array.Copy(Stops, p, Stops, p + 1, Count - p);
        Array.Copy(At, p + 1, At, p + 2, Count + 1 - p);
        Stops[p] = visit;
        (Count, Version) = (Count + 1, version);
        Loads.Set(Van, Order);
        var travel = Van.Travel;
        var at = At;
        var x = problem.Visits[visit];
        var (before, after) = (at[p].Place, at[p + 2].Place);
        var (to, from) = (
            travel.Out[(before * travel.Places) + x.Place],
            travel.Out[(x.Place * travel.Places) + after]
        );
        Distance += to.Metres + from.Metres - (Count == 1 ? 0 : at[p + 2].Leg);
        Cost = Van.Fixed + (Distance * Van.PerMetre);
        at[p + 1] = new Node
        {
            Place = x.Place,
            Leg = to.Metres,
            Drive = to.Seconds,
        };
        (at[p + 2].Leg, at[p + 2].Drive) = (from.Metres, from.Seconds);
        var pins = timeline.Pins;
        var service = Van.Class * problem.Visits.Length;
        var now = at[p].Leave;
        for (var i = p; i <= Count; i++)
        {
            ref var node = ref at[i + 1];
            now += node.Drive;
            if (i < Count)
            {
                now = Math.Max(now, Opens(Stops[i], pins)) + problem.Service[service + Stops[i]];
            }

            if (now == node.Leave && i > p)
            {
                break;
            }

            node.Leave = now;
        }

        var latest = at[p + 2].Latest;
        for (var i = p; i >= 0; i--)
        {
            latest = Math.Min(Closes(Stops[i], pins), latest - at[i + 2].Drive - problem.Service[service + Stops[i]]);
            if (latest == at[i + 1].Latest && i < p)
            {
                return i + 1;
            }

            at[i + 1].Latest = latest;
        }

        return 0;
    }

    /// <summary>Whether <see cref="PutIn"/> may be used: nothing matters here but metres, windows and loads.</summary>
    internal bool TakesByLabels =>
        Plain && Feasible && Van.PerMetreOnly && !Van.NeverMixed && !Van.OneKind && problem.Other is null && Count > 0;

    private int Opens(int visit, int[]? pins) =>
        pins is not null && pins[visit] >= 0 ? pins[visit] : problem.Visits[visit].Open;

    private int Closes(int visit, int[]? pins) =>
        pins is not null && pins[visit] >= 0 ? pins[visit] : problem.Visits[visit].LatestStart;

    internal void CopyFrom(WorkRoute other)
    {
        Room(other.Count);
        Array.Copy(other.Stops, Stops, other.Count);
        Array.Copy(other.At, At, other.Count + 2);
        Loads.CopyFrom(other.Loads);
        (Count, Reloads, Leaves, Ends) = (other.Count, other.Reloads, other.Leaves, other.Ends);
        (Distance, Cost, Version) = (other.Distance, other.Cost, other.Version);
        (Feasible, Plain, FirstDirty, LastClean) = (other.Feasible, other.Plain, other.FirstDirty, other.LastClean);
    }

    private void Room(int count)
    {
        if (Stops.Length < count)
        {
            Array.Resize(ref Stops, count * 2);
            Array.Resize(ref At, (count * 2) + 2);
        }
    }

    /// <summary>
    /// The timeline of a plain van with plain visits, in one pass. False where it does not apply or does not work out;
    /// then the timeline itself has the word.
    /// </summary>
    private bool PlainWalk(int[]? pins)
    {
        if (Count == 0 || problem.Releases)
        {
            return false;
        }

        var travel = Van.Travel;
        var visits = problem.Visits;
        var service = Van.Class * visits.Length;
        var at = At;
        at[0] = new Node { Place = Van.Start, Leave = Van.Earliest };
        var (place, now, cost) = (Van.Start, Van.Earliest, 0L);
        var distance = 0L;
        (FirstDirty, LastClean, Reloads) = (int.MaxValue, -1, 0);
        for (var i = 0; i < Count; i++)
        {
            var stop = Stops[i];
            if (stop == Timeline.Reload)
            {
                return false;
            }

            var visit = visits[stop];
            if (!visit.Plain)
            {
                return false;
            }

            var leg = (place * travel.Places) + visit.Place;
            place = visit.Place;
            var drive = travel.Out[leg].Seconds;
            now += drive;
            var (open, close) = (visit.Open, visit.LatestStart);
            if (pins is not null && pins[stop] >= 0)
            {
                open = close = pins[stop];
            }

            if (now > close)
            {
                return false;
            }

            var start = Math.Max(now, open);
            if (i == 0)
            {
                Leaves = Math.Max(Van.Earliest, start - drive);
            }

            if (visit.Dirty && FirstDirty == int.MaxValue)
            {
                FirstDirty = i + 1;
            }

            if (visit.Clean)
            {
                LastClean = i + 1;
            }

            now = start + problem.Service[service + stop];
            cost += problem.Other is null ? 0 : problem.Other[service + stop];
            ref var node = ref at[i + 1];
            node.Place = place;
            node.Leave = now;
            node.Leg = travel.Out[leg].Metres;
            node.Drive = drive;
            distance += node.Leg;
        }

        var last = (place * travel.Places) + Van.End;
        now += travel.Out[last].Seconds;
        ref var end = ref at[Count + 1];
        end.Place = Van.End;
        end.Leg = travel.Out[last].Metres;
        end.Drive = travel.Out[last].Seconds;
        end.Leave = now;
        Ends = now;
        Distance = distance + end.Leg;
        Cost = cost + Timeline.Money(Van, now - Leaves, now, Distance);
        return now <= Van.LatestEnd
            && now - Leaves <= Van.MaxDuration
            && Distance <= Van.MaxDistance
            && Count <= Van.MaxStops
            && !(Van.NeverMixed && FirstDirty < LastClean)
            && !(Van.OneKind && FirstDirty != int.MaxValue && LastClean >= 0);
    }

    private void Forward(Timeline timeline)
    {
        var travel = Van.Travel;
        (Leaves, Ends, Distance, Cost) = (timeline.Leaves, timeline.Ends, timeline.Distance, timeline.Cost);
        (FirstDirty, LastClean, Reloads) = (int.MaxValue, -1, 0);
        At[0] = new Node { Place = Van.Start, Leave = Van.Earliest };
        for (var i = 0; i < Count; i++)
        {
            var stop = Stops[i];
            ref var node = ref At[i + 1];
            node.Leave = timeline.Leave[i];
            if (stop == Timeline.Reload)
            {
                node.Place = Van.ReloadPlace;
                Reloads++;
                Plain = false;
            }
            else
            {
                var visit = problem.Visits[stop];
                node.Place = visit.Place;
                Plain &= visit.Plain;
                FirstDirty = visit.Dirty && FirstDirty == int.MaxValue ? i + 1 : FirstDirty;
                LastClean = visit.Clean ? i + 1 : LastClean;
            }

            var road = travel.Between(At[i].Place, node.Place);
            (node.Leg, node.Drive) = (road.Metres, Quick(road.Seconds));
        }

        ref var end = ref At[Count + 1];
        end.Place = Van.End;
        end.Leave = Ends;
        var last = travel.Between(At[Count].Place, end.Place);
        (end.Leg, end.Drive) = (Count == 0 ? 0 : last.Metres, Quick(last.Seconds));
        Plain &= !problem.Releases;
    }

    /// <summary>The least a drive can take; nothing where there is no way, in a route that takes no insertion anyway.</summary>
    private int Quick(int drive) => drive >= Travel.Far ? 0 : problem.Quickest(drive);

    private void Backward(Timeline timeline)
    {
        var visits = problem.Visits;
        var service = Van.Class * visits.Length;
        var at = At;
        var (latest, early, rest) = (Van.LatestEnd, 0, 0);
        (at[Count + 1].Latest, at[Count + 1].Early, at[Count + 1].Rest) = (latest, early, rest);
        for (var i = Count - 1; i >= 0; i--)
        {
            var stop = Stops[i];
            ref var node = ref at[i + 1];
            var drive = at[i + 2].Drive;
            if (stop == Timeline.Reload)
            {
                latest -= drive + Van.ReloadLength;
                (early, rest) = (early - Van.ReloadLength - drive, rest + Van.ReloadLength + drive);
            }
            else
            {
                var visit = visits[stop];
                var (open, close) = (visit.Open, visit.LatestStart);
                if (timeline.Pins is { } pins && pins[stop] >= 0)
                {
                    open = close = pins[stop];
                }

                var lasts = problem.Service[service + stop] + drive;
                latest = Math.Min(close, latest - lasts);
                (early, rest) = (Math.Max(open, early - lasts), rest + lasts);
            }

            (node.Latest, node.Early, node.Rest) = (latest, early, rest);
        }
    }
}
