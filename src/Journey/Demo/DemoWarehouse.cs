using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Retrieval;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Homeward.Journey.Demo;

/// <summary>
/// The simulated warehouse technician: takes what came back off the vans, and brings one unit after the other through cleaning and
/// inspection onto the shelf, a step at a time.
/// </summary>
public sealed class DemoWarehouse(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DemoWarehouse> log)
    : DemoPeople(scopes, clock, log)
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(25);

    public async Task Tick(CancellationToken ct)
    {
        if (await Technician(ct) is not { } technician)
            return;
        var board = await In(technician, (ReturnsBoard b) => b.Run(null, ct));
        foreach (var row in board.Rows.Where(r => r.OnVan && Now - r.Since > TimeSpan.FromMinutes(40)))
            await Do(technician, (ReceiveReturn u) => u.Run(new(Id(), new(row.UnitId)), ct));
        // One thing on the bench at a time; the oldest is next.
        var bench = board.Rows.FirstOrDefault(r =>
            r.State is ReturnState.Cleaning or ReturnState.Cleaned or ReturnState.Inspecting
        );
        if (bench is null)
        {
            if (board.Rows.FirstOrDefault(r => r is { State: ReturnState.Dirty, OnVan: false }) is { } next)
                await Do(technician, (StartCleaning u) => u.Run(new(Id(), new(next.UnitId)), ct));
            return;
        }
        if (Now - bench.Since < Step)
            return;
        switch (bench.State)
        {
            case ReturnState.Cleaning:
                var points = CarePoints.Cleaning(bench.Family);
                await Do(
                    technician,
                    (FinishCleaning u) => u.Run(new(Id(), new(bench.UnitId, "Quaternary, 10 min wet", points)), ct)
                );
                break;
            case ReturnState.Cleaned:
                await Do(technician, (StartInspection u) => u.Run(new(Id(), new(bench.UnitId)), ct));
                break;
            case ReturnState.Inspecting:
                if (bench is { HasMemory: true, Wiped: false })
                    await Do(technician, (RecordWipe u) => u.Run(new(Id(), new(bench.UnitId, "Factory reset")), ct));
                var checks = CarePoints.Function(bench.Family);
                await Do(technician, (PassInspection u) => u.Run(new(Id(), new(bench.UnitId, checks)), ct));
                break;
        }
    }

    /// <summary>At the end of a day: what no door took goes back to the shelf, promised to its order as before.</summary>
    public async Task Evening(CancellationToken ct)
    {
        if (await Technician(ct) is not { } technician)
            return;
        var (units, counted, bins) = await In(technician, (JourneyDb db) => OnVans(db, ct));
        foreach (var unit in units)
            await Do(
                technician,
                (UnloadVan u) => u.Run(new(Id(), new(unit.PlaceId, unit.Id, bins[BinKind.Clean])), ct)
            );
        foreach (var some in counted)
        {
            var bin = bins[some.Hazmat ? BinKind.Oxygen : BinKind.Clean];
            await Do(
                technician,
                (LoadCounted u) =>
                    u.Run(
                        new(
                            Id(),
                            new(some.Van, bin, some.Item, some.Lot, some.Quantity)
                            {
                                OrderLineId = some.Line,
                                Unload = true,
                            }
                        ),
                        ct
                    )
            );
        }
    }

    private sealed record Counted(Guid Van, Guid Item, Guid? Lot, int Quantity, Guid? Line, bool Hazmat);

    private static async Task<(List<Unit>, List<Counted>, Dictionary<BinKind, Guid>)> OnVans(
        JourneyDb db,
        CancellationToken ct
    )
    {
        var units = await db.Units.AsNoTracking().Where(u => u.State == UnitState.OnVan).ToListAsync(ct);
        var balances = await db
            .Balances.AsNoTracking()
            .Where(b => b.PlaceKind == PlaceKind.Van && b.Quantity > 0)
            .ToListAsync(ct);
        var ids = balances.Select(b => b.Id).ToList();
        var promised = await db
            .Reservations.AsNoTracking()
            .Where(r => r.BalanceId != null && ids.Contains(r.BalanceId.Value))
            .ToListAsync(ct);
        var itemIds = balances.Select(b => b.ItemId).ToList();
        var hazmat = await db
            .Items.AsNoTracking()
            .Where(i => itemIds.Contains(i.Id))
            .ToDictionaryAsync(i => i.Id, i => i.HazmatGross.Grams > 0, ct);
        var counted = new List<Counted>();
        foreach (var b in balances)
        {
            var mine = promised.Where(r => r.BalanceId == b.Id).ToList();
            counted.AddRange(
                mine.Select(r => new Counted(b.PlaceId, b.ItemId, b.LotId, r.Quantity, r.OrderLineId, hazmat[b.ItemId]))
            );
            if (b.Quantity - mine.Sum(r => r.Quantity) is var rest and > 0)
                counted.Add(new(b.PlaceId, b.ItemId, b.LotId, rest, null, hazmat[b.ItemId]));
        }
        var bins = await db.Bins.AsNoTracking().OrderByDescending(b => b.Code).ToListAsync(ct);
        return (units, counted, bins.GroupBy(b => b.Kind).ToDictionary(g => g.Key, g => g.Last().Id));
    }

    private Task<Actor?> Technician(CancellationToken ct) =>
        In(
            DemoSeed.Actor,
            async (JourneyDb db) =>
            {
                var person = await db
                    .People.AsNoTracking()
                    .OrderBy(p => p.Id)
                    .FirstOrDefaultAsync(p => p.JobTitle == "Warehouse technician", ct);
                return person is null
                    ? null
                    : new Actor(ActorKind.Person, person.Id, person.Name)
                    {
                        PersonId = person.Id,
                        Branches = [person.BranchId],
                        Roles = new HashSet<string> { Roles.Warehouse },
                        Permissions = Roles.PermissionsOf([Roles.Warehouse]),
                        From = "demonstration",
                    };
            }
        );
}
