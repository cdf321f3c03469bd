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

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_answer_is_as_cheap_as_the_search_said_it_was(int seed)
    {
        var dearer = new List<string>();
        foreach (var (name, problem) in SolveDays.Paired)
        {
            SolveProgress? told = null;
            var options = new SolveOptions
            {
                Iterations = 5_000,
                Seed = seed,
                Explain = false,
                Progress = new SolveTests.Told(p => told = p),
            };
            var plan = RoutePlanner.Solve(problem, options);
            if (told is not null && plan.Cost.Total.Value > told.Cost.Value + SolveTests.Rounding)
            {
                dearer.Add(
                    $"{name}: {plan.Cost.Total}, told {told.Cost}, {plan.Unplanned.Count} out, told {told.LeftOut}"
                );
            }
        }

        output.WriteLine(string.Join(Environment.NewLine, dearer));
        Assert.Empty(dearer);
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
