namespace Homeward.Routing.Solving;

/// <summary>
/// What is on board on every leg of one route, and the heaviest leg before and after each place of its trip, so that an
/// insertion is judged in constant time: what is dropped rides on every leg of the trip before it, what is taken on every
/// leg after (Vidal, Crainic, Gendreau and Prins 2014, "A unified solution framework").
/// </summary>
internal sealed class Loads(Compiled problem)
{
    private readonly int[] totals = new int[problem.Dimensions];
    private bool dropsOnly;
    private int firstTripEnds;
    private int room;
    private int count;

    /// <summary>[dimension * room + leg]; leg 0 leaves the start.</summary>
    private int[] before = [];
    private int[] after = [];

    /// <summary>Works out the loads of an order of stops. False where a leg is loaded beyond capacity or goods are missing.</summary>
    internal bool Set(CompiledVehicle v, ReadOnlySpan<int> stops)
    {
        count = stops.Length + 1;
        dropsOnly = problem.DropsOnly && !v.Running && !stops.Contains(Timeline.Reload);
        if (dropsOnly)
        {
            return Totals(v, stops) && (!problem.Ties || ShipmentsWhole(stops));
        }

        var reload = stops.IndexOf(Timeline.Reload);
        firstTripEnds = reload < 0 ? int.MaxValue : reload + 1;
        if (room < count)
        {
            room = count * 2;
            (before, after) = (new int[problem.Dimensions * room], new int[problem.Dimensions * room]);
        }

        var fits = GoodsThere(problem, v, stops) && (!problem.Ties || ShipmentsWhole(stops));
        for (var d = 0; d < problem.Dimensions; d++)
        {
            fits &= Dimension(v, stops, d);
        }

        return fits;
    }

    internal void CopyFrom(Loads other)
    {
        (count, dropsOnly, firstTripEnds) = (other.count, other.dropsOnly, other.firstTripEnds);
        if (dropsOnly)
        {
            other.totals.CopyTo(totals, 0);
            return;
        }

        if (room != other.room)
        {
            room = other.room;
            (before, after) = (new int[problem.Dimensions * room], new int[problem.Dimensions * room]);
        }

        for (var d = 0; d < problem.Dimensions; d++)
        {
            Array.Copy(other.before, d * room, before, d * room, count);
            Array.Copy(other.after, d * room, after, d * room, count);
        }
    }

    /// <summary>Whether a visit's load fits on the legs about leg <paramref name="leg"/>, where it is put in.</summary>
    internal bool Fit(CompiledVehicle v, CompiledVisit x, int leg)
    {
        if (dropsOnly)
        {
            for (var d = 0; d < totals.Length; d++)
            {
                if ((long)totals[d] + x.Drops[d] > v.Capacity[d])
                {
                    return false;
                }
            }

            return true;
        }

        // What a van away from its depot drops before it reloads is on board already.
        var aboard = v.Away && leg < firstTripEnds && x.FromDepot;
        if (aboard && !Carries(problem, v, x))
        {
            return false;
        }

        for (var d = 0; d < problem.Dimensions; d++)
        {
            if (aboard)
            {
                if ((long)after[(d * room) + leg] + x.PicksUp[d] - x.Drops[d] > v.Capacity[d])
                {
                    return false;
                }

                continue;
            }

            // In a long: a capacity may be "none" and a load may be large.
            if (
                (long)before[(d * room) + leg] + x.Drops[d] > v.Capacity[d]
                || (long)after[(d * room) + leg] + x.PicksUp[d] > v.Capacity[d]
            )
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Where nothing is ever taken, the first leg is the heaviest: one sum says all.</summary>
    private bool Totals(CompiledVehicle v, ReadOnlySpan<int> stops)
    {
        var fits = true;
        for (var d = 0; d < totals.Length; d++)
        {
            var total = 0L;
            var drops = problem.FromDepot[d];
            foreach (var stop in stops)
            {
                total += drops[stop];
            }

            totals[d] = (int)Math.Min(total, int.MaxValue);
            fits &= total <= v.Capacity[d];
        }

        return fits;
    }

    /// <summary>Whether each shipment is brought on the trip that takes it up, later.</summary>
    private bool ShipmentsWhole(ReadOnlySpan<int> stops)
    {
        for (var i = 0; i < stops.Length; i++)
        {
            var visit = stops[i] == Timeline.Reload ? null : problem.Visits[stops[i]];
            if (visit?.Tie == Tie.Brings)
            {
                var at = i - 1;
                while (at >= 0 && stops[at] != visit.Partner && stops[at] != Timeline.Reload)
                {
                    at--;
                }

                if (at < 0 || stops[at] == Timeline.Reload)
                {
                    return false;
                }
            }
            else if (visit?.Tie == Tie.Takes && !stops[(i + 1)..].Contains(visit.Partner))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A van under way drops only what it carries, until it reloads.</summary>
    private static bool GoodsThere(Compiled problem, CompiledVehicle v, ReadOnlySpan<int> stops)
    {
        if (v.Away)
        {
            foreach (var stop in stops)
            {
                if (stop == Timeline.Reload)
                {
                    break;
                }

                var visit = problem.Visits[stop];
                if (visit.FromDepot && !Carries(problem, v, visit))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool Carries(Compiled problem, CompiledVehicle v, CompiledVisit visit) =>
        visit.GoodsAnywhere || (visit.CarriedBy >= 0 && ReferenceEquals(problem.Vehicles[visit.CarriedBy], v));

    private bool Dimension(CompiledVehicle v, ReadOnlySpan<int> stops, int d)
    {
        var up = before.AsSpan(d * room, count);
        var down = after.AsSpan(d * room, count);
        var changes = problem.Changes[d];
        var load = AtStart(v, stops, d);
        var (peak, most) = (load, load);
        up[0] = down[0] = Held(load);
        for (var i = 0; i < stops.Length; i++)
        {
            if (stops[i] == Timeline.Reload)
            {
                load = Drops(stops, i + 1, d);
                peak = load;
            }
            else
            {
                load += changes[stops[i]];
                peak = Math.Max(peak, load);
            }

            most = Math.Max(most, peak);
            up[i + 1] = Held(peak);
            down[i + 1] = Held(load);
        }

        for (var i = stops.Length - 1; i >= 0; i--)
        {
            if (stops[i] != Timeline.Reload)
            {
                down[i] = Math.Max(down[i], down[i + 1]);
            }
        }

        return most <= v.Capacity[d];
    }

    private static int Held(long load) => (int)Math.Min(load, int.MaxValue);

    private long AtStart(CompiledVehicle v, ReadOnlySpan<int> stops, int d) =>
        v.Away ? v.LoadedAtStart[d] : v.OnBoard[d] + Drops(stops, 0, d);

    private long Drops(ReadOnlySpan<int> stops, int from, int d)
    {
        var (load, depot) = (0L, problem.FromDepot[d]);
        for (var i = from; i < stops.Length && stops[i] != Timeline.Reload; i++)
        {
            load += depot[stops[i]];
        }

        return load;
    }
}
