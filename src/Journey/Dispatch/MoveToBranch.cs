using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <param name="Version">The visit's, as it was read.</param>
/// <param name="WithoutStock">Move it although the other branch has not all of it: it waits there for stock.</param>
public sealed record MoveToBranchRequest(
    Guid VisitId,
    int Version,
    Guid BranchId,
    string Reason,
    bool WithoutStock = false
);

public sealed record MovedToBranch(
    Guid VisitId,
    string Number,
    Guid FromBranchId,
    Guid ToBranchId,
    string Branch,
    int Version,
    IReadOnlyList<string> Moved,
    IReadOnlyList<string> Short
);

/// <summary>
/// Gives a visit with its order to another branch: both branches' rules, the other's area, people and shelves are asked first;
/// what was promised here is free again and promised there. The window stays as it was promised to the patient.
/// </summary>
public sealed class MoveToBranch(
    Desk desk,
    BranchTime time,
    BranchRules rules,
    FindZones zones,
    Qualified qualified,
    Allocation allocation,
    MoveVisit plans
)
{
    private readonly JourneyDb db = desk.Db;

    public Task<Outcome<MovedToBranch>> Run(Command<MoveToBranchRequest> command, CancellationToken ct) =>
        desk.Once<MovedToBranch>(command.Id, command.Data, () => Move(command.Data, ct), ct);

    private async Task<Outcome<MovedToBranch>> Move(MoveToBranchRequest request, CancellationToken ct)
    {
        if (!desk.Actor.Can(May.WritePlan))
            return new NotAllowed("move visits between branches");
        var visit = await db.Visits.Include(v => v.Lines).FirstOrDefaultAsync(v => v.Id == request.VisitId, ct);
        if (visit is null)
            return new NoSuch("visit");
        if (visit.Version != request.Version)
            return new StaleVersion("visit");
        if (await time.Of(request.BranchId, ct) is not { } clock)
            return new NoSuch("branch");
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > 200)
            return new InvalidField("reason", "Say why in 1 to 200 characters.");
        var (from, to) = (
            await db.Branches.AsNoTracking().FirstAsync(b => b.Id == visit.BranchId, ct),
            await db.Branches.AsNoTracking().FirstAsync(b => b.Id == request.BranchId, ct)
        );
        if (from.Id == to.Id)
            return new SameBranch(visit.Number, to.Name);
        // An order is of one branch: its open visits go together.
        var all = visit.OrderId is { } orderId
            ? await db.Visits.Include(v => v.Lines).Where(v => v.OrderId == orderId).ToListAsync(ct)
            : [visit];
        var open = all.Where(v => v.State.IsOpen()).ToList();
        if (all.Find(v => v.State is VisitState.EnRoute or VisitState.Arrived) is { } driven)
            return new VisitHasBegun(driven.Number, Words.Of(driven.State.ToString()));
        if (!open.Contains(visit))
            return new VisitHasBegun(visit.Number, Words.Of(visit.State.ToString()));
        if (open.Find(v => v.State == VisitState.Published) is { } out_)
            return new TakeItOffFirst(out_.Number, out_.PlanVersion ?? 0);
        var day = clock.DayOf(visit.WindowFrom);
        var patient = await db.Patients.FirstAsync(p => p.Id == visit.PatientId, ct);
        var refusals = new List<Refusal>();
        if (!(await rules.On(from.Id, visit.Date, ct)).Yes(KnownRules.GivesAway))
            refusals.Add(new BranchKeepsItsVisits(from.Name));
        if (!(await rules.On(to.Id, day, ct)).Yes(KnownRules.Takes))
            refusals.Add(new BranchTakesNone(to.Name));
        refusals.AddRange(await Area(visit, patient, to, day, ct));
        foreach (var one in open)
            refusals.AddRange(await People(one, to, clock.DayOf(one.WindowFrom), ct));
        refusals.AddRange(await Pieces(open, from, ct));
        if (refusals.Count > 0)
            return refusals;
        foreach (var one in open)
            if (await OffThePlan(one, ct) is { } refused)
                return refused;
        var order = visit.OrderId is { } of
            ? await db.Orders.Include(o => o.Lines).FirstAsync(o => o.Id == of, ct)
            : null;
        var shortages = order is null ? [] : await Stock(order, from, to, ct);
        if (shortages.Count > 0 && !request.WithoutStock)
            return shortages.ConvertAll<Refusal>(s => s);
        foreach (var one in open)
        {
            one.BranchId = to.Id;
            one.Date = clock.DayOf(one.WindowFrom);
            one.Note = $"Moved from {from.Name} to {to.Name}: {request.Reason.Trim()}";
            desk.Emit(new VisitMoved(one.Id, from.Id, to.Id));
        }
        return new MovedToBranch(
            visit.Id,
            visit.Number,
            from.Id,
            to.Id,
            to.Name,
            db.NextVersion(visit),
            [.. open.Select(v => v.Number).Order(StringComparer.Ordinal)],
            [.. shortages.Select(s => s.Sentence)]
        );
    }

    /// <summary>A branch without zones serves its whole surroundings; one with zones serves them on their days.</summary>
    private async Task<IEnumerable<Refusal>> Area(
        Visit visit,
        Patient patient,
        Branch to,
        DateOnly day,
        CancellationToken ct
    )
    {
        if (patient is not { Latitude: { } lat, Longitude: { } lon })
            return [new NotOnTheMap(patient.Name)];
        if ((await zones.Run(to.Id, new(1, 1), ct)).Total == 0)
            return [];
        if (await zones.At(to.Id, lat, lon, ct) is not { } zone)
            return [new OutsideTheArea(patient.Name, to.Name)];
        return zone.Days.Count > 0 && !zone.Days.Contains(day.DayOfWeek) && visit.Urgency == Urgency.Scheduled
            ? [new NotOnThatWeekday(zone.Name, day)]
            : [];
    }

    private async Task<IEnumerable<Refusal>> People(Visit visit, Branch to, DateOnly day, CancellationToken ct) =>
        visit.Skills.Count > 0 && (await qualified.On(to.Id, day, visit.Skills, ct)).Count == 0
            ? [new NobodyThereMay(to.Name, string.Join(" and ", visit.Skills), day)]
            : [];

    /// <summary>What hangs on this branch's books: pieces on a van, units to be fetched.</summary>
    private async Task<List<Refusal>> Pieces(List<Visit> open, Branch from, CancellationToken ct)
    {
        var refusals = new List<Refusal>();
        var fetched = open.SelectMany(v => v.Lines).Select(l => l.UnitId).OfType<Guid>().ToList();
        var serials = await db
            .Units.AsNoTracking()
            .Where(u => fetched.Contains(u.Id) && u.BranchId == from.Id)
            .Select(u => u.Serial)
            .ToListAsync(ct);
        refusals.AddRange(serials.Select(s => new FetchesOurUnit(s, from.Name)));
        var lines = open.SelectMany(v => v.Lines).Select(l => l.OrderLineId).OfType<Guid>().ToList();
        var (items, vans, units, balances) = (db.Items, db.Vehicles, db.Units, db.Balances);
        var aboard = await db
            .Reservations.AsNoTracking()
            .Where(r => lines.Contains(r.OrderLineId))
            .Select(r => new
            {
                Item = items.Where(i => i.Id == r.ItemId).Select(i => i.Name).FirstOrDefault(),
                Unit = units
                    .Where(u => u.Id == r.UnitId && u.PlaceKind == PlaceKind.Van)
                    .Select(u => (Guid?)u.PlaceId)
                    .FirstOrDefault(),
                Counted = balances
                    .Where(b => b.Id == r.BalanceId && b.PlaceKind == PlaceKind.Van)
                    .Select(b => (Guid?)b.PlaceId)
                    .FirstOrDefault(),
            })
            .ToListAsync(ct);
        foreach (var piece in aboard.Where(p => p.Unit is not null || p.Counted is not null))
        {
            var id = piece.Unit ?? piece.Counted;
            var van = await vans.Where(v => v.Id == id).Select(v => v.Name).FirstOrDefaultAsync(ct);
            refusals.Add(new AlreadyAboard(piece.Item ?? "", van ?? "a van"));
        }
        return refusals;
    }

    /// <summary>The day's latest version goes on without it.</summary>
    private async Task<List<Refusal>?> OffThePlan(Visit visit, CancellationToken ct)
    {
        if (visit.State != VisitState.Planned)
            return null;
        var latest = await db
            .Plans.AsNoTracking()
            .Where(p => p.BranchId == visit.BranchId && p.Date == visit.Date)
            .OrderByDescending(p => p.VersionNo)
            .Select(p => new
            {
                p.Id,
                p.VersionNo,
                Holds = p.Routes.SelectMany(r => r.Stops).Any(s => s.VisitId == visit.Id),
            })
            .FirstOrDefaultAsync(ct);
        if (latest is { Holds: true } && visit.Date >= (await time.Of(visit.BranchId, ct))!.DayOf(desk.Now))
        {
            var off = await plans.Run(new(desk.NewId(), new(latest.Id, latest.VersionNo, visit.Id, Accept: true)), ct);
            if (!off.Ok)
                return [.. off.Refusals];
            // It is not left out of that day: it is no longer of it.
            var next = db.Plans.Local.First(p => p.Id == off.Value.PlanId);
            foreach (var left in next.LeftOut.Where(l => l.VisitId == visit.Id).ToList())
            {
                next.LeftOut.Remove(left);
                db.Entry(left).State = EntityState.Detached;
            }
        }
        if (visit.State == VisitState.Planned)
            visit.Move(VisitTrigger.Unplan);
        return null;
    }

    private async Task<List<ShortThere>> Stock(Order order, Branch from, Branch to, CancellationToken ct)
    {
        foreach (var line in order.Lines)
        foreach (var promise in await allocation.Of(line.Id, ct))
            await allocation.Release(promise, $"Order {order.Number} moved from {from.Name} to {to.Name}", ct);
        order.BranchId = to.Id;
        var shortages = new List<ShortThere>();
        foreach (var got in await allocation.Follow(order, $"Order {order.Number} moved to {to.Name}", ct))
            if (got.Missing > 0)
                shortages.Add(
                    new(
                        to.Name,
                        await db.Items.Where(i => i.Id == got.ItemId).Select(i => i.Name).FirstAsync(ct),
                        got.Missing,
                        got.Wanted
                    )
                );
        return shortages;
    }
}
