using System.Text.RegularExpressions;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Branches;

public sealed record ZoneToSave(
    Guid? Id,
    int? Version,
    Guid BranchId,
    string Name,
    string? Colour,
    string Polygon,
    List<DayOfWeek>? Days
);

public sealed record ZoneToRemove(Guid Id, int Version);

public sealed record ZoneRow(
    Guid Id,
    Guid BranchId,
    string Name,
    string Colour,
    string Polygon,
    List<DayOfWeek> Days,
    int Version
);

/// <summary>Draws a zone or changes one; its shape is checked before it is kept.</summary>
public sealed partial class SaveZone(Desk desk)
{
    public Task<Outcome<ZoneRow>> Run(Command<ZoneToSave> command, CancellationToken ct) =>
        desk.Once<ZoneRow>(
            command.Id,
            command.Data,
            async () =>
            {
                var wish = command.Data;
                if (!desk.Actor.Can(May.WriteSetup))
                    return new NotAllowed("change zones");
                if (!desk.Actor.Sees(wish.BranchId) || !await desk.Db.Branches.AnyAsync(b => b.Id == wish.BranchId, ct))
                    return new NoSuch("branch");
                var zone = wish.Id is { } id
                    ? await desk.Db.DeliveryZones.FirstOrDefaultAsync(
                        z => z.Id == id && z.BranchId == wish.BranchId,
                        ct
                    )
                    : new DeliveryZone { Id = desk.NewId(), BranchId = wish.BranchId };
                if (zone is null)
                    return new NoSuch("zone");
                if (wish.Id is not null && zone.Version != wish.Version)
                    return new StaleVersion("zone");
                var faults = new Faults();
                zone.Name = faults.Text("name", wish.Name, 100);
                zone.Colour = faults.Text("colour", wish.Colour ?? "#2f6f5e", 7);
                if (!Hex().IsMatch(zone.Colour))
                    faults.Say("colour", "A colour is written like #2f6f5e.");
                var (shape, fault) = ZoneShape.Read(wish.Polygon);
                if (fault is not null)
                    faults.Say(new BadPolygon(fault));
                zone.Polygon = shape?.GeoJson ?? "";
                zone.Days = [.. (wish.Days ?? []).Distinct().Order()];
                var name = zone.Name;
                if (
                    await desk.Db.DeliveryZones.AnyAsync(
                        z => z.BranchId == wish.BranchId && z.Name == name && z.Id != zone.Id,
                        ct
                    )
                )
                    faults.Say(new CodeTaken("zone", name) { Field = "name" });
                if (faults.Any)
                    return faults.All;
                if (wish.Id is null)
                    desk.Db.Add(zone);
                return new ZoneRow(
                    zone.Id,
                    zone.BranchId,
                    zone.Name,
                    zone.Colour,
                    zone.Polygon,
                    zone.Days,
                    desk.Db.NextVersion(zone)
                );
            },
            ct
        );

    [GeneratedRegex("^#[0-9a-fA-F]{6}$")]
    private static partial Regex Hex();
}

public sealed class RemoveZone(Desk desk)
{
    public Task<Outcome<Done>> Run(Command<ZoneToRemove> command, CancellationToken ct) =>
        desk.Once<Done>(
            command.Id,
            command.Data,
            async () =>
            {
                if (!desk.Actor.Can(May.WriteSetup))
                    return new NotAllowed("remove zones");
                if (await desk.Db.DeliveryZones.FirstOrDefaultAsync(z => z.Id == command.Data.Id, ct) is not { } zone)
                    return new NoSuch("zone");
                if (zone.Version != command.Data.Version)
                    return new StaleVersion("zone");
                desk.Db.Remove(zone);
                return Done.It;
            },
            ct
        );
}

/// <summary>The zones of the branches the actor sees, and the one that holds a place.</summary>
public sealed class FindZones(Desk desk)
{
    public async Task<Page<ZoneRow>> Run(Guid? branchId, PageOf page, CancellationToken ct)
    {
        var query = desk.Db.DeliveryZones.AsNoTracking().Where(z => branchId == null || z.BranchId == branchId);
        var rows = await query
            .OrderBy(z => z.Name)
            .ThenBy(z => z.Id)
            .Skip(page.Skip)
            .Take(page.Take)
            .Select(z => new ZoneRow(z.Id, z.BranchId, z.Name, z.Colour, z.Polygon, z.Days, z.Version))
            .ToListAsync(ct);
        return new(rows, await query.CountAsync(ct), Math.Max(1, page.Number), page.Take);
    }

    /// <summary>The zone of the branch a place lies in; the first by name where zones overlap, null outside all.</summary>
    public async Task<ZoneRow?> At(Guid branchId, double latitude, double longitude, CancellationToken ct) =>
        (await Run(branchId, new(1, 200), ct)).Items.FirstOrDefault(z =>
            ZoneShape.Saved(z.Polygon).Holds(latitude, longitude)
        );
}
