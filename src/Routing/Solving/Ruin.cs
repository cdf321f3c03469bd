namespace Homeward.Routing.Solving;

/// <summary>
/// Takes strings of neighbouring visits out of neighbouring routes. Christiaens and Vanden Berghe 2020, "Slack induction
/// by string removals for vehicle routing problems", Transportation Science 54(2), section 5; the names of its parameters
/// are in brackets.
/// </summary>
internal sealed class Ruin
{
    /// <summary>How many visits go in a round, on average [c].</summary>
    private const double Removals = 10;

    /// <summary>The most visits of one string [L max].</summary>
    private const double LongestString = 10;

    /// <summary>How often a string keeps a visit in its middle, and how often one more [alpha, beta].</summary>
    private const double Split = 0.5;
    private const double KeepMore = 0.01;

    private readonly Solution s;
    private readonly Dice dice;
    private readonly Neighbours near;
    private readonly bool[] going;
    private readonly int[] touched;
    private int round;

    internal Ruin(Solution solution, Dice dice, Neighbours near)
    {
        s = solution;
        this.dice = dice;
        this.near = near;
        going = new bool[s.Problem.Visits.Length];
        touched = new int[s.Routes.Length];
    }

    /// <summary>The visits taken out by the last round.</summary>
    internal List<int> Removed { get; } = [];

    /// <param name="around">Where to begin; -1 for anywhere.</param>
    internal void Strings(int around)
    {
        Removed.Clear();
        round++;
        var used = s.Used.Count;
        if (used == 0)
        {
            return;
        }

        var visits = s.RouteOf.Length - s.LeftOut.Count;
        var longest = Math.Min(LongestString, (double)visits / used);
        var strings = (int)(1 + (dice.NextDouble() * ((4 * Removals / (1 + longest)) - 1)));
        var seed = around >= 0 ? around : dice.Next(s.RouteOf.Length);
        var row = near.Of(seed);
        for (var n = -1; n < row.Length && strings > 0; n++)
        {
            var i = n < 0 ? seed : row[n];
            var k = s.RouteOf[i];
            if (k >= 0 && touched[k] != round && s.Problem.Visits[i].LockedOn < 0)
            {
                touched[k] = round;
                String(k, i, longest);
                strings--;
            }
        }
    }

    private void String(int k, int around, double longest)
    {
        var route = s.Routes[k];
        var first = route.Van.Locked.Length;
        var count = route.Count - first;
        var length = (int)(1 + (dice.NextDouble() * Math.Min(longest, count)));
        length = Math.Min(length, count);
        var keep = 0;
        if (length > 1 && length < count && dice.NextDouble() < Split)
        {
            keep = 1;
            while (length + keep < count && dice.NextDouble() < KeepMore)
            {
                keep++;
            }
        }

        var at = route.Order.IndexOf(around) - first;
        var span = length + keep;
        var lowest = Math.Max(0, at - span + 1);
        var highest = Math.Min(at, count - span);
        var from = lowest + dice.Next(highest - lowest + 1);
        var gap = keep == 0 ? -1 : from + 1 + dice.Next(length - 1);
        var begun = Removed.Count;
        for (var n = from; n < from + span; n++)
        {
            var stop = route.Stops[first + n];
            if (keep == 0 || n < gap || n >= gap + keep)
            {
                Flag(stop);
            }
        }

        TakeOut(k, begun);
    }

    /// <summary>Marks a visit to go, and the one it hangs together with; a visit that cannot go without a locked one stays.</summary>
    private void Flag(int stop)
    {
        if (stop == Timeline.Reload || going[stop])
        {
            return;
        }

        var partner = s.Problem.Visits[stop].Partner;
        if (partner >= 0 && s.Problem.Visits[partner].LockedOn >= 0)
        {
            return;
        }

        going[stop] = true;
        Removed.Add(stop);
        if (partner >= 0)
        {
            going[partner] = true;
            Removed.Add(partner);
        }
    }

    private void TakeOut(int k, int begun)
    {
        if (!s.Problem.Ties)
        {
            if (!s.Remove(k, going, s.Routes[k].Reloads > 0 && dice.Next(2) == 0))
            {
                Forget(begun);
                Removed.RemoveRange(begun, Removed.Count - begun);
            }

            Forget(begun);
            return;
        }

        // Pairs may lie on several routes; where one does not work without its half, it is emptied, its partners with it.
        for (var n = begun; n < Removed.Count; n++)
        {
            var visit = Removed[n];
            if (s.RouteOf[visit] >= 0 && !s.Remove(s.RouteOf[visit], going))
            {
                var route = s.Routes[s.RouteOf[visit]];
                foreach (var stop in route.Order[route.Van.Locked.Length..])
                {
                    Flag(stop);
                }

                if (!s.Remove(s.RouteOf[visit], going))
                {
                    throw new InvalidOperationException("A route does not work with its locked stops alone.");
                }
            }

            if (s.Pins is not null && s.Pins[visit] >= 0)
            {
                s.Pin(visit, -1);
            }
        }

        Forget(begun);
    }

    private void Forget(int begun)
    {
        for (var n = begun; n < Removed.Count; n++)
        {
            going[Removed[n]] = false;
        }
    }
}
