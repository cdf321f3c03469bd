namespace Homeward.Routing.Solving;

/// <summary>How long drives take by time of day: see <see cref="TimeSlice"/>.</summary>
internal sealed partial class Timeline
{
    /// <summary>When a drive of so many seconds of the matrix ends that begins at a time: see <see cref="TimeSlice"/>.</summary>
    private int Arrival(int at, int seconds)
    {
        var traffic = problem.Traffic;
        if (traffic.Length == 0)
        {
            return Sum(at, seconds);
        }

        var (slice, left) = (SliceOf(at), (long)seconds);
        while (true)
        {
            var percent = slice < 0 ? 100 : traffic[slice].Percent;
            var lasts = ((left * percent) + 99) / 100;
            var end = slice + 1 < traffic.Length ? traffic[slice + 1].From : int.MaxValue;
            if (at + lasts <= end)
            {
                return (int)Math.Min(int.MaxValue, at + lasts);
            }

            left -= (end - at) * 100L / percent;
            (at, slice) = (end, slice + 1);
        }
    }

    /// <summary>How many seconds of the matrix are covered between two times.</summary>
    private int Covered(int from, int to)
    {
        var traffic = problem.Traffic;
        if (traffic.Length == 0)
        {
            return to - from;
        }

        var (slice, covered) = (SliceOf(from), 0L);
        while (true)
        {
            var percent = slice < 0 ? 100 : traffic[slice].Percent;
            var end = slice + 1 < traffic.Length ? Math.Min(to, traffic[slice + 1].From) : to;
            covered += (end - from) * 100L / percent;
            if (end == to)
            {
                return (int)covered;
            }

            (from, slice) = (end, slice + 1);
        }
    }

    private int SliceOf(int at)
    {
        var slice = -1;
        while (slice + 1 < problem.Traffic.Length && problem.Traffic[slice + 1].From <= at)
        {
            slice++;
        }

        return slice;
    }
}
