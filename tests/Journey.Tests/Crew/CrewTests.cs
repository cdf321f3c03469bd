using Homeward.Field;
using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Shared;
using Homeward.Journey.Tests.Branches;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Tests.Crew;

public sealed class CrewTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly DateOnly Tuesday = new(2026, 11, 10);

    private sealed record Depot(World World, Guid Branch)
    {
        public async Task<PersonRow> Hire(string first, DateOnly? left = null) =>
            (
                await World.Do(
                    (SavePerson s) =>
                        s.Run(
                            new(
                                World.NewId(),
                                new(
                                    null,
                                    null,
                                    Branch,
                                    first,
                                    "Example",
                                    "Driver",
                                    "",
                                    ["en"],
                                    Money.FromDollars(22),
                                    new(2020, 1, 1),
                                    left
                                )
                            ),
                            Ct
                        )
                )
            ).Must();

        public async Task<VehicleRow> Buy(string name, DateOnly? inspection = null, bool inService = true) =>
            (
                await World.Do(
                    (SaveVehicle s) =>
                        s.Run(
                            new(World.NewId(), Van(name) with { InspectionDue = inspection, InService = inService }),
                            Ct
                        )
                )
            ).Must();

        public VehicleToSave Van(string name) =>
            new(
                null,
                null,
                Branch,
                name,
                "abc 123",
                Mass.FromPounds(3000),
                Volume.FromCubicFeet(350),
                Mass.FromPounds(440),
                CleanDirtyMode.Covered,
                Volume.Zero,
                false,
                Money.FromDollars(0.7m),
                500,
                null
            );

        public Task<Outcome<ShiftRow>> Shift(
            Guid person,
            DateOnly date,
            TimeOnly start,
            TimeOnly end,
            Guid? van = null,
            bool second = false,
            bool onCall = false
        ) =>
            World.Do(
                (KeepShifts k) =>
                    k.Add(new(World.NewId(), new(Branch, person, van, second, date, start, end, null, 0, onCall)), Ct)
            );

        public Task<Outcome<CredentialRow>> Credit(
            Guid person,
            string skill,
            DateOnly from,
            DateOnly? to,
            string number = "1"
        ) =>
            World.Do(
                (KeepCredentials k) => k.Add(new(World.NewId(), new(person, skill, number, "State", from, to)), Ct)
            );
    }

    private static async Task<Depot> Open(World world)
    {
        await world.Do((SeedReference s) => s.Run(Ct));
        return new(
            world,
            (await world.Do((SaveBranch s) => s.Run(new(world.NewId(), SetupTests.Columbus()), Ct))).Must().Id
        );
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_works_twice_at_once_over_midnight_too_and_back_to_back_is_fine(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Open(world);
        var ana = (await depot.Hire("Ana")).Id;
        (await depot.Shift(ana, Tuesday, new(8, 0), new(16, 0))).Must();
        (await depot.Shift(ana, Tuesday, new(16, 0), new(8, 0), onCall: true)).Must();
        (await depot.Shift(ana, Tuesday.AddDays(1), new(8, 0), new(16, 0))).Must();
        Assert.Equal("CRW-001", (await depot.Shift(ana, Tuesday, new(15, 59), new(18, 0))).Refusals.Single().Code);
        Assert.Equal(
            "CRW-001",
            (await depot.Shift(ana, Tuesday.AddDays(1), new(7, 0), new(7, 30))).Refusals.Single().Code
        );
        Assert.Equal(
            "CRW-001",
            (await depot.Shift(ana, Tuesday.AddDays(-1), new(20, 0), new(9, 0))).Refusals.Single().Code
        );
        (await depot.Shift(ana, Tuesday.AddDays(2), new(8, 0), new(16, 0))).Must();
    }

    [Theory, OnBothDatabases]
    public async Task A_van_has_one_driver_at_a_time_and_one_second_beside_him(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Open(world);
        var (ana, ben, cy) = ((await depot.Hire("Ana")).Id, (await depot.Hire("Ben")).Id, (await depot.Hire("Cy")).Id);
        var van = (await depot.Buy("Van 1")).Id;
        Assert.Equal(
            "CRW-003",
            (await depot.Shift(ben, Tuesday, new(8, 0), new(16, 0), van, second: true)).Refusals.Single().Code
        );
        (await depot.Shift(ana, Tuesday, new(8, 0), new(16, 0), van)).Must();
        Assert.Equal("CRW-002", (await depot.Shift(ben, Tuesday, new(15, 0), new(20, 0), van)).Refusals.Single().Code);
        (await depot.Shift(ben, Tuesday, new(8, 0), new(16, 0), van, second: true)).Must();
        Assert.Equal(
            "CRW-002",
            (await depot.Shift(cy, Tuesday, new(8, 0), new(12, 0), van, second: true)).Refusals.Single().Code
        );
        (await depot.Shift(cy, Tuesday, new(16, 0), new(22, 0), van)).Must();
        var crew = (await world.Do((CrewOfDay c) => c.Run(depot.Branch, Tuesday, Ct))).Must();
        Assert.Equal(
            [("Ana Example", false), ("Ben Example", true), ("Cy Example", false)],
            crew.Select(c => (c.Name, c.Second))
        );
        Assert.Equal(new DateTime(2026, 11, 10, 13, 0, 0, DateTimeKind.Utc), crew[0].StartUtc);
        Assert.All(crew, c => Assert.True(c.VehicleFit && c.Vehicle == "Van 1"));
    }

    [Theory, OnBothDatabases]
    public async Task A_van_out_of_service_or_past_its_inspection_and_a_person_who_left_are_not_planned(
        StorageKind kind
    )
    {
        await using var world = await World.Open(kind);
        var depot = await Open(world);
        var ana = (await depot.Hire("Ana")).Id;
        var gone = (await depot.Hire("Gone", Tuesday.AddDays(-1))).Id;
        var due = (await depot.Buy("Due", Tuesday)).Id;
        var off = (await depot.Buy("Off", inService: false)).Id;
        Assert.Equal(
            "CRW-004",
            (await depot.Shift(ana, Tuesday.AddDays(1), new(8, 0), new(9, 0), due)).Refusals.Single().Code
        );
        Assert.Equal("CRW-004", (await depot.Shift(ana, Tuesday, new(8, 0), new(9, 0), off)).Refusals.Single().Code);
        Assert.Equal("CRW-005", (await depot.Shift(gone, Tuesday, new(8, 0), new(9, 0))).Refusals.Single().Code);
        Assert.Equal("end", (await depot.Shift(ana, Tuesday, new(8, 0), new(8, 0))).Refusals.Single().Field);
        Assert.Equal("end", (await depot.Shift(ana, Tuesday, new(4, 0), new(21, 0))).Refusals.Single().Field);
        Assert.Equal("date", (await depot.Shift(ana, DateOnly.MaxValue, new(8, 0), new(9, 0))).Refusals.Single().Field);
        Assert.Equal(
            "personId",
            (await depot.Shift(world.NewId(), Tuesday, new(8, 0), new(9, 0))).Refusals.Single().Field
        );
        (await depot.Shift(ana, Tuesday, new(8, 0), new(9, 0), due)).Must();
    }

    [Theory, OnBothDatabases]
    public async Task Last_week_is_copied_once_without_holidays_and_says_what_stayed_out(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Open(world);
        var (ana, ben) = ((await depot.Hire("Ana")).Id, (await depot.Hire("Ben")).Id);
        var van = (await depot.Buy("Van 1")).Id;
        var monday = new DateOnly(2026, 11, 23);
        Task<Outcome<WeekCopied>> Copy(DateOnly to) =>
            world.Do((KeepShifts k) => k.CopyWeek(new(world.NewId(), new(depot.Branch, to)), Ct));
        Assert.Equal("CRW-009", (await Copy(monday)).Refusals.Single().Code);
        Assert.Equal("GEN-400", (await Copy(monday.AddDays(1))).Refusals.Single().Code);
        for (var day = monday.AddDays(-7); day < monday.AddDays(-2); day = day.AddDays(1))
            (await depot.Shift(ana, day, new(8, 0), new(16, 0), van)).Must();
        (await depot.Shift(ben, monday.AddDays(-7), new(8, 0), new(16, 0), van, second: true)).Must();
        (await world.Do((KeepCalendar k) => k.AddHolidays(new(world.NewId(), new(depot.Branch, 2026)), Ct))).Must();
        var copied = (await Copy(monday)).Must();
        Assert.Equal(5, copied.Copied);
        Assert.Contains("Thanksgiving", Assert.Single(copied.LeftOut), StringComparison.Ordinal);
        var again = (await Copy(monday)).Must();
        Assert.Equal((0, 6), (again.Copied, again.LeftOut.Count));
        var week = await world.Do((KeepShifts k) => k.Find(depot.Branch, monday, monday.AddDays(6), Ct));
        Assert.Equal(5, week.Count);
        Assert.True(week.Single(s => s.PersonId == ben).Second);
        (await world.Do((KeepShifts k) => k.Remove(new(world.NewId(), new(week[0].Id, week[0].Version)), Ct))).Must();
        Assert.Equal(
            "GEN-404",
            (await world.Do((KeepShifts k) => k.Remove(new(world.NewId(), new(week[0].Id, week[0].Version)), Ct)))
                .Refusals.Single()
                .Code
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_withdrawn_credential_still_shows_who_was_qualified_before(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Open(world);
        var ana = (await depot.Hire("Ana")).Id;
        var row = (await depot.Credit(ana, "rt", new(2026, 1, 1), new(2027, 12, 31))).Must();
        Assert.Equal("CRW-007", (await depot.Credit(ana, "rt", new(2027, 12, 31), null)).Refusals.Single().Code);
        Assert.Equal("BRA-004", (await depot.Credit(ana, "wizard", new(2026, 1, 1), null)).Refusals.Single().Code);
        Assert.Equal(
            "validTo",
            (await depot.Credit(ana, "atp", new(2026, 2, 1), new(2026, 1, 1))).Refusals.Single().Field
        );
        Assert.Equal(
            "GEN-404",
            (await depot.Credit(world.NewId(), "atp", new(2026, 2, 1), null)).Refusals.Single().Code
        );
        Task<Outcome<CredentialRow>> Revoke(int version, DateOnly from) =>
            world.Do((KeepCredentials k) => k.Revoke(new(world.NewId(), new(row.Id, version, from)), Ct));
        Assert.Equal("GEN-409", (await Revoke(9, Tuesday)).Refusals.Single().Code);
        Assert.Equal("from", (await Revoke(row.Version, new(2025, 1, 1))).Refusals.Single().Field);
        var gone = (await Revoke(row.Version, Tuesday)).Must();
        Assert.Equal("CRW-006", (await Revoke(gone.Version, Tuesday)).Refusals.Single().Code);
        Task<IReadOnlyList<CredentialRow>> Who(DateOnly day) =>
            world.Do((WhoWasQualified w) => w.Run("rt", day, depot.Branch, Ct));
        Assert.Equal("Ana Example", Assert.Single(await Who(Tuesday.AddDays(-1))).Person);
        Assert.Empty(await Who(Tuesday));
        (await depot.Credit(ana, "rt", Tuesday.AddDays(5), null)).Must();
        Assert.Equal(2, (await world.Do((FindCredentials f) => f.Run(new(PersonId: ana), Ct))).Total);
    }

    [Theory, OnBothDatabases]
    public async Task What_runs_out_is_listed_by_its_day_unless_a_renewal_is_on_file(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Open(world);
        var (ana, ben, left) = (
            (await depot.Hire("Ana")).Id,
            (await depot.Hire("Ben")).Id,
            (await depot.Hire("Left", Tuesday.AddDays(-3))).Id
        );
        foreach (var (who, days) in new[] { (ana, 30), (ben, 60), (left, 10) })
            (await depot.Credit(who, "dme-tech", new(2026, 1, 1), Tuesday.AddDays(days))).Must();
        (await depot.Credit(ana, "hazmat", new(2026, 1, 1), Tuesday.AddDays(-1))).Must();
        async Task<List<string>> Within(int days) =>
            [
                .. (await world.Do((FindCredentials f) => f.Run(new(ExpiringWithin: days), Ct))).Items.Select(c =>
                    c.Person
                ),
            ];
        Assert.Empty(await Within(29));
        Assert.Equal(["Ana Example"], await Within(30));
        Assert.Equal(["Ana Example", "Ben Example"], await Within(90));
        (await depot.Credit(ana, "dme-tech", Tuesday.AddDays(31), new(2028, 1, 1))).Must();
        Assert.Equal(["Ben Example"], await Within(90));
        Assert.Equal(
            "Ana Example",
            (await world.Do((FindPeople f) => f.Run(new(Text: "ana ex", Skill: "dme-tech"), Ct)))
                .Items.Single()
                .Person.Name
        );
        Assert.Empty((await world.Do((FindPeople f) => f.Run(new(Text: "left"), Ct))).Items);
    }

    [Theory, OnBothDatabases]
    public async Task Another_branch_finds_neither_people_nor_their_credentials(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Open(world);
        var ana = await depot.Hire("Ana");
        (await depot.Credit(ana.Id, "rt", new(2026, 1, 1), Tuesday.AddDays(5))).Must();
        var stranger = new Actor(ActorKind.Person, world.NewId(), "Stranger")
        {
            Branches = [world.NewId()],
            Permissions = May.All,
        };
        Assert.Empty((await world.Do((FindPeople f) => f.Run(new(), Ct), stranger)).Items);
        Assert.Equal(0, (await world.Do((FindCredentials f) => f.Run(new(), Ct), stranger)).Total);
        Assert.Empty(await world.Do((WhoWasQualified w) => w.Run("rt", Tuesday, null, Ct), stranger));
        Assert.Equal(
            "GEN-404",
            (await world.Do((CrewOfDay c) => c.Run(depot.Branch, Tuesday, Ct), stranger)).Refusals.Single().Code
        );
        var credential = (await world.Do((FindCredentials f) => f.Run(new(), Ct))).Items.Single();
        Assert.Equal(
            "GEN-404",
            (
                await world.Do(
                    (KeepCredentials k) =>
                        k.Revoke(new(world.NewId(), new(credential.Id, credential.Version, Tuesday)), Ct),
                    stranger
                )
            )
                .Refusals.Single()
                .Code
        );
    }

    [Theory, OnBothDatabases]
    public async Task A_vehicle_with_impossible_figures_is_refused_field_by_field(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var depot = await Open(world);
        Task<Outcome<VehicleRow>> Save(VehicleToSave wish) =>
            world.Do((SaveVehicle s) => s.Run(new(world.NewId(), wish), Ct));
        var van = (await Save(depot.Van("Van 1"))).Must();
        Assert.Equal("ABC 123", van.Plate);
        Assert.Equal("CRW-008", (await Save(depot.Van("Van 1"))).Refusals.Single().Code);
        Assert.Equal(
            "GEN-409",
            (await Save(depot.Van("Van 1") with { Id = van.Id, Version = 5 })).Refusals.Single().Code
        );
        var bad = depot.Van("") with
        {
            Payload = Mass.Zero,
            HazmatLimit = Mass.FromPounds(500),
            DirtyBay = Volume.FromCubicFeet(500),
            CostPerMile = new(-1),
            InspectionDue = DateOnly.MinValue,
        };
        Assert.Equal(
            ["name", "payload", "hazmatLimit", "dirtyBay", "costPerMile", "inspectionDue"],
            (await Save(bad)).Refusals.Select(r => r.Field)
        );
        Assert.Equal(
            "dirtyBay",
            (await Save(depot.Van("Van 2") with { CleanDirty = CleanDirtyMode.SeparateBays })).Refusals.Single().Field
        );
        Assert.Equal(1, await world.Look(db => db.Vehicles.CountAsync()));
    }
}
