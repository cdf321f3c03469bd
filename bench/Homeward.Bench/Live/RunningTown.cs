using Homeward.Field;
using Homeward.Journey;
using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Delivery;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Bench.Live;

/// <summary>A clock that is set by hand.</summary>
internal sealed class HandClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>A branch whose vans have published routes today: 35 vans and 400 visits unless told otherwise. Its rows are put in as they are.</summary>
internal sealed class RunningTown : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly Storage storage;
    private static int made;

    private RunningTown(ServiceProvider services, Storage storage, HandClock clock) =>
        (this.services, this.storage, Clock) = (services, storage, clock);

    public HandClock Clock { get; }
    public IServiceProvider Services => services;
    public Storage Storage => storage;
    public Guid Branch { get; private set; }
    public List<(Guid Van, string Code, List<(double Lat, double Lon)> Doors)> Vans { get; } = [];

    public static async Task<RunningTown> Open(StorageKind kind, int vans, int visits, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("homeward-bench-").FullName;
        var storage =
            kind == StorageKind.Sqlite
                ? Storage.From(null, folder)
                : Storage.From(
                    await Postgres.Create(
                        await Postgres.Connection
                            ?? throw new InvalidOperationException("There is no PostgreSQL here."),
                        $"live_{Environment.ProcessId}_{Interlocked.Increment(ref made)}"
                    ),
                    folder
                );
        var clock = new HandClock(new(2026, 11, 10, 12, 0, 0, TimeSpan.Zero));
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(clock)
            .AddJourney(storage)
            .BuildServiceProvider();
        await services.PrepareDatabase(ct);
        var town = new RunningTown(services, storage, clock);
        await town.Fill(vans, visits, ct);
        return town;
    }

    public async Task<TResult> Do<TUseCase, TResult>(Func<TUseCase, Task<TResult>> act)
        where TUseCase : notnull
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System with { Name = "Bench" };
        return await act(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (storage.Kind == StorageKind.Sqlite)
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(storage.DataFolder, recursive: true);
    }

    private async Task Fill(int vans, int visits, CancellationToken ct)
    {
        var now = Clock.Now.UtcDateTime;
        var date = new DateOnly(2026, 11, 10);
        var dice = new Random(35);
        var branch = new Branch
        {
            Id = Ids.New(Clock),
            Code = "COL",
            Name = "Columbus",
            Latitude = 39.96,
            Longitude = -83,
        };
        Branch = branch.Id;
        var rows = new List<object> { branch };
        var plan = new Plan
        {
            Id = Ids.New(Clock),
            BranchId = branch.Id,
            Date = date,
            VersionNo = 1,
            State = PlanState.Published,
            MadeAt = now,
        };
        for (var v = 0; v < vans; v++)
        {
            var van = new Vehicle
            {
                Id = Ids.New(Clock),
                BranchId = branch.Id,
                Name = $"Van {v + 1:000}",
            };
            var person = new Person
            {
                Id = Ids.New(Clock),
                BranchId = branch.Id,
                FirstName = "Driver",
                LastName = $"{v + 1}",
                HiredOn = new(2020, 1, 1),
            };
            rows.AddRange([van, person]);
            var code = $"tracker-{v:0000}";
            rows.Add(
                new Tracker
                {
                    Id = Ids.New(Clock),
                    BranchId = branch.Id,
                    VehicleId = van.Id,
                    Name = van.Name,
                    CodeHash = Tracker.HashOf(code),
                    CodeEnds = code[^4..],
                    BoundAt = now,
                }
            );
            var route = new PlanRoute
            {
                Id = Ids.New(Clock),
                PlanId = plan.Id,
                VehicleId = van.Id,
                PersonId = person.Id,
                StartsAt = now,
                EndsAt = now.AddHours(10),
            };
            var doors = new List<(double, double)>();
            var (lat, lon) = (39.96, -83.0);
            for (var s = 0; s < visits / vans + (v < visits % vans ? 1 : 0); s++)
            {
                (lat, lon) = (lat + (dice.NextDouble() - 0.5) * 0.05, lon + (dice.NextDouble() - 0.5) * 0.05);
                doors.Add((lat, lon));
                var patient = new Patient
                {
                    Id = Ids.New(Clock),
                    BranchId = branch.Id,
                    Number = $"P-{v}-{s}",
                    FirstName = "Pat",
                    LastName = $"{v}-{s}",
                    BirthDate = new(1950, 1, 1),
                    Phone = "+16145550100",
                    Latitude = lat,
                    Longitude = lon,
                    Location = LocationGrade.Given,
                };
                var starts = now.AddMinutes(20 + 50 * s);
                var visit = new Visit
                {
                    Id = Ids.New(Clock),
                    BranchId = branch.Id,
                    PatientId = patient.Id,
                    Number = $"V-{v}-{s}",
                    State = VisitState.Published,
                    Date = date,
                    WindowFrom = starts.AddHours(-1),
                    WindowTo = starts.AddHours(1),
                    DueAt = now.AddHours(16),
                    Service = WorkTime.FromMinutes(30),
                    VehicleId = van.Id,
                    PersonId = person.Id,
                    Sequence = s + 1,
                    PlannedArrival = starts,
                };
                rows.AddRange([patient, visit]);
                route.Stops.Add(
                    new()
                    {
                        Id = Ids.New(Clock),
                        RouteId = route.Id,
                        Sequence = s + 1,
                        VisitId = visit.Id,
                        ArrivesAt = starts,
                        StartsAt = starts,
                        LeavesAt = starts.AddMinutes(30),
                        Drive = WorkTime.FromMinutes(12),
                    }
                );
            }
            plan.Routes.Add(route);
            Vans.Add((van.Id, code, doors));
        }
        rows.Add(plan);
        await Do<JourneyDb, int>(db =>
        {
            db.AddRange(rows);
            return db.SaveChangesAsync(ct);
        });
    }
}
