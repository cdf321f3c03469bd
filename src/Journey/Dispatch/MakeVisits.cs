using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <summary>
/// Keeps the visits of an order what its lines ask for: one visit an order, deliveries and pickups at the same stop, unless its
/// lines need skills that nobody holds together. What was booked stays booked; what has begun is left alone.
/// </summary>
public sealed class MakeVisits(Desk desk, BranchTime time, Qualified qualified)
{
    private readonly JourneyDb db = desk.Db;

    /// <summary>Brings the open visits of the order into line with it.</summary>
    internal async Task Follow(Guid orderId, CancellationToken ct)
    {
        var order = await db.Orders.Include(o => o.Lines).FirstOrDefaultAsync(o => o.Id == orderId, ct);
        if (order is null || order.State is not (OrderState.Accepted or OrderState.Partial))
            return;
        if (await time.Of(order.BranchId, ct) is not { } clock)
            return;
        var patient = await db.Patients.FirstAsync(p => p.Id == order.PatientId, ct);
        var all = await db.Visits.Include(v => v.Lines).Where(v => v.OrderId == orderId).ToListAsync(ct);
        if (all.Any(v => v.State is VisitState.EnRoute or VisitState.Arrived))
            return;
        var open = all.Where(v => v.State.IsOpen()).OrderBy(v => v.Number, StringComparer.Ordinal).ToList();
        var lines = order.Lines.Where(l => Left(l) > 0).OrderBy(l => l.No).ToList();
        var itemIds = lines.Select(l => l.ItemId).Distinct().ToList();
        var items = await db.Items.Where(i => itemIds.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
        var (date, from, to) = DefaultWindow.Of(order, clock, desk.Now);
        var held = await qualified.Held(order.BranchId, date, ct);
        var (groups, note) = SkillGroups.Of(lines, items, held.Values);
        var attempt = 1 + all.Where(v => v.State == VisitState.Failed).Select(v => v.Attempt).DefaultIfEmpty(0).Max();
        for (var i = 0; i < groups.Count; i++)
        {
            var visit = i < open.Count ? open[i] : await Begin(order, attempt, all, ct);
            Fill(visit, groups[i], items, patient);
            (visit.Note, visit.HoldReason) = (note, null);
            (visit.Urgency, visit.DueAt) = (order.Urgency, order.DueAt);
            if (visit.BookedAt is null && visit.State != VisitState.Published)
                (visit.Date, visit.WindowFrom, visit.WindowTo) = (date, from, to);
        }
        foreach (var spare in open.Skip(groups.Count))
            Cancel(spare, "The order no longer asks for it.");
    }

    internal async Task Hold(Guid orderId, string reason, CancellationToken ct)
    {
        foreach (var visit in await Open(orderId, ct))
        {
            visit.HoldReason = reason;
            if (visit.State != VisitState.Unplanned)
                visit.Move(VisitTrigger.Unplan);
        }
    }

    internal async Task CancelAll(Guid orderId, string reason, CancellationToken ct)
    {
        foreach (var visit in await Open(orderId, ct))
            Cancel(visit, reason);
    }

    private void Cancel(Visit visit, string reason)
    {
        if (visit.Move(VisitTrigger.Cancel) is not null)
            return;
        visit.HoldReason = null;
        visit.Note = reason;
        desk.Emit(new VisitCancelled(visit.Id, reason));
    }

    private async Task<List<Visit>> Open(Guid orderId, CancellationToken ct) =>
        [.. (await db.Visits.Where(v => v.OrderId == orderId).ToListAsync(ct)).Where(v => v.State.IsOpen())];

    private async Task<Visit> Begin(Order order, int attempt, List<Visit> before, CancellationToken ct)
    {
        var visit = new Visit
        {
            Id = desk.NewId(),
            BranchId = order.BranchId,
            PatientId = order.PatientId,
            OrderId = order.Id,
            Number = await desk.NextVisitNumber(ct),
            Attempt = attempt,
            PreviousVisitId = before
                .Where(v => v.State == VisitState.Failed)
                .OrderByDescending(v => v.Attempt)
                .FirstOrDefault()
                ?.Id,
        };
        db.Visits.Add(visit);
        return visit;
    }

    private void Fill(
        Visit visit,
        IReadOnlyList<OrderLine> lines,
        Dictionary<Guid, CatalogueItem> items,
        Patient patient
    )
    {
        var wanted = lines.SelectMany(l => Sides(l).Select(d => (Line: l, Direction: d))).ToList();
        foreach (
            var gone in visit
                .Lines.Where(v => wanted.All(w => w.Line.Id != v.OrderLineId || w.Direction != v.Direction))
                .ToList()
        )
        {
            visit.Lines.Remove(gone);
            if (db.Entry(gone).State is not EntityState.Detached)
                db.Remove(gone);
        }
        foreach (var (line, direction) in wanted)
        {
            var mine = visit.Lines.Find(v => v.OrderLineId == line.Id && v.Direction == direction);
            if (mine is null)
            {
                mine = new VisitLine
                {
                    Id = desk.NewId(),
                    OrderLineId = line.Id,
                    VisitId = visit.Id,
                };
                visit.Lines.Add(mine);
                db.Add(mine);
            }
            (mine.ItemId, mine.Direction, mine.Quantity) = (line.ItemId, direction, Left(line));
            mine.UnitId = direction == Direction.Fetch ? line.UnitId : null;
        }
        var (drops, fetches) = (
            visit.Lines.Any(l => l.Direction == Direction.Drop),
            visit.Lines.Any(l => l.Direction == Direction.Fetch)
        );
        visit.Kind =
            drops && fetches ? VisitKind.Exchange
            : drops ? VisitKind.Delivery
            : fetches ? VisitKind.Pickup
            : VisitKind.Service;
        visit.Service = ServiceMinutes.Of(visit.Lines, items, patient).Total;
        visit.Skills = [.. SkillGroups.Needed(lines, items)];
        visit.Crew = Math.Max(1, lines.Max(l => items[l.ItemId].Crew));
        visit.LifeSustaining = lines.Any(l => items[l.ItemId].LifeSustaining);
    }

    private static IEnumerable<Direction> Sides(OrderLine line) =>
        line.Kind switch
        {
            LineKind.Deliver => [Direction.Drop],
            LineKind.Pickup => [Direction.Fetch],
            LineKind.Exchange => [Direction.Drop, Direction.Fetch],
            _ => [Direction.Work],
        };

    private static int Left(OrderLine line) =>
        line.State == LineState.Open ? Math.Max(0, line.Quantity - line.DeliveredQuantity) : 0;
}

internal static class VisitNumbers
{
    public static async Task<string> NextVisitNumber(this Desk desk, CancellationToken ct) =>
        $"V-{await desk.NextNumber("visit", 10_001, ct)}";
}

/// <summary>Which lines can be done by one person, and why an order had to become several visits.</summary>
public static class SkillGroups
{
    /// <summary>The credentials lines need: setting up and servicing do, fetching does not.</summary>
    public static IEnumerable<string> Needed(
        IEnumerable<OrderLine> lines,
        IReadOnlyDictionary<Guid, CatalogueItem> items
    ) => lines.Select(l => SkillOf(l, items)).Where(s => s.Length > 0).Distinct().Order(StringComparer.Ordinal);

    /// <summary>
    /// One group when somebody holds all that is needed (or nobody holds even a part: splitting would not help); else as few as can
    /// be found by putting each skill with the first group whose whole somebody holds.
    /// </summary>
    public static (IReadOnlyList<IReadOnlyList<OrderLine>> Groups, string? Note) Of(
        IReadOnlyList<OrderLine> lines,
        IReadOnlyDictionary<Guid, CatalogueItem> items,
        IEnumerable<IReadOnlySet<string>> people
    )
    {
        if (lines.Count == 0)
            return ([], null);
        var crew = people.ToList();
        var needed = Needed(lines, items).ToList();
        bool Somebody(IEnumerable<string> skills) => crew.Any(p => skills.All(p.Contains));
        if (needed.Count < 2 || Somebody(needed) || !needed.All(s => Somebody([s])))
            return ([lines], null);
        var sets = new List<List<string>>();
        foreach (var skill in needed)
        {
            if (sets.Find(s => Somebody(s.Append(skill))) is { } fits)
                fits.Add(skill);
            else
                sets.Add([skill]);
        }
        // What anyone may do rides along with the first visit.
        var groups = sets.Select(
                (set, i) =>
                    (IReadOnlyList<OrderLine>)
                        [.. lines.Where(l => SkillOf(l, items) is var s && (s.Length == 0 ? i == 0 : set.Contains(s)))]
            )
            .ToList();
        return (
            groups,
            $"{groups.Count} visits: nobody of the branch holds {string.Join(" and ", needed)} together on that day."
        );
    }

    private static string SkillOf(OrderLine line, IReadOnlyDictionary<Guid, CatalogueItem> items) =>
        line.Kind == LineKind.Pickup ? "" : items[line.ItemId].Skill;
}

/// <summary>Visits follow the orders.</summary>
public sealed class VisitFacts(MakeVisits visits)
    : IHandle<OrderAccepted>,
        IHandle<OrderChanged>,
        IHandle<OrderHeld>,
        IHandle<OrderCancelled>,
        IHandle<VisitFailed>,
        IHandle<VisitClosed>
{
    public Task Handle(OrderAccepted fact, CancellationToken ct) => visits.Follow(fact.OrderId, ct);

    public Task Handle(OrderChanged fact, CancellationToken ct) => visits.Follow(fact.OrderId, ct);

    public Task Handle(OrderHeld fact, CancellationToken ct) => visits.Hold(fact.OrderId, fact.Reason, ct);

    public Task Handle(OrderCancelled fact, CancellationToken ct) => visits.CancelAll(fact.OrderId, fact.Reason, ct);

    /// <summary>A second attempt of the same order, where the reason says so; held and cancelled orders get none.</summary>
    public Task Handle(VisitFailed fact, CancellationToken ct) =>
        fact.OrderId is { } order && fact.NextStep.Equals("retry", StringComparison.OrdinalIgnoreCase)
            ? visits.Follow(order, ct)
            : Task.CompletedTask;

    /// <summary>What was not handed over comes again.</summary>
    public Task Handle(VisitClosed fact, CancellationToken ct) =>
        fact.OrderId is { } order ? visits.Follow(order, ct) : Task.CompletedTask;
}
