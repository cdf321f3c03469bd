using Homeward.Field.Checks;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Intake;

/// <summary>What is to be different. What is left out stays as it is.</summary>
public sealed record OrderChange
{
    public Guid OrderId { get; init; }
    public int Version { get; init; }
    public Urgency? Urgency { get; init; }

    /// <summary>Takes an urgency that was asked for away: it follows from items, situation and dates again.</summary>
    public bool UsualUrgency { get; init; }
    public Situation? Situation { get; init; }
    public DateOnly? OrderedOn { get; init; }
    public DateTime? DischargeAt { get; init; }
    public DateOnly? WantedOn { get; init; }
    public TimeOnly? WantedFrom { get; init; }
    public TimeOnly? WantedTo { get; init; }

    /// <summary>Takes the day and hours wanted away.</summary>
    public bool AnyDay { get; init; }
    public OrderingPractitioner? Practitioner { get; init; }
    public Guid? ReferralSourceId { get; init; }
    public Guid? CoverageId { get; init; }
    public List<string>? Diagnoses { get; init; }
    public string? Notes { get; init; }
    public string? DeliveryNotes { get; init; }
    public List<NewLine>? AddLines { get; init; }
    public List<LineChange>? ChangeLines { get; init; }
    public List<LineCancel>? CancelLines { get; init; }
}

public sealed record LineChange(
    Guid LineId,
    int? Quantity = null,
    string? Prescription = null,
    Guid? AuthorisationId = null
);

/// <param name="LineId">The line.</param>
/// <param name="Reason">A code of the list cancel-reason.</param>
public sealed record LineCancel(Guid LineId, string Reason);

/// <summary>Changes an order that is not over: dates, people, lines. All of it, or nothing.</summary>
public sealed class ChangeOrder(
    Desk desk,
    OrderSteps steps,
    PlaceOrder place,
    LinesOfOrder lines,
    CodeLists codes,
    BranchTime time
)
{
    private readonly JourneyDb db = desk.Db;

    public Task<Outcome<OrderStands>> Run(Command<OrderChange> command, CancellationToken ct) =>
        steps.Take(
            command.Id,
            command.Data,
            new(command.Data.OrderId, command.Data.Version),
            (order, problems) => Change(order, command.Data, problems, ct),
            ct
        );

    private async Task Change(Order order, OrderChange change, List<Refusal> problems, CancellationToken ct)
    {
        if (order.State.IsOver())
        {
            problems.Add(new OrderIsOver(Words.Of(order.State.ToString())));
            return;
        }
        if (await time.Of(order.BranchId, ct) is not { } clock)
        {
            problems.Add(new NoSuch("branch"));
            return;
        }
        var today = clock.DayOf(desk.Now);
        Check(order, change, today, problems);
        var practitioner = await place.Practitioner(change.Practitioner, problems, ct);
        if (
            change.CoverageId is { } cover
            && !await db.Coverages.AnyAsync(c => c.Id == cover && c.PatientId == order.PatientId, ct)
        )
            problems.Add(new NoSuchCoverage { Field = "coverageId" });
        if (change.ReferralSourceId is { } source && !await db.ReferralSources.AnyAsync(r => r.Id == source, ct))
            problems.Add(new NoSuchReferral { Field = "referralSourceId" });
        await Lines(order, change, today, problems, ct);
        if (problems.Count > 0)
            return;

        Head(order, change, practitioner);
        await place.SetDue(order, clock, ct);
        if (order.State is OrderState.Accepted or OrderState.Partial or OrderState.OnHold)
            desk.Emit(new OrderChanged(order.Id));
    }

    private static void Check(Order order, OrderChange change, DateOnly today, List<Refusal> problems)
    {
        OrderLimits.Text(problems, "notes", change.Notes, OrderLimits.Notes);
        OrderLimits.Text(problems, "deliveryNotes", change.DeliveryNotes, OrderLimits.Notes);
        OrderLimits.Dates(
            problems,
            new(
                change.OrderedOn,
                change.AnyDay
                    ? null
                    : change.WantedOn ?? (change.WantedFrom is null && change.WantedTo is null ? null : order.WantedOn),
                change.AnyDay ? null : change.WantedFrom ?? (change.WantedTo is null ? null : order.WantedFrom),
                change.AnyDay ? null : change.WantedTo ?? (change.WantedFrom is null ? null : order.WantedTo),
                change.DischargeAt,
                change.WantedOn is null ? null : order.NotBefore
            ),
            today,
            order.ChangedAt
        );
        if (change.Diagnoses is not null)
            PlaceOrder.Diagnoses(change.Diagnoses, problems);
    }

    private static void Head(Order order, OrderChange change, Practitioner? practitioner)
    {
        order.UrgencyAsked = change.UsualUrgency ? null : change.Urgency ?? order.UrgencyAsked;
        order.Situation = change.Situation ?? order.Situation;
        order.OrderedOn = change.OrderedOn ?? order.OrderedOn;
        order.DischargeAt = change.DischargeAt?.ToUniversalTime() ?? order.DischargeAt;
        (order.WantedOn, order.WantedFrom, order.WantedTo) = change.AnyDay
            ? (null, null, null)
            : (
                change.WantedOn ?? order.WantedOn,
                change.WantedFrom ?? order.WantedFrom,
                change.WantedTo ?? order.WantedTo
            );
        order.PractitionerId = practitioner?.Id ?? order.PractitionerId;
        order.ReferralSourceId = change.ReferralSourceId ?? order.ReferralSourceId;
        order.CoverageId = change.CoverageId ?? order.CoverageId;
        if (change.Diagnoses is not null)
            order.Diagnoses = [.. change.Diagnoses.Select(d => Icd10.Normalise(d)!).Distinct()];
        if (change.Notes is not null)
            order.Notes = OrderLimits.Plain(change.Notes);
        if (change.DeliveryNotes is not null)
            order.DeliveryNotes = OrderLimits.Plain(change.DeliveryNotes);
    }

    private async Task Lines(
        Order order,
        OrderChange change,
        DateOnly today,
        List<Refusal> problems,
        CancellationToken ct
    )
    {
        foreach (var (line, i) in (change.ChangeLines ?? []).Select((l, i) => (l, i)))
            await One(order, line, $"changeLines[{i}]", problems, ct);
        foreach (var (cancel, i) in (change.CancelLines ?? []).Select((l, i) => (l, i)))
        {
            if (Open(order, cancel.LineId, $"cancelLines[{i}]", problems) is not { } line)
                continue;
            var reasons = new List<Refusal>();
            if (await CancelOrder.Known(codes, time, desk, order.BranchId, cancel.Reason, reasons, ct) is { } reason)
                (line.State, line.CancelReason) = (LineState.Cancelled, reason);
            problems.AddRange(reasons.Select(r => r with { Field = $"cancelLines[{i}].reason" }));
        }
        if (change.AddLines is { Count: > 0 } added)
        {
            var have = order.Lines.Where(l => l.State != LineState.Cancelled).Select(l => l.ItemId).ToHashSet();
            var fresh = await lines.Read(added, order.Lines.Max(l => l.No), have, order.PatientId, today, problems, ct);
            foreach (var line in fresh)
            {
                line.OrderId = order.Id;
                db.Add(line);
            }
            // What a clinician released was what they saw: new lines need a new look.
            if (fresh.Count > 0)
                (order.ReleasedAt, order.ReleasedBy, order.ReleasedByName, order.ReleaseReason) = (
                    null,
                    null,
                    null,
                    null
                );
        }
        if (order.Lines.All(l => l.State != LineState.Open))
        {
            if (order.Lines.Any(l => l.DeliveredQuantity > 0))
                order.Settle();
            else
                problems.Add(new NoLineLeft { Field = "cancelLines" });
        }
    }

    private async Task One(Order order, LineChange change, string at, List<Refusal> problems, CancellationToken ct)
    {
        if (Open(order, change.LineId, at, problems) is not { } line)
            return;
        if (change.Quantity is { } quantity)
        {
            if (quantity is < 1 or > OrderLimits.Quantity)
                problems.Add(new TooManyAtOnce(quantity) { Field = $"{at}.quantity" });
            else if (quantity < line.DeliveredQuantity)
                problems.Add(new BelowDelivered(line.No, line.DeliveredQuantity) { Field = $"{at}.quantity" });
            else
            {
                line.Quantity = quantity;
                if (line.DeliveredQuantity == quantity)
                    line.State = LineState.Delivered;
            }
        }
        OrderLimits.Text(problems, $"{at}.prescription", change.Prescription, OrderLimits.Line);
        if (change.Prescription is { Length: <= OrderLimits.Line } prescription)
            line.Prescription = OrderLimits.Plain(prescription);
        if (change.AuthorisationId is { } id)
        {
            if (await db.Authorisations.AnyAsync(a => a.Id == id && a.PatientId == order.PatientId, ct))
                line.AuthorisationId = id;
            else
                problems.Add(new NoSuchAuthorisation { Field = $"{at}.authorisationId" });
        }
    }

    private static OrderLine? Open(Order order, Guid lineId, string at, List<Refusal> problems)
    {
        var line = order.Lines.FirstOrDefault(l => l.Id == lineId);
        if (line is null)
            problems.Add(new NoSuchLine(lineId) { Field = $"{at}.lineId" });
        else if (line.State != LineState.Open)
            problems.Add(new LineIsClosed(line.No, Words.Of(line.State.ToString())) { Field = $"{at}.lineId" });
        return line?.State == LineState.Open ? line : null;
    }
}
