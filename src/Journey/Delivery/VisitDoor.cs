using Homeward.Journey.Branches;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Delivery;

/// <summary>Who may act at a visit, and the journal they write. Another crew's visit is not found.</summary>
public sealed class VisitDoor(Desk desk, BranchTime time)
{
    /// <summary>The visit with its lines, tracked: for its crew of the published plan, or for somebody who dispatches. Else null.</summary>
    public async Task<Visit?> Open(Guid visitId, CancellationToken ct)
    {
        var visit = await desk.Db.Visits.Include(v => v.Lines).FirstOrDefaultAsync(v => v.Id == visitId, ct);
        return visit is not null && await Mine(visit, ct) ? visit : null;
    }

    public async Task<bool> Mine(Visit visit, CancellationToken ct)
    {
        if (desk.Actor.Can(May.WritePlan))
            return true;
        if (desk.Actor.PersonId is not { } me)
            return false;
        if (visit.PersonId == me)
            return true;
        var plans = desk.Db.Plans;
        var routes = desk.Db.PlanRoutes;
        return visit.State >= VisitState.Published
            && await desk
                .Db.PlanStops.Where(s => s.VisitId == visit.Id)
                .AnyAsync(
                    s =>
                        routes.Any(r =>
                            r.Id == s.RouteId
                            && r.SecondPersonId == me
                            && plans.Any(p => p.Id == r.PlanId && p.State == PlanState.Published)
                        ),
                    ct
                );
    }

    /// <summary>Refused unless the crew stands at the door.</summary>
    public static Refusal? AtTheDoor(Visit visit) =>
        visit.State switch
        {
            VisitState.Arrived => null,
            VisitState.Closed or VisitState.Failed or VisitState.Cancelled => new VisitIsOver(
                Words.Of(visit.State.ToString())
            ),
            _ => new NotAtTheDoor(Words.Of(visit.State.ToString())),
        };

    /// <summary>Writes what happened. The row has the command's id, so that a phone can name a step before it was ever sent.</summary>
    public VisitEvent Tell(Guid id, Visit visit, string kind, Capture at, object? data = null)
    {
        var row = new VisitEvent
        {
            Id = id,
            BranchId = visit.BranchId,
            VisitId = visit.Id,
            Kind = kind,
            DeviceTime = at.Kept,
            ServerTime = desk.Now,
            Latitude = at.Latitude,
            Longitude = at.Longitude,
            AccuracyMetres = at.AccuracyMetres,
            PersonId = desk.Actor.PersonId ?? desk.Actor.Id,
            PersonName = desk.Actor.Name,
            Data = data is null ? "{}" : Json.Write(data, data.GetType()),
        };
        desk.Db.VisitEvents.Add(row);
        return row;
    }

    /// <summary>The branch's date at that instant.</summary>
    public async Task<DateOnly> DayOf(Guid branchId, DateTime utc, CancellationToken ct) =>
        (await time.Of(branchId, ct))?.DayOf(utc) ?? DateOnly.FromDateTime(utc);
}

/// <summary>The steps of a visit's journal.</summary>
public static class Steps
{
    public const string Load = "load";
    public const string Depart = "depart";
    public const string Arrive = "arrive";
    public const string Check = "check";
    public const string HandOver = "hand-over";
    public const string Fetch = "fetch";
    public const string Evidence = "evidence";
    public const string Close = "close";
    public const string Fail = "fail";
    public const string Undo = "undo";
}
