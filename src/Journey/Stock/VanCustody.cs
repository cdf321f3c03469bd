using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Stock;

/// <summary>
/// What happens to equipment between dock and door: loaded, brought back, handed over, fetched. Building blocks for the use cases
/// beside it and for later stages, which call them inside a save of their own. Null means done.
/// </summary>
public sealed class VanCustody(Desk desk, Ledger ledger, Allocation allocation)
{
    public Task<Vehicle?> FindVehicle(Guid vehicleId, CancellationToken ct) =>
        desk.Db.Vehicles.FirstOrDefaultAsync(v => v.Id == vehicleId, ct);

    /// <summary>From a shelf onto the clean part of a van.</summary>
    public async Task<Refusal?> Load(Unit unit, Vehicle van, CancellationToken ct)
    {
        if (!van.InService)
            return new VehicleNotInService(van.Name);
        if (unit.State is not (UnitState.Available or UnitState.Reserved))
            return UnitLife.InCare.Contains(unit.State)
                ? new NotClean(unit.Serial, Words.Of(unit.State.ToString()))
                : new IllegalMove($"Unit {unit.Serial}", Words.Of(unit.State.ToString()), "be loaded");
        if (unit.BranchId != van.BranchId)
            return new NotThere($"Unit {unit.Serial}", $"at the branch of {van.Name}");
        var bin = await desk.Db.Bins.FirstOrDefaultAsync(b => b.Id == unit.PlaceId, ct);
        if (bin is null || !UnitLife.IsShelf(bin.Kind))
            return new NotThere($"Unit {unit.Serial}", "on a clean shelf");
        if (await Unfit(unit, ct) is { } unfit)
            return unfit;
        return ledger.Move(unit, UnitTrigger.Load, new(Place.Van(van.Id), van.BranchId), new($"Loaded on {van.Name}"));
    }

    /// <summary>Off the van: what is clean to a clean shelf (a promise stays), what is dirty is the returns desk's.</summary>
    public Refusal? Unload(Unit unit, Vehicle van, Bin bin)
    {
        if (unit.Place != Place.Van(van.Id))
            return unit.Place == Place.DirtyBay(van.Id)
                ? new InReturns(unit.Serial, Words.Of(unit.State.ToString()))
                : new NotThere($"Unit {unit.Serial}", $"on {van.Name}");
        if (!UnitLife.MayLieIn(UnitState.Available, bin.Kind))
            return new WrongBin($"Unit {unit.Serial}", "clean", bin.Code, Words.Of(bin.Kind.ToString()));
        var refusal = ledger.Move(unit, UnitTrigger.Unload, Spot.Of(bin), new($"Unloaded from {van.Name}"));
        if (refusal is null && unit.OrderLineId is not null)
            refusal = ledger.Turn(unit, UnitTrigger.Reserve, new("Still promised to its order"));
        return refusal;
    }

    /// <summary>Into the patient's home. An item that does not come back is sold with it.</summary>
    public async Task<Refusal?> HandOver(
        Unit unit,
        Guid vehicleId,
        Guid patientId,
        Guid? visitId,
        Guid? orderLineId,
        CancellationToken ct
    )
    {
        if (UnitLife.InCare.Contains(unit.State))
            return new NotClean(unit.Serial, Words.Of(unit.State.ToString()));
        if (unit.Place != Place.Van(vehicleId))
            return new NotThere($"Unit {unit.Serial}", "on this van");
        if (await Unfit(unit, ct) is { } unfit)
            return unfit;
        var item = await desk.Db.Items.FirstAsync(i => i.Id == unit.ItemId, ct);
        var trigger = item.Returnable ? UnitTrigger.HandOver : UnitTrigger.Sell;
        var to = new Spot(Place.Patient(patientId), unit.BranchId);
        if (ledger.Move(unit, trigger, to, new("Handed over", visitId)) is { } refusal)
            return refusal;
        await Redeem(unit, orderLineId, ct);
        return null;
    }

    // The promise is kept. Handed over for another line than it was promised to, the promised line is short again and shows so.
    private async Task Redeem(Unit unit, Guid? orderLineId, CancellationToken ct)
    {
        foreach (var promise in await desk.Db.Reservations.Where(r => r.UnitId == unit.Id).ToListAsync(ct))
            desk.Db.Reservations.Remove(promise);
        unit.OrderLineId = orderLineId ?? unit.OrderLineId;
    }

    /// <summary>From the patient's home into the van's dirty bay. Whatever the record said, it is dirty now.</summary>
    public async Task<Refusal?> Fetch(Unit unit, Vehicle van, Guid? visitId, CancellationToken ct)
    {
        var from = unit.State;
        var to = new Spot(Place.DirtyBay(van.Id), van.BranchId);
        var said = from is UnitState.WithPatient or UnitState.Sold ? "Fetched" : $"Fetched, though recorded {from}";
        if (ledger.Move(unit, UnitTrigger.Fetch, to, new(said, visitId)) is { } refusal)
            return refusal;
        foreach (var promise in await desk.Db.Reservations.Where(r => r.UnitId == unit.Id).ToListAsync(ct))
            await allocation.Release(promise, "Came back dirty", ct);
        unit.OrderLineId = null;
        return null;
    }

    /// <summary>A counted quantity between bin, van and patient; what is promised to the line goes along.</summary>
    public async Task<Refusal?> MoveCounted(
        CatalogueItem item,
        Guid? lotId,
        int quantity,
        Spot from,
        Spot to,
        Guid? orderLineId,
        MoveNote note,
        CancellationToken ct
    )
    {
        if (
            to.Place.Kind is PlaceKind.Van or PlaceKind.Patient
            && await UnfitLot(lotId, from.BranchId, ct) is { } unfit
        )
            return unfit;
        var source = await ledger.Find(item.Id, lotId, from.Place, ct);
        var promised = 0;
        if (orderLineId is { } lineId && source is not null)
        {
            foreach (
                var promise in await desk
                    .Db.Reservations.Where(r => r.OrderLineId == lineId && r.BalanceId == source.Id)
                    .OrderBy(r => r.Id)
                    .ToListAsync(ct)
            )
            {
                var some = Math.Min(promise.Quantity, quantity - promised);
                if (some < 1)
                    continue;
                source.Reserved -= some;
                promised += some;
                promise.Quantity -= some;
                if (promise.Quantity == 0)
                    desk.Db.Reservations.Remove(promise);
            }
        }
        if (await ledger.MoveCounted(item, lotId, quantity, from, to, note, ct) is { } refusal)
            return refusal;
        if (promised > 0 && to.Place.Kind is PlaceKind.Van or PlaceKind.Bin)
        {
            var target = (await ledger.Find(item.Id, lotId, to.Place, ct))!;
            target.Reserved += promised;
            desk.Db.Reservations.Add(
                new()
                {
                    Id = desk.NewId(),
                    BranchId = target.BranchId,
                    OrderLineId = orderLineId!.Value,
                    ItemId = item.Id,
                    BalanceId = target.Id,
                    Quantity = promised,
                    At = desk.Now,
                }
            );
        }
        return null;
    }

    private async Task<Refusal?> Unfit(Unit unit, CancellationToken ct)
    {
        if (unit.ExpiresOn is { } on && on < await desk.Today(unit.BranchId, ct))
            return new Expired($"Unit {unit.Serial}", on);
        return await UnfitLot(unit.LotId, unit.BranchId, ct);
    }

    private async Task<Refusal?> UnfitLot(Guid? lotId, Guid branchId, CancellationToken ct)
    {
        if (lotId is null || await desk.Db.Lots.FirstOrDefaultAsync(l => l.Id == lotId, ct) is not { } lot)
            return null;
        if (lot.RecalledAt is not null)
            return new Recalled(lot.Number);
        return lot.ExpiresOn is { } on && on < await desk.Today(branchId, ct)
            ? new Expired($"Lot {lot.Number}", on)
            : null;
    }
}
