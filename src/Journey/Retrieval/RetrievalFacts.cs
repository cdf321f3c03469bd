using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Retrieval;

/// <summary>
/// Retrieval follows the visits: a booked pickup is scheduled, a failed one is asked for again, and what a closed visit fetched is
/// dirty on the van with a return of its own. A death makes one quiet request for all the patient has.
/// </summary>
public sealed class RetrievalFacts(
    Desk desk,
    CareRoom care,
    VanCustody custody,
    PickupDesk pickups,
    PickupVisits visits
)
    : IHandle<PatientDied>,
        IHandle<VisitBooked>,
        IHandle<PlanPublished>,
        IHandle<VisitCancelled>,
        IHandle<VisitFailed>,
        IHandle<VisitClosed>,
        IHandle<UnitReceivedUsed>
{
    public async Task Handle(PatientDied fact, CancellationToken ct)
    {
        var patient = await desk.Db.Patients.FirstAsync(p => p.Id == fact.PatientId, ct);
        foreach (var open in await pickups.OpenOf(patient.Id, ct))
            if (open.RentalStopsOn is null || open.RentalStopsOn > fact.On)
                open.RentalStopsOn = fact.On;
        var (units, refusals) = await pickups.Choose(patient.Id, [], ct);
        if (refusals.Count > 0)
            return;
        const string gently =
            "The patient died. No message goes out; call the family before coming, at a time of their choice.";
        await pickups.Ask(patient, units, PickupReasons.Died, desk.Actor.Name, fact.On, gently, ct);
    }

    public async Task Handle(VisitBooked fact, CancellationToken ct)
    {
        if (await Pickup(fact.VisitId, ct) is { State: PickupState.Requested } request)
            (request.State, request.VisitId) = (PickupState.Scheduled, fact.VisitId);
    }

    /// <summary>What goes out with a plan is scheduled, promised to the hour or not.</summary>
    public async Task Handle(PlanPublished fact, CancellationToken ct)
    {
        var going = await desk
            .Db.Visits.Where(v =>
                v.BranchId == fact.BranchId
                && v.Date == fact.Date
                && v.State == VisitState.Published
                && v.PickupRequestId != null
            )
            .Select(v => v.PickupRequestId!.Value)
            .ToListAsync(ct);
        var requests = await desk
            .Db.PickupRequests.Where(p => going.Contains(p.Id) && p.State == PickupState.Requested)
            .ToListAsync(ct);
        foreach (var request in requests)
            request.State = PickupState.Scheduled;
    }

    public async Task Handle(VisitCancelled fact, CancellationToken ct) => await AskAgain(fact.VisitId, ct);

    /// <summary>The reason decides: a second visit at once, or the request waits for somebody to schedule it anew.</summary>
    public async Task Handle(VisitFailed fact, CancellationToken ct)
    {
        if (
            await AskAgain(fact.VisitId, ct) is { } request
            && fact.NextStep.Equals("retry", StringComparison.OrdinalIgnoreCase)
        )
            await visits.Follow(request, null, ct);
    }

    private async Task<PickupRequest?> AskAgain(Guid visitId, CancellationToken ct)
    {
        if (await Pickup(visitId, ct) is not { State: PickupState.Requested or PickupState.Scheduled } request)
            return null;
        if (request.VisitId != visitId)
            return null;
        (request.State, request.VisitId) = (PickupState.Requested, null);
        return request;
    }

    private async Task<PickupRequest?> Pickup(Guid visitId, CancellationToken ct)
    {
        var id = await desk
            .Db.Visits.Where(v => v.Id == visitId)
            .Select(v => v.PickupRequestId)
            .FirstOrDefaultAsync(ct);
        return id is null ? null : await desk.Db.PickupRequests.FirstOrDefaultAsync(p => p.Id == id, ct);
    }

    public async Task Handle(VisitClosed fact, CancellationToken ct)
    {
        if (fact.Fetched.Count == 0)
            return;
        var visit = await desk.Db.Visits.FirstAsync(v => v.Id == fact.VisitId, ct);
        var van = visit.VehicleId is { } id ? await custody.FindVehicle(id, ct) : null;
        foreach (var fetched in fact.Fetched.DistinctBy(f => f.UnitId))
        {
            var unit = await desk.Db.Units.FirstAsync(u => u.Id == fetched.UnitId, ct);
            if (await care.OpenReturn(unit.Id, ct) is { } known)
            {
                care.Log(
                    known,
                    new("Fetched", Note: "Fetched at a visit while it was in returns already", VisitId: visit.Id)
                );
                continue;
            }
            if (unit.State != UnitState.Dirty)
            {
                if (van is null)
                    throw new InvalidOperationException($"Visit {visit.Number} fetched units but names no vehicle.");
                if (await custody.Fetch(unit, van, visit.Id, ct) is { } refusal)
                    throw new InvalidOperationException($"{refusal.Code}: {refusal.Sentence}");
            }
            var at = await care.Open(unit, fetched.Condition, fetched.MissingAccessories, visit.Id, ct);
            care.Log(at, new("Fetched", Note: fetched.Condition, VisitId: visit.Id));
        }
        await Finish(visit, [.. fact.Fetched.Select(f => f.UnitId)], ct);
    }

    // A request is done when nothing it asked for is with the patient any more; what was left behind stays asked for.
    private async Task Finish(Visit visit, HashSet<Guid> fetched, CancellationToken ct)
    {
        foreach (var request in await pickups.OpenOf(visit.PatientId, ct))
        {
            if (!request.UnitIds.Any(fetched.Contains))
                continue;
            var left = await desk.Db.Units.Where(u => request.UnitIds.Contains(u.Id)).ToListAsync(ct);
            if (left.Any(u => u.State == UnitState.WithPatient && u.Place == Place.Patient(visit.PatientId)))
            {
                (request.State, request.VisitId) = (PickupState.Requested, null);
                await visits.Follow(request, null, ct);
            }
            else
                (request.State, request.VisitId, request.FetchedAt) = (
                    PickupState.Fetched,
                    visit.Id,
                    visit.EndedAt ?? desk.Now
                );
        }
    }

    public async Task Handle(UnitReceivedUsed fact, CancellationToken ct)
    {
        var unit = await desk.Db.Units.FirstAsync(u => u.Id == fact.UnitId, ct);
        if (UnitLife.InCare.Contains(unit.State))
            await care.Open(unit, fact.Condition, [], null, ct);
    }
}
