using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Intake;

/// <summary>Starts or moves on a recurring supply when an item that runs out is delivered.</summary>
public sealed class RecurringStarts(Desk desk)
{
    internal async Task Delivered(Order order, OrderLine line, int quantity, DateOnly day, CancellationToken ct)
    {
        var db = desk.Db;
        var days = await db.Items.Where(i => i.Id == line.ItemId).Select(i => i.SupplyDays).FirstAsync(ct);
        if (days is not > 0)
            return;
        var lasts = days.Value * quantity;
        var supply =
            db.RecurringSupplies.Local.FirstOrDefault(r =>
                r.PatientId == order.PatientId && r.ItemId == line.ItemId && r.State != RecurringState.Ended
            )
            ?? await db.RecurringSupplies.FirstOrDefaultAsync(
                r => r.PatientId == order.PatientId && r.ItemId == line.ItemId && r.State != RecurringState.Ended,
                ct
            );
        if (supply is null)
        {
            db.Add(
                supply = new RecurringSupply
                {
                    Id = desk.NewId(),
                    BranchId = order.BranchId,
                    PatientId = order.PatientId,
                    ItemId = line.ItemId,
                    Quantity = quantity,
                    SupplyDays = lasts,
                }
            );
        }
        // A refill comes up to ten days early: what is left of the old supply is used first.
        var from = supply.LastDeliveredOn is not null && supply.RunsOutOn > day ? supply.RunsOutOn : day;
        supply.RunsOutOn = from.AddDays(lasts);
        if (supply.LastDeliveredOn != day || supply.LastOrderId != order.Id)
            supply.Quantity = quantity;
        supply.SupplyDays = days.Value * supply.Quantity;
        supply.LastDeliveredOn = day;
        supply.PractitionerId = order.PractitionerId ?? supply.PractitionerId;
        supply.CoverageId = order.CoverageId ?? supply.CoverageId;
        if (order.Diagnoses.Count > 0)
            supply.Diagnoses = [.. order.Diagnoses];
        // The next one needs its own yes.
        (supply.ConfirmedAt, supply.ConfirmedBy, supply.ConfirmedHow) = (null, null, null);
        supply.LastOrderId = order.Id;
    }
}
