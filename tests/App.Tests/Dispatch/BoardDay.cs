using Homeward.Field;
using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;

namespace Homeward.App.Tests.Dispatch;

/// <summary>A branch in Columbus with some vans and drivers, and beds to pick up: a day to plan that needs no papers and no stock.</summary>
public sealed class BoardDay
{
    public static readonly DateOnly Day = new(2026, 11, 10);

    private readonly Func<Guid> newId;
    private int minutes;
    private CatalogueItem? bed;

    private BoardDay(Func<Guid> newId) => this.newId = newId;

    public DateOnly Date { get; private init; }

    public Guid Branch { get; private set; }

    public List<Guid> Vans { get; } = [];

    public List<Guid> Visits { get; } = [];

    /// <summary>Makes the day; <paramref name="given"/> puts rows into the database as they are.</summary>
    public static async Task<BoardDay> Make(
        Func<object[], Task> given,
        Func<Guid> newId,
        int vans,
        int visits,
        DateOnly? date = null,
        int minutes = 15
    )
    {
        var day = new BoardDay(newId) { Date = date ?? Day, minutes = minutes };
        await day.Depot(given, vans);
        var rows = new List<object>();
        for (var i = 0; i < visits; i++)
            day.Visit(rows, i, day.bed!);
        await given([.. rows.OfType<Patient>()]);
        await given([.. rows.OfType<Visit>()]);
        return day;
    }

    private async Task Depot(Func<object[], Task> given, int vans)
    {
        var branch = new Branch
        {
            Id = Branch = newId(),
            Code = "COL",
            Name = "Columbus",
            Latitude = 39.9612,
            Longitude = -82.9988,
        };
        bed = new CatalogueItem
        {
            Id = newId(),
            Code = "T-BED",
            Name = "Hospital bed",
            Pickup = WorkTime.FromMinutes(minutes),
        };
        await given([branch, bed]);
        for (var i = 0; i < vans; i++)
        {
            var van = new Vehicle
            {
                Id = newId(),
                BranchId = Branch,
                Name = $"Van {i + 1:00}",
            };
            var person = new Person
            {
                Id = newId(),
                BranchId = Branch,
                FirstName = First[i % First.Length],
                LastName = i == 1 ? "Featherstonehaugh-Beauchamp" : Last[i % Last.Length],
                HiredOn = new(2020, 1, 1),
                HourlyCost = new(2_800),
            };
            Vans.Add(van.Id);
            await given([van, person]);
            await given([
                new Shift
                {
                    Id = newId(),
                    BranchId = Branch,
                    PersonId = person.Id,
                    VehicleId = van.Id,
                    Date = Date,
                    Start = new(9, 30),
                    End = new(18, 0),
                },
            ]);
        }
    }

    private static readonly string[] First = ["Ann", "Ottoline", "Marcus", "Dolores", "Hershel", "Kay", "Willie"];
    private static readonly string[] Last = ["Lee", "Okonkwo", "Bell", "Nguyen", "Cruz"];

    private void Visit(List<object> rows, int i, CatalogueItem item)
    {
        var patient = new Patient
        {
            Id = newId(),
            BranchId = Branch,
            Number = $"P-{i}",
            FirstName = First[i % First.Length],
            LastName = $"Number{i:000}",
            BirthDate = new(1950, 1, 1),
            Phone = "+16145550100",
            AddressLine = $"{i} High St",
            City = "Columbus",
            State = "OH",
            Zip = "43215",
            Latitude = 39.9612 + 0.11 * Math.Sin(i * 2.399) * Math.Sqrt((i % 97 + 1) / 97.0),
            Longitude = -82.9988 + 0.14 * Math.Cos(i * 2.399) * Math.Sqrt((i % 97 + 1) / 97.0),
            Location = LocationGrade.Given,
        };
        var visit = new Visit
        {
            Id = newId(),
            BranchId = Branch,
            PatientId = patient.Id,
            Number = $"V-{i + 1}",
            Kind = Homeward.Field.Visit.VisitKind.Pickup,
            Date = Date,
            WindowFrom = Date.ToDateTime(new(14, 30), DateTimeKind.Utc),
            WindowTo = Date.ToDateTime(new(22, 30), DateTimeKind.Utc),
            DueAt = Date.AddDays(1).ToDateTime(new(22, 0), DateTimeKind.Utc),
            Service = WorkTime.FromMinutes(minutes),
        };
        visit.Lines.Add(
            new VisitLine
            {
                Id = newId(),
                VisitId = visit.Id,
                ItemId = item.Id,
                Direction = Direction.Fetch,
                Quantity = 1,
            }
        );
        Visits.Add(visit.Id);
        rows.Add(patient);
        rows.Add(visit);
    }

    /// <summary>An urgent visit like another, at the same door, due in four hours.</summary>
    public Visit Stat(Visit like, string number, DateTime now)
    {
        var stat = new Visit
        {
            Id = newId(),
            BranchId = Branch,
            PatientId = like.PatientId,
            Number = number,
            Kind = like.Kind,
            Date = Date,
            WindowFrom = now,
            WindowTo = now.AddHours(4),
            DueAt = now.AddHours(4),
            Urgency = Homeward.Field.Clock.Urgency.Stat,
            LifeSustaining = true,
            Service = like.Service,
        };
        stat.Lines.Add(
            new VisitLine
            {
                Id = newId(),
                VisitId = stat.Id,
                ItemId = like.Lines[0].ItemId,
                Direction = Direction.Fetch,
                Quantity = 1,
            }
        );
        return stat;
    }
}
