using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Retrieval;

public static class PickupReasons
{
    public const string Died = "died";

    public static readonly IReadOnlyList<string> All =
    [
        "end-of-need",
        Died,
        "hospice",
        "exchange",
        "upgrade",
        "moved",
        "payer",
    ];
}

public sealed record RequestPickupRequest(Guid PatientId, string Reason, string RequestedBy)
{
    /// <summary>The units to fetch; none named means all the patient has.</summary>
    public IReadOnlyList<Guid> UnitIds { get; init; } = [];

    /// <summary>The last day of the rental; today when not given.</summary>
    public DateOnly? RentalStopsOn { get; init; }
    public string? Notes { get; init; }
}

public sealed record PickupView(
    Guid Id,
    string Number,
    PickupState State,
    IReadOnlyList<Guid> UnitIds,
    DateOnly? RentalStopsOn,
    Guid? VisitId
)
{
    internal static PickupView Of(PickupRequest r) =>
        new(r.Id, r.Number, r.State, r.UnitIds, r.RentalStopsOn, r.VisitId);
}

/// <summary>Somebody asks that equipment be fetched. A unit is asked for once.</summary>
public sealed class RequestPickup(Desk desk, PickupDesk pickups)
{
    public Task<Outcome<PickupView>> Run(Command<RequestPickupRequest> command, CancellationToken ct) =>
        desk.Once<PickupView>(
            command.Id,
            command.Data,
            async () =>
            {
                var ask = command.Data;
                var patient = await desk.Db.Patients.FirstOrDefaultAsync(p => p.Id == ask.PatientId, ct);
                if (patient is null)
                    return new NoSuch("patient") { Field = "patientId" };
                var today = await pickups.Today(patient.BranchId, ct);
                var wrong = new List<Refusal>();
                if (!PickupReasons.All.Contains(ask.Reason))
                    wrong.Add(new UnknownReason(ask.Reason ?? "") { Field = "reason" });
                if (string.IsNullOrWhiteSpace(ask.RequestedBy) || ask.RequestedBy.Length > 100)
                    wrong.Add(new InvalidField("requestedBy", "Say who asked: 1 to 100 characters."));
                if (ask.Notes is { Length: > 4000 })
                    wrong.Add(new InvalidField("notes", "Notes are at most 4,000 characters."));
                if (ask.RentalStopsOn is { } stop && (stop < today.AddYears(-2) || stop > today.AddDays(90)))
                    wrong.Add(
                        new InvalidField(
                            "rentalStopsOn",
                            "The rental stops between two years ago and 90 days from now."
                        )
                    );
                if (wrong.Count > 0)
                    return wrong;
                var (units, refusals) = await pickups.Choose(patient.Id, [.. (ask.UnitIds ?? []).Distinct()], ct);
                if (refusals.Count > 0)
                    return refusals;
                return await pickups.Ask(
                    patient,
                    units,
                    ask.Reason!,
                    ask.RequestedBy!.Trim(),
                    ask.RentalStopsOn ?? today,
                    ask.Notes,
                    ct
                );
            },
            ct
        );
}

/// <summary>What asking for a pickup and hearing of a death have in common.</summary>
public sealed class PickupDesk(Desk desk, PickupVisits visits)
{
    public Task<DateOnly> Today(Guid branchId, CancellationToken ct) => desk.Today(branchId, ct);

    public Task<List<PickupRequest>> OpenOf(Guid patientId, CancellationToken ct) =>
        desk
            .Db.PickupRequests.Where(p =>
                p.PatientId == patientId && (p.State == PickupState.Requested || p.State == PickupState.Scheduled)
            )
            .ToListAsync(ct);

    public async Task<(List<Unit> Units, List<Refusal> Refusals)> Choose(
        Guid patientId,
        List<Guid> named,
        CancellationToken ct
    )
    {
        var has = await desk
            .Db.Units.Where(u =>
                u.PlaceKind == PlaceKind.Patient && u.PlaceId == patientId && u.State == UnitState.WithPatient
            )
            .OrderBy(u => u.Serial)
            .ToListAsync(ct);
        var asked = (await OpenOf(patientId, ct))
            .SelectMany(p => p.UnitIds.Select(u => (u, p.Number)))
            .GroupBy(x => x.u)
            .ToDictionary(g => g.Key, g => g.First().Number);
        if (named.Count == 0)
        {
            var rest = has.Where(u => !asked.ContainsKey(u.Id)).ToList();
            return (rest, rest.Count > 0 ? [] : [new NothingToFetch()]);
        }
        var refusals = new List<Refusal>();
        foreach (var id in named)
        {
            var unit = has.FirstOrDefault(u => u.Id == id);
            if (unit is null)
                refusals.Add(new NotWithPatient(id.ToString()) { Field = "unitIds" });
            else if (asked.TryGetValue(id, out var number))
                refusals.Add(new AlreadyRequested(unit.Serial, number) { Field = "unitIds" });
        }
        return ([.. has.Where(u => named.Contains(u.Id))], refusals);
    }

    public async Task<PickupView> Ask(
        Patient patient,
        List<Unit> units,
        string reason,
        string by,
        DateOnly rentalStopsOn,
        string? notes,
        CancellationToken ct
    )
    {
        var request = new PickupRequest
        {
            Id = desk.NewId(),
            BranchId = patient.BranchId,
            PatientId = patient.Id,
            Number = $"PU-{await desk.NextNumber("pickup", 1001, ct)}",
            Reason = reason,
            RequestedBy = by,
            RequestedAt = desk.Now,
            RentalStopsOn = rentalStopsOn,
            UnitIds = [.. units.Select(u => u.Id)],
            Notes = notes,
        };
        desk.Db.PickupRequests.Add(request);
        // With something to fetch, which the caller has seen to, there is always a visit to make.
        if (await visits.Follow(request, null, ct) is { } refusal)
            throw new InvalidOperationException($"{refusal.Code}: {refusal.Sentence}");
        return PickupView.Of(request);
    }
}

public sealed record CancelPickupRequest(Guid PickupId, string Reason);

public sealed class CancelPickup(Desk desk, PickupVisits visits)
{
    public Task<Outcome<Done>> Run(Command<CancelPickupRequest> command, CancellationToken ct) =>
        desk.Once<Done>(
            command.Id,
            command.Data,
            async () =>
            {
                var ask = command.Data;
                if (string.IsNullOrWhiteSpace(ask.Reason) || ask.Reason.Length > 200)
                    return new WhyNeeded("Cancelling a pickup") { Field = "reason" };
                var request = await desk.Db.PickupRequests.FirstOrDefaultAsync(p => p.Id == ask.PickupId, ct);
                if (request is null)
                    return new NoSuch("pickup request");
                if (request.State is PickupState.Fetched or PickupState.Cancelled)
                    return new PickupClosed(request.Number, Words.Of(request.State.ToString()));
                request.State = PickupState.Cancelled;
                request.CancelReason = ask.Reason.Trim();
                await visits.Drop(request, $"Pickup {request.Number} cancelled: {ask.Reason.Trim()}", ct);
                return Done.It;
            },
            ct
        );
}
