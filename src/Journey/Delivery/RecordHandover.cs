using Homeward.Journey.Branches;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Delivery;

/// <summary>One unit by its label, or a quantity (with the lot's label where the item is kept by lot), for a line of the visit.</summary>
public sealed record ItemHanded(Guid VisitId, Guid LineId, Capture At)
{
    /// <summary>Serial number, UDI or lot label, scanned or typed. Not needed for items counted without a lot.</summary>
    public string? Scan { get; init; }
    public int Quantity { get; init; } = 1;

    /// <summary>Why another item of the same HCPCS code takes the ordered one's place; without it nothing is substituted.</summary>
    public string? SubstituteReason { get; init; }
}

public sealed record HandoverView(
    Guid Id,
    Guid VisitId,
    Guid LineId,
    Direction Direction,
    string Item,
    string? Serial,
    string? Lot,
    int Quantity,
    int LeftOnLine,
    string? Note
);

/// <summary>
/// Records what is handed over at the door. It stays tentative until the visit closes: custody moves then, all of it or none.
/// </summary>
public sealed class RecordHandover(Desk desk, VisitDoor door, ReadLabel labels, Ledger ledger)
{
    public Task<Outcome<HandoverView>> Run(Command<ItemHanded> command, CancellationToken ct) =>
        desk.Once<HandoverView>(command.Id, command.Data, () => Hand(command, ct), ct);

    private async Task<Outcome<HandoverView>> Hand(Command<ItemHanded> command, CancellationToken ct)
    {
        var ask = command.Data;
        var problems = new List<Refusal>();
        ask.At.Check(problems);
        var scan = Said.Clean(ask.Scan, "scan", 400, problems);
        var instead = Said.Clean(ask.SubstituteReason, "substituteReason", Said.Line, problems);
        if (ask.Quantity is < 1 or > 999)
            problems.Add(new InvalidField("quantity", "The quantity runs from 1 to 999."));
        if (problems.Count > 0)
            return problems;
        if (await door.Open(ask.VisitId, ct) is not { } visit)
            return new NoSuch("visit");
        if (VisitDoor.AtTheDoor(visit) is { } notThere)
            return notThere;
        if (visit.Lines.Find(l => l.Id == ask.LineId && l.Direction == Direction.Drop) is not { } line)
            return new NoSuchLine();
        if (visit.VehicleId is not { } vanId)
            return new NoRoute(visit.Date);
        var wanted = await desk.Db.Items.FirstAsync(i => i.Id == line.ItemId, ct);
        var today = await door.DayOf(visit.BranchId, desk.Now, ct);
        var left = line.Quantity - await desk.Taken(visit.Id, line.Id, ct);
        if (ask.Quantity > left)
            return new TooMany(wanted.Name, ask.Quantity, left);

        LabelRead? read = null;
        if (scan is not null)
        {
            var found = await labels.Run(scan, wanted.Id, today, ct);
            if (!found.Ok)
                return found.Refused<HandoverView>();
            read = found.Value;
        }
        var item = read?.Item ?? wanted;
        if (item.Id != wanted.Id && (instead is null || item.Hcpcs.Length == 0 || item.Hcpcs != wanted.Hcpcs))
            return new NotThisItem(scan!, item.Name, wanted.Name);
        if (item.Tracking == Tracking.Serial && read?.Unit is null)
            return new SerialNeeded(item.Name);
        if (item.Tracking == Tracking.Lot && read?.Lot is null)
            return new LotNeeded(item.Name);
        if (item.Tracking == Tracking.Serial && ask.Quantity != 1)
            return new InvalidField("quantity", "Units with a serial number are handed over one by one.");
        var refusal = read?.Unit is { } unit
            ? await Fit(unit, vanId, today, ct)
            : await Aboard(item, read?.Lot, vanId, ask.Quantity, today, ct);
        if (refusal is not null)
            return refusal;
        var row = new Handover
        {
            Id = command.Id,
            BranchId = visit.BranchId,
            VisitId = visit.Id,
            VisitLineId = line.Id,
            Direction = Direction.Drop,
            ItemId = item.Id,
            UnitId = read?.Unit?.Id,
            LotId = read?.Unit?.LotId ?? read?.Lot?.Id,
            Quantity = ask.Quantity,
            At = ask.At.TimeOr(desk.Now),
        };
        desk.Db.Handovers.Add(row);
        door.Tell(
            command.Id,
            visit,
            Steps.HandOver,
            ask.At,
            new
            {
                Item = item.Code,
                read?.Unit?.Serial,
                Lot = read?.Lot?.Number,
                ask.Quantity,
                InsteadOf = item.Id == wanted.Id ? null : wanted.Code,
                Reason = instead,
            }
        );
        return new HandoverView(
            row.Id,
            visit.Id,
            line.Id,
            Direction.Drop,
            item.Name,
            read?.Unit?.Serial,
            read?.Lot?.Number,
            row.Quantity,
            left - row.Quantity,
            item.Id == wanted.Id ? null : $"Instead of {wanted.Name}: {instead}"
        );
    }

    private async Task<Refusal?> Fit(Unit unit, Guid vanId, DateOnly today, CancellationToken ct)
    {
        if (UnitLife.InCare.Contains(unit.State))
            return new NotClean(unit.Serial, Words.Of(unit.State.ToString()));
        if (unit.Place != Place.Van(vanId) || unit.State != UnitState.OnVan)
            return new NotOnThisVan(unit.Serial);
        if (await desk.TakenElsewhere(unit.Id, ct))
            return new HandedAlready(unit.Serial);
        if (unit.ExpiresOn is { } on && on < today)
            return new Expired($"Unit {unit.Serial}", on);
        var lot = unit.LotId is null ? null : await desk.Db.Lots.FirstOrDefaultAsync(l => l.Id == unit.LotId, ct);
        return FitLot(lot, today);
    }

    private async Task<Refusal?> Aboard(
        CatalogueItem item,
        Lot? lot,
        Guid vanId,
        int quantity,
        DateOnly today,
        CancellationToken ct
    )
    {
        if (FitLot(lot, today) is { } unfit)
            return unfit;
        var balance = await ledger.Find(item.Id, lot?.Id, Place.Van(vanId), ct);
        var spoken = await desk.SpokenFor(vanId, item.Id, lot?.Id, ct);
        var there = (balance?.Quantity ?? 0) - spoken;
        return there < quantity ? new NotEnoughAboard(item.Name, quantity, Math.Max(0, there)) : null;
    }

    private static Refusal? FitLot(Lot? lot, DateOnly today) =>
        lot is null ? null
        : lot.RecalledAt is not null ? new Recalled(lot.Number)
        : lot.ExpiresOn is { } on && on < today ? new Expired($"Lot {lot.Number}", on)
        : null;
}

internal static class HandoverReads
{
    /// <summary>How much of a line changed hands already.</summary>
    public static Task<int> Taken(this Desk desk, Guid visitId, Guid lineId, CancellationToken ct) =>
        desk
            .Db.Handovers.Where(h => h.VisitId == visitId && h.VisitLineId == lineId && h.UndoneAt == null)
            .SumAsync(h => h.Quantity, ct);

    /// <summary>True when a visit that is still open has this unit on its list already.</summary>
    public static Task<bool> TakenElsewhere(this Desk desk, Guid unitId, CancellationToken ct)
    {
        var visits = desk.Db.Visits;
        return desk
            .Db.Handovers.Where(h => h.UnitId == unitId && h.UndoneAt == null)
            .AnyAsync(
                h =>
                    visits.Any(v =>
                        v.Id == h.VisitId && (v.State == VisitState.Arrived || v.State == VisitState.EnRoute)
                    ),
                ct
            );
    }

    /// <summary>How many of a counted item on this van are handed over at visits that have not closed yet.</summary>
    public static Task<int> SpokenFor(this Desk desk, Guid vanId, Guid itemId, Guid? lotId, CancellationToken ct)
    {
        var visits = desk.Db.Visits;
        return desk
            .Db.Handovers.Where(h =>
                h.ItemId == itemId
                && h.LotId == lotId
                && h.UnitId == null
                && h.Direction == Direction.Drop
                && h.UndoneAt == null
            )
            .Where(h => visits.Any(v => v.Id == h.VisitId && v.VehicleId == vanId && v.State == VisitState.Arrived))
            .SumAsync(h => h.Quantity, ct);
    }
}
