namespace Homeward.Routing.Tests;

public sealed class SpeedAndQuality(ITestOutputHelper output)
{
    [Theory]
    [InlineData(60, 6, 1)]
    [InlineData(500, 40, 10)]
    public void A_days_plan_is_good_and_the_search_hears_its_limit(int visits, int vans, int limit)
    {
        var problem = Days.Town(visits, vans, 7);
        foreach (var seconds in new[] { 0.0, limit * 0.3 })
        {
            var options =
                seconds == 0
                    ? new SolveOptions { Iterations = 0, Explain = false }
                    : new SolveOptions { TimeLimit = TimeSpan.FromSeconds(seconds), Explain = false };
            var plan = RoutePlanner.Solve(problem, options);
            Days.AssertGood(problem, plan);
            output.WriteLine(
                $"{visits}x{vans}: {plan.Provenance.Elapsed.TotalSeconds:0.00} s, {plan.Provenance.Iterations} rounds, "
                    + $"{plan.Cost.Total}, {plan.Unplanned.Count} left out, {plan.Routes.Count} vans"
            );

            // A bound that only a search deaf to its limit breaks: a busy machine and an unoptimised build are slow.
            Assert.True(seconds == 0 || plan.Provenance.Elapsed.TotalSeconds < seconds + 20, "far past its time limit");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_plan_costs_much_less_than_going_to_the_nearest_next(int seed)
    {
        var problem = Days.Town(60, 8, seed);
        var greedy = NearestNext(problem);
        Days.AssertGood(problem, greedy);
        var solved = Days.Quick(problem, seed, 1500);
        output.WriteLine(
            $"nearest {greedy.Cost.Total} ({greedy.Unplanned.Count} out), solved {solved.Cost.Total} ({solved.Unplanned.Count} out)"
        );
        Assert.Empty(solved.Unplanned);
        Assert.True(solved.Cost.Total.Value * 10 <= greedy.Cost.Total.Value * 9);
    }

    [Fact]
    public void More_rounds_never_cost_more_than_none()
    {
        var problem = Days.Town(60, 8, 4);
        Assert.True(Days.Quick(problem, 0, 2000).Cost.Total < Days.Quick(problem, 0, 0).Cost.Total);
    }

    [Fact]
    public void A_time_limit_and_a_cancellation_stop_the_search()
    {
        var problem = Days.Town(60, 8, 4);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var plan = RoutePlanner.Solve(
            problem,
            new SolveOptions { Iterations = int.MaxValue, Explain = false },
            cancelled.Token
        );
        Assert.Equal(0, plan.Provenance.Iterations);
        Days.AssertGood(problem, plan);
        Assert.True(
            RoutePlanner
                .Solve(problem, new SolveOptions { TimeLimit = TimeSpan.FromMilliseconds(200) })
                .Provenance.Elapsed.TotalSeconds < 3
        );
    }

    private static Plan NearestNext(Problem problem)
    {
        var left = problem.Visits.Select(v => v.Id).ToHashSet();
        var routes = new List<FixedRoute>();
        foreach (var van in problem.Vehicles)
        {
            var stops = new List<string>();
            for (var place = van.Start ?? 0; ; )
            {
                var next = left.OrderBy(id => problem.Travel.Time(place, problem.Visit(id).Place).Value)
                    .Take(25)
                    .FirstOrDefault(id =>
                        RoutePlanner
                            .Evaluate(problem, [new FixedRoute(van.Id, [.. stops, id])])
                            .Violations.All(v => v.Constraint == Constraint.Once)
                    );
                if (next is null)
                {
                    break;
                }

                stops.Add(next);
                left.Remove(next);
                place = problem.Visit(next).Place;
            }

            if (stops.Count > 0)
            {
                routes.Add(new FixedRoute(van.Id, stops));
            }
        }

        return RoutePlanner.Evaluate(problem, routes).Plan;
    }
}
