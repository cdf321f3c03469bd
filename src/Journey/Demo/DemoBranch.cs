using Homeward.Field;
using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;

namespace Homeward.Journey.Demo;

/// <summary>The demonstration's depot: one branch, six vans, nine people, shelves.</summary>
internal sealed class DemoBranch(Desk desk)
{
    /// <summary>First name, last name, job, skills, drives, hourly cost in dollars, signs in as.</summary>
    public static readonly (
        string First,
        string Last,
        string Job,
        string[] Skills,
        bool Drives,
        int Dollars,
        string Role
    )[] People =
    [
        (
            "Marcus",
            "Bell",
            "Delivery technician",
            ["driver", "dme-tech", "oxygen-tech", "hazmat"],
            true,
            24,
            Roles.Driver
        ),
        (
            "Denise",
            "Alvarez",
            "Delivery technician",
            ["driver", "dme-tech", "oxygen-tech", "hazmat"],
            true,
            25,
            Roles.Driver
        ),
        (
            "Tyrone",
            "Weaver",
            "Delivery technician",
            ["driver", "dme-tech", "oxygen-tech", "hazmat"],
            true,
            23,
            Roles.Driver
        ),
        (
            "Kim",
            "Nguyen",
            "Delivery technician",
            ["driver", "dme-tech", "oxygen-tech", "hazmat"],
            true,
            24,
            Roles.Driver
        ),
        ("Paul", "Stanek", "Delivery technician", ["driver", "dme-tech"], true, 21, Roles.Driver),
        (
            "Rachel",
            "Osei",
            "Respiratory therapist",
            ["driver", "rt", "oxygen-tech", "dme-tech", "hazmat"],
            true,
            38,
            Roles.Rt
        ),
        (
            "Luis",
            "Herrera",
            "Delivery technician, second",
            ["driver", "dme-tech", "oxygen-tech"],
            false,
            20,
            Roles.Driver
        ),
        ("Wanda", "Fry", "Warehouse technician", ["cleaning", "repair", "dme-tech"], false, 21, Roles.Warehouse),
        ("Joan", "Castle", "Dispatcher", [], false, 27, Roles.Dispatcher),
    ];

    internal sealed record Made(Branch Branch, List<Person> People, List<Vehicle> Vans, Dictionary<BinKind, Bin> Bins);

    public Made Build(DateOnly today)
    {
        var branch = new Branch
        {
            Id = desk.NewId(),
            Code = "COL",
            Name = "Homeward Columbus",
            TimeZone = "America/New_York",
            Phone = "+16145550100",
            AddressLine = "1400 Dublin Rd",
            City = "Columbus",
            State = "OH",
            Zip = "43215",
            Latitude = 39.9735,
            Longitude = -83.0395,
            OpenDays = [.. Enum.GetValues<DayOfWeek>()],
        };
        desk.Db.Add(branch);
        var vans = Enumerable.Range(1, 6).Select(n => Van(branch.Id, n, today)).ToList();
        desk.Db.AddRange(vans);
        var people = People.Select((p, i) => Hire(branch.Id, p, vans, i, today)).ToList();
        var bins = Bins(branch.Id);
        desk.Db.AddRange(bins.Values);
        return new(branch, people, vans, bins);
    }

    private Vehicle Van(Guid branch, int number, DateOnly today) =>
        new()
        {
            Id = desk.NewId(),
            BranchId = branch,
            Name = $"Van {number}",
            Plate = $"HMW {100 + number}",
            Payload = Mass.FromPounds(number <= 2 ? 3_400 : 2_600),
            Space = Volume.FromCubicFeet(number <= 2 ? 480 : 340),
            HazmatLimit = Mass.FromPounds(440),
            CleanDirty = number switch
            {
                1 or 2 => CleanDirtyMode.SeparateBays,
                6 => CleanDirtyMode.OneKindAtATime,
                _ => CleanDirtyMode.Covered,
            },
            DirtyBay = Volume.FromCubicFeet(number <= 2 ? 120 : 0),
            LiftGate = number <= 2,
            CostPerMile = Money.FromDollars(0.62m),
            Co2GramsPerMile = 480,
            InspectionDue = today.AddDays(20 + number * 11),
        };

    private Person Hire(
        Guid branch,
        (string First, string Last, string Job, string[] Skills, bool Drives, int Dollars, string Role) row,
        List<Vehicle> vans,
        int index,
        DateOnly today
    )
    {
        var person = new Person
        {
            Id = desk.NewId(),
            BranchId = branch,
            FirstName = row.First,
            LastName = row.Last,
            JobTitle = row.Job,
            Phone = $"+1614555{120 + index:0000}",
            Languages = row.Last is "Alvarez" or "Herrera" ? ["en", "es"] : ["en"],
            HourlyCost = Money.FromDollars(row.Dollars),
            HiredOn = today.AddYears(-2 - index % 4),
        };
        desk.Db.Add(person);
        foreach (var skill in row.Skills)
            desk.Db.Add(
                new Credential
                {
                    Id = desk.NewId(),
                    PersonId = person.Id,
                    Skill = skill,
                    Number = $"{skill.ToUpperInvariant()}-{2400 + index}",
                    Issuer = skill is "rt" ? "State Medical Board of Ohio" : "Homeward Columbus",
                    ValidFrom = today.AddMonths(-8),
                    // One of them soon needs to be renewed: the warnings have something to say.
                    ValidTo = today.AddDays(index == 2 && skill == "oxygen-tech" ? 12 : 120 + index * 9),
                }
            );
        // The days before, today's and the coming days' work; the second technician rides on the first van.
        for (var day = -DemoPast.Days; day <= 4; day++)
            if (row.Role is Roles.Driver or Roles.Rt)
                desk.Db.Add(
                    new Shift
                    {
                        Id = desk.NewId(),
                        BranchId = branch,
                        PersonId = person.Id,
                        VehicleId = row.Drives ? vans[index].Id : vans[0].Id,
                        Second = !row.Drives,
                        Date = today.AddDays(day),
                        Start = new(7, 30),
                        End = new(17, 30),
                        BreakFrom = new(12, 0),
                        BreakMinutes = 30,
                    }
                );
        return person;
    }

    private Dictionary<BinKind, Bin> Bins(Guid branch) =>
        new (BinKind Kind, string Code)[]
        {
            (BinKind.Receiving, "RECEIVING"),
            (BinKind.Clean, "CLEAN-A"),
            (BinKind.Oxygen, "OXYGEN"),
            (BinKind.Dirty, "DIRTY-DOCK"),
            (BinKind.Cleaning, "WASH"),
            (BinKind.Quarantine, "QUARANTINE"),
            (BinKind.Repair, "REPAIR"),
        }.ToDictionary(
            b => b.Kind,
            b => new Bin
            {
                Id = desk.NewId(),
                BranchId = branch,
                Code = b.Code,
                Kind = b.Kind,
            }
        );
}
