namespace Homeward.Routing.Solving;

/// <summary>Takes strings of neighbouring visits out of neighbouring routes, and can put everything back.</summary>
internal sealed class Ruin
{
    private const int Removals = 10;
    private const int LongestString = 10;
    private const int Neighbours = 150;

    private readonly Solution s;
    private readonly Dice dice;
    private readonly int[][] near;
    private readonly WorkRoute[] saved;
    private readonly List<int> savedLeftOut = [];
    private readonly bool[] going;
    private readonly bool[] touched;
    private readonly List<int> movable = [];

    internal Ruin(Solution solution, Dice dice)
    {
        s = solution;
        this.dice = dice;
        saved = [.. s.Routes.Select(r => new WorkRoute(s.Problem, r.Vehicle))];
        going = new bool[s.Problem.Visits.Length];
        touched = new bool[s.Routes.Length];
        near = [.. Enumerable.Range(0, s.Problem.Visits.Length).Select(Near)];
    }

    internal List<int> Removed { get; } = [];

    internal void Strings()
    {
        for (var k = 0; k < saved.Length; k++)
        {
            if (saved[k].Version != s.Routes[k].Version)
            {
                saved[k].CopyFrom(s.Routes[k]);
            }
        }

        savedLeftOut.Clear();
        savedLeftOut.AddRange(s.LeftOut);
        Removed.Clear();
        Array.Clear(touched);
        var (visits, used) = (0, 0);
        foreach (var route in s.Routes)
        {
            visits += route.Count - route.Reloads;
            used += route.Count > 0 ? 1 : 0;
        }

        if (used == 0)
        {
            return;
        }

        var longest = Math.Max(1, Math.Min(LongestString, visits / used));
        var strings = 1 + (int)(dice.NextDouble() * ((4.0 * Removals / (1 + longest)) - 1));
        var seed = dice.Next(near.Length);
        foreach (var i in near[seed])
        {
            var k = s.RouteOf[i];
            if (strings <= 0)
            {
                break;
            }

            if (k >= 0 && !touched[k] && s.Problem.Visits[i].LockedOn < 0)
            {
                touched[k] = true;
                TakeString(k, i, longest);
                strings--;
            }
        }
    }

    internal void Undo()
    {
        foreach (var i in Removed)
        {
            s.RouteOf[i] = -1;
        }

        for (var k = 0; k < saved.Length; k++)
        {
            if (saved[k].Version == s.Routes[k].Version)
            {
                continue;
            }

            s.Routes[k].CopyFrom(saved[k]);
            foreach (var i in s.Routes[k].Order)
            {
                if (i != Timeline.Reload)
                {
                    s.RouteOf[i] = k;
                }
            }
        }

        s.LeftOut.Clear();
        s.LeftOut.AddRange(savedLeftOut);
        foreach (var i in savedLeftOut)
        {
            s.RouteOf[i] = -1;
        }
    }

    private void TakeString(int k, int around, int longest)
    {
        var route = s.Routes[k];
        movable.Clear();
        for (var i = route.Van.Locked.Length; i < route.Count; i++)
        {
            if (route.Stops[i] != Timeline.Reload)
            {
                movable.Add(route.Stops[i]);
            }
        }

        var length = 1 + dice.Next(Math.Min(longest, movable.Count));
        var keep = 0;
        if (length > 1 && length < movable.Count && dice.Next(2) == 0)
        {
            keep = 1;
            while (length + keep < movable.Count && dice.NextDouble() > 0.01)
            {
                keep++;
                if (dice.Next(2) == 0)
                {
                    break;
                }
            }
        }

        var at = movable.IndexOf(around);
        var span = length + keep;
        var lowest = Math.Max(0, at - span + 1);
        var from = lowest + dice.Next(Math.Min(at, movable.Count - span) - lowest + 1);
        var gap = keep == 0 ? -1 : from + 1 + dice.Next(length - 1);
        for (var n = from; n < from + span; n++)
        {
            going[movable[n]] = keep == 0 || n < gap || n >= gap + keep;
        }

        if (s.Remove(k, i => going[i]))
        {
            foreach (var i in movable)
            {
                if (going[i])
                {
                    Removed.Add(i);
                }
            }
        }

        foreach (var i in movable)
        {
            going[i] = false;
        }
    }

    private int[] Near(int visit)
    {
        var problem = s.Problem;
        var from = problem.Visits[visit].Place;
        var n = problem.Visits.Length;
        var (keys, others) = (new long[n], new int[n]);
        for (var i = 0; i < n; i++)
        {
            var to = problem.Visits[i].Place;
            keys[i] = Math.Min(
                (long)problem.Time[(from * problem.Places) + to],
                problem.Time[(to * problem.Places) + from]
            );
            keys[i] = i == visit ? -1 : (keys[i] * n) + i;
            others[i] = i;
        }

        Array.Sort(keys, others);
        return others[..Math.Min(n, Neighbours)];
    }
}

/// <summary>Puts the visits taken out and those left out back, each where it costs least, now and then looking away.</summary>
internal sealed class Recreate(Solution s, Dice dice)
{
    private const double Blink = 0.01;

    private readonly List<(double Key, int Visit)> queue = [];

    internal void All(List<int> removed)
    {
        queue.Clear();
        var way = dice.Next(s.LeftOut.Count > 0 ? 14 : 11);
        foreach (var i in removed)
        {
            queue.Add((Key(i, way), i));
        }

        foreach (var i in s.LeftOut)
        {
            queue.Add((Key(i, way), i));
        }

        s.LeftOut.Clear();
        queue.Sort(static (a, b) => a.Key != b.Key ? a.Key.CompareTo(b.Key) : a.Visit.CompareTo(b.Visit));
        foreach (var (_, visit) in queue)
        {
            var (best, into) = (Slot.None, -1);
            for (var k = 0; k < s.Routes.Length; k++)
            {
                if (dice.NextDouble() < Blink)
                {
                    continue;
                }

                var slot = s.BestIn(visit, k);
                if (slot.Added < best.Added)
                {
                    (best, into) = (slot, k);
                }
            }

            if (into >= 0)
            {
                s.Insert(visit, into, best);
            }
            else
            {
                s.LeftOut.Add(visit);
            }
        }
    }

    /// <summary>By chance, load, distance (far or near first), window (short or early first), or price.</summary>
    private double Key(int i, int way)
    {
        var visit = s.Problem.Visits[i];
        return way switch
        {
            < 3 => dice.NextDouble(),
            < 5 => -Load(visit),
            < 7 => -Far(visit),
            7 => Far(visit),
            8 => visit.Opens.Length == 0 ? 0 : visit.LatestStart - visit.Opens[0],
            9 => visit.Opens.Length == 0 ? 0 : visit.Opens[0],
            10 => visit.LatestStart,
            _ => -(double)visit.LeftOut - dice.NextDouble(),
        };
    }

    private static double Load(CompiledVisit visit)
    {
        var sum = 0.0;
        for (var d = 0; d < visit.Drops.Length; d++)
        {
            sum += visit.Drops[d] + visit.PicksUp[d];
        }

        return sum;
    }

    private double Far(CompiledVisit visit) =>
        s.Problem.Distance[(s.Problem.Vehicles[0].Start * s.Problem.Places) + visit.Place];
}
