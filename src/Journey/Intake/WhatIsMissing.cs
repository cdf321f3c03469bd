using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Intake;

/// <summary>The list of what an order lacks, and the part of it that keeps the van at the dock.</summary>
public sealed record MissingList(
    Guid OrderId,
    string Number,
    IReadOnlyList<MissingRow> Missing,
    IReadOnlyList<MissingRow> Stops,
    bool Released
);

/// <summary>
/// Reads what the rule needs and applies it, to an order that is stored or one that is being taken. Dispatch asks <see cref="Stops"/>
/// before a visit may leave.
/// </summary>
public sealed class WhatIsMissing(Desk desk, DocumentRules rules, BranchTime time)
{
    private readonly JourneyDb db = desk.Db;

    /// <summary>Of one order; null when it is not there for this actor.</summary>
    public async Task<MissingList?> Run(Guid orderId, CancellationToken ct)
    {
        var order = await db
            .Orders.AsNoTracking()
            .Include(o => o.Lines)
            .VisibleTo(desk.Actor)
            .FirstOrDefaultAsync(o => o.Id == orderId, ct);
        if (order is null)
            return null;
        var rows = (await For([order], ct))[order.Id];
        return new(order.Id, order.Number, rows, DispatchStop.For(rows, order.NotBillable), order.NotBillable);
    }

    /// <summary>What keeps these orders from leaving on a day; orders that may go are in the answer with an empty list.</summary>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<MissingRow>>> Stops(
        IReadOnlyCollection<Guid> orderIds,
        DateOnly day,
        CancellationToken ct
    )
    {
        var orders = await db
            .Orders.AsNoTracking()
            .Include(o => o.Lines)
            .Where(o => orderIds.Contains(o.Id))
            .ToListAsync(ct);
        var rows = await For(orders, ct, day);
        return orders.ToDictionary(o => o.Id, o => DispatchStop.For(rows[o.Id], o.NotBillable));
    }

    /// <summary>Of many orders in a fixed number of reads. Orders may be new ones that are not saved yet.</summary>
    internal async Task<Dictionary<Guid, IReadOnlyList<MissingRow>>> For(
        IReadOnlyCollection<Order> orders,
        CancellationToken ct,
        DateOnly? service = null,
        Patient? draft = null
    )
    {
        var patientIds = orders.Select(o => o.PatientId).Distinct().ToList();
        var practitionerIds = orders.Select(o => o.PractitionerId).OfType<Guid>().Distinct().ToList();
        var itemIds = orders.SelectMany(o => o.Lines).Select(l => l.ItemId).Distinct().ToList();
        // What this very change adds is in the tracker and not yet in the database: both are asked.
        var patients = await Both(
            db.Patients.Where(p => patientIds.Contains(p.Id)),
            p => p.Id,
            p => patientIds.Contains(p.Id),
            ct
        );
        var practitioners = await Both(
            db.Practitioners.Where(p => practitionerIds.Contains(p.Id)),
            p => p.Id,
            p => practitionerIds.Contains(p.Id),
            ct
        );
        var items = await db.Items.AsNoTracking().Where(i => itemIds.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
        var coverages = (
            await Both(
                db.Coverages.Where(c => patientIds.Contains(c.PatientId)),
                c => c.Id,
                c => patientIds.Contains(c.PatientId),
                ct
            )
        ).Values.ToLookup(c => c.PatientId);
        var documents = (
            await Both(
                db.Documents.Where(d => patientIds.Contains(d.PatientId) && d.VoidedAt == null),
                d => d.Id,
                d => patientIds.Contains(d.PatientId) && d.VoidedAt == null,
                ct
            )
        ).Values.ToLookup(d => d.PatientId);
        var authorisations = (
            await Both(
                db.Authorisations.Where(a => patientIds.Contains(a.PatientId)),
                a => a.Id,
                a => patientIds.Contains(a.PatientId),
                ct
            )
        ).Values.ToLookup(a => a.PatientId);
        var clocks = new Dictionary<Guid, BranchClock?>();
        foreach (var branch in orders.Select(o => o.BranchId).Distinct())
            clocks[branch] = await time.Of(branch, ct);

        var answer = new Dictionary<Guid, IReadOnlyList<MissingRow>>();
        foreach (var order in orders)
        {
            var clock = clocks[order.BranchId];
            var today = clock?.DayOf(desk.Now) ?? DateOnly.FromDateTime(desk.Now);
            var due = order.WantedOn ?? clock?.DayOf(order.DueAt) ?? today;
            var day = service ?? (due > today ? due : today);
            var patient = patients.GetValueOrDefault(order.PatientId) ?? draft;
            if (patient is null)
            {
                answer[order.Id] = [];
                continue;
            }
            var cover = Cover(order, coverages[order.PatientId], day);
            var lines = new List<LineFacts>();
            foreach (var line in order.Lines.Where(l => l.State == LineState.Open))
            {
                var item = items[line.ItemId];
                IReadOnlyList<DocumentNeeded> needs = line.Kind is LineKind.Pickup or LineKind.Service
                    ? []
                    : await rules.For(item.Hcpcs, cover?.Payer ?? "*", day, ct);
                // A first delivery is no refill: nobody can have confirmed it.
                if (order.Channel != OrderChannel.Recurring)
                    needs = [.. needs.Where(n => n.Document != DocumentKind.RefillConfirmation)];
                lines.Add(
                    new(
                        line.No,
                        line.Kind,
                        item.Name,
                        item.Hcpcs,
                        line.Quantity - line.DeliveredQuantity,
                        line.AuthorisationId,
                        needs
                    )
                );
            }
            answer[order.Id] = MissingInformation.Of(
                new(
                    today,
                    new(
                        order.Id,
                        order.OrderedOn ?? clock?.DayOf(order.ReceivedAt) ?? today,
                        day,
                        order.Diagnoses.Count,
                        order.NotBefore,
                        order.NotBillable
                    ),
                    new(
                        patient.Phone,
                        patient.ContactPhone,
                        patient.AddressLine,
                        patient.City,
                        patient.Zip,
                        patient.Location != LocationGrade.None,
                        patient.DiedOn is not null
                    ),
                    order.PractitionerId is { } id && practitioners.GetValueOrDefault(id) is { } p
                        ? new(p.Npi, p.Name)
                        : null,
                    cover is null ? null : new(cover.Id, cover.Payer, cover.From, cover.To, cover.Eligibility),
                    lines,
                    [
                        .. documents[order.PatientId]
                            .Select(d => new DocumentFacts(d.Kind, d.DatedOn, d.OrderId, d.Covers)),
                    ],
                    [
                        .. authorisations[order.PatientId]
                            .Select(a => new AuthorisationFacts(
                                a.Id,
                                a.CoverageId,
                                a.Number,
                                a.Hcpcs,
                                a.UnitsApproved - a.UnitsUsed,
                                a.From,
                                a.To,
                                a.State
                            )),
                    ]
                )
            );
        }
        return answer;
    }

    /// <summary>The coverage the order names, else the patient's first in force on the day.</summary>
    internal static Coverage? Cover(Order order, IEnumerable<Coverage> all, DateOnly day) =>
        order.CoverageId is { } named
            ? all.FirstOrDefault(c => c.Id == named)
            : all.Where(c => Dated.Holds(c.From, c.To, day) && c.Eligibility != Eligibility.Inactive)
                .OrderBy(c => c.Rank)
                .FirstOrDefault();

    private async Task<Dictionary<Guid, T>> Both<T>(
        IQueryable<T> stored,
        Func<T, Guid> id,
        Func<T, bool> wanted,
        CancellationToken ct
    )
        where T : class
    {
        var rows = await stored.AsNoTracking().ToListAsync(ct);
        var found = rows.ToDictionary(id);
        foreach (var local in db.Set<T>().Local.Where(wanted))
            found[id(local)] = local;
        return found;
    }
}
