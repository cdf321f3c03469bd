using System.Globalization;
using Homeward.Field.Checks;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Intake;

/// <summary>
/// Takes an order, whatever channel it came by: the same checks, the same duplicates found, the same answer. An order that lacks
/// something is taken all the same and says what; only what cannot be an order is refused.
/// </summary>
public sealed class PlaceOrder(
    Desk desk,
    OrderPatient patients,
    LinesOfOrder lines,
    BranchTime time,
    CodeLists codes,
    WhatIsMissing missing
)
{
    private readonly JourneyDb db = desk.Db;

    public Task<Outcome<OrderTaken>> Run(Command<NewOrder> command, CancellationToken ct) =>
        desk.Once<OrderTaken>(command.Id, command.Data, () => Take(command.Data, ct), ct);

    private async Task<Outcome<OrderTaken>> Take(NewOrder given, CancellationToken ct)
    {
        // JSON may say null where a list is meant.
        var request = given with
        {
            Lines = given.Lines ?? [],
            Diagnoses = given.Diagnoses ?? [],
            Documents = given.Documents ?? [],
        };
        if (await time.Of(request.BranchId, ct) is not { } clock)
            return new NoSuch("branch") { Field = "branchId" };
        var externalId = OrderLimits.Plain(request.ExternalId);
        if (
            externalId is { Length: <= OrderLimits.Name }
            && await Existing(request.BranchId, externalId, ct) is { } existing
        )
            return desk.Actor.ReferralSourceId is { } me && existing.ReferralSourceId != me
                ? new ExternalIdTaken { Field = "externalId" }
                : await Taken(existing, repeated: true, ct);

        var now = desk.Now;
        var today = clock.DayOf(now);
        var problems = new List<Refusal>();
        Check(request, today, now, problems);
        var patient = await patients.Find(request, problems, ct);
        if (patient is null && problems.OfType<NoSuch>().Any())
            return problems.OfType<NoSuch>().First();
        var patientId = patient?.Id ?? Guid.Empty;
        var made = await lines.Read(request.Lines, 0, [], patientId, today, problems, ct);
        if (request.Lines.Count == 0)
            problems.Add(new OrderNeedsLines { Field = "lines" });
        if (patient?.DiedOn is not null && made.Any(l => l.Kind != LineKind.Pickup))
            problems.Add(new PatientHasDied { Field = "patientId" });
        var practitioner = await Practitioner(request.Practitioner, problems, ct);
        await Belongs(request, patientId, problems, ct);
        if (problems.Count > 0)
            return problems;

        var order = new Order
        {
            Id = desk.NewId(),
            BranchId = request.BranchId,
            PatientId = patientId,
            Number = await NextNumber(ct),
            Channel = request.Channel,
            ExternalId = externalId,
            ReceivedAt = now,
            ChangedAt = now,
            UrgencyAsked = request.Urgency,
            OrderedOn = request.OrderedOn,
            Situation = request.Situation,
            DischargeAt = request.DischargeAt?.ToUniversalTime(),
            WantedOn = request.WantedOn,
            WantedFrom = request.WantedFrom,
            WantedTo = request.WantedTo,
            NotBefore = request.NotBefore,
            PractitionerId = practitioner?.Id ?? request.OfSupply,
            // What a referral partner sends is theirs, whatever the request says.
            ReferralSourceId = desk.Actor.ReferralSourceId ?? request.ReferralSourceId,
            CoverageId = request.CoverageId,
            Diagnoses = [.. request.Diagnoses.Select(d => Icd10.Normalise(d)!).Distinct()],
            Notes = OrderLimits.Plain(request.Notes),
            DeliveryNotes = OrderLimits.Plain(request.DeliveryNotes),
            Lines = made,
        };
        await SetDue(order, clock, ct);
        db.Add(order);
        foreach (var document in await db.Documents.Where(d => request.Documents.Contains(d.Id)).ToListAsync(ct))
            document.OrderId ??= order.Id;
        var taken = await Taken(order, repeated: false, ct);
        if (!request.Accept || AcceptOrder.Obstacle(taken.Missing) is not null)
            return taken;
        AcceptOrder.Accept(desk, order);
        return taken with { State = order.State };
    }

    /// <summary>Sets urgency and clock from the order as it stands now.</summary>
    internal async Task SetDue(Order order, BranchClock clock, CancellationToken ct)
    {
        var ids = order
            .Lines.Where(l => l.Kind is LineKind.Deliver or LineKind.Exchange && l.State == LineState.Open)
            .Select(l => l.ItemId)
            .ToList();
        var usual = await db
            .Items.AsNoTracking()
            .Where(i => ids.Contains(i.Id))
            .Select(i => i.UsualUrgency)
            .ToListAsync(ct);
        var terms = await UrgencyOfOrder.Terms(db, order.BranchId, ct);
        var row = await codes.Find(CodeLists.Situation, order.Situation.ToString(), clock.DayOf(order.ReceivedAt), ct);
        var situation = row is null ? new SituationData() : Json.Read<SituationData>(row.Data) ?? new SituationData();
        if (situation.StatHours is > 0 and <= 24)
            terms = terms with { Stat = TimeSpan.FromHours(situation.StatHours.Value) };
        var due = UrgencyOfOrder.Of(
            new(
                order.ReceivedAt,
                order.UrgencyAsked,
                order.Situation,
                order.DischargeAt,
                order.WantedOn,
                order.WantedTo,
                order.NotBefore,
                situation.UsualUrgency,
                usual
            ),
            clock,
            terms
        );
        (order.Urgency, order.DueAt, order.DueReason) = (due.Urgency, due.DueAt, due.Reason);
    }

    internal async Task<string> NextNumber(CancellationToken ct) =>
        "O-" + (await desk.NextNumber("order", 100_001, ct)).ToString(CultureInfo.InvariantCulture);

    private sealed record SituationData(Urgency? UsualUrgency = null, double? StatHours = null);

    private Task<Order?> Existing(Guid branch, string externalId, CancellationToken ct) =>
        db
            .Orders.AsNoTracking()
            .Include(o => o.Lines)
            .FirstOrDefaultAsync(o => o.BranchId == branch && o.ExternalId == externalId, ct);

    private async Task<OrderTaken> Taken(Order order, bool repeated, CancellationToken ct) =>
        new(
            order.Id,
            order.Number,
            order.PatientId,
            order.State,
            order.Urgency,
            order.DueAt,
            order.DueReason,
            repeated,
            (await missing.For([order], ct))[order.Id],
            order.Version
        );

    private static void Check(NewOrder request, DateOnly today, DateTime now, List<Refusal> problems)
    {
        OrderLimits.Text(problems, "externalId", request.ExternalId, OrderLimits.Name);
        OrderLimits.Text(problems, "notes", request.Notes, OrderLimits.Notes);
        OrderLimits.Text(problems, "deliveryNotes", request.DeliveryNotes, OrderLimits.Notes);
        OrderLimits.Dates(
            problems,
            new(
                request.OrderedOn,
                request.WantedOn,
                request.WantedFrom,
                request.WantedTo,
                request.DischargeAt,
                request.NotBefore
            ),
            today,
            now
        );
        if (request.Urgency is { } urgency && !Enum.IsDefined(urgency))
            problems.Add(
                new InvalidField("urgency", "There is no such urgency.", "Say Stat, SameDay, NextDay or Scheduled.")
            );
        if (!Enum.IsDefined(request.Situation))
            problems.Add(
                new InvalidField(
                    "situation",
                    "There is no such situation.",
                    "Say Home, HospitalDischarge, Hospice or Facility."
                )
            );
        Diagnoses(request.Diagnoses, problems);
    }

    internal static void Diagnoses(List<string> diagnoses, List<Refusal> problems)
    {
        if (diagnoses.Count > OrderLimits.Diagnoses)
            problems.Add(
                new InvalidField(
                    "diagnoses",
                    $"An order takes at most {OrderLimits.Diagnoses} diagnoses.",
                    "Keep the ones that explain the items."
                )
            );
        for (var i = 0; i < Math.Min(diagnoses.Count, OrderLimits.Diagnoses); i++)
            if (!Icd10.IsShape(diagnoses[i]))
                problems.Add(
                    new InvalidField(
                        $"diagnoses[{i}]",
                        "This is not shaped like an ICD-10-CM code.",
                        "Write it like J44.9."
                    )
                );
    }

    /// <summary>The practitioner we know by NPI, or a new one; null when none is named.</summary>
    internal async Task<Practitioner?> Practitioner(
        OrderingPractitioner? given,
        List<Refusal> problems,
        CancellationToken ct
    )
    {
        var npi = OrderLimits.Plain(given?.Npi);
        var name = OrderLimits.Plain(given?.Name);
        if (given is null || (npi is null && name is null))
            return null;
        OrderLimits.Text(problems, "practitioner.name", name, OrderLimits.Name);
        OrderLimits.Text(problems, "practitioner.phone", given.Phone, 40);
        OrderLimits.Text(problems, "practitioner.fax", given.Fax, 40);
        if (!Npi.IsValid(npi))
        {
            problems.Add(
                new InvalidField(
                    "practitioner.npi",
                    npi is null
                        ? "The practitioner has no NPI."
                        : "This is not a valid NPI: ten digits with a check digit.",
                    "Look it up at npiregistry.cms.hhs.gov, or leave the practitioner out: the order says that it is missing."
                )
            );
            return null;
        }
        if (await db.Practitioners.FirstOrDefaultAsync(p => p.Npi == npi, ct) is { } known)
            return known;
        if (name is null)
        {
            problems.Add(new PractitionerNeedsName { Field = "practitioner.name" });
            return null;
        }
        if (problems.Count > 0)
            return null;
        var fresh = new Practitioner
        {
            Id = desk.NewId(),
            Npi = npi!,
            Name = name,
            Phone = OrderLimits.Plain(given.Phone),
            Fax = OrderLimits.Plain(given.Fax),
        };
        db.Add(fresh);
        return fresh;
    }

    private async Task Belongs(NewOrder request, Guid patientId, List<Refusal> problems, CancellationToken ct)
    {
        if (
            request.CoverageId is { } cover
            && await db.Coverages.FindAsync([cover], ct) is var found
            && found?.PatientId != patientId
        )
            problems.Add(new NoSuchCoverage { Field = "coverageId" });
        if (
            desk.Actor.ReferralSourceId is null
            && request.ReferralSourceId is { } source
            && !await db.ReferralSources.AnyAsync(r => r.Id == source, ct)
        )
            problems.Add(new NoSuchReferral { Field = "referralSourceId" });
        if (request.Documents.Count > OrderLimits.Documents)
        {
            problems.Add(
                new InvalidField(
                    "documents",
                    $"An order takes at most {OrderLimits.Documents} documents.",
                    "Attach the rest to the patient."
                )
            );
            return;
        }
        var known = await db
            .Documents.Where(d => request.Documents.Contains(d.Id) && d.PatientId == patientId && d.VoidedAt == null)
            .Select(d => d.Id)
            .ToListAsync(ct);
        foreach (var (id, i) in request.Documents.Select((id, i) => (id, i)).Where(d => !known.Contains(d.id)))
            problems.Add(new NoSuchDocument(id) { Field = $"documents[{i}]" });
    }
}
