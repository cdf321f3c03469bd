namespace Homeward.Routing.Checking;

/// <summary>A drive as it follows from the problem, the time of leaving and the breaks taken.</summary>
/// <param name="From">Where from.</param>
/// <param name="To">Where to.</param>
/// <param name="Reaches">Whether there is a way.</param>
/// <param name="Metres">How far.</param>
/// <param name="Wheel">How long at the wheel, by the clock, breaks left out.</param>
/// <param name="Arrives">When it is over; on the way to the end, a break taken on arrival included.</param>
internal sealed record Driven(int From, int To, bool Reaches, long Metres, long Wheel, long Arrives);

/// <summary>How long drives take: the profile's matrix, the van's speed, the traffic, the breaks.</summary>
internal static class Drives
{
    internal static List<Driven> Of(RouteCase route)
    {
        var (vehicle, stops) = (route.Vehicle, route.Stops);
        var legs = new List<Driven>(stops.Count + 1);
        var breaks = route.Route.Breaks.OrderBy(b => b.Start.Value).ToList();
        var open = vehicle.Underway is null && vehicle.Start is null;
        var place = vehicle.Underway?.Place ?? vehicle.Start ?? route.Place(0);
        long left = route.Route.Leaves.Value;
        for (var i = 0; i < stops.Count; i++)
        {
            var to = route.Place(i);
            legs.Add(
                open && i == 0
                    ? new Driven(to, to, true, 0, 0, left)
                    : Drive(route, breaks, place, to, left, long.MinValue)
            );
            (place, left) = (to, stops[i].Stop.Leave.Value);
        }

        if (vehicle.End is { } end)
        {
            legs.Add(Drive(route, breaks, place, end, left, route.Route.Ends.Value));
        }

        return legs;
    }

    private static Driven Drive(
        RouteCase route,
        List<PlannedBreak> breaks,
        int from,
        int to,
        long leave,
        long restUntil
    )
    {
        var matrix = route.Problem.Profiles[route.Vehicle.Profile];
        var known = from >= 0 && from < matrix.Places && to >= 0 && to < matrix.Places;
        var reaches = known && matrix.Reaches(from, to);
        long left = reaches ? AtItsSpeed(matrix.Time(from, to), route.Vehicle) : 0;
        long wheel = 0;
        var now = leave;
        var arrives = Over(route.Problem, now, left);
        foreach (var b in breaks.Where(b => b.Start.Value >= leave))
        {
            if (b.Start.Value < arrives)
            {
                // It interrupts the drive.
                var until = Math.Max(now, b.Start.Value);
                left -= Covered(route.Problem, now, until);
                wheel += until - now;
                now = Math.Max(now, b.End.Value);
                arrives = Over(route.Problem, now, left);
            }
        }

        wheel += arrives - now;
        foreach (var b in breaks.Where(b => b.Start.Value >= arrives && b.End.Value <= restUntil))
        {
            arrives = b.End.Value;
        }

        return new Driven(from, to, reaches, known ? matrix.Distance(from, to).Value : 0, wheel, arrives);
    }

    private static int AtItsSpeed(Seconds matrix, Vehicle vehicle) =>
        (int)Math.Round(matrix.Value / vehicle.SpeedFactor, MidpointRounding.AwayFromZero);

    /// <summary>When so many seconds of the matrix are driven that begin at a time.</summary>
    private static long Over(Problem problem, long time, long matrix)
    {
        while (true)
        {
            var (percent, until) = RoadsAt(problem, time);
            var takes = ((matrix * percent) + 99) / 100;
            if (until is not { } change || time + takes <= change)
            {
                return time + takes;
            }

            matrix -= (change - time) * 100 / percent;
            time = change;
        }
    }

    /// <summary>How many seconds of the matrix are driven from one time to another.</summary>
    private static long Covered(Problem problem, long time, long to)
    {
        long matrix = 0;
        while (time < to)
        {
            var (percent, until) = RoadsAt(problem, time);
            var change = Math.Min(to, until ?? to);
            matrix += (change - time) * 100 / percent;
            time = change;
        }

        return matrix;
    }

    private static (int Percent, long? Until) RoadsAt(Problem problem, long time)
    {
        var percent = 100;
        foreach (var slice in problem.Traffic)
        {
            if (slice.From.Value > time)
            {
                return (percent, slice.From.Value);
            }

            percent = slice.Percent;
        }

        return (percent, null);
    }
}
