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
