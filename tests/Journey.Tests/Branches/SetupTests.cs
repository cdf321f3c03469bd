using Homeward.Field;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Tests.Branches;

public sealed class SetupTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private const string Square =
        """{"type":"Polygon","coordinates":[[[-83,39.9],[-82.9,39.9],[-82.9,40],[-83,40],[-83,39.9]]]}""";

    internal static BranchToSave Columbus(string code = "COL") =>
        new(
            null,
            null,
            code,
            "Columbus",
            "America/New_York",
            "614-555-0100",
            "1 Main St",
            "Columbus",
            "OH",
            "43215",
            39.96,
            -83,
            new(8, 0),
            new(17, 0),
            [DayOfWeek.Monday]
        );

    private static async Task<Outcome<BranchRow>> Save(World world, BranchToSave wish, Actor? actor = null) =>
        await world.Do((SaveBranch s) => s.Run(new(world.NewId(), wish), Ct), actor);

    private static ItemToSave Item(string code = "NEW-1") =>
        new(
            null,
            null,
            code,
            "New item",
            "E1390",
            "",
            "",
            "",
            null,
            "oxygen",
            Mass.FromPounds(30),
            Volume.FromCubicFeet(4),
            WorkTime.FromMinutes(30),
            WorkTime.FromMinutes(10),
            "oxygen-tech",
            1,
            Mass.Zero,
            Tracking.Serial,
            true,
            true,
            true,
            Urgency.Stat,
            null,
            false
        );

    [Theory, OnBothDatabases]
    public async Task A_branch_is_opened_changed_and_a_stale_change_is_refused(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var made = (await Save(world, Columbus())).Must();
        var changed = (
            await Save(world, Columbus() with { Id = made.Id, Version = made.Version, Name = "Columbus East" })
        ).Must();
        Assert.Equal(made.Version + 1, changed.Version);
        Assert.Equal("Columbus East", (await world.Do((FindBranches f) => f.One(made.Id, Ct)))!.Name);
        Assert.Equal(
            "GEN-409",
            (await Save(world, Columbus() with { Id = made.Id, Version = made.Version })).Refusals.Single().Code
        );
        Assert.Equal("BRA-001", (await Save(world, Columbus("col"))).Refusals.Single().Code);
        Assert.Equal(changed.Version, (await world.Do((FindBranches f) => f.One(made.Id, Ct)))!.Version);
    }

    [Theory, OnBothDatabases]
    public async Task Everything_wrong_with_a_branch_comes_back_at_once_with_its_field(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var bad = Columbus() with
        {
            Code = "a b",
            Name = new string('x', 10_000_000),
            TimeZone = "Mars/Base",
            Zip = "4321",
            Latitude = 900,
            ClosesAt = new(7, 0),
            OpenDays = [],
        };
        var refusals = (await Save(world, bad)).Refusals;
        Assert.Equal(
            ["code", "name", "timeZone", "zip", "latitude", "closesAt", "openDays"],
            refusals.Select(r => r.Field)
        );
        Assert.All(refusals, r => Assert.NotEmpty(r.ToDo));
        Assert.Contains(
            "latitude",
            (await Save(world, Columbus() with { Latitude = 0, Longitude = 0 })).Refusals.Select(r => r.Field)
        );
        Assert.Contains(
            "latitude",
            (await Save(world, Columbus() with { Latitude = 90.01 })).Refusals.Select(r => r.Field)
        );
        Assert.Equal(0, await world.Look(db => db.Branches.CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task A_clerk_of_another_branch_neither_sees_nor_changes_this_one_and_none_without_the_right(
        StorageKind kind
    )
    {
        await using var world = await World.Open(kind);
        var made = (await Save(world, Columbus())).Must();
        var stranger = new Actor(ActorKind.Person, world.NewId(), "Stranger")
        {
            Branches = [world.NewId()],
            Permissions = May.All,
        };
        var reader = new Actor(ActorKind.Person, world.NewId(), "Reader")
        {
            Branches = [made.Id],
            Permissions = new HashSet<string> { May.ReadSetup },
        };
        Assert.Equal(
            "GEN-404",
            (await Save(world, Columbus() with { Id = made.Id, Version = 0 }, stranger)).Refusals.Single().Code
        );
        Assert.Equal("GEN-403", (await Save(world, Columbus("DAY"), stranger)).Refusals.Single().Code);
        Assert.Equal(
            "GEN-403",
            (await Save(world, Columbus() with { Id = made.Id, Version = 0 }, reader)).Refusals.Single().Code
        );
        Assert.Empty((await world.Do((FindBranches f) => f.Run(new(), Ct), stranger)).Items);
        Assert.Null(await world.Do((FindBranches f) => f.One(made.Id, Ct), stranger));
        Assert.Single((await world.Do((FindBranches f) => f.Run(new(), Ct), reader)).Items);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("not json", "not GeoJSON")]
    [InlineData("[]", "not a Polygon")]
    [InlineData("""{"type":"Point","coordinates":[1,2]}""", "not a Polygon")]
    [InlineData("""{"type":"Polygon","coordinates":[]}""", "no ring")]
    [InlineData("""{"type":"Polygon","coordinates":[[]]}""", "")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}""", "not closed")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,0]]]}""", "four points")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}""", "self")]
    [InlineData(
        """{"type":"Polygon","coordinates":[[[39.9,-183],[40,-183],[40,-182],[39.9,-183]]]}""",
        "not on the earth"
    )]
    [InlineData("""{"type":"Polygon","coordinates":[[["a",0],[1,0],[1,1],["a",0]]]}""", "two numbers")]
    [InlineData("""{"type":"Polygon"}""", "not GeoJSON")]
    [InlineData("""{"type":"FeatureCollection","features":[]}""", "exactly one")]
    public void A_shape_that_cannot_be_a_zone_says_why(string geoJson, string why)
    {
        var (shape, fault) = ZoneShape.Read(geoJson);
        Assert.Null(shape);
        Assert.Contains(why, fault, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_zone_holds_the_places_inside_it_and_its_hole_is_outside(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var branch = (await Save(world, Columbus())).Must();
        Task<Outcome<ZoneRow>> Draw(string name, string shape, Guid? id = null, int? version = null) =>
            world.Do(
                (SaveZone s) =>
                    s.Run(
                        new(world.NewId(), new(id, version, branch.Id, name, "#112233", shape, [DayOfWeek.Tuesday])),
                        Ct
                    )
            );
        var zone = (await Draw("North", $$"""{"type":"Feature","properties":{},"geometry":{{Square}}}""")).Must();
        Assert.Equal(zone.Id, (await world.Do((FindZones f) => f.At(branch.Id, 39.95, -82.95, Ct)))!.Id);
        Assert.Null(await world.Do((FindZones f) => f.At(branch.Id, 41, -82.95, Ct)));
        Assert.Equal("BRA-001", (await Draw("North", Square)).Refusals.Single().Code);
        Assert.Equal("BRA-002", (await Draw("South", "{}")).Refusals.Single().Code);
        const string holed =
            """{"type":"Polygon","coordinates":[[[-83,39],[-82,39],[-82,40],[-83,40],[-83,39]],[[-82.6,39.4],[-82.4,39.4],[-82.4,39.6],[-82.6,39.6],[-82.6,39.4]]]}""";
        (await Draw("North", holed, zone.Id, zone.Version)).Must();
        Assert.Null(await world.Do((FindZones f) => f.At(branch.Id, 39.5, -82.5, Ct)));
        Assert.NotNull(await world.Do((FindZones f) => f.At(branch.Id, 39.1, -82.9, Ct)));
        Assert.Equal(
            "GEN-409",
            (await world.Do((RemoveZone r) => r.Run(new(world.NewId(), new(zone.Id, zone.Version)), Ct)))
                .Refusals.Single()
                .Code
        );
        (await world.Do((RemoveZone r) => r.Run(new(world.NewId(), new(zone.Id, zone.Version + 1)), Ct))).Must();
        Assert.Empty((await world.Do((FindZones f) => f.Run(branch.Id, new(), Ct))).Items);
    }

    [Theory, OnBothDatabases]
    public async Task Holidays_of_a_year_close_the_branch_and_keep_what_is_there(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var branch = (await Save(world, Columbus())).Must();
        (
            await world.Do(
                (KeepCalendar k) =>
                    k.Save(
                        new(world.NewId(), new(branch.Id, new(2026, 11, 26), "Short day", new(8, 0), new(12, 0))),
                        Ct
                    )
            )
        ).Must();
        (await world.Do((KeepCalendar k) => k.AddHolidays(new(world.NewId(), new(branch.Id, 2026)), Ct))).Must();
        (await world.Do((KeepCalendar k) => k.AddHolidays(new(world.NewId(), new(branch.Id, 2026)), Ct))).Must();
        var days = await world.Do((KeepCalendar k) => k.Find(branch.Id, new(2026, 1, 1), new(2026, 12, 31), Ct));
        Assert.Equal(
            [
                new(2026, 1, 1),
                new(2026, 5, 25),
                new(2026, 7, 4),
                new(2026, 9, 7),
                new(2026, 11, 26),
                new DateOnly(2026, 12, 25),
            ],
            days.Select(d => d.Date)
        );
        Assert.Equal("Short day", days[4].Name);
        Assert.Equal(
            "GEN-400",
            (
                await world.Do(
                    (KeepCalendar k) =>
                        k.Save(new(world.NewId(), new(branch.Id, new(2026, 1, 2), "X", new(9, 0), null)), Ct)
                )
            )
                .Refusals.Single()
                .Code
        );
        Assert.Equal(
            "GEN-404",
            (await world.Do((KeepCalendar k) => k.Remove(new(world.NewId(), new(branch.Id, new(2027, 1, 2))), Ct)))
                .Refusals.Single()
                .Code
        );
    }

    [Theory, OnBothDatabases]
    public async Task An_item_is_added_fitted_retired_and_refused_with_unknown_codes(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        await world.Do((SeedReference s) => s.Run(Ct));
        Task<Outcome<ItemRow>> Keep(ItemToSave wish) => world.Do((SaveItem s) => s.Run(new(world.NewId(), wish), Ct));
        var item = (await Keep(Item())).Must();
        var cannula = (await world.Do((FindItems f) => f.Run(new("CANNULA"), Ct))).Items[0];
        Task<Outcome<Done>> Fit(params FitToSave[] fits) =>
            world.Do((FitAccessories f) => f.Run(new(world.NewId(), new(item.Id, [.. fits])), Ct));
        (await Fit(new FitToSave(cannula.Id, true))).Must();
        Assert.True((await world.Do((FitAccessories f) => f.Show(item.Id, Ct)))!.Accessories.Single().Required);
        Assert.Equal("BRA-005", (await Fit(new FitToSave(item.Id, true))).Refusals.Single().Code);
        Assert.Equal("GEN-404", (await Fit(new FitToSave(world.NewId(), true))).Refusals.Single().Code);
        (await Fit()).Must();
        Assert.Empty((await world.Do((FitAccessories f) => f.Show(item.Id, Ct)))!.Accessories);
        var bad = await Keep(
            Item("NEW-2") with
            {
                Skill = "wizard",
                Family = "magic",
                Hcpcs = "13",
                Gtin = "00012345678906",
                Crew = 0,
                SupplyDays = 0,
                HazmatGross = Mass.FromPounds(40),
                Setup = new(-1),
            }
        );
        Assert.Equal(
            ["crew", "family", "gtin", "hazmatGross", "hcpcs", "setup", "skill", "supplyDays"],
            bad.Refusals.Select(r => r.Field!).Order(StringComparer.Ordinal)
        );
        (await Keep(Item("NEW-3") with { Gtin = "00012345678905" })).Must();
        (await Keep(Item() with { Id = item.Id, Version = item.Version, Active = false })).Must();
        Assert.DoesNotContain((await world.Do((FindItems f) => f.Run(new("NEW"), Ct))).Items, i => i.Id == item.Id);
        Assert.Contains(
            (await world.Do((FindItems f) => f.Run(new("NEW", Active: null), Ct))).Items,
            i => i.Id == item.Id
        );
        var kit = await world.Do(
            (SaveKit s) => s.Run(new(world.NewId(), new(null, null, "K", "Kit", [new() { ItemId = item.Id }])), Ct)
        );
        Assert.Equal("BRA-007", kit.Refusals.Single().Code);
        Assert.Equal(
            ["lines"],
            (
                await world.Do((SaveKit s) => s.Run(new(world.NewId(), new(null, null, "K", "Kit", [])), Ct))
            ).Refusals.Select(r => r.Field)
        );
        Assert.Equal(
            2,
            (
                await world.Do(
                    (SaveKit s) =>
                        s.Run(
                            new(
                                world.NewId(),
                                new(null, null, "K", "Kit", [new() { ItemId = cannula.Id, Quantity = 2 }])
                            ),
                            Ct
                        )
                )
            )
                .Must()
                .Lines.Single()
                .Quantity
        );
    }

    [Theory, OnBothDatabases]
    public async Task Two_rows_of_a_code_may_not_hold_on_one_day_and_an_ended_row_leaves_room(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        Task<Outcome<CodeRow>> Add(DateOnly from, DateOnly? to, string data = "") =>
            world.Do(
                (KeepCodeLists k) =>
                    k.Add(new(world.NewId(), new("payer", "acme", "Acme", from, to, "contract", data)), Ct)
            );
        var row = (await Add(new(2026, 1, 1), null)).Must();
        Assert.Equal("BRA-003", (await Add(new(2030, 1, 1), null)).Refusals.Single().Code);
        Assert.Equal("BRA-003", (await Add(new(2025, 1, 1), new(2026, 1, 1))).Refusals.Single().Code);
        (await Add(new(2025, 1, 1), new(2025, 12, 31))).Must();
        Assert.Equal("GEN-400", (await Add(new(2024, 5, 1), new(2024, 4, 1))).Refusals.Single().Code);
        Assert.Equal("data", (await Add(new(2024, 1, 1), new(2024, 1, 1), "[1]")).Refusals.Single().Field);
        Assert.Equal("from", (await Add(DateOnly.MinValue, DateOnly.MinValue)).Refusals[0].Field);
        Task<Outcome<CodeRow>> End(Guid id, int version, DateOnly last) =>
            world.Do((KeepCodeLists k) => k.End(new(world.NewId(), new(id, version, last)), Ct));
        Assert.Equal("GEN-400", (await End(row.Id, row.Version, new(2025, 1, 1))).Refusals.Single().Code);
        Assert.Equal("GEN-409", (await End(row.Id, 7, new(2026, 12, 31))).Refusals.Single().Code);
        var ended = (await End(row.Id, row.Version, new(2026, 12, 31))).Must();
        (await Add(new(2027, 1, 1), null, """{"kind":"commercial"}""")).Must();
        world.Clock.Advance(TimeSpan.FromDays(400));
        Assert.Equal("BRA-006", (await End(row.Id, ended.Version, new(2028, 1, 1))).Refusals.Single().Code);
    }

    [Theory, OnBothDatabases]
    public async Task A_code_added_to_the_wopd_list_stops_dispatch_from_its_first_day(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        await world.Do((SeedReference s) => s.Run(Ct));
        (
            await world.Do(
                (KeepCodeLists k) =>
                    k.Add(
                        new(
                            world.NewId(),
                            new("wopd", "E1392", "Portable concentrator", new(2027, 1, 1), null, "CMS notice", null)
                        ),
                        Ct
                    )
            )
        ).Must();
        async Task<bool> Stops(DateOnly day) =>
            (await world.Do((DocumentRules r) => r.For("E1392", "medicare", day, Ct))).Any(d =>
                d.Document == DocumentKind.WrittenOrderPriorToDelivery
            );
        Assert.False(await Stops(new(2026, 12, 31)));
        Assert.True(await Stops(new(2027, 1, 1)));
        Task<Outcome<RuleRow>> Rule(string hcpcs, string payer) =>
            world.Do(
                (KeepDocumentRules k) =>
                    k.Add(
                        new(
                            world.NewId(),
                            new(
                                hcpcs,
                                payer,
                                DocumentKind.Other,
                                NeededBy.Claim,
                                null,
                                new(2026, 1, 1),
                                null,
                                "contract"
                            )
                        ),
                        Ct
                    )
            );
        var rule = (await Rule("e0601", "aetna")).Must();
        Assert.Equal("BRA-003", (await Rule("E0601", "aetna")).Refusals.Single().Code);
        Assert.Equal("BRA-004", (await Rule("E0601", "nobody")).Refusals.Single().Code);
        Assert.Equal("hcpcs", (await Rule("**", "*")).Refusals.Single().Field);
        (
            await world.Do(
                (KeepDocumentRules k) => k.End(new(world.NewId(), new(rule.Id, rule.Version, new(2026, 11, 10))), Ct)
            )
        ).Must();
        Assert.Contains(
            await world.Do((DocumentRules r) => r.For("E0601", "aetna", new(2026, 11, 10), Ct)),
            d => d.Document == DocumentKind.Other
        );
        Assert.DoesNotContain(
            await world.Do((DocumentRules r) => r.For("E0601", "aetna", new(2026, 11, 11), Ct)),
            d => d.Document == DocumentKind.Other
        );
    }
}
