using Homeward.Field;
using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;

namespace Homeward.App.Tests.Live;

/// <summary>A branch in Columbus whose one van has a published route of pickups today.</summary>
internal sealed record Running(
    Guid Branch,
    Guid Van,
    Guid Plan,
    IReadOnlyList<Visit> Visits,
    IReadOnlyList<Patient> Patients
)
{
    public static readonly DateOnly Day = new(2026, 11, 10);

    public static async Task<Running> Of(App app, int visits = 3)
    {
        var now = app.Clock.GetUtcNow().UtcDateTime;
        var branch = new Branch
        {
            Id = app.NewId(),
            Code = "COL",
            Name = "Columbus",
            Latitude = 39.9612,
            Longitude = -82.9988,
        };
        var van = new Vehicle
        {
            Id = app.NewId(),
            BranchId = branch.Id,
            Name = "Van 1",
        };
        var person = new Person
        {
            Id = app.NewId(),
            BranchId = branch.Id,
            FirstName = "Ann",
            LastName = "Lee",
            HiredOn = new(2020, 1, 1),
            HourlyCost = new(2_800),
        };
        var bed = new CatalogueItem
        {
            Id = app.NewId(),
            Code = "T-BED",
            Name = "Hospital bed",
            Pickup = WorkTime.FromMinutes(20),
        };
        await app.Given(branch, van, person, bed);
        await app.Given(
            new Shift
            {
                Id = app.NewId(),
                BranchId = branch.Id,
                PersonId = person.Id,
                VehicleId = van.Id,
                Date = Day,
                Start = new(8, 0),
                End = new(17, 0),
            }
        );
        var plan = new Plan
        {
            Id = app.NewId(),
            BranchId = branch.Id,
            Date = Day,
            VersionNo = 1,
            State = PlanState.Published,
            MadeAt = now,
            PublishedAt = now,
        };
        var route = new PlanRoute
        {
            Id = app.NewId(),
            PlanId = plan.Id,
            VehicleId = van.Id,
            PersonId = person.Id,
            StartsAt = now,
            EndsAt = now.AddHours(6),
        };
        plan.Routes.Add(route);
        var (stops, patients) = (new List<Visit>(), new List<Patient>());
        for (var i = 0; i < visits; i++)
        {
            var patient = new Patient
            {
                Id = app.NewId(),
                BranchId = branch.Id,
                Number = $"P-{i}",
                FirstName = "Pat",
                LastName = $"Number{i}",
                BirthDate = new(1950, 1, 1),
                Phone = "+16145550100",
                AddressLine = $"{i} High St",
                City = "Columbus",
                State = "OH",
                Zip = "43215",
                Latitude = 39.97 + i * 0.01,
                Longitude = -83.01,
                Location = LocationGrade.Given,
            };
            var visit = new Visit
            {
                Id = app.NewId(),
                BranchId = branch.Id,
                PatientId = patient.Id,
                Number = $"V-{i + 1}",
                Kind = VisitKind.Pickup,
                State = VisitState.Published,
                Date = Day,
                WindowFrom = now,
                WindowTo = now.AddHours(8),
                DueAt = now.AddHours(24),
                Service = WorkTime.FromMinutes(27),
                VehicleId = van.Id,
                PersonId = person.Id,
                Sequence = i + 1,
                PlannedArrival = now.AddMinutes(15 + 40 * i),
                PlanVersion = 1,
            };
            visit.Lines.Add(
                new()
                {
                    Id = app.NewId(),
                    VisitId = visit.Id,
                    ItemId = bed.Id,
                    Direction = Direction.Fetch,
                    Quantity = 1,
                }
            );
            await app.Given(patient, visit);
            route.Stops.Add(
                new()
                {
                    Id = app.NewId(),
                    RouteId = route.Id,
                    Sequence = i + 1,
                    VisitId = visit.Id,
                    ArrivesAt = visit.PlannedArrival.Value,
                    StartsAt = visit.PlannedArrival.Value,
                    LeavesAt = visit.PlannedArrival.Value.AddMinutes(27),
                    Drive = WorkTime.FromMinutes(8),
                }
            );
            stops.Add(visit);
            patients.Add(patient);
        }
        await app.Given(plan);
        return new(branch.Id, van.Id, plan.Id, stops, patients);
    }
}
