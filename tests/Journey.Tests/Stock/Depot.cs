using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Tests.Stock;

/// <summary>A branch with a bin of each kind, a van, a patient and three items: what most stock tests take as given.</summary>
internal sealed class Depot(World world)
{
    public World World => world;
    public Guid Branch { get; } = world.NewId();
    public Guid OtherBranch { get; } = world.NewId();
    public Guid Van { get; } = world.NewId();
    public Guid Patient { get; } = world.NewId();
    public Guid Bed { get; } = world.NewId();
    public Guid Cannula { get; } = world.NewId();
    public Guid Cpap { get; } = world.NewId();
    public Dictionary<BinKind, Guid> Bins { get; } = Enum.GetValues<BinKind>().ToDictionary(k => k, _ => world.NewId());
    public Guid OtherShelf { get; } = world.NewId();

    /// <summary>Codes are the depot's own where <paramref name="tag"/> is given, so that one world holds several.</summary>
    public static async Task<Depot> Open(World world, string tag = "")
    {
        var depot = new Depot(world);
        await world.Given(
            new Branch
            {
                Id = depot.Branch,
                Code = "COL" + tag,
                Name = "Columbus",
            },
            new Branch
            {
                Id = depot.OtherBranch,
                Code = "DAY" + tag,
                Name = "Dayton",
            },
            new Vehicle
            {
                Id = depot.Van,
                BranchId = depot.Branch,
                Name = "Van 1",
            },
            new Patient
            {
                Id = depot.Patient,
                BranchId = depot.Branch,
                Number = "P-1" + tag,
                FirstName = "Ada",
                LastName = "Long",
                BirthDate = new(1940, 1, 1),
            },
            Item(depot.Bed, "BED" + tag, "Semi-electric bed", Tracking.Serial, returnable: true),
            Item(depot.Cpap, "CPAP" + tag, "Auto CPAP", Tracking.Serial, returnable: true, memory: true),
            Item(depot.Cannula, "CAN" + tag, "Cannula", Tracking.Lot),
            new Bin
            {
                Id = depot.OtherShelf,
                BranchId = depot.OtherBranch,
                Code = "D-1",
                Kind = BinKind.Clean,
            }
        );
        await world.Given([
            .. depot.Bins.Select(b => new Bin
            {
                Id = b.Value,
                BranchId = depot.Branch,
                Code = $"B-{b.Key}",
                Kind = b.Key,
            }),
        ]);
        return depot;
    }

    private static CatalogueItem Item(
        Guid id,
        string code,
        string name,
        Tracking tracking,
        bool returnable = false,
        bool memory = false
    ) =>
        new()
        {
            Id = id,
            Code = code,
            Name = name,
            Tracking = tracking,
            Returnable = returnable,
            HasMemory = memory,
            Family = "bed",
        };

    /// <summary>A unit that entered the books by the ledger, as receiving does it.</summary>
    public async Task<Guid> Unit(
        string serial,
        UnitState state = UnitState.Available,
        Place? at = null,
        Guid? item = null,
        DateOnly? expires = null,
        DateOnly? received = null,
        Guid? lot = null
    )
    {
        var unit = new Unit
        {
            Id = world.NewId(),
            ItemId = item ?? Bed,
            Serial = serial,
            ExpiresOn = expires,
            LotId = lot,
            ReceivedOn = received ?? new(2026, 11, 1),
        };
        await Save(
            (ledger, _) =>
            {
                ledger.Enter(unit, state, new(at ?? Place.Bin(Bins[BinFor(state)]), Branch), new("Given"));
                return Task.CompletedTask;
            }
        );
        return unit.Id;
    }

    private static BinKind BinFor(UnitState state) =>
        state switch
        {
            UnitState.Dirty => BinKind.Dirty,
            UnitState.Cleaning or UnitState.Cleaned or UnitState.Inspecting => BinKind.Cleaning,
            UnitState.Quarantined => BinKind.Quarantine,
            UnitState.InRepair => BinKind.Repair,
            _ => BinKind.Clean,
        };

    public async Task<Guid> Lot(string number, int quantity, DateOnly? expires = null, DateTime? recalled = null)
    {
        var lot = new Lot
        {
            Id = world.NewId(),
            ItemId = Cannula,
            Number = number,
            ExpiresOn = expires,
            RecalledAt = recalled,
        };
        await world.Given(lot);
        await Save(
            async (ledger, db) =>
                Assert.Null(
                    await ledger.MoveCounted(
                        await db.Items.FirstAsync(i => i.Id == Cannula),
                        lot.Id,
                        quantity,
                        Spot.Outside,
                        new(Place.Bin(Bins[BinKind.Clean]), Branch),
                        new("Given"),
                        default
                    )
                )
        );
        return lot.Id;
    }

    public Task Save(Func<Ledger, JourneyDb, Task> work) =>
        world.Do<IServiceProvider, int>(async services =>
        {
            var db = (JourneyDb)services.GetService(typeof(JourneyDb))!;
            await work((Ledger)services.GetService(typeof(Ledger))!, db);
            return await db.SaveChangesAsync();
        });

    public Task<int> Act<TUseCase>(Func<TUseCase, Task> act)
        where TUseCase : notnull =>
        world.Do<IServiceProvider, int>(async services =>
        {
            await act((TUseCase)services.GetService(typeof(TUseCase))!);
            return await ((JourneyDb)services.GetService(typeof(JourneyDb))!).SaveChangesAsync();
        });

    /// <summary>An accepted order of one line; the fact is not told: the test does what it wants with it.</summary>
    public async Task<(Guid Order, Guid Line)> Order(
        Guid item,
        int quantity,
        OrderState state = OrderState.Accepted,
        Guid? branch = null,
        DateTime? due = null
    )
    {
        var order = new Order
        {
            Id = world.NewId(),
            BranchId = branch ?? Branch,
            PatientId = Patient,
            Number = $"O-{world.NewId():N}"[..30],
            State = state,
            ReceivedAt = world.Now,
            DueAt = due ?? world.Now.AddHours(4),
        };
        order.ExternalId = order.Number;
        var line = new OrderLine
        {
            Id = world.NewId(),
            OrderId = order.Id,
            No = 1,
            ItemId = item,
            Quantity = quantity,
        };
        order.Lines.Add(line);
        await world.Given(order);
        return (order.Id, line.Id);
    }

    public Task<Outcome<LineAllocation>> Allocate(Guid line) =>
        world.Do<Allocate, Outcome<LineAllocation>>(u => u.Run(new(world.NewId(), new(line)), default));

    public Task<Outcome<UnitView>> Load(Guid unit) =>
        world.Do<LoadVan, Outcome<UnitView>>(u => u.Run(new(world.NewId(), new(Van, unit)), default));

    public Task<Outcome<Done>> HandOver(Guid unit, Guid? line = null) =>
        world.Do<HandOver, Outcome<Done>>(u =>
            u.Run(new(world.NewId(), new(Van, Patient) { UnitId = unit, OrderLineId = line }), default)
        );

    public Task<Unit> Get(Guid unit) => world.Look(db => db.Units.AsNoTracking().FirstAsync(u => u.Id == unit));

    public Task<LedgerVerdict> Audit() => world.Do<AuditLedger, LedgerVerdict>(a => a.Run(default));

    public async Task AssertSound()
    {
        var verdict = await Audit();
        Assert.True(verdict.Sound, string.Join("\n", verdict.Faults.Select(f => f.Sentence)));
    }
}
