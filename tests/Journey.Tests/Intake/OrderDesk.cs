using Homeward.Journey.Branches;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Tests.Intake;

/// <summary>A branch in Columbus with the seeded catalogue and one patient who has all an order needs.</summary>
internal sealed class OrderDesk : IAsyncDisposable
{
    private OrderDesk(World world) => World = world;

    public World World { get; }
    public Guid Branch { get; private set; }
    public Guid Patient { get; private set; }
    public Guid Coverage { get; private set; }

    public static readonly CancellationToken Ct = CancellationToken.None;

    public static async Task<OrderDesk> Open(StorageKind kind)
    {
        var desk = new OrderDesk(await World.Open(kind));
        await desk.World.Do((SeedReference s) => s.Run(Ct));
        desk.Branch = await desk.AddBranch("COL");
        desk.Patient = await desk.AddPatient("Ruth", "Okafor", desk.Branch);
        desk.Coverage = desk.World.NewId();
        await desk.World.Given(
            new Coverage
            {
                Id = desk.Coverage,
                PatientId = desk.Patient,
                Payer = "medicare",
                MemberId = "1EG4TE5MK73",
                From = new(2020, 1, 1),
                Eligibility = Eligibility.Active,
            }
        );
        return desk;
    }

    public async Task<Guid> AddBranch(string code)
    {
        var branch = new Branch
        {
            Id = World.NewId(),
            Code = code,
            Name = code,
            Latitude = 39.96,
            Longitude = -83.0,
        };
        await World.Given(branch);
        return branch.Id;
    }

    public async Task<Guid> AddPatient(string first, string last, Guid branch, Action<Patient>? but = null)
    {
        var patient = new Patient
        {
            Id = World.NewId(),
            BranchId = branch,
            Number = $"P-{World.NewId().ToString("N")[20..]}",
            FirstName = first,
            LastName = last,
            BirthDate = new(1944, 5, 2),
            Phone = "+16145550134",
            AddressLine = "1481 Bryden Rd",
            City = "Columbus",
            State = "OH",
            Zip = "43205",
            Latitude = 39.961,
            Longitude = -82.96,
            Location = LocationGrade.Given,
            SearchName = $"{last} {first}".ToUpperInvariant(),
        };
        but?.Invoke(patient);
        await World.Given(patient);
        return patient.Id;
    }

    /// <summary>A whole order of a commode: nothing is missing but what the payer asks for.</summary>
    public NewOrder Whole(params (string Item, int Quantity)[] lines) =>
        new()
        {
            BranchId = Branch,
            PatientId = Patient,
            OrderedOn = new(2026, 11, 9),
            Practitioner = new("1234567893", "Dr. Maria Chen"),
            Diagnoses = ["J44.9"],
            Lines =
            [
                .. (lines.Length == 0 ? [("COMMODE", 1)] : lines).Select(l => new NewLine
                {
                    Item = l.Item,
                    Quantity = l.Quantity,
                }),
            ],
        };

    public Task<Outcome<OrderTaken>> Place(NewOrder order, Actor? actor = null) =>
        World.Do((PlaceOrder p) => p.Run(new(World.NewId(), order), Ct), actor);

    public async Task<OrderTaken> Placed(NewOrder order) => (await Place(order)).Must();

    public async Task<Order> Accepted(NewOrder order)
    {
        var taken = await Placed(order);
        (await Step<AcceptOrder>(taken.Id, (u, s) => u.Run(new(World.NewId(), s), Ct))).Must();
        return await Order(taken.Id);
    }

    public async Task<Outcome<OrderStands>> Step<TUse>(Guid id, Func<TUse, OrderStep, Task<Outcome<OrderStands>>> act)
        where TUse : notnull
    {
        var version = (await Order(id)).Version;
        return await World.Do((TUse use) => act(use, new(id, version)));
    }

    public Task<Outcome<OrderStands>> Cancel(Guid id, string reason) =>
        Step<CancelOrder>(id, (u, s) => u.Run(new(World.NewId(), new(s.OrderId, s.Version, reason)), Ct));

    public Task<Outcome<OrderStands>> Hold(Guid id, string reason) =>
        Step<HoldOrder>(id, (u, s) => u.Run(new(World.NewId(), new(s.OrderId, s.Version, reason)), Ct));

    public Task<Outcome<OrderStands>> Release(Guid id) =>
        Step<ReleaseOrder>(id, (u, s) => u.Run(new(World.NewId(), s), Ct));

    public Task<Outcome<OrderStands>> ReleaseClinically(Guid id, string reason, Actor? actor = null) =>
        World.Do(
            async (ReleaseClinically u) =>
                await u.Run(new(World.NewId(), new(id, (await Order(id)).Version, reason)), Ct),
            actor
        );

    public Task<Order> Order(Guid id) =>
        World.Look(db =>
            db.Orders.AsNoTracking().Include(o => o.Lines.OrderBy(l => l.No)).SingleAsync(o => o.Id == id)
        );

    public Task<int> Orders() => World.Look(db => db.Orders.CountAsync());

    public async Task Tell<T>(T fact)
        where T : IEvent
    {
        await World.Do(
            (Desk d) =>
                d.Once<Done>(
                    World.NewId(),
                    new { fact },
                    () =>
                    {
                        d.Emit(fact);
                        return Task.FromResult<Outcome<Done>>(Done.It);
                    },
                    Ct
                )
        );
        await World.DrainOutbox();
        var stuck = await World.Look(db =>
            db.Outbox.Where(m => m.LastError != null).Select(m => m.LastError).ToListAsync()
        );
        Assert.Empty(stuck);
    }

    public Task Deliver(Order order, params (int Line, int Quantity)[] done) =>
        Tell(
            new VisitClosed(
                World.NewId(),
                order.Id,
                null,
                [.. done.Select(d => new LineDone(order.Lines[d.Line].Id, d.Quantity))],
                []
            )
        );

    public Task<List<string>> Facts() =>
        World.Look(db => db.Outbox.OrderBy(m => m.Id).Select(m => m.Kind).ToListAsync());

    public async Task<MissingList> Missing(Guid id) => (await World.Do((WhatIsMissing m) => m.Run(id, Ct)))!;

    public Task<Guid> ItemId(string code) =>
        World.Look(db => db.Items.Where(i => i.Code == code).Select(i => i.Id).SingleAsync());

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
