using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Tests.Stock;

public sealed class AllocationTests
{
    [Theory, OnBothDatabases]
    public async Task The_oldest_unit_in_date_on_a_clean_shelf_is_promised_first(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world);
        await depot.Unit("NEW", received: new(2026, 11, 5));
        var old = await depot.Unit("OLD", received: new(2026, 1, 5));
        await depot.Unit("EXPIRED", received: new(2025, 1, 5), expires: new(2026, 11, 9));
        await depot.Unit("UNSHELVED", received: new(2024, 1, 5), at: Place.Bin(depot.Bins[BinKind.Receiving]));
        await depot.Unit("DIRTY", UnitState.Dirty, received: new(2023, 1, 5));
        var (_, line) = await depot.Order(depot.Bed, 1);
        Assert.Equal([old], (await depot.Allocate(line)).Must().UnitIds);
        var unit = await depot.Get(old);
        Assert.Equal((UnitState.Reserved, line), (unit.State, unit.OrderLineId));
        await depot.AssertSound();
    }

    [Theory, OnBothDatabases]
    public async Task Two_orders_for_the_last_unit_at_once_one_wins_the_other_is_told_what_is_short(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world);
        await depot.Unit("LAST");
        var lines = new List<Guid>();
        for (var i = 0; i < 6; i++)
            lines.Add((await depot.Order(depot.Bed, 1)).Line);
        var results = await Task.WhenAll(lines.Select(depot.Allocate));
        Assert.Single(results, r => r.Ok);
        foreach (var lost in results.Where(r => !r.Ok))
        {
            var refusal = Assert.IsType<Short>(lost.Refusals.Single());
            Assert.Contains("Semi-electric bed", refusal.Sentence, StringComparison.Ordinal);
        }
        Assert.Equal(1, await world.Look(db => db.Reservations.CountAsync()));
        await depot.AssertSound();
    }

    [Theory, OnBothDatabases]
    public async Task Races_for_counted_stock_never_promise_more_than_lies_there(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world);
        await depot.Lot("L1", 10);
        var lines = new List<Guid>();
        for (var i = 0; i < 5; i++)
            lines.Add((await depot.Order(depot.Cannula, 3)).Line);
        var results = await Task.WhenAll(lines.Select(depot.Allocate));
        Assert.Equal(3, results.Count(r => r.Ok));
        Assert.All(results.Where(r => !r.Ok), r => Assert.Equal("STK-001", r.Refusals.Single().Code));
        Assert.Equal(9, await world.Look(db => db.Balances.SumAsync(b => b.Reserved)));
        await depot.AssertSound();
    }

    [Theory, OnBothDatabases]
    public async Task Lots_are_taken_by_the_first_to_expire_and_recalled_or_expired_ones_not_at_all(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world);
        var late = await depot.Lot("LATE", 5, new(2028, 1, 1));
        var soon = await depot.Lot("SOON", 2, new(2026, 12, 1));
        await depot.Lot("GONE", 5, new(2026, 11, 1));
        await depot.Lot("BAD", 5, new(2026, 11, 20), world.Now);
        var (_, line) = await depot.Order(depot.Cannula, 4);
        Assert.Equal(4, (await depot.Allocate(line)).Must().Allocated);
        var taken = await world.Look(db => db.Balances.ToDictionaryAsync(b => b.LotId!.Value, b => b.Reserved));
        Assert.Equal(2, taken[soon]);
        Assert.Equal(2, taken[late]);
        Assert.Equal(4, taken.Values.Sum());
    }

    [Theory, OnBothDatabases]
    public async Task An_accepted_order_gets_what_is_free_and_its_short_line_is_named(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world);
        await depot.Unit("A");
        var (order, line) = await depot.Order(depot.Bed, 3);
        await Tell(depot, new OrderAccepted(order));
        var shortage = Assert.Single(
            await world.Do<Shortages, IReadOnlyList<Shortage>>(s => s.Run(depot.Branch, default))
        );
        Assert.Equal((line, 3, 1, 2), (shortage.OrderLineId, shortage.Wanted, shortage.Allocated, shortage.Missing));
        Assert.Empty(await world.Do<Shortages, IReadOnlyList<Shortage>>(s => s.Run(depot.OtherBranch, default)));
    }

    [Theory, OnBothDatabases]
    public async Task A_cancelled_order_gives_back_and_a_smaller_one_gives_some_back(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world);
        await depot.Unit("A");
        await depot.Unit("B");
        await depot.Lot("L1", 10);
        var (order, line) = await depot.Order(depot.Bed, 2);
        var (supply, supplyLine) = await depot.Order(depot.Cannula, 8);
        await Tell(depot, new OrderAccepted(order), new OrderAccepted(supply));
        Assert.Equal(3, await world.Look(db => db.Reservations.CountAsync()));
        await world.Look(db =>
            db.OrderLines.Where(l => l.Id == line).ExecuteUpdateAsync(s => s.SetProperty(l => l.Quantity, 1))
        );
        await world.Look(db =>
            db.Orders.Where(o => o.Id == supply)
                .ExecuteUpdateAsync(s => s.SetProperty(o => o.State, OrderState.Cancelled))
        );
        await world.Look(db =>
            db.OrderLines.Where(l => l.Id == supplyLine)
                .ExecuteUpdateAsync(s => s.SetProperty(l => l.State, LineState.Cancelled))
        );
        await Tell(depot, new OrderChanged(order), new OrderCancelled(supply, "by test"));
        Assert.Equal(1, await world.Look(db => db.Units.CountAsync(u => u.State == UnitState.Available)));
        Assert.Equal(0, await world.Look(db => db.Balances.SumAsync(b => b.Reserved)));
        Assert.Equal(line, await world.Look(db => db.Reservations.Select(r => r.OrderLineId).SingleAsync()));
        await depot.AssertSound();
    }

    [Theory, OnBothDatabases]
    public async Task What_comes_onto_the_shelf_goes_to_the_line_that_is_due_first(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world);
        var (later, _) = await depot.Order(depot.Bed, 1, due: world.Now.AddDays(2));
        var (sooner, soonLine) = await depot.Order(depot.Bed, 1, due: world.Now.AddHours(2));
        await Tell(depot, new OrderAccepted(later), new OrderAccepted(sooner));
        var unit = await depot.Unit("A");
        await Tell(depot, new UnitShelved(unit));
        Assert.Equal(soonLine, (await depot.Get(unit)).OrderLineId);
    }

    [Theory, OnBothDatabases]
    public async Task Another_item_is_never_substituted_in_silence(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world);
        var cpap = await depot.Unit("C", item: depot.Cpap);
        var (_, line) = await depot.Order(depot.Bed, 1);
        Assert.Equal("STK-001", (await depot.Allocate(line)).Refusals.Single().Code);
        var taken = await world.Do<TakeUnit, Outcome<LineAllocation>>(u =>
            u.Run(new(world.NewId(), new(line, cpap)), default)
        );
        Assert.Equal("STK-015", taken.Refusals.Single().Code);
    }

    [Theory, OnBothDatabases]
    public async Task The_picker_may_take_another_unit_of_the_same_item_and_the_first_is_free_again(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world);
        var first = await depot.Unit("A", received: new(2026, 1, 1));
        var second = await depot.Unit("B");
        var (_, line) = await depot.Order(depot.Bed, 1);
        await depot.Allocate(line);
        var taken = await world.Do<TakeUnit, Outcome<LineAllocation>>(u =>
            u.Run(new(world.NewId(), new(line, second)), default)
        );
        Assert.Equal([second], taken.Must().UnitIds);
        Assert.Equal(UnitState.Available, (await depot.Get(first)).State);
        Assert.Equal(UnitState.Reserved, (await depot.Get(second)).State);
        await depot.AssertSound();
    }

    [Theory, OnBothDatabases]
    public async Task A_promise_travels_with_the_quantity_from_shelf_to_van_to_patient(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Depot.Open(world);
        var lot = await depot.Lot("L1", 10);
        var (_, line) = await depot.Order(depot.Cannula, 4);
        await depot.Allocate(line);
        var load = new LoadCountedRequest(depot.Van, depot.Bins[BinKind.Clean], depot.Cannula, lot, 4)
        {
            OrderLineId = line,
        };
        (await world.Do<LoadCounted, Outcome<Done>>(u => u.Run(new(world.NewId(), load), default))).Must();
        await depot.AssertSound();
        var hand = new HandOverRequest(depot.Van, depot.Patient)
        {
            ItemId = depot.Cannula,
            LotId = lot,
            Quantity = 4,
            OrderLineId = line,
        };
        (await world.Do<HandOver, Outcome<Done>>(u => u.Run(new(world.NewId(), hand), default))).Must();
        var again = await world.Do<HandOver, Outcome<Done>>(u => u.Run(new(world.NewId(), hand), default));
        Assert.Equal("STK-005", again.Refusals.Single().Code);
        Assert.Equal(0, await world.Look(db => db.Reservations.CountAsync()));
        Assert.Equal(
            4,
            await world.Look(db =>
                db.Balances.Where(b => b.PlaceKind == PlaceKind.Patient).Select(b => b.Quantity).SingleAsync()
            )
        );
        await depot.AssertSound();
    }

    private static async Task Tell(Depot depot, params IEvent[] facts)
    {
        await depot.Act<Desk>(desk =>
        {
            foreach (var fact in facts)
                desk.Emit((dynamic)fact);
            return Task.CompletedTask;
        });
        // Stages that hear these may tell more of their own (a cancelled order drops its visit).
        Assert.InRange(await depot.World.DrainOutbox(), facts.Length, 2 * facts.Length);
        Assert.Equal(0, await depot.World.Look(db => db.Outbox.CountAsync(m => m.DoneAt == null)));
    }
}
