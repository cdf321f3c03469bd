using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Stock;

/// <summary>What a unit became by an act.</summary>
public sealed record UnitView(Guid Id, Guid ItemId, string Serial, UnitState State, Place Place, int Version)
{
    public static UnitView Of(Unit u) => new(u.Id, u.ItemId, u.Serial, u.State, u.Place, u.Version);
}

public sealed record LoadVanRequest(Guid VehicleId, Guid UnitId);

/// <summary>Loads one unit onto a van: clean, in date, not recalled, or refused.</summary>
public sealed class LoadVan(Desk desk, VanCustody custody)
{
    public Task<Outcome<UnitView>> Run(Command<LoadVanRequest> command, CancellationToken ct) =>
        desk.Once<UnitView>(
            command.Id,
            command.Data,
            async () =>
            {
                if (await custody.FindVehicle(command.Data.VehicleId, ct) is not { } van)
                    return new NoSuch("vehicle");
                if (await desk.Db.Units.FirstOrDefaultAsync(u => u.Id == command.Data.UnitId, ct) is not { } unit)
                    return new NoSuch("unit");
                return await custody.Load(unit, van, ct) is { } refusal ? refusal : UnitView.Of(unit);
            },
            ct
        );
}

public sealed record UnloadVanRequest(Guid VehicleId, Guid UnitId, Guid BinId);

/// <summary>Takes a clean unit that was not needed off the van, back to a shelf.</summary>
public sealed class UnloadVan(Desk desk, VanCustody custody)
{
    public Task<Outcome<UnitView>> Run(Command<UnloadVanRequest> command, CancellationToken ct) =>
        desk.Once<UnitView>(
            command.Id,
            command.Data,
            async () =>
            {
                if (await custody.FindVehicle(command.Data.VehicleId, ct) is not { } van)
                    return new NoSuch("vehicle");
                if (await desk.Db.Bins.FirstOrDefaultAsync(b => b.Id == command.Data.BinId, ct) is not { } bin)
                    return new NoSuch("bin");
                if (await desk.Db.Units.FirstOrDefaultAsync(u => u.Id == command.Data.UnitId, ct) is not { } unit)
                    return new NoSuch("unit");
                return custody.Unload(unit, van, bin) is { } refusal ? refusal : UnitView.Of(unit);
            },
            ct
        );
}

public sealed record LoadCountedRequest(Guid VehicleId, Guid BinId, Guid ItemId, Guid? LotId, int Quantity)
{
    /// <summary>The order line it is picked for; its promise goes along.</summary>
    public Guid? OrderLineId { get; init; }

    /// <summary>From the van back to the bin.</summary>
    public bool Unload { get; init; }
}

/// <summary>Loads a counted quantity from a shelf, or takes what was not needed back.</summary>
public sealed class LoadCounted(Desk desk, VanCustody custody)
{
    public Task<Outcome<Done>> Run(Command<LoadCountedRequest> command, CancellationToken ct) =>
        desk.Once<Done>(
            command.Id,
            command.Data,
            async () =>
            {
                var ask = command.Data;
                if (await custody.FindVehicle(ask.VehicleId, ct) is not { } van)
                    return new NoSuch("vehicle");
                if (await desk.Db.Bins.FirstOrDefaultAsync(b => b.Id == ask.BinId, ct) is not { } bin)
                    return new NoSuch("bin");
                if (await desk.Db.Items.FirstOrDefaultAsync(i => i.Id == ask.ItemId, ct) is not { } item)
                    return new NoSuch("item");
                if (!van.InService)
                    return new VehicleNotInService(van.Name);
                if (!UnitLife.IsShelf(bin.Kind))
                    return new WrongBin(item.Name, "clean", bin.Code, Words.Of(bin.Kind.ToString()));
                var onVan = new Spot(Place.Van(van.Id), van.BranchId);
                var (from, to) = ask.Unload ? (onVan, Spot.Of(bin)) : (Spot.Of(bin), onVan);
                var said = ask.Unload ? $"Unloaded from {van.Name}" : $"Loaded on {van.Name}";
                return
                    await custody.MoveCounted(item, ask.LotId, ask.Quantity, from, to, ask.OrderLineId, new(said), ct)
                        is { } refusal
                    ? refusal
                    : Done.It;
            },
            ct
        );
}

public sealed record HandOverRequest(Guid VehicleId, Guid PatientId)
{
    /// <summary>The unit handed over; or, for counted items, item, lot and quantity.</summary>
    public Guid? UnitId { get; init; }
    public Guid? ItemId { get; init; }
    public Guid? LotId { get; init; }
    public int Quantity { get; init; } = 1;
    public Guid? VisitId { get; init; }
    public Guid? OrderLineId { get; init; }
}

/// <summary>From the van to the patient: a unit, or a quantity of a lot.</summary>
public sealed class HandOver(Desk desk, VanCustody custody)
{
    public Task<Outcome<Done>> Run(Command<HandOverRequest> command, CancellationToken ct) =>
        desk.Once<Done>(
            command.Id,
            command.Data,
            async () =>
            {
                var ask = command.Data;
                if (await custody.FindVehicle(ask.VehicleId, ct) is not { } van)
                    return new NoSuch("vehicle");
                var patients = desk.Db.Set<Intake.Patient>();
                if (!await patients.AnyAsync(p => p.Id == ask.PatientId, ct))
                    return new NoSuch("patient");
                if (ask.UnitId is { } unitId)
                {
                    if (await desk.Db.Units.FirstOrDefaultAsync(u => u.Id == unitId, ct) is not { } unit)
                        return new NoSuch("unit");
                    return
                        await custody.HandOver(unit, van.Id, ask.PatientId, ask.VisitId, ask.OrderLineId, ct)
                            is { } refused
                        ? refused
                        : Done.It;
                }
                if (await desk.Db.Items.FirstOrDefaultAsync(i => i.Id == ask.ItemId, ct) is not { } item)
                    return new InvalidField("unitId", "Say which unit, or which item and how many.");
                return
                    await custody.MoveCounted(
                        item,
                        ask.LotId,
                        ask.Quantity,
                        new(Place.Van(van.Id), van.BranchId),
                        new(Place.Patient(ask.PatientId), van.BranchId),
                        ask.OrderLineId,
                        new("Handed over", ask.VisitId),
                        ct
                    )
                        is { } refusal
                    ? refusal
                    : Done.It;
            },
            ct
        );
}
