using Homeward.Routing.Tests.Judging;

namespace Homeward.Routing.Tests.Optimal;

/// <summary>On days small enough to try every plan, the planner finds the cheapest.</summary>
public sealed class OptimalTests(ITestOutputHelper output)
{
    /// <summary>Half a cent for each term and route: the search reckons exactly, a plan's columns are rounded.</summary>
    private const long Rounding = 8;

    /// <summary>Of ten small days, how many the search may miss the cheapest plan of.</summary>
    private const int MissedOfTen = 1;

    [Theory]
    [InlineData(Feature.None)]
    [InlineData(Feature.Windows)]
    [InlineData(Feature.Windows | Feature.Breaks)]
    [InlineData(Feature.Loads)]
    [InlineData(Feature.Loads | Feature.Reload)]
    [InlineData(Feature.People | Feature.Limits)]
    [InlineData(Feature.Loads | Feature.Reload | Feature.Release)]
    [InlineData(Feature.Windows | Feature.Promise | Feature.Overtime)]
    [InlineData(Feature.NeverMixed | Feature.Reload | Feature.OpenEnd)]
    [InlineData(Feature.Reach | Feature.Windows)]
    [InlineData(Feature.Underway | Feature.Loads | Feature.Reload)]
    public void The_cheapest_plan_of_a_small_day_is_found(Feature features) => Compare(features, 10);

    [Fact]
    public void The_cheapest_plan_of_a_small_day_with_everything_old_is_found() => Compare(Features.Known, 90);

    [Theory]
    [InlineData(Feature.OpenStart | Feature.OpenEnd | Feature.Windows)]
    [InlineData(Feature.Profiles | Feature.Windows)]
    [InlineData(Feature.Traffic | Feature.Windows | Feature.Breaks)]
    [InlineData(Feature.MaxDrive | Feature.Traffic)]
    [InlineData(Feature.ServiceOn | Feature.Windows)]
    [InlineData(Feature.Shipments | Feature.Loads | Feature.Reload)]
    [InlineData(Feature.Teams | Feature.Windows)]
    [InlineData(Feature.Teams | Feature.Breaks | Feature.Traffic)]
    [InlineData(Feature.OneKind | Feature.Reload)]
    [InlineData(Feature.Optional | Feature.Windows)]
    [InlineData(Feature.Preferred | Feature.People)]
    [InlineData(Feature.Balance | Feature.Limits)]
    [InlineData(Feature.Co2 | Feature.Profiles)]
    public void The_cheapest_plan_of_a_small_day_of_the_wider_model_is_found(Feature features) => Compare(features, 10);

    [Theory]
    [InlineData(Features.All & ~Feature.Teams, 60)]
    [InlineData(Features.All, 60)]
    public void The_cheapest_plan_of_a_small_day_with_everything_is_found(Feature features, int days) =>
        Compare(features, days);

    /// <summary>That the days are worth planning, seen without the search: most have a good plan, and the judge knows its figures.</summary>
    [Fact]
    public void Most_small_days_have_a_good_plan()
    {
        foreach (var features in Enum.GetValues<Feature>().Append(Features.All).Append(Features.All & ~Feature.Teams))
        {
            var (days, planned, left) = (0, 0, 0);
            for (var seed = 0; seed < 6; seed++)
            {
                var problem = SmallDays.Make(seed, features);
                if (new BruteForce(problem, Simulated.Evaluate).Cheapest() is { } cheapest)
                {
                    days++;
                    left += cheapest.Unplanned.Count;
                    planned += problem.Visits.Length - cheapest.Unplanned.Count;
                    foreach (var (what, spoilt) in Figures.Changed(cheapest, 1).Concat(Figures.Changed(cheapest, -1)))
                    {
                        Assert.True(
                            RoutePlanner.Check(problem, spoilt).Count > 0,
                            $"day {seed}: {what} goes unnoticed"
                        );
                    }
                }
            }

            output.WriteLine($"{features}: {days} days, {planned} planned, {left} left out");
            Assert.True(days >= 4 && planned > days, $"{features}: {days} days, {planned} planned, {left} left out");
        }
    }

    private void Compare(Feature features, int days)
    {
        var missed = new List<string>();
        var (planned, left) = (0, 0);
        for (var seed = 0; seed < days; seed++)
        {
            var problem = SmallDays.Make(seed, features);
            if (new BruteForce(problem, RoutePlanner.Evaluate).Cheapest() is not { } cheapest)
            {
                continue;
            }

            var options = new SolveOptions
            {
                Iterations = 2000,
                Seed = seed,
                Explain = false,
            };
            var plan = RoutePlanner.Solve(problem, options);
            Days.AssertGood(problem, plan);
            planned += problem.Visits.Length - plan.Unplanned.Count;
            left += plan.Unplanned.Count;
            var over = (plan.Cost.Total - cheapest.Cost.Total).Value;
            Assert.True(over >= 0, $"day {seed}: the planner's plan is cheaper by {-over} than the cheapest");
            if (over > Rounding)
            {
                missed.Add($"day {seed}: {Words(plan)}; the cheapest: {Words(cheapest)}");
            }
        }

        output.WriteLine($"{features}: {planned} planned, {left} left out");
        Assert.True(planned >= days, "most days are empty");
        output.WriteLine(string.Join(Environment.NewLine, missed));
        Assert.True(missed.Count * 10 <= days * MissedOfTen, string.Join(Environment.NewLine, missed));
    }

    private static string Words(Plan plan) =>
        $"{plan.Cost.Total} by "
        + string.Join(
            ", ",
            plan.Routes.Select(r => $"{r.Vehicle}: {string.Join(" ", r.Stops.Select(s => s.Visit ?? "reload"))}")
        );
}
