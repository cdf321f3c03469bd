using Homeward.Journey.Branches;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Proof;
using Homeward.Journey.Retrieval;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Reports;

/// <summary>How much waits at each stage, now.</summary>
public sealed record TodaySheet(
    int OrdersNew,
    int OrdersOnHold,
    int OrdersDueSoon,
    int OrdersLate,
    int VisitsUnplanned,
    int VisitsPlanned,
    int VisitsPublished,
    int VisitsUnderWay,
    int VisitsClosed,
    int VisitsFailed,
    int ProofsWaiting,
    int ProofsReady,
    int UnitsAvailable,
    int UnitsOut,
    int ReturnsDirty,
    int ReturnsInCare,
    int PickupsOpen,
    IReadOnlyList<DueOrder> Next
);

public sealed record DueOrder(
    Guid Id,
    string Number,
    string Patient,
    Urgency Urgency,
    OrderState State,
    DateTime DueAt,
    string TimeZone
);

/// <summary>The start page's figures: counted by the database, held to the branches of who asks.</summary>
public sealed class ShowToday(Desk desk)
{
    private static readonly OrderState[] Open =
    [
        OrderState.New,
        OrderState.Accepted,
        OrderState.OnHold,
        OrderState.Partial,
    ];

    public async Task<TodaySheet> Run(CancellationToken ct)
    {
        var db = desk.Db;
        var now = desk.Now;
        var soon = now.AddHours(2);
        var orders = await db
            .Orders.Where(o => Open.Contains(o.State))
            .GroupBy(o => o.State)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        // A day either side of the universal one covers every branch's local day.
        var from = DateOnly.FromDateTime(now.AddHours(-12));
        var to = DateOnly.FromDateTime(now.AddHours(-4));
        var visits = await db
            .Visits.Where(v => v.Date >= from && v.Date <= to)
            .GroupBy(v => v.State)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var proofs = await db
            .Proofs.Where(p => p.State != ProofState.Ready || !p.NotBillable)
            .GroupBy(p => p.State)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var units = await db
            .Units.GroupBy(u => u.State)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var returns = await db
            .Returns.GroupBy(r => r.State)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var patients = db.Patients;
        var branches = db.Branches;
        var next = await (
            from o in db.Orders.AsNoTracking()
            where Open.Contains(o.State)
            join p in patients on o.PatientId equals p.Id
            join b in branches on o.BranchId equals b.Id
            orderby o.DueAt
            select new DueOrder(o.Id, o.Number, p.FirstName + " " + p.LastName, o.Urgency, o.State, o.DueAt, b.TimeZone)
        )
            .Take(8)
            .ToListAsync(ct);
        return new(
            orders.GetValueOrDefault(OrderState.New),
            orders.GetValueOrDefault(OrderState.OnHold),
            await db.Orders.CountAsync(o => Open.Contains(o.State) && o.DueAt >= now && o.DueAt <= soon, ct),
            await db.Orders.CountAsync(o => Open.Contains(o.State) && o.DueAt < now, ct),
            visits.GetValueOrDefault(VisitState.Unplanned),
            visits.GetValueOrDefault(VisitState.Planned),
            visits.GetValueOrDefault(VisitState.Published),
            visits.GetValueOrDefault(VisitState.EnRoute) + visits.GetValueOrDefault(VisitState.Arrived),
            visits.GetValueOrDefault(VisitState.Closed),
            visits.GetValueOrDefault(VisitState.Failed),
            proofs.GetValueOrDefault(ProofState.Waiting),
            proofs.GetValueOrDefault(ProofState.Ready),
            units.GetValueOrDefault(UnitState.Available),
            units.GetValueOrDefault(UnitState.WithPatient),
            returns.GetValueOrDefault(ReturnState.Dirty),
            returns.GetValueOrDefault(ReturnState.Cleaning)
                + returns.GetValueOrDefault(ReturnState.Cleaned)
                + returns.GetValueOrDefault(ReturnState.Inspecting),
            await db.PickupRequests.CountAsync(
                p => p.State == PickupState.Requested || p.State == PickupState.Scheduled,
                ct
            ),
            next
        );
    }
}
