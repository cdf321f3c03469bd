using System.Diagnostics;
using Homeward.Field;
using Homeward.Journey;
using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Bench;

/// <summary>
/// A branch of some years, filled through the use cases its people use: units received, patients registered with their orders,
/// visits made by the outbox, one day planned and published. Then all but the newest orders are set to fulfilled and their visits to
/// closed, as time would have done.
/// </summary>
internal sealed class Town(Storage storage, int orders, int units)
{
    private const int Patients = 3_000;
    private const int StillOpen = 300;
    private static readonly Actor Filler = Actor.System with { Name = "Bench" };

    private static readonly (string Code, int Share)[] Shelves =
    [
        ("BED-SEMI", 20),
        ("CONC-5", 30),
        ("WC-LT-18", 20),
        ("CPAP", 15),
        ("NEB", 15),
    ];

    private static readonly string[] Skills = ["driver", "dme-tech", "oxygen-tech"];
    private static readonly string[] Wishes = ["WALKER", "COMMODE", "WC-LT-18", "NEB", "BED-SEMI"];

    public Guid Branch { get; private set; }
    public Guid Driver { get; private set; }
    public Guid Van { get; private set; }
    public DateOnly Today { get; private set; }
    public string Key { get; private set; } = "";
    public List<Guid> OrderIds { get; } = [];

    public async Task Fill(CancellationToken ct)
    {
        await using var services = new ServiceCollection().AddLogging().AddJourney(storage).BuildServiceProvider();
        await services.PrepareDatabase(ct);
        await As(services, (SeedReference s) => s.Run(ct));
        var watch = Stopwatch.StartNew();
        var shelf = await Open(services, ct);
        await Receive(services, shelf, ct);
        await services.GetRequiredService<OutboxPump>().Drain(ct);
        Say($"{units} units", watch);
        await Order(services, ct);
        Say($"{orders} orders", watch);
        await services.GetRequiredService<OutboxPump>().Drain(ct);
        Say("visits and promises", watch);
        await Age(services, ct);
        await Publish(services, ct);
        Say("a day planned and published", watch);
    }

    private async Task<Guid> Open(ServiceProvider services, CancellationToken ct)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        Today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), zone).DateTime);
        return await As(
            services,
            async (Desk desk) =>
            {
                (Branch, Driver, Van) = (desk.NewId(), desk.NewId(), desk.NewId());
                var shelf = desk.NewId();
                desk.Db.Add(
                    new Branch
                    {
                        Id = Branch,
                        Code = "BEN",
                        Name = "Bench",
                        TimeZone = zone.Id,
                        Phone = "+16142210100",
                        Zip = "43215",
                        Latitude = 39.97,
                        Longitude = -83.04,
                        OpenDays = [.. Enum.GetValues<DayOfWeek>()],
                    }
                );
                desk.Db.Add(
                    new Bin
                    {
                        Id = shelf,
                        BranchId = Branch,
                        Code = "CLEAN",
                        Kind = BinKind.Clean,
                    }
                );
                desk.Db.Add(
                    new Vehicle
                    {
                        Id = Van,
                        BranchId = Branch,
                        Name = "Van 1",
                        Payload = Mass.FromPounds(3_000),
                        Space = Volume.FromCubicFeet(400),
                    }
                );
                desk.Db.Add(
                    new Person
                    {
                        Id = Driver,
                        BranchId = Branch,
                        FirstName = "Ann",
                        LastName = "Lee",
                        HiredOn = Today.AddYears(-3),
                        HourlyCost = Money.FromDollars(24),
                    }
                );
                foreach (var skill in Skills)
                    desk.Db.Add(
                        new Credential
                        {
                            Id = desk.NewId(),
                            PersonId = Driver,
                            Skill = skill,
                            ValidFrom = Today.AddYears(-1),
                            ValidTo = Today.AddYears(1),
                        }
                    );
                desk.Db.Add(
                    new Shift
                    {
                        Id = desk.NewId(),
                        BranchId = Branch,
                        PersonId = Driver,
                        VehicleId = Van,
                        Date = Today.AddDays(1),
                        Start = new(7, 0),
                        End = new(19, 0),
                    }
                );
                Key = MakeKey(desk, "bench", Roles.PermissionsOf([Roles.Manager]));
                await desk.Db.SaveChangesAsync(ct);
                return shelf;
            }
        );
    }

    private static string MakeKey(Desk desk, string name, IEnumerable<string> permissions)
    {
        var (prefix, secret) = ApiKeys.Make();
        desk.Db.Add(
            new ApiKey
            {
                Id = desk.NewId(),
                Name = name,
                Prefix = prefix,
                SecretHash = ApiKeys.HashOf(secret),
                Permissions = [.. permissions],
                CreatedAt = desk.Now,
            }
        );
        return $"hw_{prefix}_{secret}";
    }

    private async Task Receive(ServiceProvider services, Guid shelf, CancellationToken ct)
    {
        foreach (var (code, share) in Shelves)
        foreach (var some in Enumerable.Range(1, units * share / 100).Chunk(200))
            await Do(
                services,
                (ReceiveUnits u) =>
                    u.Run(
                        new(
                            Id(),
                            new(shelf, [.. some.Select(n => new ReceiveRow($"{code}-{n:00000}"))]) { Item = code }
                        ),
                        ct
                    )
            );
        foreach (var code in new[] { "WALKER", "COMMODE", "MATT-FOAM", "RAIL-HALF", "NEB-KIT" })
            await Do(services, (ReceiveLot u) => u.Run(new(Id(), new(shelf, 5_000) { Item = code }), ct));
    }

    private async Task Order(ServiceProvider services, CancellationToken ct)
    {
        var patients = new List<Guid>();
        for (var n = 0; n < orders; n++)
        {
            var fresh = n < Patients;
            var taken = await Do(
                services,
                (PlaceOrder u) =>
                    u.Run(
                        new(
                            Id(),
                            new NewOrder
                            {
                                BranchId = Branch,
                                PatientId = fresh ? null : patients[n % Patients],
                                Patient = fresh ? Person(n) : null,
                                Channel = OrderChannel.Api,
                                WantedOn = Today.AddDays(1),
                                Diagnoses = ["M62.81"],
                                Practitioner = new("1234567893", "Helen Marsh, MD"),
                                Lines = [new NewLine { Item = Wishes[n % Wishes.Length] }],
                                Accept = true,
                            }
                        ),
                        ct
                    )
            );
            if (fresh)
                patients.Add(taken.PatientId);
            OrderIds.Add(taken.Id);
        }
    }

    /// <summary>Names that no duplicate finder takes for each other, spread over the town.</summary>
    private NewPatient Person(int n) =>
        new()
        {
            BranchId = Branch,
            FirstName = Letters(n * 31 + 7),
            LastName = Letters(n * 7919 + 13),
            BirthDate = new DateOnly(1930, 1, 1).AddDays(n * 7 % 18_000),
            Phone = $"614{200 + n / 10_000 % 700:000}{n % 10_000:0000}",
            AddressLine = $"{100 + n} Oak St",
            City = "Columbus",
            State = "OH",
            Zip = "43215",
            Latitude = 39.90 + n % 61 * 0.003,
            Longitude = -83.10 + n % 67 * 0.003,
        };

    private static string Letters(int n) =>
        string.Concat(Enumerable.Range(0, 8).Select(i => (char)('a' + (n / (int)Math.Pow(3, i) + n * (i + 3)) % 26)));

    private async Task Age(ServiceProvider services, CancellationToken ct) =>
        await As(
            services,
            async (JourneyDb db) =>
            {
                var last = OrderIds[^Math.Min(OrderIds.Count, StillOpen + 1)];
                var until = await db.Orders.Where(o => o.Id == last).Select(o => o.ReceivedAt).SingleAsync(ct);
                var done = await db
                    .Orders.Where(o => o.ReceivedAt <= until)
                    .ExecuteUpdateAsync(s => s.SetProperty(o => o.State, OrderState.Fulfilled), ct);
                var fulfilled = db.Orders.Where(o => o.State == OrderState.Fulfilled).Select(o => (Guid?)o.Id);
                await db
                    .Visits.Where(v => fulfilled.Contains(v.OrderId))
                    .ExecuteUpdateAsync(
                        s =>
                            s.SetProperty(v => v.State, VisitState.Closed)
                                .SetProperty(v => v.Date, Today.AddDays(-20))
                                .SetProperty(v => v.ArrivedAt, v => v.WindowFrom)
                                .SetProperty(v => v.EndedAt, v => v.WindowFrom),
                        ct
                    );
                return done;
            }
        );

    private async Task Publish(ServiceProvider services, CancellationToken ct)
    {
        var plan = await Do(
            services,
            (PlanDay u) => u.Run(new(Id(), new(Branch, Today.AddDays(1), null, new() { Seed = 1 })), ct)
        );
        await Do(services, (PublishPlan u) => u.Run(new(Id(), new(plan.PlanId, plan.VersionNo)), ct));
        await services.GetRequiredService<OutboxPump>().Drain(ct);
    }

    private static Guid Id() => Ids.New(TimeProvider.System);

    private static void Say(string what, Stopwatch watch) =>
        Console.Error.WriteLine($"  {what}: {watch.Elapsed.TotalSeconds:0} s");

    private static async Task<T> Do<TUseCase, T>(ServiceProvider services, Func<TUseCase, Task<Outcome<T>>> act)
        where TUseCase : notnull => (await As(services, act)).Must();

    private static async Task<T> As<TService, T>(ServiceProvider services, Func<TService, Task<T>> act)
        where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Filler;
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
