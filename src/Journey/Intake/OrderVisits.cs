using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Intake;

/// <summary>
/// What the crew's facts do to an order: delivered quantities, its state, the authorisation's units, the next supply; after a failed
/// visit the reason's next step. A fact told twice counts once; more than was ordered is never counted.
/// </summary>
public sealed class OrderVisits(Desk desk, OrderSteps steps, RecurringStarts recurring, BranchTime time)
    : IHandle<VisitClosed>,
        IHandle<VisitFailed>
{
    private readonly JourneyDb db = desk.Db;

    public async Task Handle(VisitClosed fact, CancellationToken ct)
    {
        if (await Told(fact.VisitId, fact.OrderId, delivered: true, ct) is not { } order)
            return;
        var clock = await time.Of(order.BranchId, ct);
        var day = fact.DateOfService ?? clock?.DayOf(desk.Now) ?? DateOnly.FromDateTime(desk.Now);
        var counted = new List<LineDone>();
        foreach (var (line, said) in Said(order, fact))
        {
            var done = Math.Clamp(said, 0, line.Quantity - line.DeliveredQuantity);
            if (done == 0)
                continue;
            counted.Add(new(line.Id, done));
            line.DeliveredQuantity += done;
            if (line.DeliveredQuantity == line.Quantity)
                (line.State, line.CancelReason) = (LineState.Delivered, null);
            if (line.Kind is LineKind.Deliver or LineKind.Exchange)
            {
                await Consume(order, line, done, day, ct);
                await recurring.Delivered(order, line, done, day, ct);
            }
        }
        Keep(order, fact.VisitId, a => (a.Delivered, a.DateOfService, a.Lines) = (true, day, counted));
        if (counted.Count > 0 && order.Settle() is { } no)
            throw new InvalidOperationException($"{no.Code}: {no.Sentence}");
        steps.Touch(order);
    }

    public async Task Handle(VisitFailed fact, CancellationToken ct)
    {
        if (await Told(fact.VisitId, fact.OrderId, delivered: false, ct) is not { } order)
            return;
        Keep(order, fact.VisitId, a => (a.ReasonCode, a.NextStep) = (fact.ReasonCode, fact.NextStep));
        steps.Touch(order);
        if (order.State.IsOver())
            return;
        // "Retry" changes nothing here: the same order gets a second attempt, which the planners make from the same fact.
        if (Is(fact.NextStep, Field.Visit.NextStep.Cancel))
            CancelOrder.Cancel(desk, order, fact.ReasonCode);
        else if (Is(fact.NextStep, Field.Visit.NextStep.Hold) && order.State != OrderState.OnHold)
        {
            order.Move(OrderTrigger.Hold);
            order.HoldReason = $"A visit failed: {Words.Of(fact.ReasonCode.Replace('-', ' '))}";
            desk.Emit(new OrderHeld(order.Id, fact.ReasonCode));
        }
    }

    private static bool Is(string said, Field.Visit.NextStep step) =>
        string.Equals(said, step.ToString(), StringComparison.OrdinalIgnoreCase);

    private async Task<Order?> Told(Guid visitId, Guid? orderId, bool delivered, CancellationToken ct) =>
        orderId is null || await db.OrderAttempts.AnyAsync(a => a.VisitId == visitId && a.Delivered == delivered, ct)
            ? null
            : await db.Orders.Include(o => o.Lines).FirstOrDefaultAsync(o => o.Id == orderId, ct);

    private void Keep(Order order, Guid visitId, Action<OrderAttempt> fill)
    {
        var attempt = new OrderAttempt
        {
            Id = desk.NewId(),
            OrderId = order.Id,
            VisitId = visitId,
            At = desk.Now,
        };
        fill(attempt);
        db.Add(attempt);
    }

    /// <summary>What was said of each line: handed over, or for a pickup fetched piece by piece.</summary>
    private static IEnumerable<(OrderLine Line, int Quantity)> Said(Order order, VisitClosed fact)
    {
        foreach (var line in order.Lines.OrderBy(l => l.No))
        {
            var handed = fact.Lines.Where(l => l.OrderLineId == line.Id).Sum(l => Math.Max(0, l.Quantity));
            var fetched = line.Kind == LineKind.Pickup ? fact.Fetched.Count(f => f.OrderLineId == line.Id) : 0;
            yield return (line, Math.Max(handed, fetched));
        }
    }

    /// <summary>Takes the units from the authorisation the line names, or the one of its code in force on the day with most left.</summary>
    private async Task Consume(Order order, OrderLine line, int units, DateOnly day, CancellationToken ct)
    {
        var named = line.AuthorisationId;
        var hcpcs = await db.Items.Where(i => i.Id == line.ItemId).Select(i => i.Hcpcs).FirstAsync(ct);
        if (named is null && hcpcs.Length == 0)
            return;
        var all = await db
            .Authorisations.Where(a => a.PatientId == order.PatientId && (a.Id == named || a.Hcpcs == hcpcs))
            .ToListAsync(ct);
        var used =
            all.FirstOrDefault(a => a.Id == named)
            ?? all.Where(a => a.State == AuthorisationState.Approved && Dated.Holds(a.From, a.To, day))
                .Where(a => order.CoverageId is null || a.CoverageId == order.CoverageId)
                .OrderByDescending(a => a.UnitsApproved - a.UnitsUsed)
                .ThenBy(a => a.Id)
                .FirstOrDefault();
        if (used is null)
            return;
        // What was delivered was delivered: more than approved shows as a negative rest, it is not hidden.
        used.UnitsUsed += units;
        line.AuthorisationId = used.Id;
    }
}

/// <summary>After a death nothing is delivered any more and nothing is offered again; what is to be fetched stays to be fetched.</summary>
public sealed class OrdersOfTheDeceased(Desk desk, OrderSteps steps) : IHandle<PatientDied>
{
    public const string Reason = "deceased";

    public async Task Handle(PatientDied fact, CancellationToken ct)
    {
        var orders = await desk
            .Db.Orders.Include(o => o.Lines)
            .Where(o => o.PatientId == fact.PatientId)
            .ToListAsync(ct);
        foreach (var order in orders.Where(o => !o.State.IsOver()))
        {
            steps.Touch(order);
            if (order.Lines.All(l => l.State != LineState.Open || l.Kind != LineKind.Pickup))
            {
                CancelOrder.Cancel(desk, order, Reason);
                continue;
            }
            var stop = order.Lines.Where(l => l.State == LineState.Open && l.Kind != LineKind.Pickup).ToList();
            foreach (var line in stop)
                (line.State, line.CancelReason) = (LineState.Cancelled, Reason);
            if (stop.Count > 0)
                desk.Emit(new OrderChanged(order.Id));
        }
        foreach (
            var supply in await desk
                .Db.RecurringSupplies.Where(r => r.PatientId == fact.PatientId && r.State != RecurringState.Ended)
                .ToListAsync(ct)
        )
            (supply.State, supply.StateReason) = (RecurringState.Ended, Reason);
    }
}
