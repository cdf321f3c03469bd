namespace Homeward.Routing.Solving;

/// <summary>When a van leaves.</summary>
internal sealed partial class Timeline
{
    /// <summary>As late as still makes the earliest start of the first stop; at once for a van under way.</summary>
    private int Departure(CompiledVehicle v, ReadOnlySpan<int> stops)
    {
        var t = v.Away ? v.Earliest : Math.Max(v.Earliest, ReleaseOf(stops, 0));
        if (v.Running || stops[0] == Reload)
        {
            return t;
        }

        var visit = visits[stops[0]];
        var drive = v.Travel.Out[(v.Start * v.Travel.Places) + visit.Place].Seconds;
        if (drive >= Travel.Far)
        {
            return t;
        }

        var start = StartAt(stops[0], visit, Arrival(t, drive));
        if (start < 0)
        {
            return t;
        }

        var leaves = Unrested(t, drive, start);
        return v.Breaks.Length == 0 ? leaves : Rested(v, stops[0], t, leaves, start);
    }

    /// <summary>The latest departure that makes a start without a break.</summary>
    private int Unrested(int t, int drive, int start)
    {
        var leaves = Math.Max(t, start - drive);
        if (problem.Traffic.Length == 0)
        {
            return leaves;
        }

        // With traffic the drive depends on when it begins: step back from the start until the drive just makes it.
        while (leaves > t && Arrival(leaves, drive) > start)
        {
            leaves = Math.Max(t, leaves - Math.Max(1, Arrival(leaves, drive) - start));
        }

        while (Arrival(leaves, drive) <= start && Arrival(leaves + 1, drive) <= start)
        {
            leaves++;
        }

        return leaves;
    }

    /// <summary>
    /// The latest departure that makes the first stop as early as leaving at once does, with the breaks that fall before it.
    /// </summary>
    /// <param name="v">The van.</param>
    /// <param name="stop">The first stop.</param>
    /// <param name="t">When it may leave at the earliest.</param>
    /// <param name="latest">When it would leave if it did not rest.</param>
    /// <param name="start">When it would start then.</param>
    private int Rested(CompiledVehicle v, int stop, int t, int latest, int start)
    {
        if (!MayRestBefore(v, stop, latest, start) || Ready(v, stop, latest) is var late && late <= start)
        {
            return latest;
        }

        var ready = Ready(v, stop, t);
        var due = Math.Max(ready, StartAt(stop, visits[stop], ready));
        if (late <= due)
        {
            return latest;
        }

        var misses = latest;
        while (misses > t)
        {
            // Who leaves later is ready later, except where a break is over before: between two of them it can be halved.
            var makes = t;
            foreach (var (_, close, _) in v.Breaks)
            {
                makes = close < misses ? Math.Max(makes, close + 1) : makes;
            }

            if (Ready(v, stop, makes) <= due)
            {
                return LastToMake(v, stop, due, makes, misses);
            }

            misses = makes - 1;
            if (Ready(v, stop, misses) <= due)
            {
                return misses;
            }
        }

        return t;
    }

    /// <summary>Between a departure that makes a time and a later one that misses it, the last that makes it.</summary>
    private int LastToMake(CompiledVehicle v, int stop, int due, int makes, int misses)
    {
        while (misses - makes > 1)
        {
            var middle = makes + ((misses - makes) / 2);
            (makes, misses) = Ready(v, stop, middle) <= due ? (middle, misses) : (makes, middle);
        }

        return makes;
    }

    /// <summary>A break that is due may be put off until after the first stop unless that ends after the break's window.</summary>
    private bool MayRestBefore(CompiledVehicle v, int stop, int leaves, int start)
    {
        foreach (var (_, close, _) in v.Breaks)
        {
            if (close >= leaves && start + problem.Service[(v.Class * visits.Length) + stop] > close)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>When a van that leaves at a time is at its first stop and rested; never where a break is missed.</summary>
    private int Ready(CompiledVehicle v, int stop, int leaves)
    {
        var visit = visits[stop];
        SetOff(v, leaves);
        DriveTo(v, v.Start, visit.Place, strict: false);
        var service = problem.Service[(v.Class * visits.Length) + stop];
        return TakeBreaks(v, stop, visit, 0, service, strict: true, tolerant: true) ? now : int.MaxValue;
    }

    /// <summary>Leaves at a time; a break whose window is over then is not due.</summary>
    private void SetOff(CompiledVehicle v, int leaves)
    {
        (now, nextBreak) = (leaves, 0);
        while (nextBreak < v.Breaks.Length && v.Breaks[nextBreak].Close < now)
        {
            nextBreak++;
        }
    }
}
