using Homeward.Journey.Branches;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Fhir;

internal sealed record FhirOrderStatus(Guid Id, string Number, OrderState State, Guid PatientId, List<Guid> Lines);

internal sealed record FhirLineStatus(
    Guid Id,
    int No,
    string OrderNumber,
    Guid PatientId,
    LineState State,
    bool OnHold,
    string Hcpcs,
    string Item
);

/// <summary>Status of orders for the systems that sent them. A referral partner finds its own orders only.</summary>
public sealed class FhirReads(Desk desk)
{
    internal async Task<FhirOrderStatus?> Task(Guid id, CancellationToken ct)
    {
        var order = await desk
            .Db.Orders.AsNoTracking()
            .VisibleTo(desk.Actor)
            .Where(o => o.Id == id)
            .Select(o => new FhirOrderStatus(
                o.Id,
                o.Number,
                o.State,
                o.PatientId,
                o.Lines.OrderBy(l => l.No).Select(l => l.Id).ToList()
            ))
            .FirstOrDefaultAsync(ct);
        if (order is not null)
            await desk.RecordRead(order.PatientId, "order status", ct);
        return order;
    }

    internal async Task<FhirLineStatus?> Device(Guid id, CancellationToken ct)
    {
        var items = desk.Db.Items;
        var line = await desk
            .Db.Orders.AsNoTracking()
            .VisibleTo(desk.Actor)
            .SelectMany(o => o.Lines, (o, l) => new { o, l })
            .Where(x => x.l.Id == id)
            .Join(
                items,
                x => x.l.ItemId,
                i => i.Id,
                (x, i) =>
                    new FhirLineStatus(
                        x.l.Id,
                        x.l.No,
                        x.o.Number,
                        x.o.PatientId,
                        x.l.State,
                        x.o.State == OrderState.OnHold,
                        i.Hcpcs,
                        i.Name
                    )
            )
            .FirstOrDefaultAsync(ct);
        if (line is not null)
            await desk.RecordRead(line.PatientId, "order status", ct);
        return line;
    }

    /// <summary>Whether the actor may see this patient through an order of theirs.</summary>
    internal Task<bool> MaySee(Guid patientId, CancellationToken ct) =>
        desk.Actor.ReferralSourceId is null
            ? System.Threading.Tasks.Task.FromResult(desk.Actor.Can(May.ReadPatients))
            : desk.Db.Orders.VisibleTo(desk.Actor).AnyAsync(o => o.PatientId == patientId, ct);
}
