namespace Homeward.Routing.Solving;

/// <summary>
/// Drives a van along an order of stops: the one place where the search's times, loads and money come from. A stop is a
/// visit's index or <see cref="Reload"/>. Buffers are reused; one timeline serves one thread.
/// </summary>
internal sealed class Timeline(Compiled problem)
{
    internal const int Reload = -1;

    internal int[] Arrive = new int[64];
    internal int[] Start = new int[64];
    internal int[] Leave = new int[64];
    internal readonly List<(int Start, int End)> Breaks = [];
    internal int Leaves;
    internal int Ends;
    internal long Distance;
    internal long Drive;
    internal long Fixed;
    internal long Wages;
    internal long Overtime;
    internal long Kilometres;
    internal long Lateness;
    internal long Moved;

    private readonly int[] load = new int[problem.Dimensions];
    private int now;
    private int driveLeft;
    private int arrived;
    private int nextBreak;

    internal long Cost => Fixed + Wages + Overtime + Kilometres + Lateness + Moved;

    /// <summary>
    /// Drives the route. Strict, it stops at the first broken constraint (locked stops may start late) and answers false.
    /// Lenient, it goes on as if the constraint were not there; who wants to know asks the checker.
    /// </summary>
    internal bool Run(CompiledVehicle v, ReadOnlySpan<int> stops, bool strict)
    {
        Begin(stops.Length);
        if (stops.IsEmpty)
        {
            return true;
        }

        if (!LoadTrip(v, stops, 0, strict))
        {
            return false;
        }

        var place = v.Start;
        now = Departure(v, stops);
        Leaves = now;
        nextBreak = 0;
        while (nextBreak < v.Breaks.Length && v.Breaks[nextBreak].Close < now)
        {
            nextBreak++;
        }

        var visits = 0;
        var reloads = 0;
        var dirty = v.CarriesDirty;
        for (var i = 0; i < stops.Length; i++)
        {
            var stop = stops[i];
            var visit = stop == Reload ? null : problem.Visits[stop];
            var to = visit?.Place ?? v.ReloadPlace;
            if (!DriveTo(v, place, to, strict))
            {
                return false;
            }

            var earliest = 0;
            var service = visit?.Service ?? v.ReloadLength;
            if (visit is null)
            {
                reloads++;
                dirty = false;
                if ((strict && reloads > v.MaxReloads) || !LoadTrip(v, stops, i + 1, strict))
                {
                    return false;
                }

                earliest = ReleaseOf(stops, i + 1) - service;
            }

            var tolerant = !strict || i < v.Locked.Length;
            if (!TakeBreaks(v, visit, earliest, service, strict, tolerant))
            {
                return false;
            }

            var start = visit is null ? Math.Max(now, earliest) : visit.StartAt(now);
            if (start < 0)
            {
                if (!tolerant)
                {
                    return false;
                }

                start = now;
            }

            Arrive[i] = arrived;
            Start[i] = start;
            Leave[i] = now = start + service;
            place = to;
            if (visit is not null)
            {
                visits++;
                if (v.NeverMixed)
                {
                    if (strict && dirty && visit.Clean)
                    {
                        return false;
                    }

                    dirty |= visit.Dirty;
                }

                if (!Serve(v, visit, start, strict))
                {
                    return false;
                }
            }
        }

        if (v.End >= 0 && !(DriveTo(v, place, v.End, strict) && TakeBreaks(v, null, 0, 0, strict, !strict)))
        {
            return false;
        }

        Ends = now;
        Price(v);
        return !strict
            || (
                Ends <= v.LatestEnd
                && visits <= v.MaxStops
                && Ends - Leaves <= v.MaxDuration
                && Distance <= v.MaxDistance
            );
    }

    private void Begin(int count)
    {
        if (Arrive.Length < count)
        {
            Arrive = new int[count * 2];
            Start = new int[count * 2];
            Leave = new int[count * 2];
        }

        Breaks.Clear();
        Leaves = Ends = 0;
        Distance = Drive = Fixed = Wages = Overtime = Kilometres = Lateness = Moved = 0;
    }

    private bool LoadTrip(CompiledVehicle v, ReadOnlySpan<int> stops, int from, bool strict)
    {
        var away = from == 0 && v.Away;
        var initial =
            away ? v.LoadedAtStart
            : from == 0 ? v.OnBoard
            : null;
        for (var d = 0; d < load.Length; d++)
        {
            load[d] = initial is null ? 0 : initial[d];
        }

        for (var i = from; i < stops.Length && stops[i] != Reload; i++)
        {
            var visit = problem.Visits[stops[i]];
            if (!visit.DropsSomething)
            {
                continue;
            }

            if (!away)
            {
                for (var d = 0; d < load.Length; d++)
                {
                    load[d] += visit.Drops[d];
                }
            }
            else if (
                strict
                && !visit.GoodsAnywhere
                && (visit.CarriedBy < 0 || !ReferenceEquals(problem.Vehicles[visit.CarriedBy], v))
            )
            {
                return false;
            }
        }

        return !strict || Fits(v);
    }

    private bool Fits(CompiledVehicle v)
    {
        for (var d = 0; d < load.Length; d++)
        {
            if (load[d] > v.Capacity[d])
            {
                return false;
            }
        }

        return true;
    }

    private int ReleaseOf(ReadOnlySpan<int> stops, int from)
    {
        var release = 0;
        for (var i = from; i < stops.Length && stops[i] != Reload; i++)
        {
            release = Math.Max(release, problem.Visits[stops[i]].Release);
        }

        return release;
    }

    /// <summary>As late as still makes the earliest start of the first stop; at once for a van under way.</summary>
    private int Departure(CompiledVehicle v, ReadOnlySpan<int> stops)
    {
        var t = v.Away ? v.Earliest : Math.Max(v.Earliest, ReleaseOf(stops, 0));
        if (v.Running || stops[0] == Reload)
        {
            return t;
        }

        var visit = problem.Visits[stops[0]];
        var drive = problem.Time[(v.Start * problem.Places) + visit.Place];
        if (drive == TravelMatrix.Unreachable)
        {
            return t;
        }

        var start = visit.StartAt(t + drive);
        return start < 0 ? t : Math.Max(t, start - drive);
    }

    private bool DriveTo(CompiledVehicle v, int from, int to, bool strict)
    {
        var leg = (from * problem.Places) + to;
        driveLeft = problem.Time[leg];
        if (driveLeft == TravelMatrix.Unreachable)
        {
            driveLeft = 0;
            if (strict)
            {
                return false;
            }
        }

        Distance += problem.Distance[leg];
        Drive += driveLeft;
        return true;
    }

    /// <summary>
    /// Takes the breaks that fall before the next stop, and arrives. A break is put off as long as it can be, and taken
    /// early only where a wait swallows it whole.
    /// </summary>
    private bool TakeBreaks(
        CompiledVehicle v,
        CompiledVisit? visit,
        int earliest,
        int service,
        bool strict,
        bool tolerant
    )
    {
        arrived = -1;
        for (; nextBreak < v.Breaks.Length; nextBreak++)
        {
            var (open, close, length) = v.Breaks[nextBreak];
            var ready = now + driveLeft;
            var start = visit is null ? Math.Max(ready, earliest) : visit.StartAt(ready);
            if (start < 0)
            {
                if (!tolerant)
                {
                    return false;
                }

                start = ready;
            }

            if (now > close)
            {
                if (strict)
                {
                    return false;
                }

                continue;
            }

            var idle = Math.Max(ready, open);
            if (idle <= close && idle + length <= start)
            {
                Arrived(ready);
                Rest(idle, length);
            }
            else if (start + service > close)
            {
                var rest = Math.Max(now, open);
                if (ready <= rest)
                {
                    Arrived(ready);
                }
                else
                {
                    driveLeft -= rest - now;
                }

                Rest(rest, length);
            }
            else
            {
                break;
            }
        }

        Arrived(now + driveLeft);
        now = Math.Max(now, arrived);
        return true;
    }

    private void Arrived(int at)
    {
        if (arrived < 0)
        {
            arrived = at;
            now = Math.Max(now, at);
            driveLeft = 0;
        }
    }

    private void Rest(int from, int length)
    {
        Breaks.Add((from, from + length));
        now = from + length;
    }

    private bool Serve(CompiledVehicle v, CompiledVisit visit, int start, bool strict)
    {
        if (start > visit.LateAfter)
        {
            Lateness += (start - visit.LateAfter) * visit.LatePerSecond;
        }

        if (visit.PromisedStart >= 0)
        {
            Moved += Math.Abs(start - visit.PromisedStart) * visit.MovedPerSecond;
        }

        for (var d = 0; d < load.Length; d++)
        {
            load[d] += visit.PicksUp[d] - visit.Drops[d];
        }

        return !strict || Fits(v);
    }

    private void Price(CompiledVehicle v)
    {
        Fixed = v.Fixed;
        Wages = (Ends - Leaves) * v.PerSecond;
        Overtime = Math.Max(0, Ends - v.ShiftEnd) * v.OvertimePerSecond;
        Kilometres = Distance * v.PerMetre;
    }
}
