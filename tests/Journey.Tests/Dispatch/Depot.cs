using Homeward.Field;
using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;

namespace Homeward.Journey.Tests.Dispatch;

/// <summary>A depot in Columbus, Ohio with vans, crews, items and patients: what a dispatcher's morning takes as given.</summary>
internal sealed class Depot(World world)
{
    public static readonly DateOnly Day = new(2026, 11, 11);
    private int count;

    public World World => world;
    public Branch Branch { get; private set; } = null!;
    public CatalogueItem Concentrator { get; private set; } = null!;
    public CatalogueItem Cylinder { get; private set; } = null!;
    public CatalogueItem Bed { get; private set; } = null!;
    public List<Vehicle> Vans { get; } = [];
    public List<Person> Drivers { get; } = [];
    public List<Credential> Credentials { get; } = [];

    public static async Task<Depot> Open(World world, int vans = 2, DateOnly? day = null, string[]? skills = null)
    {
        var depot = new Depot(world);
        await depot.Set(vans, day ?? Day, skills ?? ["oxygen-tech"]);
        return depot;
    }

    private async Task Set(int vans, DateOnly day, string[] skills)
    {
        Branch = new()
        {
            Id = world.NewId(),
            Code = "COL",
            Name = "Columbus",
            City = "Columbus",
            State = "OH",
            Latitude = 39.9612,
            Longitude = -82.9988,
            OpenDays = [.. Enum.GetValues<DayOfWeek>()],
        };
        Concentrator = Item("OC-5", "Oxygen concentrator 5 L", "oxygen-tech", 20, 15_000, 0, 40, 10);
        Cylinder = Item("CYL-E", "Oxygen cylinder E", "", 2, 3_600, 3_600, 5, 3);
        Bed = Item("BED", "Hospital bed", "", 120, 90_000, 0, 35, 20);
        await world.Given(Branch, Concentrator, Cylinder, Bed);
        for (var i = 0; i < vans; i++)
        {
            var van = new Vehicle
            {
                Id = world.NewId(),
                BranchId = Branch.Id,
                Name = $"Van {i + 1}",
                Payload = Mass.FromKilograms(1_200),
                Space = Volume.FromCubicFeet(400),
                HazmatLimit = Mass.FromPounds(440),
                CleanDirty = CleanDirtyMode.Covered,
                CostPerMile = new(67),
            };
            var person = new Person
            {
                Id = world.NewId(),
                BranchId = Branch.Id,
                FirstName = "Driver",
                LastName = $"{i + 1}",
                HourlyCost = new(2_800),
                HiredOn = new(2020, 1, 1),
            };
            Vans.Add(van);
            Drivers.Add(person);
            await world.Given(van, person);
            foreach (var skill in skills)
            {
                var credential = new Credential
                {
                    Id = world.NewId(),
                    PersonId = person.Id,
                    Skill = skill,
                    ValidFrom = new(2020, 1, 1),
                };
                Credentials.Add(credential);
                await world.Given(credential);
            }
            await Shift(i, day);
        }
    }

    public Task Shift(int driver, DateOnly day) =>
        world.Given(
            new Shift
            {
                Id = world.NewId(),
                BranchId = Branch.Id,
                PersonId = Drivers[driver].Id,
                VehicleId = Vans[driver].Id,
                Date = day,
                Start = new(8, 0),
                End = new(16, 30),
            }
        );

    private CatalogueItem Item(
        string code,
        string name,
        string skill,
        int litres,
        int grams,
        int hazmat,
        int setup,
        int pickup
    ) =>
        new()
        {
            Id = world.NewId(),
            Code = code,
            Name = name,
            Skill = skill,
            Weight = new(grams),
            Bulk = new(litres * 1_000),
            HazmatGross = new(hazmat),
            Setup = WorkTime.FromMinutes(setup),
            Pickup = WorkTime.FromMinutes(pickup),
            Returnable = true,
            Tracking = Tracking.Quantity,
        };

    public async Task<Patient> Patient(double dx = 0.01, double dy = 0.01, bool located = true)
    {
        var n = ++count;
        var patient = new Patient
        {
            Id = world.NewId(),
            BranchId = Branch.Id,
            Number = $"P-{n}",
            FirstName = "Pat",
            LastName = $"Number{n}",
            BirthDate = new(1950, 1, 1),
            Phone = "+16145550100",
            AddressLine = $"{n} High St",
            City = "Columbus",
            State = "OH",
            Zip = "43215",
            Latitude = located ? 39.9612 + dx : null,
            Longitude = located ? -82.9988 + dy : null,
            Location = located ? LocationGrade.Given : LocationGrade.None,
        };
        await world.Given(patient);
        return patient;
    }

    /// <summary>An accepted order; its facts are handled, so its visits exist. Its stock is promised unless told otherwise.</summary>
    public async Task<Order> Order(
        Patient? patient = null,
        DateOnly? day = null,
        bool promised = true,
        OrderState state = OrderState.Accepted,
        params (LineKind Kind, CatalogueItem Item, int Quantity)[] lines
    )
    {
        var n = ++count;
        patient ??= await Patient(0.003 * (n % 13) - 0.02, 0.004 * (n % 11) - 0.02);
        var order = new Order
        {
            Id = world.NewId(),
            BranchId = Branch.Id,
            PatientId = patient.Id,
            Number = $"O-{n}",
            State = state,
            ReceivedAt = world.Now,
            ChangedAt = world.Now,
            Urgency = Urgency.Scheduled,
            WantedOn = day ?? Day,
            DueAt = new DateTime((day ?? Day).AddDays(1), new TimeOnly(4, 0), DateTimeKind.Utc),
        };
        if (lines.Length == 0)
            lines = [(LineKind.Deliver, Concentrator, 1)];
        for (var i = 0; i < lines.Length; i++)
            order.Lines.Add(
                new OrderLine
                {
                    Id = world.NewId(),
                    OrderId = order.Id,
                    No = i + 1,
                    Kind = lines[i].Kind,
                    ItemId = lines[i].Item.Id,
                    Quantity = lines[i].Quantity,
                }
            );
        await world.Given(order);
        if (promised)
            foreach (var line in order.Lines)
                await world.Given(
                    new Reservation
                    {
                        Id = world.NewId(),
                        BranchId = Branch.Id,
                        OrderLineId = line.Id,
                        ItemId = line.ItemId,
                        Quantity = line.Quantity,
                        At = world.Now,
                    }
                );
        await Tell(new OrderAccepted(order.Id));
        return order;
    }

    /// <summary>Lets Dispatch hear a fact, past the other stages.</summary>
    public Task Tell(OrderAccepted fact) => Hear(h => h.Handle(fact, CancellationToken.None));

    public Task Hear(Func<VisitFacts, Task> tell) =>
        world.Do<Desk, Outcome<Done>>(desk =>
            desk.Once<Done>(
                world.NewId(),
                new { },
                async () =>
                {
                    await tell(ActivatorOf(desk));
                    return Done.It;
                },
                CancellationToken.None
            )
        );

    private static VisitFacts ActivatorOf(Desk desk)
    {
        var time = new BranchTime(desk);
        return new VisitFacts(new MakeVisits(desk, time, new Qualified(desk)));
    }

    public async Task<PlanMade> Plan(PlanOptions? options = null, DateOnly? day = null) =>
        (await TryPlan(options, day)).Must();

    public Task<Outcome<PlanMade>> TryPlan(PlanOptions? options = null, DateOnly? day = null, int? basedOn = null) =>
        world.Do<PlanDay, Outcome<PlanMade>>(p =>
            p.Run(
                new(
                    world.NewId(),
                    new(Branch.Id, day ?? Day, basedOn, options ?? new() { Iterations = 60, Seconds = 30 })
                ),
                CancellationToken.None
            )
        );

    /// <summary>Many visits of the day at once, as their orders would have made them.</summary>
    public async Task Crowd(int visits)
    {
        var things = new List<object>();
        for (var i = 0; i < visits; i++)
        {
            var n = ++count;
            var patient = new Patient
            {
                Id = world.NewId(),
                BranchId = Branch.Id,
                Number = $"P-{n}",
                FirstName = "Pat",
                LastName = $"Number{n}",
                BirthDate = new(1950, 1, 1),
                AddressLine = $"{n} High St",
                City = "Columbus",
                Latitude = 39.9612 + 0.004 * (n % 37 - 18),
                Longitude = -82.9988 + 0.004 * (n % 41 - 20),
                Location = LocationGrade.Given,
            };
            things.Add(patient);
            things.Add(
                new Visit
                {
                    Id = world.NewId(),
                    BranchId = Branch.Id,
                    PatientId = patient.Id,
                    Number = $"V-{20_000 + n}",
                    Kind = VisitKind.Delivery,
                    Date = Day,
                    WindowFrom = new(Day, new(13, 0), DateTimeKind.Utc),
                    WindowTo = new(Day, new(22, 0), DateTimeKind.Utc),
                    DueAt = new(Day.AddDays(1), new(4, 0), DateTimeKind.Utc),
                    Service = WorkTime.FromMinutes(10 + n % 3 * 5),
                    Urgency = Urgency.Scheduled,
                    Lines =
                    [
                        new()
                        {
                            Id = world.NewId(),
                            ItemId = Cylinder.Id,
                            Direction = Direction.Drop,
                            Quantity = 1 + n % 3,
                        },
                    ],
                }
            );
        }
        await world.Given([.. things]);
    }

    public async Task<BoardView> Board(DateOnly? day = null) =>
        (await world.Do<ShowBoard, BoardView?>(b => b.Run(Branch.Id, day ?? Day, null, CancellationToken.None)))!;

    public async Task<PlanView> Show(Guid plan) =>
        (await world.Do<FindPlans, PlanView?>(f => f.Run(plan, CancellationToken.None)))!;
}
