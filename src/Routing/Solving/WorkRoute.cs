namespace Homeward.Routing.Solving;

/// <summary>A route the search works on: an order of stops with what is needed to judge an insertion fast.</summary>
internal sealed class WorkRoute(Compiled problem, int vehicle)
{
    private static long lastVersion;

    internal readonly int Vehicle = vehicle;
    internal readonly CompiledVehicle Van = problem.Vehicles[vehicle];
    internal int[] Stops = new int[16];
    internal int Count;
    internal int Reloads;
    internal long Cost;
    internal bool Feasible = true;

    /// <summary>Names this order of stops: two routes of one search with the same version are equal.</summary>
    internal long Version = Interlocked.Increment(ref lastVersion);

    /// <summary>When each stop is left.</summary>
    internal int[] Leave = new int[16];

    /// <summary>The latest arrival at each stop with which the rest can still be made, were there no breaks.</summary>
    internal int[] Latest = new int[17];

    internal ReadOnlySpan<int> Order => Stops.AsSpan(0, Count);

    internal void Set(ReadOnlySpan<int> order, Timeline timeline)
    {
        Room(order.Length);
        order.CopyTo(Stops);
        Count = order.Length;
        Refresh(timeline);
    }

    internal void CopyFrom(WorkRoute other)
    {
        Room(other.Count);
        Array.Copy(other.Stops, Stops, other.Count);
        Array.Copy(other.Leave, Leave, other.Count);
        Array.Copy(other.Latest, Latest, other.Count + 1);
        (Count, Reloads, Cost, Feasible, Version) = (
            other.Count,
            other.Reloads,
            other.Cost,
            other.Feasible,
            other.Version
        );
    }

    private void Room(int count)
    {
        if (Stops.Length < count + 2)
        {
            Array.Resize(ref Stops, (count * 2) + 2);
            Array.Resize(ref Leave, (count * 2) + 2);
            Array.Resize(ref Latest, (count * 2) + 3);
        }
    }

    private void Refresh(Timeline timeline)
    {
        Version = Interlocked.Increment(ref lastVersion);
        Feasible = timeline.Run(Van, Order, strict: true);
        if (!Feasible)
        {
            timeline.Run(Van, Order, strict: false);
        }

        Cost = timeline.Cost;
        Array.Copy(timeline.Leave, Leave, Count);
        Reloads = 0;
        var latest = Van.LatestEnd;
        var next = Van.End;
        Latest[Count] = latest;
        for (var i = Count - 1; i >= 0; i--)
        {
            var visit = Stops[i] == Timeline.Reload ? null : problem.Visits[Stops[i]];
            var place = visit?.Place ?? Van.ReloadPlace;
            var drive = next < 0 ? 0 : problem.Time[(place * problem.Places) + next];
            latest -= (drive == TravelMatrix.Unreachable ? 0 : drive) + (visit?.Service ?? Van.ReloadLength);
            if (visit is null)
            {
                Reloads++;
            }
            else
            {
                latest = Math.Min(latest, visit.LatestStart);
            }

            Latest[i] = latest;
            next = place;
        }
    }
}
