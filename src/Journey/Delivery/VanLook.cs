using Homeward.Journey.Dispatch;
using Homeward.Roads;

namespace Homeward.Journey.Delivery;

/// <summary>What can be said of a van now, from its route, its newest place and the drive to its next stop. Pure.</summary>
internal static class VanLook
{
    /// <summary>The next stop still to come, where the first drive goes; null: the route is done.</summary>
    public static RouteStop? Next(VanRoute route)
    {
        var left = Left(route);
        return left.Count == 0 ? null
            : left[0].State == VisitState.Arrived && left.Count > 1 ? left[1]
            : left[0];
    }

    /// <summary>The open stops in the order they will be made: where the crew stands or drives to first, then as planned.</summary>
    public static List<RouteStop> Left(VanRoute route)
    {
        var begun = route.Stops.Where(s => s.State is VisitState.Arrived or VisitState.EnRoute).ToList();
        var last = route.Stops.ToList().FindLastIndex(s => s.IsOver || s.State is VisitState.Arrived);
        return
        [
            .. begun.OrderByDescending(s => s.State == VisitState.Arrived).ThenBy(s => s.Sequence),
            // A reload before a stop that was made is behind us; visits that were passed over are still to be made.
            .. route
                .Stops.Where((s, i) => s.State == VisitState.Published || (s.VisitId is null && i > last))
                .OrderBy(s => s.PlannedStart)
                .ThenBy(s => s.Sequence),
        ];
    }

    /// <param name="drive">Seconds from the newest place to the next stop; null where there is none or no way is known.</param>
    public static LiveVan Of(
        DayRoutes day,
        VanRoute route,
        LiveFix? fix,
        double? drive,
        DateTime now,
        (Guid Visit, DateTime At)? gone
    )
    {
        var left = Left(route);
        while (left.Count > 0 && left[^1].VisitId is null)
            left.RemoveAt(left.Count - 1);
        var age = fix is null ? (TimeSpan?)null : now - fix.At;
        var (stops, start, doubt) = Stops(day, route, left, fix, drive, now);
        EtaBreak? rest = route.Rest is { } r
            ? new((r.From - now).TotalSeconds, (r.To - now).TotalSeconds, r.Length)
            : null;
        var times = EtaRule.Of(stops, start, doubt, rest);
        var remaining = new List<LiveStop>(left.Count);
        for (var i = 0; i < left.Count; i++)
            if (left[i].VisitId is { } id)
                remaining.Add(Stop(left[i], id, times[i], now));
        var visits = route.Stops.Count(s => s.VisitId is not null);
        var at = left.FirstOrDefault(s => s.State == VisitState.Arrived);
        var next = remaining.FirstOrDefault(s => s.State != VisitState.Arrived);
        var working = left.Count > 0 && now >= route.StartsAt;
        return new(
            route.VehicleId,
            route.Van,
            route.PersonId,
            route.Driver,
            fix,
            age is { } a ? (int)Math.Clamp(a.TotalSeconds, 0, int.MaxValue) : null,
            working && (age is null || age > TimeSpan.FromMinutes(day.Settings.SilentMinutes)),
            route.Stops.Count(s => s.VisitId is not null && s.IsOver),
            visits,
            next is null ? 0 : Math.Round((next.StartsAt - next.PlannedStart).TotalMinutes, 1),
            at?.VisitId,
            gone?.Visit == at?.VisitId ? gone?.Visit : null,
            gone?.Visit == at?.VisitId ? gone?.At : null,
            times.Length > 0 ? now.AddSeconds(Math.Round(times[^1].Leave + route.DriveBack)) : null,
            remaining
        );
    }

    private static (List<EtaStop> Stops, double Start, double Doubt) Stops(
        DayRoutes day,
        VanRoute route,
        List<RouteStop> left,
        LiveFix? fix,
        double? drive,
        DateTime now
    )
    {
        double Until(DateTime at) => (at - now).TotalSeconds;
        var stops = new List<EtaStop>(left.Count);
        var first = true;
        for (var i = 0; i < left.Count; i++)
        {
            var s = left[i];
            var here = s.State == VisitState.Arrived;
            var service = here ? EtaRule.Left(s.Service, s.ArrivedAt is { } at ? -Until(at) : 0) : s.Service;
            // The plan's drive leads from the stop that came before it in the plan; from where the van is it is asked anew.
            var way =
                here ? 0
                : first && i == 0 && drive is { } d ? d
                : Drive(route, left, i, s);
            stops.Add(
                new(way, service, s.WindowFrom is { } f ? Until(f) : null, s.WindowTo is { } t ? Until(t) : null, here)
            );
            first = false;
        }
        var begun = route.Stops.Any(s => s.IsOver || s.State is VisitState.Arrived or VisitState.EnRoute);
        var start = begun ? 0 : Math.Max(0, Until(route.StartsAt));
        if (left.Count == 0 || left[0].State == VisitState.Arrived)
            return (stops, start, 0);
        if (fix is null)
        {
            // Nobody knows where it is: not before the plan says, and not sure.
            var planned = Until(left[0].PlannedStart) - stops[0].Drive;
            return (stops, Math.Max(start, planned), 600);
        }
        var silent = Math.Max(0, (now - fix.At).TotalSeconds);
        if (silent > 60 && begun)
        {
            // It has gone on driving since: as far as it may have come, and less sure with every minute.
            var ahead = Math.Min(silent, stops[0].Drive);
            stops[0] = stops[0] with { Drive = stops[0].Drive - ahead };
            return (stops, start, Math.Min(1_800, silent / 2));
        }
        return (stops, start, 0);
    }

    // Where the stop before it in the plan is also the one before it now, the plan knows the drive; else by the straight line.
    private static double Drive(VanRoute route, List<RouteStop> left, int i, RouteStop stop)
    {
        if (i == 0 || stop.Drive > 0 && Before(route, stop) == left[i - 1])
            return stop.Drive;
        return left[i - 1].Place is { } a && stop.Place is { } b ? Travel.Drive(a, b).TotalSeconds : stop.Drive;
    }

    private static RouteStop? Before(VanRoute route, RouteStop stop)
    {
        for (var i = 1; i < route.Stops.Count; i++)
            if (ReferenceEquals(route.Stops[i], stop))
                return route.Stops[i - 1];
        return null;
    }

    private static LiveStop Stop(RouteStop s, Guid id, EtaTime time, DateTime now)
    {
        DateTime At(double seconds) => now.AddSeconds(Math.Round(seconds));
        var here = s.State == VisitState.Arrived;
        var starts = here ? s.ArrivedAt ?? now : At(time.Start);
        var until = s.WindowTo!.Value;
        return new(
            id,
            s.Number,
            s.Patient,
            s.Sequence,
            s.State!.Value,
            s.LifeSustaining,
            s.Priority,
            s.Place?.Latitude,
            s.Place?.Longitude,
            s.WindowFrom!.Value,
            until,
            s.PlannedStart,
            here ? starts : At(time.Arrive),
            here ? starts : At(time.Early),
            here ? starts : At(time.Late),
            starts,
            here ? 0 : Math.Round(time.LateProbability, 4),
            here || starts <= until ? 0 : (int)Math.Ceiling((starts - until).TotalMinutes)
        );
    }

    internal static Place? PlaceOf(LiveFix? fix) => fix is null ? null : new Place(fix.Latitude, fix.Longitude);
}
