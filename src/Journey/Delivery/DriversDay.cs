using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Delivery;

/// <summary>The day of one crew: their route of the published plan, stop by stop, and what goes on the van.</summary>
public sealed record DayView(
    DateOnly Date,
    string TimeZone,
    Guid PlanId,
    int PlanVersion,
    DateTime? PublishedAt,
    Guid RouteId,
    Guid VehicleId,
    string Vehicle,
    string Driver,
    string? Second,
    DateTime StartsAt,
    DateTime EndsAt,
    IReadOnlyList<StopSheet> Stops,
    IReadOnlyList<LoadLine> Load
)
{
    /// <summary>The version whose papers hold for this route: an earlier one when the plan changed for others only.</summary>
    public int PapersVersion { get; init; }

    /// <summary>What was changed on this route when <see cref="PapersVersion"/> was given out.</summary>
    public IReadOnlyList<DayNews> News { get; init; } = [];

    public int Done => Stops.Count(s => s.State is VisitState.Closed or VisitState.Failed or VisitState.Cancelled);

    /// <summary>The stop the crew is at or goes to next; null when all are done.</summary>
    public StopSheet? Next =>
        Stops.FirstOrDefault(s => s.State is VisitState.Arrived)
        ?? Stops.FirstOrDefault(s => s.State is VisitState.EnRoute)
        ?? Stops.FirstOrDefault(s => s.State is VisitState.Published);
}

/// <summary>One change of the route in a crew's words: new, gone, order or time, and the patient's name.</summary>
public sealed record DayNews(
    string What,
    Guid VisitId,
    string Number,
    string Patient,
    int? Stop,
    DateTime? Was,
    DateTime? Now
);

/// <summary>Shows a crew its day. Each patient's record shown is written into the trail.</summary>
public sealed class DriversDay(Desk desk, BranchTime time, StopSheets sheets, LoadLists loads)
{
    /// <summary>No date: today at the branch. No person: the one signed in; others' days are for those who dispatch.</summary>
    public async Task<Outcome<DayView>> Run(DateOnly? date, Guid? personId, CancellationToken ct)
    {
        var who = personId ?? desk.Actor.PersonId;
        var day = date ?? DateOnly.FromDateTime(desk.Now);
        if (who is not { } person || (person != desk.Actor.PersonId && !desk.Actor.Can(May.WritePlan)))
            return new NoRoute(day);
        var crew = await desk.Db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == person, ct);
        if (crew is null || await time.Of(crew.BranchId, ct) is not { } clock)
            return new NoRoute(day);
        day = date ?? clock.DayOf(desk.Now);
        var found = await desk
            .Db.Plans.AsNoTracking()
            .Where(p => p.Date == day && p.State == PlanState.Published)
            .SelectMany(p => p.Routes, (p, r) => new { Plan = p, Route = r })
            .Where(x => x.Route.HeldBackAt == null && (x.Route.PersonId == person || x.Route.SecondPersonId == person))
            .OrderByDescending(x => x.Plan.VersionNo)
            .Select(x => new
            {
                x.Plan.Id,
                x.Plan.VersionNo,
                x.Plan.PublishedAt,
                x.Route,
            })
            .FirstOrDefaultAsync(ct);
        if (found is null)
            return new NoRoute(day);
        var route = found.Route;
        var stops = await desk
            .Db.PlanStops.AsNoTracking()
            .Where(s => s.RouteId == route.Id && s.VisitId != null)
            .OrderBy(s => s.Sequence)
            .ToListAsync(ct);
        var views = await sheets.Of([.. stops.Select(s => s.VisitId!.Value)], ct);
        var inOrder = stops
            .Where(s => views.ContainsKey(s.VisitId!.Value))
            .Select((s, i) => views[s.VisitId!.Value] with { Sequence = i + 1, PlannedArrival = s.ArrivesAt })
            .ToList();
        foreach (var patient in inOrder.Select(s => s.Patient.Id).Distinct())
            await desk.RecordRead(patient, "patient", ct);
        var names = await desk
            .Db.People.Where(p => p.Id == route.PersonId || p.Id == route.SecondPersonId)
            .ToDictionaryAsync(p => p.Id, p => p.FirstName + " " + p.LastName, ct);
        var van = await desk
            .Db.Vehicles.Where(v => v.Id == route.VehicleId)
            .Select(v => v.Name)
            .FirstOrDefaultAsync(ct);
        return new DayView(
            day,
            clock.Zone.Id,
            found.Id,
            found.VersionNo,
            found.PublishedAt,
            route.Id,
            route.VehicleId,
            van ?? "",
            names.GetValueOrDefault(route.PersonId, ""),
            route.SecondPersonId is { } second ? names.GetValueOrDefault(second) : null,
            route.StartsAt,
            route.EndsAt,
            inOrder,
            await loads.Of(inOrder, route.VehicleId, ct)
        )
        {
            PapersVersion = route.GivenNo ?? found.VersionNo,
            News = await News(route, ct),
        };
    }

    private async Task<IReadOnlyList<DayNews>> News(PlanRoute route, CancellationToken ct)
    {
        var ids = route.News.Select(n => n.VisitId).ToList();
        if (ids.Count == 0)
            return [];
        var patients = desk.Db.Patients;
        var names = await desk
            .Db.Visits.AsNoTracking()
            .Where(v => ids.Contains(v.Id))
            .Select(v => new
            {
                v.Id,
                Name = patients
                    .Where(p => p.Id == v.PatientId)
                    .Select(p => p.FirstName + " " + p.LastName)
                    .FirstOrDefault(),
            })
            .ToDictionaryAsync(v => v.Id, v => v.Name ?? "", ct);
        return
        [
            .. route.News.Select(n => new DayNews(
                n.What,
                n.VisitId,
                n.Number,
                names.GetValueOrDefault(n.VisitId, ""),
                n.Stop,
                n.Was,
                n.Now
            )),
        ];
    }
}

/// <summary>Shows one stop to its crew or to somebody who dispatches.</summary>
public sealed class ShowStop(Desk desk, VisitDoor door, StopSheets sheets)
{
    public async Task<StopSheet?> Run(Guid visitId, CancellationToken ct)
    {
        var visit = await desk.Db.Visits.AsNoTracking().FirstOrDefaultAsync(v => v.Id == visitId, ct);
        if (visit is null || visit.State < VisitState.Published || !await door.Mine(visit, ct))
            return null;
        await desk.RecordRead(visit.PatientId, "patient", ct);
        return (await sheets.Of([visitId], ct)).GetValueOrDefault(visitId);
    }
}

/// <summary>The papers of a crew's own route, for the phone.</summary>
public sealed class DriversPapers(DriversDay days, Papers papers)
{
    public async Task<Outcome<RunSheetFile>> Run(DateOnly? date, Guid? person, PaperKind kind, CancellationToken ct)
    {
        var day = await days.Run(date, person, ct);
        return day.Ok ? await papers.Run(day.Value.PlanId, day.Value.RouteId, kind, ct) : day.Refused<RunSheetFile>();
    }
}
