namespace Homeward.Routing.Checking;

/// <summary>When: the plan's times follow from one another, and keep windows, promises, shifts, releases and breaks.</summary>
internal static class TimeRules
{
    internal static void Check(
        Problem problem,
        Vehicle vehicle,
        Route route,
        List<(Stop Stop, Visit? Visit)> stops,
        List<Violation> found
    )
    {
        Chain(problem, vehicle, route, stops, found);
        foreach (var (stop, visit) in stops)
        {
            if (visit is not null)
            {
                Windows(vehicle, stop, visit, found);
                Promised(vehicle, stop, visit, found);
            }
        }

        Released(vehicle, route, stops, found);
        Breaks(vehicle, route, stops, found);
        var from = vehicle.Underway?.Time ?? vehicle.Shift.Start;
        if (route.Leaves < from)
        {
            Add(
                Constraint.ShiftStart,
                null,
                (from - route.Leaves).Value,
                $"'{vehicle.Id}' leaves at {route.Leaves}, before {from}."
            );
        }

        var until = vehicle.OvertimeUntil ?? vehicle.Shift.End;
        if (route.Ends > until)
        {
            Add(
                Constraint.ShiftEnd,
                null,
                (route.Ends - until).Value,
                $"'{vehicle.Id}' ends at {route.Ends}, after {until}."
            );
        }

        var lasts = route.Ends - route.Leaves;
        if (vehicle.MaxDuration is { } longest && lasts > longest)
        {
            Add(
                Constraint.MaxDuration,
                null,
                (lasts - longest).Value,
                $"'{vehicle.Id}' is out for {lasts}; its most is {longest}."
            );
        }

        void Add(Constraint constraint, string? visit, long excess, string message) =>
            Checker.Add(found, constraint, vehicle.Id, visit, excess, message);
    }

    private static void Chain(
        Problem problem,
        Vehicle vehicle,
        Route route,
        List<(Stop Stop, Visit? Visit)> stops,
        List<Violation> found
    )
    {
        var place = vehicle.Underway?.Place ?? vehicle.Start ?? stops[0].Stop.Place;
        var left = route.Leaves;
        foreach (var (stop, visit) in stops)
        {
            var name = stop.Visit ?? "the reload";
            var where = visit?.Place ?? vehicle.Reload?.Place ?? stop.Place;
            if (stop.Place != where)
            {
                Wrong($"'{name}' is at place {where}, not {stop.Place}.");
            }

            Leg(place, where, left, stop.Arrive, name);
            var lasts = visit?.Service ?? vehicle.Reload?.Length ?? Seconds.Zero;
            if (stop.Start < stop.Arrive || stop.Leave != stop.Start + lasts)
            {
                Wrong(
                    $"Work at '{name}' goes from {stop.Start} to {stop.Leave}; it arrives {stop.Arrive} and takes {lasts}."
                );
            }

            var limit = visit is { Windows.Count: > 0, HardLatest: not null } ? visit.Windows[^1].End : Seconds.Horizon;
            var late = visit is { HardLatest: not null } && stop.Start > limit ? stop.Start - limit : Seconds.Zero;
            if (stop.Late != late)
            {
                Wrong($"'{name}' is {late} late, not {stop.Late}.");
            }

            (place, left) = (where, stop.Leave);
        }

        if (vehicle.End is { } end)
        {
            Leg(place, end, left, route.Ends, "the end", last: true);
        }
        else if (route.Ends != left)
        {
            Wrong($"The route ends at {route.Ends}, its last stop at {left}.");
        }

        void Leg(int from, int to, Seconds leave, Seconds arrive, string name, bool last = false)
        {
            var drive = Seconds.Zero;
            if (problem.Travel.Reaches(from, to))
            {
                drive = problem.Travel.Time(from, to);
            }
            else
            {
                Checker.Add(
                    found,
                    Constraint.Reach,
                    vehicle.Id,
                    last ? null : name,
                    1,
                    $"There is no way to '{name}'."
                );
            }

            // A break that begins before arrival holds the drive up; at the end there is no wait to hold one.
            var rest = 0;
            var after = leave + drive;
            foreach (var b in route.Breaks.Where(b => b.Start >= leave).OrderBy(b => b.Start))
            {
                if (b.Start < after || (last && b.End <= arrive))
                {
                    var gap = b.Start > after ? (b.Start - after).Value : 0;
                    rest += (b.End - b.Start).Value + gap;
                    after = leave + drive + new Seconds(rest);
                }
            }

            if (arrive != after && !(last && arrive == leave + drive))
            {
                Wrong($"Leaving at {leave}, the van is at '{name}' at {after}, not {arrive}.");
            }
        }

        void Wrong(string message) => Checker.Add(found, Constraint.Figures, vehicle.Id, null, 1, message);
    }

    private static void Windows(Vehicle vehicle, Stop stop, Visit visit, List<Violation> found)
    {
        if (visit.Windows.Count == 0 || visit.Windows.Any(w => stop.Start >= w.Start && stop.Start <= w.End))
        {
            return;
        }

        if (visit.HardLatest is { } latest && stop.Start > visit.Windows[^1].End && stop.Start <= latest)
        {
            return;
        }

        var off = visit.Windows.Min(w =>
            stop.Start < w.Start ? w.Start.Value - stop.Start.Value : stop.Start.Value - w.End.Value
        );
        if (visit.HardLatest is { } hard && stop.Start > hard)
        {
            off = Math.Min(off, (stop.Start - hard).Value);
        }

        var open = string.Join(", ", visit.Windows);
        Checker.Add(
            found,
            Constraint.Window,
            vehicle.Id,
            visit.Id,
            off,
            $"'{visit.Id}' starts at {stop.Start}, outside {open}."
        );
    }

    private static void Promised(Vehicle vehicle, Stop stop, Visit visit, List<Violation> found)
    {
        if (visit.Promise is { Tolerance: { } tolerance } promise)
        {
            var off = Math.Abs((stop.Start - promise.Start).Value) - tolerance.Value;
            if (off > 0)
            {
                Checker.Add(
                    found,
                    Constraint.Promise,
                    vehicle.Id,
                    visit.Id,
                    off,
                    $"'{visit.Id}' was promised {promise.Start} within {tolerance} and starts at {stop.Start}."
                );
            }
        }
    }

    private static void Released(
        Vehicle vehicle,
        Route route,
        List<(Stop Stop, Visit? Visit)> stops,
        List<Violation> found
    )
    {
        var tripLeaves = route.Leaves;
        var carried = LoadRules.IsAway(vehicle);
        foreach (var (stop, visit) in stops)
        {
            if (visit is null)
            {
                (tripLeaves, carried) = (stop.Leave, false);
                continue;
            }

            var brings = visit.Drops.Any(d => d.Value > 0);
            var at = brings ? tripLeaves : stop.Start;
            if (at < visit.Release && !(brings && carried))
            {
                Checker.Add(
                    found,
                    Constraint.Release,
                    vehicle.Id,
                    visit.Id,
                    (visit.Release - at).Value,
                    $"'{visit.Id}' is ready at {visit.Release}, after {at}."
                );
            }
        }
    }

    private static void Breaks(
        Vehicle vehicle,
        Route route,
        List<(Stop Stop, Visit? Visit)> stops,
        List<Violation> found
    )
    {
        var taken = route.Breaks.OrderBy(b => b.Start).ToList();
        foreach (var b in taken)
        {
            var during = stops.Any(s => b.Start < s.Stop.Leave && b.End > s.Stop.Start);
            if (during || b.Start < route.Leaves || b.End > route.Ends)
            {
                Bad($"'{vehicle.Id}' rests at {b.Start}, during a visit or off the route.");
            }
        }

        for (var i = 1; i < taken.Count; i++)
        {
            if (taken[i].Start < taken[i - 1].End)
            {
                Bad($"'{vehicle.Id}' takes two breaks at once.");
            }
        }

        foreach (var due in vehicle.Breaks)
        {
            var match = taken.FindIndex(b =>
                b.Start >= due.Window.Start && b.Start <= due.Window.End && b.End - b.Start == due.Length
            );
            if (match >= 0)
            {
                taken.RemoveAt(match);
            }
            else if (route.Leaves <= due.Window.End && route.Ends > due.Window.End)
            {
                Bad($"'{vehicle.Id}' has no break of {due.Length} that starts within {due.Window}.");
            }
        }

        if (taken.Count > 0)
        {
            Bad($"'{vehicle.Id}' takes a break that is not its own, at {taken[0].Start}.");
        }

        void Bad(string message) => Checker.Add(found, Constraint.Break, vehicle.Id, null, 1, message);
    }
}
