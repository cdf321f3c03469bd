using Homeward.Field.Clock;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Intake;

/// <summary>Which supplies are looked for.</summary>
/// <param name="Due">Only those whose patient may be asked by now.</param>
public sealed record RefillFilter(
    Guid? BranchId = null,
    RecurringState? State = RecurringState.Active,
    bool Due = true,
    Guid? PatientId = null,
    int Page = 1,
    int Size = 50
);

public sealed record RefillRow(
    Guid Id,
    Guid BranchId,
    Guid PatientId,
    string PatientNumber,
    string PatientName,
    string Phone,
    Guid ItemId,
    string ItemCode,
    string ItemName,
    int Quantity,
    int SupplyDays,
    DateOnly? LastDeliveredOn,
    DateOnly RunsOutOn,
    DateOnly EarliestContact,
    DateOnly EarliestDelivery,
    RecurringState State,
    string? StateReason,
    DateTime? ConfirmedAt,
    string? ConfirmedBy,
    string? ConfirmedHow,
    Guid? OrderId,
    string? OrderNumber,
    OrderState? OrderState,
    int Version
);

/// <summary>The supplies that run out soon: whom to ask, from when, and from when it may be delivered.</summary>
public sealed class PlanRefills(Desk desk, BranchTime time)
{
    public async Task<Page<RefillRow>> Run(RefillFilter filter, CancellationToken ct)
    {
        var db = desk.Db;
        var page = new PageOf(filter.Page, filter.Size);
        // A referral partner sees orders it sent, not what a patient is asked later.
        if (desk.Actor.ReferralSourceId is not null)
            return new([], 0, page.Number, page.Take);
        var query = db.RecurringSupplies.AsNoTracking();
        if (filter.BranchId is { } branch)
            query = query.Where(r => r.BranchId == branch);
        if (filter.State is { } state)
            query = query.Where(r => r.State == state);
        if (filter.PatientId is { } patient)
            query = query.Where(r => r.PatientId == patient);
        if (filter.Due)
        {
            // Branches in other zones may already have tomorrow; each is asked for its own day.
            var ids = await query.Select(r => r.BranchId).Distinct().ToListAsync(ct);
            var today = DateOnly.FromDateTime(desk.Now);
            foreach (var id in ids)
                if (await time.Of(id, ct) is { } clock && clock.DayOf(desk.Now) < today)
                    today = clock.DayOf(desk.Now);
            var soon = today.AddDays(RefillTerms.Medicare.ContactDays);
            query = query.Where(r => r.RunsOutOn <= soon);
        }
        var total = await query.CountAsync(ct);
        var (patients, items, orders) = (db.Patients, db.Items, db.Orders);
        var rows = await (
            from r in query.OrderBy(r => r.RunsOutOn).ThenBy(r => r.Id).Skip(page.Skip).Take(page.Take)
            join p in patients on r.PatientId equals p.Id
            join i in items on r.ItemId equals i.Id
            orderby r.RunsOutOn, r.Id
            select new
            {
                r,
                p.Number,
                p.FirstName,
                p.LastName,
                p.Phone,
                i.Code,
                i.Name,
                Order = orders
                    .Where(o => o.Id == r.LastOrderId)
                    .Select(o => new
                    {
                        o.Id,
                        o.Number,
                        o.State,
                    })
                    .FirstOrDefault(),
            }
        ).ToListAsync(ct);
        return new(
            [
                .. rows.Select(x => new RefillRow(
                    x.r.Id,
                    x.r.BranchId,
                    x.r.PatientId,
                    x.Number,
                    $"{x.FirstName} {x.LastName}",
                    x.Phone,
                    x.r.ItemId,
                    x.Code,
                    x.Name,
                    x.r.Quantity,
                    x.r.SupplyDays,
                    x.r.LastDeliveredOn,
                    x.r.RunsOutOn,
                    x.r.RunsOutOn.AddDays(-RefillTerms.Medicare.ContactDays),
                    x.r.RunsOutOn.AddDays(-RefillTerms.Medicare.DeliverDays),
                    x.r.State,
                    x.r.StateReason,
                    x.r.ConfirmedAt,
                    x.r.ConfirmedBy,
                    x.r.ConfirmedHow,
                    x.Order?.Id,
                    x.Order?.Number,
                    x.Order?.State,
                    x.r.Version
                )),
            ],
            total,
            page.Number,
            page.Take
        );
    }
}

/// <summary>The patient's answer to "do you need it again?".</summary>
/// <param name="SupplyId">The supply.</param>
/// <param name="Version">As it was read.</param>
/// <param name="Yes">What the patient said.</param>
/// <param name="AnsweredBy">Who said it: the patient, or who speaks for them.</param>
/// <param name="How">phone, text, e-mail, in person, portal.</param>
/// <param name="AskedOn">The local day; left out: today.</param>
/// <param name="Quantity">How many this time; left out: as last time.</param>
/// <param name="Note">What else was said.</param>
public sealed record RefillAnswer(
    Guid SupplyId,
    int Version,
    bool Yes,
    string AnsweredBy,
    string How,
    DateOnly? AskedOn = null,
    int? Quantity = null,
    string? Note = null
);

public sealed record RefillConfirmed(Guid SupplyId, RecurringState State, OrderTaken? Order);

/// <summary>
/// Records the answer; a yes makes the order, to be delivered no sooner than ten days before the supply ends (42 CFR 410.38(d)(4)).
/// A no lets the supply rest. Nothing is ever sent by itself.
/// </summary>
public sealed class ConfirmRefill(Desk desk, PlaceOrder place, BranchTime time)
{
    private readonly JourneyDb db = desk.Db;

    public Task<Outcome<RefillConfirmed>> Run(Command<RefillAnswer> command, CancellationToken ct) =>
        desk.Once<RefillConfirmed>(command.Id, command.Data, () => Answer(command, ct), ct);

    private async Task<Outcome<RefillConfirmed>> Answer(Command<RefillAnswer> command, CancellationToken ct)
    {
        var answer = command.Data;
        if (
            desk.Actor.ReferralSourceId is not null
            || await db.RecurringSupplies.FirstOrDefaultAsync(r => r.Id == answer.SupplyId, ct) is not { } supply
        )
            return new NoSuch("recurring supply");
        if (supply.Version != answer.Version)
            return new StaleVersion("recurring supply");
        var clock = (await time.Of(supply.BranchId, ct))!;
        var today = clock.DayOf(desk.Now);
        var asked = answer.AskedOn ?? today;
        var problems = new List<Refusal>();
        Check(answer, asked, today, problems);
        if (supply.State != RecurringState.Active)
            problems.Add(new RefillNotActive(Words.Of(supply.State.ToString())));
        if (
            supply.LastOrderId is { } last
            && await db.Orders.FirstOrDefaultAsync(o => o.Id == last, ct) is { } open
            && open.Channel == OrderChannel.Recurring
            && !open.State.IsOver()
        )
            problems.Add(new RefillUnderWay(open.Number));
        var dates = new RefillDates(
            supply.RunsOutOn,
            supply.RunsOutOn.AddDays(-RefillTerms.Medicare.ContactDays),
            supply.RunsOutOn.AddDays(-RefillTerms.Medicare.DeliverDays)
        );
        var delivery =
            dates.EarliestDelivery > today
                ? dates.EarliestDelivery
                : clock.OpenDayOnOrAfter(today.AddDays(1)) ?? today.AddDays(1);
        if (answer.Yes)
            problems.AddRange(
                RefillRule.Refusals(dates, asked, affirmed: true, delivery).Select(why => new RefillNotAllowed(why))
            );
        if (problems.Count > 0)
            return problems;

        (supply.ConfirmedAt, supply.ConfirmedBy, supply.ConfirmedHow) = (
            desk.Now,
            answer.AnsweredBy.Trim(),
            answer.How.Trim()
        );
        if (!answer.Yes)
        {
            (supply.State, supply.StateReason) = (
                RecurringState.Paused,
                OrderLimits.Plain(answer.Note) ?? $"{answer.AnsweredBy.Trim()} said no ({answer.How.Trim()})"
            );
            return new RefillConfirmed(supply.Id, supply.State, null);
        }
        var outcome = await place.Run(
            new(desk.NewId(), Order(supply, answer, asked, dates, clock.OpenDayOnOrAfter(delivery) ?? delivery)),
            ct
        );
        if (!outcome.Ok)
            return outcome.Refused<RefillConfirmed>();
        supply.LastOrderId = outcome.Value.Id;
        // The paper the payer asks for: that the patient said yes, when and how.
        db.Add(
            new PatientDocument
            {
                Id = desk.NewId(),
                PatientId = supply.PatientId,
                OrderId = outcome.Value.Id,
                Kind = DocumentKind.RefillConfirmation,
                DatedOn = asked,
                ReceivedAt = desk.Now,
                FileName = $"Yes of {answer.AnsweredBy.Trim()}, {answer.How.Trim()}",
            }
        );
        return new RefillConfirmed(
            supply.Id,
            supply.State,
            outcome.Value with
            {
                Missing = [.. outcome.Value.Missing.Where(m => m.Document != DocumentKind.RefillConfirmation)],
            }
        );
    }

    private static NewOrder Order(
        RecurringSupply supply,
        RefillAnswer answer,
        DateOnly asked,
        RefillDates dates,
        DateOnly delivery
    ) =>
        new()
        {
            BranchId = supply.BranchId,
            PatientId = supply.PatientId,
            Channel = OrderChannel.Recurring,
            Urgency = Urgency.Scheduled,
            WantedOn = delivery,
            NotBefore = dates.EarliestDelivery,
            CoverageId = supply.CoverageId,
            Diagnoses = supply.Diagnoses,
            Notes = OrderLimits.Plain(answer.Note),
            Lines =
            [
                new NewLine
                {
                    ItemId = supply.ItemId,
                    Quantity = answer.Quantity ?? supply.Quantity,
                    WithoutAccessories = true,
                },
            ],
            Accept = true,
            OfSupply = supply.PractitionerId,
        };

    private static void Check(RefillAnswer answer, DateOnly asked, DateOnly today, List<Refusal> problems)
    {
        if (string.IsNullOrWhiteSpace(answer.AnsweredBy))
            problems.Add(
                new InvalidField(
                    "answeredBy",
                    "Nobody is named who answered.",
                    "Say who: the patient, or who speaks for them."
                )
            );
        if (string.IsNullOrWhiteSpace(answer.How))
            problems.Add(
                new InvalidField(
                    "how",
                    "It is not said how they answered.",
                    "Say phone, text, e-mail, portal or in person."
                )
            );
        OrderLimits.Text(problems, "answeredBy", answer.AnsweredBy, OrderLimits.Name);
        OrderLimits.Text(problems, "how", answer.How, OrderLimits.Name);
        OrderLimits.Text(problems, "note", answer.Note, OrderLimits.Line);
        if (asked > today || asked < today.AddDays(-60))
            problems.Add(
                new InvalidField(
                    "askedOn",
                    "The patient was asked in the future or long ago.",
                    "Give the day of the answer."
                )
            );
        if (answer.Quantity is < 1 or > OrderLimits.Quantity)
            problems.Add(new TooManyAtOnce(answer.Quantity.Value) { Field = "quantity" });
    }
}

/// <param name="SupplyId">The supply.</param>
/// <param name="Version">As it was read.</param>
/// <param name="State">Active again, paused, or ended for good.</param>
/// <param name="Reason">Why; needed to pause and to end.</param>
public sealed record RefillTurn(Guid SupplyId, int Version, RecurringState State, string? Reason = null);

/// <summary>Pauses, resumes or ends a recurring supply. What has ended stays ended: a new delivery starts a new one.</summary>
public sealed class TurnRefill(Desk desk)
{
    public Task<Outcome<RefillConfirmed>> Run(Command<RefillTurn> command, CancellationToken ct) =>
        desk.Once<RefillConfirmed>(
            command.Id,
            command.Data,
            async () =>
            {
                var turn = command.Data;
                if (
                    desk.Actor.ReferralSourceId is not null
                    || await desk.Db.RecurringSupplies.FirstOrDefaultAsync(r => r.Id == turn.SupplyId, ct)
                        is not { } supply
                )
                    return new NoSuch("recurring supply");
                if (supply.Version != turn.Version)
                    return new StaleVersion("recurring supply");
                if (supply.State == RecurringState.Ended)
                    return new RefillNotActive("ended");
                var problems = new List<Refusal>();
                var reason =
                    turn.State == RecurringState.Active
                        ? null
                        : HoldOrder.Reason(turn.Reason, Words.Of(turn.State.ToString()), problems);
                if (problems.Count > 0)
                    return problems;
                (supply.State, supply.StateReason) = (turn.State, reason);
                return new RefillConfirmed(supply.Id, supply.State, null);
            },
            ct
        );
}
