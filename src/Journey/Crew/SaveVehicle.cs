using Homeward.Field;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Crew;

public sealed record VehicleToSave(
    Guid? Id,
    int? Version,
    Guid BranchId,
    string Name,
    string? Plate,
    Mass Payload,
    Volume Space,
    Mass HazmatLimit,
    CleanDirtyMode CleanDirty,
    Volume DirtyBay,
    bool LiftGate,
    Money CostPerMile,
    int Co2GramsPerMile,
    DateOnly? InspectionDue,
    bool InService = true
);

public sealed record VehicleRow(
    Guid Id,
    Guid BranchId,
    string Name,
    string Plate,
    Mass Payload,
    Volume Space,
    Mass HazmatLimit,
    CleanDirtyMode CleanDirty,
    Volume DirtyBay,
    bool LiftGate,
    Money CostPerMile,
    int Co2GramsPerMile,
    DateOnly? InspectionDue,
    bool InService,
    int Version
)
{
    internal static VehicleRow Of(Vehicle v) =>
        new(
            v.Id,
            v.BranchId,
            v.Name,
            v.Plate,
            v.Payload,
            v.Space,
            v.HazmatLimit,
            v.CleanDirty,
            v.DirtyBay,
            v.LiftGate,
            v.CostPerMile,
            v.Co2GramsPerMile,
            v.InspectionDue,
            v.InService,
            v.Version
        );
}

/// <summary>Adds a vehicle, changes it, or takes it out of service.</summary>
public sealed class SaveVehicle(Desk desk)
{
    public Task<Outcome<VehicleRow>> Run(Command<VehicleToSave> command, CancellationToken ct) =>
        desk.Once<VehicleRow>(
            command.Id,
            command.Data,
            async () =>
            {
                var wish = command.Data;
                if (!desk.Actor.Can(May.WriteSetup))
                    return new NotAllowed("change vehicles");
                if (!desk.Actor.Sees(wish.BranchId) || !await desk.Db.Branches.AnyAsync(b => b.Id == wish.BranchId, ct))
                    return new NoSuch("branch");
                var van = wish.Id is { } id
                    ? await desk.Db.Vehicles.FirstOrDefaultAsync(v => v.Id == id, ct)
                    : new Vehicle { Id = desk.NewId() };
                if (van is null)
                    return new NoSuch("vehicle");
                if (wish.Id is not null && van.Version != wish.Version)
                    return new StaleVersion("vehicle");
                var faults = new Faults();
                van.BranchId = wish.BranchId;
                van.Name = faults.Text("name", wish.Name, 60);
                van.Plate = faults.Text("plate", wish.Plate, 15, needed: false).ToUpperInvariant();
                faults.Range("payload", wish.Payload.Pounds, 1, 30_000, "lb");
                faults.Range("space", wish.Space.CubicFeet, 1, 3_000, "cubic feet");
                faults.Range("hazmatLimit", wish.HazmatLimit.Pounds, 0, 10_000, "lb");
                faults.Range("dirtyBay", wish.DirtyBay.CubicFeet, 0, 3_000, "cubic feet");
                if (wish.HazmatLimit > wish.Payload)
                    faults.Say("hazmatLimit", "The limit for cylinders is above what the van may carry at all.");
                if (wish.DirtyBay > wish.Space)
                    faults.Say("dirtyBay", "The dirty bay is larger than the van.");
                if (wish.CleanDirty == CleanDirtyMode.SeparateBays && wish.DirtyBay == Volume.Zero)
                    faults.Say("dirtyBay", "A van with separate bays needs the size of the dirty one.");
                faults.Range("costPerMile", (double)wish.CostPerMile.Dollars, 0, 100, "dollars");
                faults.Range("co2GramsPerMile", wish.Co2GramsPerMile, 0, 10_000, "grams");
                faults.Day("inspectionDue", wish.InspectionDue);
                (van.Payload, van.Space, van.HazmatLimit, van.DirtyBay) = (
                    wish.Payload,
                    wish.Space,
                    wish.HazmatLimit,
                    wish.DirtyBay
                );
                (van.CleanDirty, van.LiftGate, van.CostPerMile) = (wish.CleanDirty, wish.LiftGate, wish.CostPerMile);
                (van.Co2GramsPerMile, van.InspectionDue, van.InService) = (
                    wish.Co2GramsPerMile,
                    wish.InspectionDue,
                    wish.InService
                );
                var name = van.Name;
                if (
                    await desk.Db.Vehicles.AnyAsync(
                        v => v.BranchId == wish.BranchId && v.Name == name && v.Id != van.Id,
                        ct
                    )
                )
                    faults.Say(new VehicleNameTaken(name) { Field = "name" });
                if (faults.Any)
                    return faults.All;
                if (wish.Id is null)
                    desk.Db.Add(van);
                return VehicleRow.Of(van) with { Version = desk.Db.NextVersion(van) };
            },
            ct
        );
}

/// <summary>The vehicles of the branches the actor sees.</summary>
public sealed class FindVehicles(Desk desk)
{
    public async Task<Page<VehicleRow>> Run(Guid? branchId, bool? inService, PageOf page, CancellationToken ct)
    {
        var query = desk
            .Db.Vehicles.AsNoTracking()
            .Where(v =>
                (branchId == null || v.BranchId == branchId) && (inService == null || v.InService == inService)
            );
        var rows = await query.OrderBy(v => v.Name).ThenBy(v => v.Id).Skip(page.Skip).Take(page.Take).ToListAsync(ct);
        return new([.. rows.Select(VehicleRow.Of)], await query.CountAsync(ct), Math.Max(1, page.Number), page.Take);
    }

    public async Task<VehicleRow?> One(Guid id, CancellationToken ct) =>
        await desk.Db.Vehicles.AsNoTracking().FirstOrDefaultAsync(v => v.Id == id, ct) is { } v
            ? VehicleRow.Of(v)
            : null;
}
