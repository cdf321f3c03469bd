using Homeward.Routing.Tests.Optimal;

namespace Homeward.Routing.Tests;

/// <summary>What the verb Solve promises, on days whose visits hang together.</summary>
public sealed class SolveWithPairs(ITestOutputHelper output)
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(50, 1)]
    [InlineData(50, 2)]
    public void Starting_from_a_plan_with_pairs_never_ends_with_a_dearer_one(int rounds, int threads)
    {
        var dearer = WarmStarts.Dearer(SolveDays.Paired, rounds, threads);
        output.WriteLine(string.Join(Environment.NewLine, dearer));
        Assert.Empty(dearer);
    }

    [Fact]
    public void The_answer_is_as_cheap_as_the_search_said_it_was()
    {
        SolveProgress? told = null;
        var options = new SolveOptions
        {
            Iterations = 20_000,
            Explain = false,
            Progress = new SolveTests.Told(p => told = p),
        };
        var plan = RoutePlanner.Solve(SolveDays.Rich(32, 7, 1), options);
        var words = $"{plan.Cost.Total}, told {told!.Cost}; {plan.Unplanned.Count} out, told {told.LeftOut}";
        Assert.True(plan.Cost.Total.Value <= told.Cost.Value + SolveTests.Rounding, words);
    }

    /// <summary>While searching, teams come to be held later than their orders of stops ask for.</summary>
    [Theory]
    [InlineData(Feature.Teams | Feature.Windows)]
    [InlineData(Feature.Teams | Feature.Windows | Feature.Breaks | Feature.Promise | Feature.Limits | Feature.Traffic)]
    [InlineData(Features.All)]
    public void A_plan_with_teams_is_what_its_orders_are_evaluated_to(Feature features)
    {
        var judged = 0;
        for (var seed = 0; seed < 500; seed++)
        {
            var problem = SmallDays.Make(seed, features);
            judged += IsAsEvaluated(problem, $"day {seed}") ? 1 : 0;
        }

        Assert.True(judged > 100, $"only {judged} days with teams have a good plan");
    }

    [Fact]
    public void A_large_plan_with_teams_is_what_its_orders_are_evaluated_to()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            Assert.True(IsAsEvaluated(SolveDays.Rich(32, 3 + (seed % 5), seed, 8, 0), $"rich day {seed}"));
        }
    }

    /// <summary>False where there is no team, or locked stops cannot be made.</summary>
    private static bool IsAsEvaluated(Problem problem, string day)
    {
        var options = new SolveOptions
        {
            Iterations = 200,
            Seed = 1,
            Explain = false,
        };
        var plan = problem.Teams.IsEmpty ? null : RoutePlanner.Solve(problem, options);
        if (plan is null || RoutePlanner.Check(problem, plan).Count > 0)
        {
            return false;
        }

        var (again, broken) = RoutePlanner.Evaluate(problem, [.. plan.Routes.Select(r => r.Order)]);
        Assert.True(broken.Count == 0, $"{day}: {string.Join(" ", broken.Select(b => b.Message))}");
        Assert.True(RoutePlanner.Diff(plan, again).Count == 0, $"{day}: {plan.Cost.Total}, then {again.Cost.Total}");
        Assert.Equal(plan.Cost, again.Cost);
        return true;
    }

    [Fact]
    public void What_a_locked_stop_takes_up_is_brought_after_all_locked_stops()
    {
        Visit[] visits =
        [
            Days.At(5, "take") with
            {
                PicksUp = Days.Load(Days.Weight, 10),
            },
            Days.At(20, "far"),
            Days.At(6, "bring") with
            {
                BringsFrom = "take",
                Drops = Days.Load(Days.Weight, 10),
            },
        ];
        var underway = new Underway
        {
            Place = 4,
            Time = Seconds.At(9),
            Locked = ["take", "far"],
        };
        var problem = Days.Of(Days.Van() with { Underway = underway, Reload = new Reload(0, Seconds.Zero) }, visits);
        var plan = Days.Quick(problem, 0, 0);
        Days.AssertGood(problem, plan);
        Assert.Equal(["take", "far", "bring"], plan.Routes[0].Order.Stops);
    }

    [Fact]
    public void A_teams_other_comes_on_the_van_that_adds_least_to_a_locked_one()
    {
        // The van next door is nearer by far, and would be paid for waiting there all morning.
        Vehicle Locked(string id, int place, int hour, string visit) =>
            Days.Van(id) with
            {
                Underway = new Underway
                {
                    Place = place,
                    Time = Seconds.At(hour),
                    Locked = [visit],
                },
            };
        var problem = new Problem(
            [Days.Line(30)],
            [Locked("locked", 10, 12, "one"), Locked("next door", 9, 8, "early"), Days.Van("fresh")],
            [Days.At(10, "one"), Days.At(10, "two"), Days.At(9, "early")],
            Days.Dimensions,
            [new TeamVisit("one", "two", Seconds.Zero, Seconds.FromMinutes(30))],
            null
        );
        var plan = Days.Quick(problem, 0, 0);
        Days.AssertGood(problem, plan);
        Assert.Empty(plan.Unplanned);
        Assert.Equal("fresh", plan.Find("two")!.Value.Route.Vehicle);
    }

    [Fact]
    public void A_day_that_leaves_half_a_shipment_to_explain_is_explained()
    {
        foreach (var (_, problem) in SolveDays.Paired)
        {
            var plan = Days.Quick(problem, 0, 500);
            Days.AssertGood(problem, plan);
            Assert.All(plan.Unplanned, u => Assert.NotEmpty(u.Explanation!.Sentence));
        }
    }

    /// <summary>Not about pairs, but red as well: rounds are shared out by arithmetic that overflows.</summary>
    [Fact]
    public void The_most_rounds_by_two_threads_are_rounds()
    {
        using var cancel = new CancellationTokenSource();
        var options = new SolveOptions
        {
            Iterations = int.MaxValue,
            Threads = 2,
            Progress = new SolveTests.Told(_ => cancel.Cancel()),
        };
        var plan = RoutePlanner.Solve(SolveDays.Plain(40, 7, 1), options, cancel.Token);
        Assert.True(plan.Provenance.Iterations > 0);
    }
}
