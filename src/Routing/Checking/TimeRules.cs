using static Homeward.Routing.Checking.RouteCase;

namespace Homeward.Routing.Checking;

/// <summary>When: the plan's times follow from one another, and keep windows, promises, shifts and releases.</summary>
internal static class TimeRules
{
    internal static void Check(RouteCase route)
    {
        Chain(route);
        foreach (var (stop, visit) in route.Stops)
        {
            if (visit is not null)
            {
                Windows(route, stop.Start.Value, visit);
                Promised(route, stop.Start.Value, visit);
            }
        }

        Released(route);
        BreakRules.Check(route);
        var vehicle = route.Vehicle;
        var from = vehicle.Underway?.Time ?? vehicle.Shift.Start;
        if (route.Route.Leaves < from)
        {
            route.Broken(
                Constraint.ShiftStart,
                null,
                (long)from.Value - route.Route.Leaves.Value,
                $"'{vehicle.Id}' leaves at {route.Route.Leaves}, before {from}."
            );
        }

        var until = vehicle.OvertimeUntil ?? vehicle.Shift.End;
        if (route.Route.Ends > until)
        {
            route.Broken(
                Constraint.ShiftEnd,
                null,
                (long)route.Route.Ends.Value - until.Value,
                $"'{vehicle.Id}' ends at {route.Route.Ends}, after {until}."
            );
        }

        if (vehicle.MaxDuration is { } longest && route.Lasts > longest.Value)
        {
            route.Broken(
                Constraint.MaxDuration,
                null,
                route.Lasts - longest.Value,
                $"'{vehicle.Id}' is out for {Clock(route.Lasts)}; its most is {longest}."
            );
        }
    }

    private static void Chain(RouteCase route)
    {
        var vehicle = route.Vehicle;
        for (var i = 0; i < route.Stops.Count; i++)
        {
            var (stop, visit) = route.Stops[i];
            var name = visit is null ? "the reload" : $"'{visit.Id}'";
            if (stop.Place != route.Place(i))
            {
                route.Wrong($"{name} is at place {route.Place(i)}, not {stop.Place}.");
            }

            Driven(route, route.Legs[i], stop.Arrive, name, visit?.Id);
            var lasts = Lasts(vehicle, visit);
            if (stop.Start < stop.Arrive || stop.Leave.Value != Shown((long)stop.Start.Value + lasts.Value))
            {
                route.Wrong(
                    $"Work at {name} goes from {stop.Start} to {stop.Leave}; it arrives {stop.Arrive} and takes {lasts}."
                );
            }

            var late = visit is { HardLatest: not null }
                ? Math.Max(0, (long)stop.Start.Value - visit.Windows[^1].End.Value)
                : 0;
            if (stop.Late.Value != late)
            {
                route.Wrong($"{name} is {Clock(late)} late, not {stop.Late}.");
            }
        }

        if (vehicle.End is not null)
        {
            Driven(route, route.Legs[^1], route.Route.Ends, "the end", null);
        }
        else if (route.Route.Ends != route.Stops[^1].Stop.Leave)
        {
            route.Wrong($"The route ends at {route.Route.Ends}, its last stop at {route.Stops[^1].Stop.Leave}.");
        }
    }

    private static Seconds Lasts(Vehicle vehicle, Visit? visit) =>
        visit is null ? vehicle.Reload?.Length ?? Seconds.Zero
        : visit.ServiceOn.TryGetValue(vehicle.Id, out var own) ? own
        : visit.Service;

    private static void Driven(RouteCase route, Driven leg, Seconds arrive, string name, string? visit)
    {
        if (!leg.Reaches)
        {
            route.Broken(Constraint.Reach, visit, 1, $"There is no way to {name}.");
        }

        if (arrive.Value != Shown(leg.Arrives))
        {
            route.Wrong($"'{route.Vehicle.Id}' is at {name} at {Clock(leg.Arrives)}, not {arrive}.");
        }
    }

    private static void Windows(RouteCase route, long start, Visit visit)
    {
        if (visit.Windows.Count == 0 || visit.Windows.Any(w => start >= w.Start.Value && start <= w.End.Value))
        {
            return;
        }

        if (visit.HardLatest is { } latest && start > visit.Windows[^1].End.Value && start <= latest.Value)
        {
            return;
        }

        var off = visit.Windows.Min(w => start < w.Start.Value ? w.Start.Value - start : start - w.End.Value);
        if (visit.HardLatest is { } hard && start > hard.Value)
        {
            off = Math.Min(off, start - hard.Value);
        }

        route.Broken(
            Constraint.Window,
            visit.Id,
            off,
            $"'{visit.Id}' starts at {Clock(start)}, outside {string.Join(", ", visit.Windows)}."
        );
    }

    private static void Promised(RouteCase route, long start, Visit visit)
    {
        if (visit.Promise is { Tolerance: { } tolerance } promise)
        {
            var off = Math.Abs(start - promise.Start.Value) - tolerance.Value;
            if (off > 0)
            {
                route.Broken(
                    Constraint.Promise,
                    visit.Id,
                    off,
                    $"'{visit.Id}' was promised {promise.Start} within {tolerance} and starts at {Clock(start)}."
                );
            }
        }
    }

    private static void Released(RouteCase route)
    {
        var tripLeaves = route.Route.Leaves;
        var carried = IsAway(route.Vehicle);
        foreach (var (stop, visit) in route.Stops)
        {
            if (visit is null)
            {
                (tripLeaves, carried) = (stop.Leave, false);
                continue;
            }

            var brings = BringsFromDepot(visit);
            var at = brings ? tripLeaves : stop.Start;
            if (at < visit.Release && !(brings && carried))
            {
                route.Broken(
                    Constraint.Release,
                    visit.Id,
                    (long)visit.Release.Value - at.Value,
                    $"'{visit.Id}' is ready at {visit.Release}, after {at}."
                );
            }
        }
    }
}
