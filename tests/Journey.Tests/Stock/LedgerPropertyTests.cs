using CsCheck;
using Homeward.Journey.Retrieval;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Tests.Stock;

/// <summary>Random days in a depot: whatever is tried, legal or not, the books stay true.</summary>
public sealed class LedgerPropertyTests
{
    private static readonly Gen<(int Act, int Which, int Where)[]> Days = Gen.Select(
        Gen.Int[0, 13],
        Gen.Int[0, 3],
        Gen.Int[0, 6]
    ).Array[25, 40];

    [Theory, OnBothDatabases]
    public async Task Whatever_happens_each_unit_is_in_one_place_and_the_sums_hold(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        await Days.SampleAsync(
            async day =>
            {
                var depot = await Depot.Open(world, $"-{world.NewId():N}");
                var units = new List<Guid>();
                for (var i = 0; i < 4; i++)
                    units.Add(await depot.Unit($"S{i}"));
                var lot = await depot.Lot($"L{world.NewId():N}", 10);
                foreach (var (act, which, where) in day)
                    await Try(depot, act, units[which], (BinKind)where, lot, which + 1);
                await depot.AssertSound();
                await AssertReturnsAgree(world);
                Assert.False(await world.Look(db => db.Balances.AnyAsync(b => b.Quantity < 0 || b.Reserved < 0)));
            },
            iter: 4,
            threads: 1
        );
    }

    private static async Task AssertReturnsAgree(World world)
    {
        var units = await world.Look(db => db.Units.AsNoTracking().ToListAsync());
        var open = await world.Look(db => db.Returns.AsNoTracking().Where(r => r.OpenUnitId != null).ToListAsync());
        foreach (var unit in units)
        {
            var mine = open.Where(r => r.UnitId == unit.Id).ToList();
            if (UnitLife.InCare.Contains(unit.State))
                Assert.Equal(ReturnLife.Of(unit.State), Assert.Single(mine).State);
            else
                Assert.Empty(mine);
        }
    }

    // Each is tried whatever the state; most are refused, and a refusal must leave no trace.
    private static Task Try(Depot depot, int act, Guid unit, BinKind bin, Guid lot, int count)
    {
        var (world, to) = (depot.World, depot.Bins[bin]);
        return act switch
        {
            0 => depot.Load(unit),
            1 => Run<UnloadVan, UnloadVanRequest, UnitView>((u, c) => u.Run(c, default), new(depot.Van, unit, to)),
            2 => depot.HandOver(unit),
            3 => Run<ReceiveReturn, ReceiveReturnRequest, ReturnView>((u, c) => u.Run(c, default), new(unit)),
            4 => Run<StartCleaning, StartCleaningRequest, ReturnView>((u, c) => u.Run(c, default), new(unit)),
            5 => Run<FinishCleaning, FinishCleaningRequest, ReturnView>(
                (u, c) => u.Run(c, default),
                new(unit, "Quat 5", CarePoints.Cleaning("bed"))
            ),
            6 => Run<StartInspection, StartInspectionRequest, ReturnView>((u, c) => u.Run(c, default), new(unit)),
            7 => Run<PassInspection, PassInspectionRequest, ReturnView>(
                (u, c) => u.Run(c, default),
                new(unit, CarePoints.Function("bed"))
            ),
            8 => Run<FailInspection, FailInspectionRequest, ReturnView>(
                (u, c) => u.Run(c, default),
                new(unit, "Rail bent", (Disposition)(count % 4))
            ),
            9 => Run<SetUnitAside, SetUnitAsideRequest, ReturnView>(
                (u, c) => u.Run(c, default),
                new(unit, (Aside)bin, "By test")
            ),
            10 => Run<MoveUnit, MoveUnitRequest, UnitView>((u, c) => u.Run(c, default), new(unit, to)),
            11 => AllocateOne(),
            12 => Run<LoadCounted, LoadCountedRequest, Done>(
                (u, c) => u.Run(c, default),
                new(depot.Van, to, depot.Cannula, lot, count) { Unload = count % 2 == 0 }
            ),
            _ => Run<HandOver, HandOverRequest, Done>(
                (u, c) => u.Run(c, default),
                new(depot.Van, depot.Patient)
                {
                    ItemId = depot.Cannula,
                    LotId = lot,
                    Quantity = count,
                }
            ),
        };

        async Task AllocateOne() =>
            await depot.Allocate((await depot.Order(count % 2 == 0 ? depot.Bed : depot.Cannula, 1)).Line);

        Task Run<TUseCase, TRequest, TResult>(
            Func<TUseCase, Command<TRequest>, Task<Outcome<TResult>>> run,
            TRequest request
        )
            where TUseCase : notnull => world.Do<TUseCase, Outcome<TResult>>(u => run(u, new(world.NewId(), request)));
    }

    [Theory, OnBothDatabases]
    public async Task A_corruption_of_the_books_is_found_and_named(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world);
        var unit = await depot.Unit("SN-7");
        await depot.Unit("SN-8");
        var lot = await depot.Lot("L1", 10);
        await depot.AssertSound();

        await world.Look(db =>
            db.Units.Where(u => u.Id == unit).ExecuteUpdateAsync(s => s.SetProperty(u => u.State, UnitState.OnVan))
        );
        Assert.Contains("SN-7", Assert.Single((await depot.Audit()).Faults).Sentence, StringComparison.Ordinal);
        await world.Look(db =>
            db.Units.Where(u => u.Id == unit).ExecuteUpdateAsync(s => s.SetProperty(u => u.State, UnitState.Available))
        );

        await world.Look(db =>
            db.Balances.Where(b => b.LotId == lot).ExecuteUpdateAsync(s => s.SetProperty(b => b.Quantity, 9))
        );
        Assert.Equal("balance", Assert.Single((await depot.Audit()).Faults).Kind);
        await world.Look(db =>
            db.Balances.Where(b => b.LotId == lot).ExecuteUpdateAsync(s => s.SetProperty(b => b.Quantity, 10))
        );

        await world.Look(db => db.CustodyPostings.Where(p => p.UnitId == unit && p.Quantity > 0).ExecuteDeleteAsync());
        var kinds = (await depot.Audit()).Faults.Select(f => f.Kind).Order().ToList();
        Assert.Equal(["lopsided", "unit"], kinds);
    }
}
