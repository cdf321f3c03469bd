using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Tests.Branches;

public sealed class BranchRulesTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly DateOnly Today = new(2026, 11, 10);

    [Theory, OnBothDatabases]
    public async Task The_branchs_word_wins_over_the_centres_from_its_day_on_and_a_past_day_reads_as_it_read(
        StorageKind kind
    )
    {
        await using var world = await World.Open(kind);
        var (one, two) = (await Branch(world, "COL"), await Branch(world, "DAY"));
        var rule = KnownRules.SameTime;
        Task<int> On(Guid branch, DateOnly day) =>
            world.Do<BranchRules, int>(async r => (await r.On(branch, day, Ct)).Number(rule));
        Assert.Equal(5, await On(one, Today));
        (await Say(world, rule, null, "10", Today)).Must();
        (await Say(world, rule, one, "20", Today.AddDays(2))).Must();
        Assert.Equal(
            (10, 10, 20),
            (await On(one, Today), await On(two, Today.AddDays(2)), await On(one, Today.AddDays(2)))
        );
        Assert.Equal(5, await On(one, Today.AddDays(-1)));
        (await Say(world, rule, one, null, Today.AddDays(5))).Must();
        Assert.Equal((20, 10), (await On(one, Today.AddDays(4)), await On(one, Today.AddDays(5))));
        var shown = (
            await world.Do<ShowBranchRules, Outcome<IReadOnlyList<RuleStanding>>>(s => s.Run(one, Today.AddDays(3), Ct))
        )
            .Must()
            .Single(r => r.Key == rule.Key);
        Assert.Equal(("20", "branch", "10", "Test"), (shown.Value, shown.Set, shown.Central!.Value, shown.Branch!.By));
        Assert.Null(Assert.Single(shown.Coming).Value);
        Assert.Equal(3, (await world.Do<ShowBranchRules, IReadOnlyList<RuleSaid>>(s => s.History(rule.Key, Ct))).Count);
        Assert.Equal(3, await world.Look(db => db.Audit.CountAsync(a => a.Subject == nameof(BranchRule))));
    }

    [Theory, OnBothDatabases]
    public async Task Values_out_of_range_past_days_and_other_peoples_branches_are_refused(StorageKind kind)
    {
        await using var world = await World.Open(kind);
        var branch = await Branch(world, "COL");
        async Task<string> Code(
            KnownRule rule,
            string? value,
            DateOnly? from = null,
            Actor? actor = null,
            Guid? at = null
        ) => (await Say(world, rule, at ?? branch, value, from ?? Today, actor)).Refusals.Single().Code;
        Assert.Equal("BRA-008", await Code(KnownRules.SameTime, "31"));
        Assert.Equal("BRA-008", await Code(KnownRules.SameTime, "soon"));
        Assert.Equal("BRA-008", await Code(KnownRules.StockStops, "maybe"));
        Assert.Equal("BRA-008", await Code(KnownRules.EmergencyPhone, "911"));
        Assert.Equal("BRA-009", await Code(KnownRules.SameTime, "3", Today.AddDays(-1)));
        Assert.Equal("GEN-404", await Code(KnownRules.SameTime, "3", at: world.NewId()));
        var local = Actor.System with { AllBranches = false, Branches = [branch] };
        Assert.Equal(
            "GEN-403",
            (await Say(world, KnownRules.SameTime, null, "3", Today, local)).Refusals.Single().Code
        );
        (await Say(world, KnownRules.SameTime, branch, "3", Today, local)).Must();
        var reader = local with { Permissions = new HashSet<string>([May.ReadSetup]) };
        Assert.Equal("GEN-403", await Code(KnownRules.SameTime, "3", actor: reader));
        Assert.Equal(1, await world.Look(db => db.BranchRules.CountAsync()));
    }

    [Theory]
    [InlineData("39.9, -83.1\n39.9, -82.9\n40.1, -82.9\n40.1, -83.1", null)]
    [InlineData("39.9;-83.1\n39.9;-82.9\n40.1;-82.9\n39.9;-83.1\n", null)]
    [InlineData("39.9, -83.1\n40.1, -82.9\n39.9, -82.9\n40.1, -83.1", "self-intersection")]
    [InlineData("39.9, -83.1\n40.1, -82.9", "three corners")]
    [InlineData("-83.1, 39.9\n-82.9, 39.9\n-200, 40.1", "line 3")]
    [InlineData("139.9, -83.1\n39.9, -82.9\n40.1, -82.9", "line 1 is not on the earth")]
    [InlineData("39.9 -83.1\nhere\n40.1 -82.9", "line 2")]
    public void A_zone_may_be_a_list_of_corners_and_a_bad_one_says_where(string corners, string? why)
    {
        var (shape, fault) = ZoneShape.Read(corners);
        if (why is null)
            Assert.True(shape!.Holds(39.95, -82.95), fault);
        else
            Assert.Contains(why, fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[[[0,0],[4,4],[4,0],[0,4],[0,0]]]", "self-intersection")]
    [InlineData("[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[6,6],[7,6],[7,7],[6,7],[6,6]]]", "hole")]
    [InlineData("[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[1,5],[2,5],[2,1],[1,1]]]", "self-intersection")]
    [InlineData("[[[0,0],[4,0],[0,0]]]", "four points")]
    [InlineData("[[[0,0],[190,0],[190,4],[0,4],[0,0]]]", "not on the earth")]
    [InlineData("[[[0,0],[4,0],[4,4],[0,4]]]", "not closed")]
    public void A_polygon_that_crosses_itself_or_has_a_stray_hole_is_refused_with_the_place(string rings, string why)
    {
        var (shape, fault) = ZoneShape.Read($$"""{"type":"Polygon","coordinates":{{rings}}}""");
        Assert.Null(shape);
        Assert.Contains(why, fault, StringComparison.Ordinal);
    }

    private static Task<Outcome<RuleSaid>> Say(
        World world,
        KnownRule rule,
        Guid? branch,
        string? value,
        DateOnly from,
        Actor? actor = null
    ) =>
        world.Do<SayBranchRule, Outcome<RuleSaid>>(
            s => s.Run(new(world.NewId(), new(rule.Key, branch, value, from, "Test")), Ct),
            actor
        );

    private static async Task<Guid> Branch(World world, string code)
    {
        var branch = new Branch
        {
            Id = world.NewId(),
            Code = code,
            Name = code,
        };
        await world.Given(branch);
        return branch.Id;
    }
}
