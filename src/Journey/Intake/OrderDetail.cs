using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Intake;

public sealed record OrderLineView(
    Guid Id,
    int No,
    LineKind Kind,
    Guid ItemId,
    string Code,
    string Name,
    string Hcpcs,
    int Quantity,
    int DeliveredQuantity,
    LineState State,
    string? Kit,
    string? Prescription,
    string? ExchangeReason,
    Guid? UnitId,
    Guid? AuthorisationId,
    string? CancelReason
);

/// <summary>A visit of the order that came to its end.</summary>
public sealed record OrderVisitView(
    Guid VisitId,
    bool Delivered,
    DateTime At,
    DateOnly? DateOfService,
    string? ReasonCode,
    string? NextStep,
    int Pieces
);

/// <summary>A line of the order's history, from the audit trail.</summary>
public sealed record OrderHistoryRow(DateTime At, string Who, string What, string? Detail, string? Why);

/// <summary>How long is left, at this moment.</summary>
/// <param name="Late">Past due and not over.</param>
/// <param name="LeftSeconds">Until it is due; negative when it is past.</param>
public sealed record OrderClock(
    DateTime DueAt,
    string Reason,
    string TimeZone,
    bool Late,
    long LeftSeconds,
    DateTime Now
);

public sealed record OrderView(
    Guid Id,
    Guid BranchId,
    string Branch,
    string Number,
    OrderState State,
    OrderState? HeldFrom,
    string? HoldReason,
    string? CancelReason,
    OrderChannel Channel,
    string? ExternalId,
    DateTime ReceivedAt,
    DateTime? AcceptedAt,
    DateOnly? OrderedOn,
    Urgency Urgency,
    bool UrgencyAsked,
    Situation Situation,
    OrderClock Clock,
    DateTime? DischargeAt,
    DateOnly? WantedOn,
    TimeOnly? WantedFrom,
    TimeOnly? WantedTo,
    DateOnly? NotBefore,
    Guid PatientId,
    string PatientNumber,
    string PatientName,
    DateOnly BirthDate,
    string Phone,
    string Address,
    Guid? PractitionerId,
    string? Practitioner,
    string? Npi,
    Guid? ReferralSourceId,
    string? Referral,
    Guid? CoverageId,
    string? Payer,
    IReadOnlyList<string> Diagnoses,
    string? Notes,
    string? DeliveryNotes,
    Guid? SplitFrom,
    string? SplitFromNumber,
    bool NotBillable,
    DateTime? ReleasedAt,
    string? ReleasedByName,
    string? ReleaseReason,
    IReadOnlyList<OrderLineView> Lines,
    IReadOnlyList<MissingRow> Missing,
    IReadOnlyList<MissingRow> Stops,
    IReadOnlyList<OrderVisitView> Visits,
    IReadOnlyList<OrderHistoryRow> History,
    int Version
);

/// <summary>One order whole: lines, clock, what is missing, visits, history. Reading it is written into the trail.</summary>
public sealed class OrderDetail(Desk desk, WhatIsMissing missing)
{
    private readonly JourneyDb db = desk.Db;

    public async Task<OrderView?> Run(Guid id, CancellationToken ct)
    {
        var order = await db
            .Orders.AsNoTracking()
            .Include(o => o.Lines)
            .VisibleTo(desk.Actor)
            .FirstOrDefaultAsync(o => o.Id == id, ct);
        if (order is null)
            return null;
        await desk.RecordRead(order.PatientId, "order", ct);
        var patient = await db.Patients.AsNoTracking().FirstAsync(p => p.Id == order.PatientId, ct);
        var branch = await db.Branches.AsNoTracking().FirstAsync(b => b.Id == order.BranchId, ct);
        var practitioner = await db
            .Practitioners.AsNoTracking()
            .FirstOrDefaultAsync(p => p.Id == order.PractitionerId, ct);
        var referral = await db
            .ReferralSources.AsNoTracking()
            .FirstOrDefaultAsync(r => r.Id == order.ReferralSourceId, ct);
        var rows = order.State.IsOver() ? [] : (await missing.For([order], ct))[order.Id];
        var cover = WhatIsMissing.Cover(
            order,
            await db.Coverages.AsNoTracking().Where(c => c.PatientId == order.PatientId).ToListAsync(ct),
            order.WantedOn ?? DateOnly.FromDateTime(order.DueAt)
        );
        var visits = await db
            .OrderAttempts.AsNoTracking()
            .Where(a => a.OrderId == id)
            .OrderByDescending(a => a.At)
            .ToListAsync(ct);
        return new(
            order.Id,
            order.BranchId,
            branch.Name,
            order.Number,
            order.State,
            order.HeldFrom,
            order.HoldReason,
            order.CancelReason,
            order.Channel,
            order.ExternalId,
            order.ReceivedAt,
            order.AcceptedAt,
            order.OrderedOn,
            order.Urgency,
            order.UrgencyAsked is not null,
            order.Situation,
            Clock(order, branch.TimeZone, desk.Now),
            order.DischargeAt,
            order.WantedOn,
            order.WantedFrom,
            order.WantedTo,
            order.NotBefore,
            order.PatientId,
            patient.Number,
            patient.Name,
            patient.BirthDate,
            patient.Phone,
            string.Join(
                ", ",
                new[]
                {
                    patient.AddressLine,
                    patient.AddressLine2,
                    $"{patient.City} {patient.State} {patient.Zip}".Trim(),
                }.Where(s => !string.IsNullOrEmpty(s))
            ),
            order.PractitionerId,
            practitioner?.Name,
            practitioner?.Npi,
            order.ReferralSourceId,
            referral?.Name,
            cover?.Id,
            cover?.Payer,
            order.Diagnoses,
            order.Notes,
            order.DeliveryNotes,
            order.SplitFrom,
            order.SplitFrom is { } from
                ? await db.Orders.Where(o => o.Id == from).Select(o => o.Number).FirstOrDefaultAsync(ct)
                : null,
            order.NotBillable,
            order.ReleasedAt,
            order.ReleasedByName,
            order.ReleaseReason,
            await Lines(order, ct),
            rows,
            DispatchStop.For(rows, order.NotBillable),
            [
                .. visits.Select(v => new OrderVisitView(
                    v.VisitId,
                    v.Delivered,
                    v.At,
                    v.DateOfService,
                    v.ReasonCode,
                    v.NextStep,
                    v.Lines.Sum(l => l.Quantity)
                )),
            ],
            // The trail names colleagues and inner notes: a referral partner sees the order, not the office's desk.
            desk.Actor.ReferralSourceId
                is null
                ? await OrderHistory.Of(db, order, ct)
                : [],
            order.Version
        );
    }

    public static OrderClock Clock(Order order, string zone, DateTime now)
    {
        var left = (long)Math.Floor((order.DueAt - now).TotalSeconds);
        return new(order.DueAt, order.DueReason, zone, left < 0 && !order.State.IsOver(), left, now);
    }

    private async Task<IReadOnlyList<OrderLineView>> Lines(Order order, CancellationToken ct)
    {
        var itemIds = order.Lines.Select(l => l.ItemId).Distinct().ToList();
        var kitIds = order.Lines.Select(l => l.KitId).OfType<Guid>().Distinct().ToList();
        var items = await db.Items.AsNoTracking().Where(i => itemIds.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
        var kits = await db
            .Kits.AsNoTracking()
            .Where(k => kitIds.Contains(k.Id))
            .ToDictionaryAsync(k => k.Id, k => k.Code, ct);
        return
        [
            .. order
                .Lines.OrderBy(l => l.No)
                .Select(l => new OrderLineView(
                    l.Id,
                    l.No,
                    l.Kind,
                    l.ItemId,
                    items[l.ItemId].Code,
                    items[l.ItemId].Name,
                    items[l.ItemId].Hcpcs,
                    l.Quantity,
                    l.DeliveredQuantity,
                    l.State,
                    l.KitId is { } kit ? kits.GetValueOrDefault(kit) : null,
                    l.Prescription,
                    l.ExchangeReason,
                    l.UnitId,
                    l.AuthorisationId,
                    l.CancelReason
                )),
        ];
    }
}
