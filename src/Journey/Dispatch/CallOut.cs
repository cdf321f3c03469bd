using Homeward.Field;
using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <summary>A van broke down (by its vehicle) or a driver cannot go on (by their person): one of the two.</summary>
public sealed record CallOutRequest(
    Guid BranchId,
    DateOnly Date,
    Guid? VehicleId,
    Guid? PersonId,
    string Reason,
    int? BasedOn = null
);

/// <summary>What becomes of one visit of the route that ends: another van at a time, or nowhere and why.</summary>
public sealed record CallOutVisit(
    Guid VisitId,
    string Number,
    string Patient,
    bool LifeSustaining,
    int Priority,
    Guid? ToVehicleId,
    string? ToVan,
    DateTime? WasAt,
    DateTime? StartsAt,
    Money? AddedCost,
    Block? WhyNot,
    string Sentence
);

/// <summary>What a call-out does to the day, before or after it was carried out.</summary>
/// <param name="PlanId">Of the version that was saved and published; null in a preview, or when nothing had to move.</param>
/// <param name="Stays">Visits the crew has begun: they stay theirs, as sentences.</param>
/// <param name="Others">Visits of other routes that start at another time.</param>
public sealed record CallOutAnswer(
    Guid? PlanId,
    int VersionNo,
    IReadOnlyList<string> Who,
    IReadOnlyList<CallOutVisit> Visits,
    IReadOnlyList<StatShift> Others,
    IReadOnlyList<string> Stays,
    IReadOnlyList<VisitVerdict> NotGone
);

/// <summary>What a call-out would do, without doing it.</summary>
public sealed class TryCallOut(CallOutDay work)
{
    public async Task<Outcome<CallOutAnswer>> Run(CallOutRequest request, CancellationToken ct)
    {
        var outcome = await work.Run(request, ct);
        return outcome.Ok ? outcome.Value.Answer : outcome.Refused<CallOutAnswer>();
    }
}

/// <summary>
/// A driver cannot go on or a van broke down: the schedule says so from now on, the open visits of the route go to other vans or
/// off the plan, each with its reason, and the new version is with the crews. Saves of their own, as <see cref="AcceptStat"/>.
/// </summary>
public sealed class CallOut(
    Desk desk,
    CurrentActor actor,
    CallOutDay work,
    StatDay running,
    BranchTime time,
    PublishPlan publish
)
{
    private readonly JourneyDb db = desk.Db;

    public async Task<Outcome<CallOutAnswer>> Run(Command<CallOutRequest> command, CancellationToken ct)
    {
        var request = command.Data;
        if (!desk.Actor.Can(May.PublishPlan))
            return new NotAllowed("give a plan to the crews");
        // The trail of every row this changes says why.
        actor.Value = actor.Value with
        {
            Why = request.Reason?.Trim(),
        };
        // Sent again, all of it was done: the stored answer is what counts.
        if (
            !await db.Commands.AnyAsync(c => c.Id == command.Id, ct)
            && await TakeBack(StatDay.Then(command.Id, "back"), request, ct) is { } refused
        )
            return refused;
        var saved = await desk.Once<CallOutAnswer>(command.Id, request, () => Save(request, ct), ct);
        if (!saved.Ok || saved.Value.PlanId is not { } planId)
            return saved;
        var gone = await publish.Run(
            new(StatDay.Then(command.Id, "publish"), new PublishPlanRequest(planId, saved.Value.VersionNo)),
            ct
        );
        return gone.Ok
            ? saved.Value with
            {
                PlanId = gone.Value.PlanId,
                VersionNo = gone.Value.VersionNo,
                NotGone = [.. gone.Value.Visits.Where(v => !v.Goes)],
            }
            : gone.Refused<CallOutAnswer>();
    }

    private async Task<Outcome<CallOutAnswer>> Save(CallOutRequest request, CancellationToken ct)
    {
        var outcome = await work.Run(request, ct);
        if (!outcome.Ok)
            return outcome.Refused<CallOutAnswer>();
        var (now, day, _, _, after, answer) = outcome.Value;
        await TakeOff(request, ct);
        if (after.Plan.Routes.Count == 0)
        {
            await Strand(request, ct);
            return answer;
        }
        var made = await running.Save(
            now,
            day,
            after,
            $"Call-out: {string.Join(", ", answer.Who)}. {request.Reason.Trim()}",
            new(
                "CallOut",
                $"Its van dropped out: {request.Reason.Trim()}",
                "Insert it at its best place, or move it to another day."
            ),
            ct
        );
        return made.Ok
            ? answer with
            {
                PlanId = made.Value.PlanId,
                VersionNo = made.Value.VersionNo,
            }
            : made.Refused<CallOutAnswer>();
    }

    /// <summary>A door nobody will come to from this van: the departure is taken back, so that it is an open visit like the others.</summary>
    private async Task<List<Refusal>?> TakeBack(Guid id, CallOutRequest request, CancellationToken ct)
    {
        var asked = await work.Run(request, ct);
        if (!asked.Ok)
            return [.. asked.Refusals];
        if (asked.Value.EnRoute is not { } visitId)
            return null;
        var outcome = await desk.Once<Done>(
            id,
            request,
            async () =>
            {
                var visit = await db.Visits.FirstAsync(v => v.Id == visitId, ct);
                if (visit.Move(VisitTrigger.UndoDepart) is { } refusal)
                    return refusal;
                (visit.DepartedAt, visit.Eta) = (null, null);
                return Done.It;
            },
            ct
        );
        return outcome.Ok ? null : [.. outcome.Refusals];
    }

    /// <summary>A van is out of service; a person's shift ends now, or is not worked at all.</summary>
    private async Task TakeOff(CallOutRequest request, CancellationToken ct)
    {
        if (request.VehicleId is { } vehicleId)
        {
            (await db.Vehicles.FirstAsync(v => v.Id == vehicleId, ct)).InService = false;
            return;
        }
        var clock = (await time.Of(request.BranchId, ct))!;
        var (date, now) = clock.ToLocal(desk.Now);
        foreach (
            var shift in await db
                .Shifts.Where(s =>
                    s.PersonId == request.PersonId && s.Date == request.Date && s.BranchId == request.BranchId
                )
                .ToListAsync(ct)
        )
        {
            var (from, to) = clock.UtcSpan(shift.Date, shift.Start, shift.End);
            if (desk.Now <= from.AddMinutes(1))
                db.Remove(shift);
            else if (desk.Now < to)
                shift.End = new(now.Hour, now.Minute);
        }
    }

    /// <summary>Nobody is left to drive: what the crews had goes off the phones.</summary>
    private async Task Strand(CallOutRequest request, CancellationToken ct)
    {
        foreach (
            var plan in await db
                .Plans.Where(p =>
                    p.BranchId == request.BranchId && p.Date == request.Date && p.State == PlanState.Published
                )
                .ToListAsync(ct)
        )
            plan.State = PlanState.Superseded;
        foreach (
            var visit in await db
                .Visits.Where(v => v.BranchId == request.BranchId && v.Date == request.Date)
                .Where(v => v.State == VisitState.Published || v.State == VisitState.EnRoute)
                .ToListAsync(ct)
        )
            if (visit.State == VisitState.Published)
                visit.Move(VisitTrigger.Unplan);
    }
}
