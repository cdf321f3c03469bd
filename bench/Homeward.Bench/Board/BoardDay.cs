using Homeward.Field;
using Homeward.Field.Visit;
using Homeward.Journey;
using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Bench.Board;

/// <summary>
/// A branch-day to dispatch: visits over a town of some 25 by 25 km, vans with crews, the next days with a third of it. Put into the
/// database as rows; which visits, where and how long is drawn from a seed.
/// </summary>
internal sealed class BoardDay(Storage storage, int visits, int vans)
{
    public static readonly Actor Filler = Actor.System with { Name = "Bench" };
    private static readonly (string Name, int Weight, int Minutes, string Skill)[] Wares =
    [
        ("Oxygen concentrator", 15_000, 25, "oxygen-tech"),
        ("Walker", 3_000, 8, ""),
        ("Hospital bed", 90_000, 40, ""),
        ("Wheelchair", 18_000, 12, ""),
    ];

    public ServiceProvider Services { get; } =
        new ServiceCollection().AddLogging().AddJourney(storage).BuildServiceProvider();
    public Guid Branch { get; private set; }
    public DateOnly Day { get; private set; }
    public List<Guid> Visits { get; } = [];
    public List<Guid> Vans { get; } = [];

    public async Task Fill(CancellationToken ct)
    {
        await Services.PrepareDatabase(ct);
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), zone).DateTime);
        Day = today.AddDays(1);
        await As<JourneyDb, int>(async db =>
        {
            Branch = Id();
            db.Add(
                new Branch
                {
                    Id = Branch,
                    Code = "BEN",
                    Name = "Bench",
                    TimeZone = zone.Id,
                    Latitude = 39.96,
                    Longitude = -83.0,
                    OpenDays = [.. Enum.GetValues<DayOfWeek>()],
                }
            );
            var items = Wares
                .Select(w => new CatalogueItem
                {
                    Id = Id(),
                    Code = w.Name,
                    Name = w.Name,
                    Weight = new(w.Weight),
                    Bulk = new(w.Weight * 4),
                    Returnable = true,
                })
                .ToList();
            db.AddRange(items);
            for (var n = 1; n <= vans; n++)
                AddVan(db, n);
            var dice = new Random(1);
            for (var d = 0; d < 5; d++)
            for (var n = 0; n < (d == 0 ? visits : visits / 3); n++)
                AddVisit(db, items, Day.AddDays(d), dice);
            return await db.SaveChangesAsync(ct);
        });
    }

    private void AddVan(JourneyDb db, int n)
    {
        var (van, person) = (Id(), Id());
        Vans.Add(van);
        db.Add(
            new Vehicle
            {
                Id = van,
                BranchId = Branch,
                Name = $"Van {n:00}",
                Payload = Mass.FromKilograms(1_200),
                Space = Volume.FromCubicFeet(400),
                HazmatLimit = Mass.FromPounds(440),
                CostPerMile = new(67),
                Co2GramsPerMile = 400,
            }
        );
        db.Add(
            new Person
            {
                Id = person,
                BranchId = Branch,
                FirstName = "Driver",
                LastName = $"{n}",
                HourlyCost = new(2_800),
                HiredOn = new(2020, 1, 1),
            }
        );
        if (n % 3 != 0)
            db.Add(
                new Credential
                {
                    Id = Id(),
                    PersonId = person,
                    Skill = "oxygen-tech",
                    ValidFrom = new(2020, 1, 1),
                }
            );
        for (var d = 0; d < 5; d++)
            db.Add(
                new Shift
                {
                    Id = Id(),
                    BranchId = Branch,
                    PersonId = person,
                    VehicleId = van,
                    Date = Day.AddDays(d),
                    Start = new(n % 2 == 0 ? 7 : 8, 0),
                    End = new(n % 2 == 0 ? 16 : 17, 0),
                    BreakFrom = new(12, 0),
                    BreakMinutes = 30,
                }
            );
    }

    private void AddVisit(JourneyDb db, List<CatalogueItem> items, DateOnly date, Random dice)
    {
        var (id, patient, n) = (Id(), Id(), Visits.Count + 1);
        if (date == Day)
            Visits.Add(id);
        db.Add(
            new Patient
            {
                Id = patient,
                BranchId = Branch,
                Number = $"P-{id:N}",
                FirstName = "Pat",
                LastName = $"Number {n}",
                BirthDate = new(1950, 1, 1),
                AddressLine = $"{n} Oak St",
                City = "Columbus",
                State = "OH",
                Latitude = 39.96 + dice.NextDouble() * 0.22 - 0.11,
                Longitude = -83.0 + dice.NextDouble() * 0.28 - 0.14,
                Location = LocationGrade.Given,
            }
        );
        var ware = dice.Next(Wares.Length);
        var narrow = dice.Next(3) == 0;
        var from = narrow ? 8 + dice.Next(6) : 8;
        db.Add(
            new Visit
            {
                Id = id,
                BranchId = Branch,
                PatientId = patient,
                Number = $"V-{date.DayOfYear}-{n:000}-{id.ToString("N")[^4..]}",
                Kind = VisitKind.Delivery,
                Date = date,
                WindowFrom = new DateTime(date, new(from + 5, 0), DateTimeKind.Utc),
                WindowTo = new DateTime(date, new(narrow ? from + 9 : 22, 0), DateTimeKind.Utc),
                BookedAt = narrow ? TimeProvider.System.GetUtcNow().UtcDateTime.Date : null,
                DueAt = new DateTime(date.AddDays(1), new(4, 0), DateTimeKind.Utc),
                Service = WorkTime.FromMinutes(7 + Wares[ware].Minutes),
                Skills = Wares[ware].Skill.Length > 0 ? [Wares[ware].Skill] : [],
                Urgency = dice.Next(10) == 0 ? Urgency.SameDay : Urgency.Scheduled,
                Lines =
                [
                    new()
                    {
                        Id = Id(),
                        ItemId = items[ware].Id,
                        Direction = Direction.Drop,
                        Quantity = 1,
                    },
                ],
            }
        );
    }

    public static Guid Id() => Ids.New(TimeProvider.System);

    /// <summary>Runs a use case in a scope of its own, as each click of a page does.</summary>
    public async Task<T> As<TService, T>(Func<TService, Task<T>> act)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Filler;
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
