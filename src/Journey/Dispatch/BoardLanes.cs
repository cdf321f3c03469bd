using Homeward.Field;
using Homeward.Journey.Branches;
using Homeward.Journey.Crew;

namespace Homeward.Journey.Dispatch;

/// <summary>
/// The lanes of a board: one for each van on shift, even when nothing is on it, and one for a route whose van or driver is not on
/// shift any more. What a crew has done that day comes first, as it happened; then the plan.
/// </summary>
internal sealed class BoardLanes(BranchClock clock, DateOnly date, IReadOnlyList<CrewShift> shifts, BoardFacts facts)
{
    public IReadOnlyList<BoardLane> Of(Plan? plan)
    {
        var lanes = new List<BoardLane>();
        var routes = plan?.Routes.ToList() ?? [];
        var driving = shifts.Where(s => s is { VehicleFit: true, VehicleId: not null }).ToList();
        foreach (var first in driving.Where(s => !s.Second).OrderBy(s => s.Vehicle, StringComparer.Ordinal))
        {
            var van = facts.Vehicles[first.VehicleId!.Value];
            var second = driving.Find(s =>
                s.Second && s.VehicleId == van.Id && s.StartUtc < first.EndUtc && s.EndUtc > first.StartUtc
            );
            var route =
                routes.Find(r => r.VehicleId == van.Id && r.PersonId == first.PersonId)
                ?? (
                    driving.Count(s => !s.Second && s.VehicleId == van.Id) == 1
                        ? routes.Find(r => r.VehicleId == van.Id)
                        : null
                );
            if (route is not null)
                routes.Remove(route);
            var key =
                driving.Count(s => !s.Second && s.VehicleId == van.Id) > 1 ? $"{van.Name} ({first.Name})" : van.Name;
            lanes.Add(Lane(key, van, van.Id, first.PersonId, first.Name, second?.PersonId, second?.Name, first, route));
        }
        foreach (var route in routes)
        {
            var van = facts.Vehicles.GetValueOrDefault(route.VehicleId);
            var name = van?.Name ?? "A van no longer here";
            lanes.Add(
                Lane(
                    name,
                    van,
                    route.VehicleId,
                    route.PersonId,
                    facts.People.GetValueOrDefault(route.PersonId, ""),
                    route.SecondPersonId,
                    route.SecondPersonId is { } s ? facts.People.GetValueOrDefault(s, "") : null,
                    null,
                    route
                )
            );
        }
        return lanes;
    }

    private BoardLane Lane(
        string key,
        Vehicle? van,
        Guid vanId,
        Guid personId,
        string person,
        Guid? secondId,
        string? second,
        CrewShift? shift,
        PlanRoute? route
    )
    {
        var planned = route?.Stops.OrderBy(s => s.Sequence).ToList() ?? [];
        var inPlan = planned.Select(s => s.VisitId).OfType<Guid>().ToHashSet();
        var done = facts
            .Visits.Values.Where(v =>
                v.Date == date
                && v.VehicleId == vanId
                && v.PersonId == personId
                && v.State.HasBegun()
                && !inPlan.Contains(v.Id)
            )
            .OrderBy(v => v.ArrivedAt ?? v.DepartedAt ?? v.PlannedArrival)
            .ToList();
        var stops = new List<BoardStop>();
        var (dirty, clean) = (done.Exists(v => v.State == VisitState.Closed && BoardFacts.Fetches(v)), new Trip(0, []));
        foreach (var visit in done)
            stops.Add(Begun(stops.Count + 1, visit));
        var before = route?.StartsAt;
        for (var i = 0; i < planned.Count; i++)
        {
            var stop = planned[i];
            if (stop.VisitId is null || i == 0)
                clean = Trip.Of(planned, stop.VisitId is null ? i + 1 : 0, facts);
            if (stop.VisitId is null)
                dirty = false;
            var pause = route!.Breaks.Find(b => b.From >= before && b.From < stop.StartsAt);
            var made = Planned(stops.Count + 1, stop, pause, ref dirty, clean, van);
            stops.Add(made);
            before = stop.StartsAt;
        }
        var breaks = route?.Breaks.ConvertAll(b => new BoardBreak(b.From, b.To)) ?? [];
        var paid = route is null ? 0 : Minutes(route.EndsAt - route.StartsAt);
        var service = planned.Sum(s => (s.LeavesAt - s.StartsAt).TotalMinutes);
        var pauses = breaks.Sum(b => (b.To - b.From).TotalMinutes);
        var drive = (route?.Driving.Seconds ?? 0) / 60.0;
        return new BoardLane(
            key,
            vanId,
            van?.Name ?? key,
            personId,
            person,
            secondId,
            second,
            shift is not null,
            shift?.StartUtc,
            shift?.EndUtc,
            facts.RouteLocks.GetValueOrDefault(vanId),
            route?.StartsAt,
            route?.EndsAt,
            paid,
            (int)Math.Round(drive),
            (int)Math.Round(service),
            (int)Math.Max(0, Math.Round(paid - drive - service - pauses)),
            (int)Math.Round(pauses),
            stops.Count(s => s.VisitId is not null),
            stops.Count(s => s.LateMinutes > 0),
            stops.Count(s => s.Lift),
            route?.Length ?? Distance.Zero,
            route?.Cost ?? Money.Zero,
            route?.Co2Grams is > 0 and var grams
                ? grams
                : (long)Math.Round((route?.Length.Miles ?? 0) * (van?.Co2GramsPerMile ?? 0)),
            route?.PeakLoad ?? Mass.Zero,
            van?.Payload ?? Mass.Zero,
            route?.PeakHazmat ?? Mass.Zero,
            van?.HazmatLimit ?? Mass.Zero,
            stops.Count(s => s.CleanDirtyConflict),
            breaks,
            stops
        );
    }

    /// <summary>The clean goods still to be brought after each stop of a trip, up to the next reload.</summary>
    private sealed record Trip(int First, List<bool> CleanAfter)
    {
        public static Trip Of(List<PlanStop> stops, int start, BoardFacts facts)
        {
            var trip = stops.Skip(start).TakeWhile(s => s.VisitId is not null).ToList();
            var after = new List<bool>();
            var clean = false;
            for (var i = trip.Count - 1; i >= 0; i--)
            {
                after.Insert(0, clean);
                clean |= facts.Visits.TryGetValue(trip[i].VisitId!.Value, out var visit) && facts.BringsClean(visit);
            }
            return new(start, after);
        }
    }

    private BoardStop Planned(int no, PlanStop stop, PlanBreak? pause, ref bool dirty, Trip trip, Vehicle? van)
    {
        var visit = stop.VisitId is { } id ? facts.Visits.GetValueOrDefault(id) : null;
        var met = false;
        if (visit is not null)
        {
            var alone = van?.CleanDirty == CleanDirtyMode.OneKindAtATime;
            met = alone && dirty && facts.BringsClean(visit);
            if (BoardFacts.Fetches(visit))
            {
                dirty = true;
                var at = stop.Sequence - 1 - trip.First;
                met |= alone && at >= 0 && at < trip.CleanAfter.Count && trip.CleanAfter[at];
            }
        }
        var late = visit is null ? 0 : Minutes(stop.StartsAt - visit.WindowTo);
        return new BoardStop(
            no,
            stop.VisitId,
            visit?.Number ?? "",
            visit is null ? "Reload at the depot" : facts.Patients[visit.PatientId].Name,
            visit is null ? new("", null, null) : facts.Place(visit),
            stop.ArrivesAt,
            stop.StartsAt,
            stop.LeavesAt,
            stop.Drive.Seconds,
            stop.Leg.Metres,
            pause is null ? null : new(pause.From, pause.To),
            visit?.WindowFrom,
            visit?.WindowTo,
            visit?.BookedAt is not null,
            Math.Max(0, late),
            stop.LoadAfter,
            stop.HazmatAfter,
            dirty,
            met,
            visit?.Kind ?? VisitKind.Service,
            visit?.Urgency ?? Urgency.Scheduled,
            visit?.LifeSustaining ?? false,
            visit is not null && facts.Lifts(visit),
            visit?.State ?? VisitState.Planned,
            visit?.EndedAt is not null,
            visit?.Eta,
            stop.VisitId is { } held ? facts.VisitLocks.GetValueOrDefault(held) : null,
            visit?.Version ?? 0
        );
    }

    private BoardStop Begun(int no, Visit visit)
    {
        var at = visit.ArrivedAt ?? visit.Eta ?? visit.PlannedArrival ?? visit.DepartedAt ?? clock.UtcDay(date).From;
        return new BoardStop(
            no,
            visit.Id,
            visit.Number,
            facts.Patients[visit.PatientId].Name,
            facts.Place(visit),
            at,
            at,
            visit.EndedAt ?? at.AddSeconds(visit.Service.Seconds),
            0,
            0,
            null,
            visit.WindowFrom,
            visit.WindowTo,
            visit.BookedAt is not null,
            Math.Max(0, Minutes(at - visit.WindowTo)),
            Mass.Zero,
            Mass.Zero,
            BoardFacts.Fetches(visit) && visit.State == VisitState.Closed,
            false,
            visit.Kind,
            visit.Urgency,
            visit.LifeSustaining,
            facts.Lifts(visit),
            visit.State,
            visit.EndedAt is not null,
            visit.Eta,
            null,
            visit.Version
        );
    }

    private static int Minutes(TimeSpan span) => (int)Math.Ceiling(span.TotalMinutes);
}
