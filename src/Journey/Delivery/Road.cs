using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Delivery;

/// <summary>Where a visit stands after a step.</summary>
public sealed record VisitStep(
    Guid VisitId,
    Guid EventId,
    VisitState State,
    DateTime? Eta,
    DateTime? ArrivedAt,
    int Version
)
{
    internal static VisitStep Of(Visit v, Guid eventId) => new(v.Id, eventId, v.State, v.Eta, v.ArrivedAt, v.Version);
}

public sealed record DepartFor(Guid VisitId, Capture At);

/// <summary>The crew leaves for this visit: the patient is told when to expect them.</summary>
public sealed class Depart(Desk desk, VisitDoor door, Travel travel)
{
    public Task<Outcome<VisitStep>> Run(Command<DepartFor> command, CancellationToken ct) =>
        desk.Once<VisitStep>(
            command.Id,
            command.Data,
            async () =>
            {
                var (visitId, at) = command.Data;
                var problems = new List<Refusal>();
                at.Check(problems);
                if (problems.Count > 0)
                    return problems;
                if (await door.Open(visitId, ct) is not { } visit)
                    return new NoSuch("visit");
                if (visit.VehicleId is { } van)
                {
                    var other = await desk
                        .Db.Visits.Where(v => v.VehicleId == van && v.State == VisitState.EnRoute && v.Id != visitId)
                        .Select(v => v.Number)
                        .FirstOrDefaultAsync(ct);
                    if (other is not null)
                        return new OnTheWayAlready(other);
                }
                if (visit.Move(VisitTrigger.Depart) is { } refusal)
                    return refusal;
                visit.DepartedAt = at.TimeOr(desk.Now);
                visit.Eta = await travel.Eta(visit, at, ct) ?? visit.PlannedArrival ?? visit.WindowFrom;
                if (visit.Eta < visit.DepartedAt)
                    visit.Eta = visit.DepartedAt;
                door.Tell(command.Id, visit, Steps.Depart, at, new { visit.Eta });
                desk.Emit(new VisitEnRoute(visit.Id, visit.Eta.Value));
                return VisitStep.Of(visit, command.Id);
            },
            ct
        );
}

public sealed record ArriveAt(Guid VisitId, Capture At)
{
    /// <summary>Nobody tapped: the van stands at the door.</summary>
    public bool ByFence { get; init; }
}

/// <summary>The crew is at the door. What a person says of an arrival stands: the fence says nothing against it.</summary>
public sealed class Arrive(Desk desk, VisitDoor door)
{
    public Task<Outcome<VisitStep>> Run(Command<ArriveAt> command, CancellationToken ct) =>
        desk.Once<VisitStep>(
            command.Id,
            command.Data,
            async () =>
            {
                var (visitId, at) = command.Data;
                var problems = new List<Refusal>();
                at.Check(problems);
                if (problems.Count > 0)
                    return problems;
                if (await door.Open(visitId, ct) is not { } visit)
                    return new NoSuch("visit");
                var fence = command.Data.ByFence;
                if (fence && await TakenBack(visitId, ct))
                    return new PersonSaidOtherwise();
                if (visit.Move(VisitTrigger.Arrive) is { } refusal)
                    return refusal;
                visit.ArrivedAt = at.TimeOr(desk.Now);
                var metres = await Away(visit, at, ct);
                door.Tell(
                    command.Id,
                    visit,
                    Steps.Arrive,
                    at,
                    fence ? new { MetresFromDoor = metres, By = "geofence" } : (object)new { MetresFromDoor = metres }
                );
                desk.Emit(new VisitArrived(visit.Id, visit.ArrivedAt.Value));
                return VisitStep.Of(visit, command.Id);
            },
            ct
        );

    private Task<bool> TakenBack(Guid visitId, CancellationToken ct)
    {
        var events = desk.Db.VisitEvents;
        return events.AnyAsync(
            e => e.VisitId == visitId && e.Kind == Steps.Arrive && events.Any(u => u.Undoes == e.Id),
            ct
        );
    }

    // Kept, never judged here: a wrong pin on the map must not stop a delivery.
    private async Task<int?> Away(Visit visit, Capture at, CancellationToken ct)
    {
        if (at.Point is not { } here)
            return null;
        var home = await desk
            .Db.Set<Intake.Patient>()
            .AsNoTracking()
            .FirstOrDefaultAsync(p => p.Id == visit.PatientId, ct);
        return home?.Latitude is { } lat && home.Longitude is { } lon
            ? (int)Math.Round(here.MetresTo(new(lat, lon)))
            : null;
    }
}
