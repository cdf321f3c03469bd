using Homeward.Routing.Tests.Optimal;

namespace Homeward.Routing.Tests.Judging;

/// <summary>The judge against plans worked out on paper, the good ones and the spoilt.</summary>
public sealed class JudgeTests
{
    private static readonly Dictionary<string, HandCase> Cases = HandCases
        .All.Concat(HandCasesWide.All)
        .Concat(HandPairs.All)
        .Concat(HandPrices.All)
        .Concat(HandBreaks.All)
        .Concat(HandTrips.All)
        .ToDictionary(c => c.Key, c => c.Value);

    public static TheoryData<string> Names => [.. Cases.Keys];

    public static TheoryData<string, string> Ways
    {
        get
        {
            var ways = new TheoryData<string, string>();
            foreach (var (name, one) in Cases)
            {
                foreach (var how in one.Spoilt.Keys)
                {
                    ways.Add(name, how);
                }
            }

            return ways;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_good_plan_breaks_nothing(string name) => Days.AssertGood(Cases[name].Problem, Cases[name].Plan);

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_plan_spoilt_in_one_way_breaks_that_constraint_alone(string name, string how)
    {
        var spoilt = Cases[name].Spoilt[how];
        var found = RoutePlanner.Check(spoilt.Problem, spoilt.Plan);
        if (spoilt.By is not { } by)
        {
            Assert.Empty(found);
            return;
        }

        // A way that is not there takes no time: the figures of a plan that drives it contradict that.
        var alone = found.Where(v => by != Constraint.Reach || v.Constraint != Constraint.Figures).ToList();
        Assert.All(alone, v => Assert.Equal(by, v.Constraint));
        Assert.Contains(alone, v => v.Excess == spoilt.Excess);
        Assert.All(alone, v => Assert.NotEmpty(v.Message));
        if (by is not (Constraint.Break or Constraint.Figures or Constraint.Locked))
        {
            Assert.Single(alone);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_figure_of_a_plan_is_changed_unnoticed(string name)
    {
        var (problem, plan) = (Cases[name].Problem, Cases[name].Plan);
        foreach (var by in new[] { -1, 1, 60, int.MinValue, int.MaxValue })
        {
            foreach (var (what, changed) in Figures.Changed(plan, by))
            {
                var found = RoutePlanner.Check(problem, changed);
                Assert.True(found.Count > 0, $"{what} by {by} goes unnoticed");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_part_of_a_plan_is_lost_doubled_or_moved_unnoticed(string name)
    {
        var (problem, plan) = (Cases[name].Problem, Cases[name].Plan);
        foreach (var (what, changed) in Parts.Changed(plan))
        {
            var found = RoutePlanner.Check(problem, changed);
            Assert.True(found.Count > 0, $"{what} goes unnoticed");
        }
    }

    [Theory]
    [InlineData("team", "only the first", "van-1", "visit-2")]
    [InlineData("team", "only the second", "van-2", "visit-5")]
    [InlineData("team", "on one van", "van-1", "visit-5")]
    [InlineData("team", "too late", "van-2", "visit-5")]
    [InlineData("shipment", "only the taking", "van-1", "visit-2")]
    [InlineData("shipment", "only the bringing", "van-2", "visit-5")]
    [InlineData("shipment", "on two vans", "van-2", "visit-5")]
    [InlineData("never mixed, two trips", "dirty in the second trip", "van-1", "visit-4")]
    [InlineData("one kind per trip, two trips", "dirty in the second trip", "van-1", "visit-2")]
    public void What_breaks_is_named_where_it_breaks(string name, string how, string vehicle, string visit)
    {
        var spoilt = Cases[name].Spoilt[how];
        var found = Assert.Single(RoutePlanner.Check(spoilt.Problem, spoilt.Plan));
        Assert.Equal((vehicle, visit), (found.Vehicle, found.Visit));
    }

    [Fact]
    public void A_reload_at_no_place_at_all_is_judged()
    {
        var spoilt = Cases["never mixed, two trips"].Spoilt["no reload"];
        foreach (var by in new[] { int.MinValue, -1, 30, int.MaxValue })
        {
            foreach (var (_, plan) in Figures.Changed(spoilt.Plan, by))
            {
                Assert.Contains(RoutePlanner.Check(spoilt.Problem, plan), v => v.Constraint == Constraint.Reload);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Evaluate_comes_to_the_figures_worked_out_by_hand(string name)
    {
        var one = Cases[name];
        if (one.Needs is null)
        {
            return; // The judge alone is asked: the order leaves the times open.
        }

        var plan = RoutePlanner.Evaluate(one.Problem, [.. one.Plan.Routes.Select(r => r.Order)]).Plan;
        Assert.Equivalent(one.Plan with { Provenance = plan.Provenance }, plan, strict: true);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Driving_on_paper_comes_to_the_same_figures(string name)
    {
        var one = Cases[name];
        if (one.Needs is not null)
        {
            var plan = Simulated.Plan(one.Problem, [.. one.Plan.Routes.Select(r => r.Order)]);
            Assert.Equivalent(one.Plan with { Provenance = plan.Provenance }, plan, strict: true);
        }
    }

    [Fact]
    public void Every_constraint_that_a_plan_can_break_is_broken_here()
    {
        var broken = Cases.Values.SelectMany(c => c.Spoilt.Values).Select(s => s.By).OfType<Constraint>().ToHashSet();
        // Once is broken by losing parts; Worth and Vehicles are found by explaining, not by judging.
        var rest = Enum.GetValues<Constraint>().Except(broken);
        Assert.Equal([Constraint.Worth, Constraint.Once, Constraint.Vehicles], rest);
    }

    [Fact]
    public void The_figures_of_any_order_driven_on_paper_are_true_to_the_judge()
    {
        var broken = new HashSet<Constraint>();
        for (var seed = 0; seed < 1500; seed++)
        {
            var problem = SmallDays.Make(seed, Features.All);
            var found = Simulated.Evaluate(problem, Orders(problem, seed)).Violations;
            Assert.DoesNotContain(found, v => v.Constraint is Constraint.Figures or Constraint.Once);
            broken.UnionWith(found.Select(v => v.Constraint));
        }

        // Orders are made so that they keep locked stops and reloads; driving keeps the shift's start, and takes every break.
        Constraint[] kept =
        [
            Constraint.ShiftStart,
            Constraint.Break,
            Constraint.Reload,
            Constraint.Locked,
            Constraint.Once,
            Constraint.Figures,
            Constraint.Worth,
            Constraint.Vehicles,
        ];
        Assert.Empty(Enum.GetValues<Constraint>().Except(broken).Except(kept));
    }

    [Theory]
    [InlineData(Features.Known)]
    [InlineData(Features.All & ~Feature.Teams)]
    public void Evaluate_and_driving_on_paper_agree_on_every_good_order(Feature features)
    {
        var good = 0;
        for (var seed = 0; seed < 1500; seed++)
        {
            var problem = SmallDays.Make(seed, features);
            var orders = Orders(problem, seed);
            var (paper, found) = Simulated.Evaluate(problem, orders);
            if (found.Count == 0)
            {
                good++;
                var plan = RoutePlanner.Evaluate(problem, orders).Plan;
                Assert.Equivalent(paper with { Provenance = plan.Provenance }, plan, strict: true);
            }
        }

        Assert.True(good > 150, $"only {good} good orders");
    }

    /// <summary>Some of the visits, in any order, on any vans, with a reload here and there.</summary>
    private static List<FixedRoute> Orders(Problem problem, int seed)
    {
        var dice = new Random(seed);
        var orders = problem.Vehicles.Select(v => new FixedRoute(v.Id, [.. v.Underway?.Locked ?? []])).ToList();
        var free = problem.Visits.Select(v => v.Id).Except(orders.SelectMany(o => o.Stops)).ToArray();
        dice.Shuffle(free);
        foreach (var id in free.Where(_ => dice.Next(3) > 0))
        {
            var k = dice.Next(orders.Count);
            var stops = orders[k].Stops.ToList();
            var reloads = stops.Count > 0 && dice.Next(3) == 0 && !stops.Contains(FixedRoute.Reload);
            stops.AddRange(reloads && problem.Vehicles[k].Reload is not null ? [FixedRoute.Reload, id] : [id]);
            orders[k] = orders[k] with { Stops = stops };
        }

        return [.. orders.Where(o => o.Stops.Count > 0)];
    }
}
