using CsCheck;

namespace Homeward.Routing.Tests;

public sealed class SolverProperties
{
    [Fact]
    public void Every_plan_of_a_random_day_passes_the_checker() =>
        Gen.Int[0, 1_000_000]
            .Sample(
                seed =>
                {
                    var problem = Days.Wild(seed);
                    Days.AssertGood(problem, Days.Quick(problem, seed, 100));
                },
                iter: 400,
                threads: 1
            );

    [Fact]
    public void Every_plan_of_a_day_under_way_passes_the_checker() =>
        Gen.Int[0, 1_000_000]
            .Sample(
                seed =>
                {
                    var problem = Days.WildUnderway(seed);
                    Days.AssertGood(problem, Days.Quick(problem, seed, 100));
                },
                iter: 200,
                threads: 1
            );

    [Fact]
    public void A11_no_stop_is_left_out_that_fits_alone() =>
        Gen.Int[0, 1_000_000]
            .Sample(
                seed =>
                {
                    var problem = seed % 2 == 0 ? Days.Wild(seed) : Days.WildUnderway(seed);
                    var plan = RoutePlanner.Solve(
                        problem,
                        new SolveOptions
                        {
                            Iterations = 20,
                            Seed = seed,
                            Explain = false,
                        }
                    );
                    foreach (var left in plan.Unplanned)
                    {
                        Assert.Empty(RoutePlanner.Insert(problem, plan, left.Visit));
                    }
                },
                iter: 200,
                threads: 1
            );

    [Fact]
    public void A10_every_unplanned_stop_has_a_reason_that_is_true()
    {
        var (left, explained) = (0, 0);
        Gen.Int[0, 1_000_000]
            .Sample(
                seed =>
                {
                    var problem = seed % 3 == 0 ? Days.WildUnderway(seed) : Days.Wild(seed);
                    var plan = Days.Quick(problem, seed, 50);
                    foreach (var unplanned in plan.Unplanned)
                    {
                        left++;
                        var why = unplanned.Explanation!;
                        Assert.False(why.Fits);
                        Assert.NotEmpty(why.Sentence);
                        explained += why.Remedies.Count > 0 ? 1 : 0;
                        foreach (var remedy in why.Remedies)
                        {
                            var relaxed = remedy.ApplyTo(problem);
                            var place = RoutePlanner.Insert(relaxed, plan, unplanned.Visit, 1);
                            Assert.NotEmpty(place);
                            var now = RoutePlanner.Apply(relaxed, plan, place[0]);
                            Assert.NotNull(now.Find(unplanned.Visit));
                            Days.AssertGood(relaxed, now);
                        }
                    }
                },
                iter: 200,
                threads: 1
            );
        Assert.True(left > 50, $"only {left} stops were left out");
        Assert.True(explained * 20 >= left * 19, $"{explained} of {left} have a remedy");
    }

    [Fact]
    public void Same_seed_same_plan() =>
        Gen.Int[0, 1_000_000]
            .Sample(
                seed =>
                {
                    var problem = Days.Wild(seed);
                    var (a, b) = (Days.Quick(problem, seed), Days.Quick(problem, seed));
                    Assert.Empty(RoutePlanner.Diff(a, b));
                    Assert.Equal(a.Cost, b.Cost);
                },
                iter: 30,
                threads: 1
            );

    [Fact]
    public void Every_ranked_placement_gives_the_cost_and_shifts_it_says() =>
        Gen.Int[0, 1_000_000]
            .Sample(
                seed =>
                {
                    var problem = Days.Wild(seed);
                    var plan = Days.Quick(problem, seed, 20);
                    if (plan.Routes.Count == 0)
                    {
                        return;
                    }

                    var visit = plan.Routes[0].Stops.First(s => !s.IsReload).Visit!;
                    var without = RoutePlanner
                        .Evaluate(
                            problem,
                            [
                                .. plan
                                    .Routes.Select(r =>
                                        r.Order with
                                        {
                                            Stops = [.. r.Order.Stops.Where(s => s != visit)],
                                        }
                                    )
                                    .Where(r => r.Stops.Any(s => s != FixedRoute.Reload)),
                            ]
                        )
                        .Plan;
                    var ranked = RoutePlanner.Insert(problem, without, visit);
                    Assert.Equal(
                        ranked.OrderBy(p => p.AddedCost).Select(p => p.AddedCost),
                        ranked.Select(p => p.AddedCost)
                    );
                    foreach (var placement in ranked)
                    {
                        var after = RoutePlanner.Apply(problem, without, placement);
                        Assert.Equal(placement.Start, after.Find(visit)!.Value.Stop.Start);
                        Assert.True(placement.Slack >= Seconds.Zero);
                        foreach (var shift in placement.Shifted)
                        {
                            var (was, now) = (
                                without.Find(shift.Visit)!.Value.Stop,
                                after.Find(shift.Visit)!.Value.Stop
                            );
                            Assert.Equal(now.Start - was.Start, shift.By);
                        }

                        var price = problem.Visit(visit).PriceLeftOut;
                        var difference = after.Cost.Total - without.Cost.Total + price;
                        Assert.True(
                            Math.Abs((difference - placement.AddedCost).Value) <= 8,
                            $"{difference} and {placement.AddedCost}"
                        );
                    }
                },
                iter: 100,
                threads: 1
            );
}
