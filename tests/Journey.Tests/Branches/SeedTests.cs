using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Tests.Branches;

public sealed class SeedTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    private static Task<Seeded> Seed(World world) => world.Do((SeedReference s) => s.Run(Ct));

    private static Task<IReadOnlyList<DocumentNeeded>> Needed(World world, string hcpcs, string payer, DateOnly day) =>
        world.Do((DocumentRules r) => r.For(hcpcs, payer, day, Ct));

    [Theory, OnBothDatabases]
    public async Task Reference_data_is_there_after_the_first_start_and_a_second_start_adds_nothing(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var first = await Seed(world);
        Assert.True(first.Items >= 45, $"{first.Items} items");
        Assert.Equal(5, first.Kits);
        var commands = await world.Look(db => db.Commands.CountAsync());
        Assert.Equal(new Seeded(0, 0, 0, 0), await Seed(world));
        Assert.Equal(commands, await world.Look(db => db.Commands.CountAsync()));
        Assert.Equal(first.Items, await world.Look(db => db.Items.CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task Two_nodes_that_start_at_once_seed_once(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Seed(world)));
        Assert.Equal(
            await world.Look(db => db.Items.CountAsync()),
            await world.Look(db => db.Items.Select(i => i.Code).Distinct().CountAsync())
        );
        Assert.Equal(5, await world.Look(db => db.Kits.CountAsync()));
        Assert.Equal(
            await world.Look(db => db.DocumentRules.CountAsync()),
            await world.Look(db =>
                db.DocumentRules.Select(r => new
                    {
                        r.Hcpcs,
                        r.Payer,
                        r.Document,
                        r.From,
                    })
                    .Distinct()
                    .CountAsync()
            )
        );
    }

    [Theory, OnBothDatabases]
    public async Task What_the_house_changed_or_ended_stays_so_after_a_restart(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        await Seed(world);
        await world.Look(async db =>
        {
            (await db.Items.SingleAsync(i => i.Code == "CONC-5")).Name = "Our concentrator";
            (await db.CodeLists.SingleAsync(c => c.List == "wopd" && c.Code == "E1390")).To = new(2026, 12, 31);
            db.Remove(await db.Accessories.FirstAsync());
            return await db.SaveChangesAsync();
        });
        var fits = await world.Look(db => db.Accessories.CountAsync());
        Assert.Equal(new Seeded(0, 0, 0, 0), await Seed(world));
        Assert.Equal(
            "Our concentrator",
            await world.Look(db => db.Items.Where(i => i.Code == "CONC-5").Select(i => i.Name).SingleAsync())
        );
        Assert.Equal(fits, await world.Look(db => db.Accessories.CountAsync()));
        Assert.Equal(1, await world.Look(db => db.CodeLists.CountAsync(c => c.List == "wopd" && c.Code == "E1390")));
    }

    [Theory, OnBothDatabases]
    public async Task Every_seeded_code_points_to_something_that_exists(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        await Seed(world);
        var day = new DateOnly(2026, 11, 10);
        var skills = (await world.Do((CodeLists c) => c.On(CodeLists.Skill, day, Ct))).Select(r => r.Code).ToHashSet();
        var families = (await world.Do((CodeLists c) => c.On(CodeLists.Family, day, Ct)))
            .Select(r => r.Code)
            .ToHashSet();
        var items = await world.Look(db => db.Items.ToListAsync());
        Assert.All(items, i => Assert.All(i.SkillsNeeded(), s => Assert.Contains(s, skills)));
        Assert.All(items, i => Assert.Contains(i.Family, families));
        var ids = items.Select(i => i.Id).ToHashSet();
        Assert.All(
            await world.Look(db => db.Kits.ToListAsync()),
            k => Assert.All(k.Lines, l => Assert.Contains(l.ItemId, ids))
        );
        Assert.All(
            await world.Look(db => db.Accessories.ToListAsync()),
            a => Assert.True(ids.Contains(a.ItemId) && ids.Contains(a.AccessoryId))
        );
        Assert.All(await world.Look(db => db.CodeLists.ToListAsync()), r => Assert.NotEmpty(r.Source));
        Assert.All(await world.Look(db => db.DocumentRules.ToListAsync()), r => Assert.NotEmpty(r.Source));
    }

    [Theory, OnBothDatabases]
    public async Task Oxygen_needs_its_written_order_before_the_van_leaves_from_13_April_2026_and_not_a_day_before(
        StorageKind kind
    )
    {
        await using var world = await World.Open(kind);
        await Seed(world);
        foreach (var code in new[] { "E0424", "E0431", "E0433", "E0434", "E0439", "E1390", "E1391" })
        {
            var before = await Needed(world, code, "medicare", new(2026, 4, 12));
            var after = await Needed(world, code, "medicare", new(2026, 4, 13));
            Assert.DoesNotContain(before, d => d.NeededBy == NeededBy.Dispatch);
            Assert.Equal(
                [DocumentKind.WrittenOrderPriorToDelivery, DocumentKind.FaceToFace],
                after.Where(d => d.NeededBy == NeededBy.Dispatch).Select(d => d.Document)
            );
            Assert.Equal(183, after.Single(d => d.Document == DocumentKind.FaceToFace).MaxAgeDays);
        }
        Assert.DoesNotContain(
            await Needed(world, "E1392", "medicare", new(2026, 5, 1)),
            d => d.NeededBy == NeededBy.Dispatch
        );
        Assert.DoesNotContain(
            await Needed(world, "E1390", "aetna", new(2026, 5, 1)),
            d => d.Document == DocumentKind.WrittenOrderPriorToDelivery
        );
    }

    [Theory, OnBothDatabases]
    public async Task Power_chairs_and_group_2_surfaces_need_prior_authorisation_a_walker_only_its_order_before_the_claim(
        StorageKind kind
    )
    {
        await using var world = await World.Open(kind);
        await Seed(world);
        var day = new DateOnly(2026, 11, 10);
        Assert.Contains(
            await Needed(world, "K0823", "medicare", day),
            d => d is { Document: DocumentKind.PriorAuthorisation, NeededBy: NeededBy.Dispatch }
        );
        Assert.Contains(
            await Needed(world, "E0277", "medicare", day),
            d => d.Document == DocumentKind.PriorAuthorisation
        );
        Assert.Contains(
            await Needed(world, "A7030", "medicare", day),
            d => d is { Document: DocumentKind.RefillConfirmation, MaxAgeDays: 30 }
        );
        var walker = Assert.Single(await Needed(world, "E0143", "medicare", day));
        Assert.Equal((DocumentKind.StandardWrittenOrder, NeededBy.Claim), (walker.Document, walker.NeededBy));
        Assert.Empty(await Needed(world, "E0143", "hospice-per-diem", day));
        Assert.Single(await Needed(world, "", "medicare", day));
    }

    [Theory, OnBothDatabases]
    public async Task A_rule_of_the_payer_goes_before_the_rule_for_all_and_an_ended_rule_stops(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        DocumentRule Rule(string hcpcs, string payer, int? age, DateOnly? to = null) =>
            new()
            {
                Id = world.NewId(),
                Hcpcs = hcpcs,
                Payer = payer,
                Document = DocumentKind.FaceToFace,
                NeededBy = NeededBy.Dispatch,
                MaxAgeDays = age,
                From = new(2026, 1, 1),
                To = to,
                Source = "test",
            };
        await world.Given(
            Rule("*", "*", 1),
            Rule("E13*", "*", 2),
            Rule("*", "anthem", 3),
            Rule("E1390", "anthem", 4, new(2026, 6, 30))
        );
        async Task<int?> Age(string hcpcs, string payer, DateOnly day) =>
            (await Needed(world, hcpcs, payer, day)).SingleOrDefault()?.MaxAgeDays;
        Assert.Equal(4, await Age("E1390", "anthem", new(2026, 6, 30)));
        Assert.Equal(3, await Age("E1390", "anthem", new(2026, 7, 1)));
        Assert.Equal(2, await Age("E1390", "medicare", new(2026, 7, 1)));
        Assert.Equal(1, await Age("K0001", "medicare", new(2026, 7, 1)));
        Assert.Null(await Age("K0001", "medicare", new(2025, 12, 31)));
    }

    [Theory, OnBothDatabases]
    public async Task A_code_holds_from_its_first_day_to_its_last_both_counted(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        await world.Given(
            new CodeListRow
            {
                Id = world.NewId(),
                List = "payer",
                Code = "x",
                Text = "X",
                From = new(2026, 3, 1),
                To = new(2026, 3, 31),
                Source = "test",
                Data = """{"nextStep":"Retry"}""",
            }
        );
        foreach (
            var (day, there) in new[]
            {
                (new DateOnly(2026, 2, 28), false),
                (new(2026, 3, 1), true),
                (new(2026, 3, 31), true),
                (new(2026, 4, 1), false),
            }
        )
        {
            Assert.Equal(there, (await world.Do((CodeLists c) => c.On("payer", day, Ct))).Count == 1);
            Assert.Equal(there, await world.Do((CodeLists c) => c.Find("payer", "x", day, Ct)) is not null);
        }
        Assert.Equal(
            "Retry",
            (await world.Do((CodeLists c) => c.Find("payer", "x", new(2026, 3, 1), Ct)))!.As<Step>().NextStep
        );
    }

    private sealed record Step(string NextStep);
}
