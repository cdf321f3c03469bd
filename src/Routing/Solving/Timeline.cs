using System.Runtime.CompilerServices;

namespace Homeward.Routing.Solving;

/// <summary>
/// Drives a van along an order of stops: the one place where the search's exact times and money come from. A stop is a
/// visit's index or <see cref="Reload"/>. Loads are <see cref="Loads"/>' business. Buffers are reused; one timeline serves
/// one thread.
/// </summary>
internal sealed partial class Timeline(Compiled problem)
{
    internal const int Reload = -1;

    internal int[] Arrive = new int[64];
    internal int[] Start = new int[64];
    internal int[] Leave = new int[64];

    /// <summary>The time at the wheel to each stop, and to the end.</summary>
    internal int[] Wheel = new int[65];
    internal readonly List<(int Start, int End)> Breaks = [];
    internal int Leaves;
    internal int Ends;
    internal long Distance;
    internal long Drive;
    internal long Cost;

    /// <summary>The start a team's visit is held to, or -1: see <see cref="Teams"/>. Null: none is held.</summary>
    internal int[]? Pins;

    /// <summary>Whether a van that comes after the pin starts when it comes, instead of not at all.</summary>
    internal bool PinsMayMove;

    private readonly CompiledVisit[] visits = problem.Visits;
    private int now;
    private int driveLeft;
    private int atWheel;
    private int arrived;
    private int nextBreak;

    /// <summary>
    /// Drives the route. Strict, it stops at the first broken constraint (locked stops may start late) and answers false.
    /// Lenient, it goes on as if the constraint were not there; who wants to know asks the checker.
    /// </summary>
    internal bool Run(CompiledVehicle v, ReadOnlySpan<int> stops, bool strict)
    {
        if (stops.IsEmpty)
        {
            Begin(0);
            return true;
        }

        var leaves = Departure(v, stops);
        var kept = Walk(v, stops, strict, leaves);
        if ((kept || !strict) && Ends - Leaves > v.MaxDuration && !v.Running)
        {
            // Waiting on the way is moved to before departure where the day would be too long otherwise.
            var shifted = leaves + (Ends - Leaves - v.MaxDuration);
            kept = Walk(v, stops, strict: true, shifted) && Ends - Leaves <= v.MaxDuration;
            if (!kept && !strict)
            {
                Walk(v, stops, strict, leaves);
            }
        }

        return !strict || (kept && Ends - Leaves <= v.MaxDuration);
    }

    private bool Walk(CompiledVehicle v, ReadOnlySpan<int> stops, bool strict, int leaves)
    {
        Begin(stops.Length);
        var service = problem.Service.AsSpan(v.Class * visits.Length, visits.Length);
        var place = v.Start;
        Leaves = leaves;
        SetOff(v, leaves);
        var (count, reloads, dirty, clean) = (0, 0, v.CarriesDirty, false);
        for (var i = 0; i < stops.Length; i++)
        {
            var stop = stops[i];
            var visit = stop == Reload ? null : visits[stop];
            var to = visit is null ? v.ReloadPlace : visit.Place;
            if (!DriveTo(v, place, to, strict))
            {
                return false;
            }

            var earliest = 0;
            var length = visit is null ? v.ReloadLength : service[stop];
            if (visit is null)
            {
                reloads++;
                dirty = clean = false;
                if (strict && reloads > v.MaxReloads)
                {
                    return false;
                }

                earliest = ReleaseOf(stops, i + 1) - length;
            }

            var tolerant = !strict || i < v.Locked.Length;
            if (!TakeBreaks(v, stop, visit, earliest, length, strict, tolerant))
            {
                return false;
            }

            var start = visit is null ? Math.Max(now, earliest) : StartAt(stop, visit, now);
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
            Leave[i] = now = Sum(start, length);
            Wheel[i] = atWheel;
            place = to;
            if (visit is null)
            {
                continue;
            }

            count++;
            if (strict && !Kept(v, visit, ref dirty, ref clean))
            {
                return false;
            }

            Cost += start > visit.LateAfter ? Priced(start - visit.LateAfter) * visit.LatePerSecond : 0;
            Cost +=
                visit.MovedPerSecond == 0 ? 0 : Priced(Math.Abs(start - visit.PromisedStart)) * visit.MovedPerSecond;
            Cost += problem.Other is null ? 0 : problem.Other[(v.Class * visits.Length) + stop];
        }

        if (!v.OpenEnd && !(DriveTo(v, place, v.End, strict) && TakeBreaks(v, Reload, null, 0, 0, strict, !strict)))
        {
            return false;
        }

        Wheel[stops.Length] = v.OpenEnd ? 0 : atWheel;
        Ends = now;
        Cost += Money(v, Priced(Ends - Leaves), Priced(Ends), Distance);
        return !strict
            || (Ends <= v.LatestEnd && count <= v.MaxStops && Distance <= v.MaxDistance && Drive <= v.MaxDrive);
    }

    /// <summary>What a route of a length, end and distance costs, visits' own prices left aside.</summary>
    internal static long Money(CompiledVehicle v, int duration, int ends, long distance) =>
        v.Fixed
        + (duration * v.PerSecond)
        + (Math.Max(0, ends - v.ShiftEnd) * v.OvertimePerSecond)
        + (distance * v.PerMetre)
        + v.Balance(duration);

    /// <summary>The start of work at a visit on arrival at a time, held to its team's start; -1 when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int StartAt(int stop, CompiledVisit visit, int arrival)
    {
        if (Pins is not null && Pins[stop] is >= 0 and var pin)
        {
            return arrival <= pin ? pin
                : PinsMayMove ? visit.StartAt(arrival)
                : -1;
        }

        return visit.StartAt(arrival);
    }

    /// <summary>A time that an int cannot hold is the last one it can.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Sum(int at, int length) => (int)Math.Min(int.MaxValue, (long)at + length);

    /// <summary>An order that goes on past the horizon works for nobody: its price need only not overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Priced(int seconds) => Math.Min(seconds, Seconds.Horizon.Value);

    private void Begin(int count)
    {
        if (Arrive.Length < count)
        {
            (Arrive, Start, Leave, Wheel) = (
                new int[count * 2],
                new int[count * 2],
                new int[count * 2],
                new int[(count * 2) + 1]
            );
        }

        Breaks.Clear();
        Leaves = Ends = 0;
        Distance = Drive = Cost = 0;
    }

    /// <summary>Clean and dirty apart, as this van keeps them.</summary>
    private static bool Kept(CompiledVehicle v, CompiledVisit visit, ref bool dirty, ref bool clean)
    {
        if (v.NeverMixed)
        {
            if (dirty && visit.Clean)
            {
                return false;
            }

            dirty |= visit.Dirty;
        }
        else if (v.OneKind)
        {
            dirty |= visit.Dirty;
            clean |= visit.Clean;
            return !(dirty && clean);
        }

        return true;
    }

    private int ReleaseOf(ReadOnlySpan<int> stops, int from)
    {
        var release = 0;
        if (problem.Releases)
        {
            for (var i = from; i < stops.Length && stops[i] != Reload; i++)
            {
                release = Math.Max(release, visits[stops[i]].Release);
            }
        }

        return release;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool DriveTo(CompiledVehicle v, int from, int to, bool strict)
    {
        var leg = (from * v.Travel.Places) + to;
        driveLeft = v.Travel.Out[leg].Seconds;
        atWheel = 0;
        if (driveLeft >= Travel.Far)
        {
            driveLeft = 0;
            if (strict)
            {
                return false;
            }
        }

        Distance += v.Travel.Out[leg].Metres;
        return true;
    }

    /// <summary>
    /// Takes the breaks that fall before the next stop, and arrives. A break is put off as long as it can be, and taken
    /// early only where a wait swallows it whole.
    /// </summary>
    private bool TakeBreaks(
        CompiledVehicle v,
        int stop,
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
            var ready = Arrival(now, driveLeft);
            var start = visit is null ? Math.Max(ready, earliest) : StartAt(stop, visit, ready);
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
                    driveLeft -= Covered(now, rest);
                    atWheel += rest - now;
                }

                Rest(rest, length);
            }
            else
            {
                break;
            }
        }

        Arrived(Arrival(now, driveLeft));
        now = Math.Max(now, arrived);
        Drive += atWheel;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Arrived(int at)
    {
        if (arrived < 0)
        {
            arrived = at;
            atWheel += problem.Traffic.Length == 0 ? driveLeft : at - now;
            now = Math.Max(now, at);
            driveLeft = 0;
        }
    }

    private void Rest(int from, int length)
    {
        now = Sum(from, length);
        Breaks.Add((from, now));
    }
}
