using Homeward.Journey.Branches;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Retrieval;

public sealed record SchedulePickupRequest(Guid PickupId)
{
    /// <summary>The day to come; the branch's next open day when not given.</summary>
    public DateOnly? Date { get; init; }
}

/// <summary>Makes the visit of a request that has none, because the last one failed or was cancelled; or moves it to another day.</summary>
public sealed class SchedulePickup(Desk desk, PickupVisits visits, PickupDesk pickups)
{
    public Task<Outcome<PickupView>> Run(Command<SchedulePickupRequest> command, CancellationToken ct) =>
        desk.Once<PickupView>(
            command.Id,
            command.Data,
            async () =>
            {
                var (id, date) = (command.Data.PickupId, command.Data.Date);
                if (await desk.Db.PickupRequests.FirstOrDefaultAsync(p => p.Id == id, ct) is not { } request)
                    return new NoSuch("pickup request");
                if (request.State is PickupState.Fetched or PickupState.Cancelled)
                    return new PickupClosed(request.Number, Words.Of(request.State.ToString()));
                var today = await pickups.Today(request.BranchId, ct);
                if (date < today || date > today.AddDays(90))
                    return new InvalidField("date", "The day is today or within 90 days.");
                if (await visits.Follow(request, date, ct) is { } refusal)
                    return refusal;
                return PickupView.Of(request);
            },
            ct
        );
}

/// <summary>
/// Keeps one open visit for each open pickup request: it fetches what the request asked for and the patient still has. A request
/// waits at most <see cref="Patience"/>; the visit's due time says so to whoever plans.
/// </summary>
public sealed class PickupVisits(Desk desk, BranchTime time)
{
    /// <summary>From asking to fetching, as the trade usually promises (24 to 72 hours).</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(72);

    private readonly JourneyDb db = desk.Db;

    /// <summary>Brings the request's visit into line with it; with a day, also moves it there.</summary>
    internal async Task<Refusal?> Follow(PickupRequest request, DateOnly? on, CancellationToken ct)
    {
        var units = await Left(request, ct);
        if (units.Count == 0)
            return new NothingToFetch();
        if (await time.Of(request.BranchId, ct) is not { } clock)
            return new NoSuch("branch");
        var visit = await Open(request.Id, ct);
        if (visit is { State: not (VisitState.Unplanned or VisitState.Planned) } && on is not null)
            return new PickupUnderWay(request.Number, visit.Number);
        visit ??= await Begin(request, ct);
        var items = await ItemsOf(units, ct);
        var patient = await db.Set<Intake.Patient>().FirstAsync(p => p.Id == request.PatientId, ct);
        Fill(visit, units);
        visit.Service = ServiceMinutes.Of(visit.Lines, items, patient).Total;
        visit.Crew = Math.Max(1, items.Values.Max(i => i.Crew));
        if (on is not null || visit.WindowTo == default)
        {
            var day = on ?? clock.OpenDayOnOrAfter(clock.DayOf(desk.Now).AddDays(1)) ?? clock.DayOf(desk.Now);
            (visit.Date, visit.WindowFrom, visit.WindowTo) = DefaultWindow.Within(day, null, clock, desk.Now);
            visit.BookedAt = null;
        }
        visit.DueAt = request.RequestedAt + Patience;
        if (visit.DueAt < visit.WindowTo)
            visit.DueAt = visit.WindowTo;
        request.VisitId = visit.Id;
        return null;
    }

    internal async Task Drop(PickupRequest request, string why, CancellationToken ct)
    {
        if (await Open(request.Id, ct) is not { } visit || visit.Move(VisitTrigger.Cancel) is not null)
            return;
        visit.Note = why;
        desk.Emit(new VisitCancelled(visit.Id, why));
    }

    private Task<List<Unit>> Left(PickupRequest request, CancellationToken ct) =>
        db
            .Units.Where(u =>
                request.UnitIds.Contains(u.Id)
                && u.State == UnitState.WithPatient
                && u.PlaceKind == PlaceKind.Patient
                && u.PlaceId == request.PatientId
            )
            .OrderBy(u => u.Serial)
            .ToListAsync(ct);

    private async Task<Visit?> Open(Guid requestId, CancellationToken ct) =>
        (await db.Visits.Include(v => v.Lines).Where(v => v.PickupRequestId == requestId).ToListAsync(ct)).Find(v =>
            v.State.IsOpen()
        );

    private async Task<Dictionary<Guid, CatalogueItem>> ItemsOf(List<Unit> units, CancellationToken ct)
    {
        var ids = units.Select(u => u.ItemId).Distinct().ToList();
        return await db.Items.Where(i => ids.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
    }

    private async Task<Visit> Begin(PickupRequest request, CancellationToken ct)
    {
        var before = await db
            .Visits.Where(v => v.PickupRequestId == request.Id)
            .OrderByDescending(v => v.Attempt)
            .FirstOrDefaultAsync(ct);
        var visit = new Visit
        {
            Id = desk.NewId(),
            BranchId = request.BranchId,
            PatientId = request.PatientId,
            PickupRequestId = request.Id,
            Number = await desk.NextVisitNumber(ct),
            Kind = VisitKind.Pickup,
            Urgency = Urgency.Scheduled,
            Attempt = (before?.Attempt ?? 0) + (before is null || before.State == VisitState.Failed ? 1 : 0),
            PreviousVisitId = before?.Id,
            Note = request.Notes is { Length: > 0 } notes ? notes[..Math.Min(notes.Length, 400)] : null,
        };
        db.Visits.Add(visit);
        return visit;
    }

    private void Fill(Visit visit, List<Unit> units)
    {
        foreach (var gone in visit.Lines.Where(l => units.All(u => u.Id != l.UnitId)).ToList())
        {
            visit.Lines.Remove(gone);
            db.Remove(gone);
        }
        foreach (var unit in units.Where(u => visit.Lines.All(l => l.UnitId != u.Id)))
        {
            var line = new VisitLine
            {
                Id = desk.NewId(),
                VisitId = visit.Id,
                ItemId = unit.ItemId,
                Direction = Direction.Fetch,
                Quantity = 1,
                UnitId = unit.Id,
            };
            visit.Lines.Add(line);
            db.Add(line);
        }
    }
}
