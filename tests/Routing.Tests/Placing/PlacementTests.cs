using Homeward.Routing.Tests.Optimal;
using static Homeward.Routing.Tests.Days;

namespace Homeward.Routing.Tests.Placing;

/// <summary>Where a visit fits: all of it, in order, and as it turns out when carried out.</summary>
public sealed class PlacementTests(ITestOutputHelper output)
{
    /// <summary>Cents are rounded term by term and route by route.</summary>
    private const long Rounding = 12;

    [Fact]
    public void Every_placement_turns_out_as_it_says_pairs_too()
    {
        var (placed, pairs) = (0, 0);
        foreach (var (seed, problem, plan) in Planned(Features.All, 400))
        {
            var visit = plan.Routes[seed % plan.Routes.Count].Stops[0].Visit;
            if (visit is null || problem.Vehicles.Any(v => v.Underway?.Locked.Count > 0))
            {
                continue;
            }

            var without = Without(problem, plan, visit);
            var ranked = RoutePlanner.Insert(problem, plan, visit, 100);
            Assert.Equal(ranked.OrderBy(p => p.AddedCost).Select(p => p.AddedCost), ranked.Select(p => p.AddedCost));
            foreach (var place in ranked)
            {
                var after = RoutePlanner.Apply(problem, plan, place);
                AssertAsSaid(problem, without, after, place, $"day {seed}");
                placed++;
                pairs += place.Partner is null ? 0 : 1;
            }
        }

        output.WriteLine($"{placed} placements, {pairs} of pairs");
        Assert.True(placed > 800 && pairs > 200, $"{placed} placements, {pairs} of pairs");
    }

    /// <summary>A quick look never refuses what fits: every order is tried, and the judge asked.</summary>
    [Fact]
    public void No_place_is_missed_with_a_reload_or_without()
    {
        var (found, withReload) = (0, 0);
        foreach (var (seed, problem, plan) in Planned(Features.All & ~Feature.Teams & ~Feature.Shipments, 500))
        {
            var visit = plan.Routes[seed % plan.Routes.Count].Stops[^1].Visit;
            if (visit is null || problem.Vehicles.Any(v => v.Underway is not null))
            {
                continue;
            }

            var without = Without(problem, plan, visit);
            if (RoutePlanner.Check(problem, without).Count > 0)
            {
                continue;
            }

            var ranked = RoutePlanner.Insert(problem, plan, visit, int.MaxValue).Select(p => Key(p.Route)).ToHashSet();
            var tried = problem
                .Vehicles.SelectMany(v => Orders(v, without, visit))
                .Where(order => RoutePlanner.Evaluate(problem, order).Violations.Count == 0)
                .Select(Key)
                .ToHashSet();
            Assert.True(tried.IsSubsetOf(ranked), $"day {seed}: {string.Join("; ", tried.Except(ranked))}");
            Assert.True(ranked.IsSubsetOf(tried), $"day {seed}: {string.Join("; ", ranked.Except(tried))}");
            found += tried.Count;
            withReload += tried.Count(t => t.Contains(",,", StringComparison.Ordinal));
        }

        output.WriteLine($"{found} places, {withReload} with a reload");
        Assert.True(found > 1000 && withReload > 200, $"{found} places, {withReload} with a reload");
    }

    [Fact]
    public void A_shipment_is_placed_on_one_route_whichever_end_is_asked_for()
    {
        var problem = Of(
            [Van() with { End = null }, Van("van-2")],
            At(4),
            At(3, "from") with
            {
                PicksUp = Load(Weight, 5),
            },
            At(5, "to") with
            {
                BringsFrom = "from",
                Drops = Load(Weight, 5),
            }
        );
        var plan = RoutePlanner.Evaluate(problem, [new("van-1", ["visit-4"])]).Plan;
        foreach (var end in new[] { "from", "to" })
        {
            var best = RoutePlanner.Insert(problem, plan, end)[0];
            Assert.Equal(["from", "visit-4", "to"], best.Route.Stops);
            Assert.Equal(best.Vehicle, best.Partner!.Vehicle);
            Assert.Equal(end == "from" ? (0, 2) : (2, 0), (best.Position, best.Partner.Position));
            AssertGood(problem, RoutePlanner.Apply(problem, plan, best));
        }
    }

    [Fact]
    public void A_team_is_placed_on_two_routes_at_starts_that_agree()
    {
        var team = new TeamVisit("one", "two", Seconds.Zero, Seconds.FromMinutes(5));
        Visit[] visits = [At(4), At(3, "one"), At(9, "two")];
        var problem = new Problem([Line(30)], [Van(), Van("van-2")], visits, Dimensions, [team], null);
        var plan = RoutePlanner.Evaluate(problem, [new("van-1", ["visit-4"])]).Plan;
        var best = RoutePlanner.Insert(problem, plan, "two")[0];
        Assert.NotEqual(best.Vehicle, best.Partner!.Vehicle);
        Assert.InRange((best.Start - best.Partner.Start).Value, 0, 300);
        var now = RoutePlanner.Apply(problem, plan, best);
        AssertGood(problem, now);
        Assert.Equal(best.Partner.Start, now.Find("one")!.Value.Stop.Start);

        // A visit that comes to a team's route leaves the team its starts.
        var stat = problem.With(At(1, "stat"));
        foreach (var place in RoutePlanner.Insert(stat, now, "stat"))
        {
            AssertGood(stat, RoutePlanner.Apply(stat, now, place));
        }
    }

    [Fact]
    public void A_visit_whose_partner_is_locked_comes_to_it()
    {
        var van = Van() with
        {
            Underway = new Underway
            {
                Place = 3,
                Time = Seconds.At(9),
                Locked = ["from"],
            },
        };
        var problem = Of(
            [van, Van("van-2")],
            At(3, "from") with
            {
                PicksUp = Load(Weight, 5),
            },
            At(5, "to") with
            {
                BringsFrom = "from",
                Drops = Load(Weight, 5),
            }
        );
        var plan = Plan.Empty(problem);
        var place = Assert.Single(RoutePlanner.Insert(problem, plan, "to"));
        Assert.Equal(("van-1", 1), (place.Vehicle, place.Position));
        Assert.Null(place.Partner);
        AssertGood(problem, RoutePlanner.Apply(problem, plan, place));
    }

    [Fact]
    public void A_visit_without_which_its_van_could_not_go_on_stays_with_it()
    {
        const int No = TravelMatrix.Unreachable;
        var islands = new TravelMatrix(3, [0, 10, No, 10, 0, 10, 10, 10, 0], new int[9]);
        var problem = new Problem(islands, [Van(), Van("van-2")], [At(1), At(2)]);
        var plan = RoutePlanner.Evaluate(problem, [new("van-1", ["visit-1", "visit-2"])]).Plan;
        AssertGood(problem, plan);
        var place = Assert.Single(RoutePlanner.Insert(problem, plan, "visit-1"));
        Assert.Equal(("van-1", 0), (place.Vehicle, place.Position));
        Assert.Contains("could not make the rest without it", RoutePlanner.Explain(problem, plan, "visit-1").Sentence);
    }

    [Fact]
    public void One_route_alone_has_the_figures_and_faults_it_has_in_the_plan()
    {
        foreach (var (seed, problem, plan) in Planned(Features.All & ~Feature.Teams, 200))
        {
            foreach (var route in plan.Routes)
            {
                var (alone, violations) = RoutePlanner.Evaluate(problem, route.Order);
                Assert.Empty(violations);
                Assert.Equal((route.Cost, route.Leaves, route.Ends), (alone.Cost, alone.Leaves, alone.Ends));
                Assert.Equal(route.Stops, alone.Stops);
                var turned = route.Order with { Stops = [.. route.Order.Stops.Reverse()] };
                var whole = RoutePlanner.Evaluate(problem, [turned]);
                var one = RoutePlanner.Evaluate(problem, turned);
                Assert.Equal(
                    whole.Violations.Where(v => v.Vehicle == route.Vehicle).Select(v => v.Message).Order(),
                    one.Violations.Select(v => v.Message).Order()
                );
            }
        }
    }

    [Fact]
    public void One_route_alone_is_refused_as_in_a_plan()
    {
        var problem = Of(Van(), At(1));
        Assert.Throws<ArgumentException>(() => RoutePlanner.Evaluate(problem, new FixedRoute("van-1", [])));
        Assert.Throws<ArgumentException>(() =>
            RoutePlanner.Evaluate(problem, new FixedRoute("van-1", ["visit-1", "visit-1"]))
        );
        Assert.Throws<ArgumentException>(() =>
            RoutePlanner.Evaluate(problem, new FixedRoute("van-1", ["", "visit-1"]))
        );
        Assert.Throws<KeyNotFoundException>(() => RoutePlanner.Evaluate(problem, new FixedRoute("van-9", ["visit-1"])));
        Assert.Throws<KeyNotFoundException>(() => RoutePlanner.Evaluate(problem, new FixedRoute("van-1", ["nobody"])));
    }

    private static IEnumerable<(int Seed, Problem Problem, Plan Plan)> Planned(Feature features, int days)
    {
        for (var seed = 0; seed < days; seed++)
        {
            var problem = SmallDays.Make(seed, features);
            var options = new SolveOptions
            {
                Iterations = 20,
                Seed = seed,
                Explain = false,
            };
            var plan = RoutePlanner.Solve(problem, options);
            if (plan.Routes.Count > 0 && RoutePlanner.Check(problem, plan).Count == 0)
            {
                yield return (seed, problem, plan);
            }
        }
    }

    private static Plan Without(Problem problem, Plan plan, string visit)
    {
        var gone = problem
            .Visits.Where(v => v.BringsFrom == visit)
            .Select(v => v.Id)
            .Concat(
                problem
                    .Teams.Where(t => t.First == visit || t.Second == visit)
                    .SelectMany(t => new[] { t.First, t.Second })
            )
            .Append(problem.Visit(visit).BringsFrom)
            .Append(visit)
            .ToHashSet();
        var rest = plan.Routes.Select(r =>
            r.Order with
            {
                Stops = Trimmed(r.Order.Stops.Where(s => !gone.Contains(s))),
            }
        );
        return RoutePlanner.Evaluate(problem, [.. rest.Where(r => r.Stops.Count > 0)]).Plan;
    }

    private static List<string> Trimmed(IEnumerable<string> stops)
    {
        var order = stops.ToList();
        while (order.Count > 0 && order[^1] == FixedRoute.Reload)
        {
            order.RemoveAt(order.Count - 1);
        }

        return order;
    }

    private static void AssertAsSaid(Problem problem, Plan without, Plan after, Placement place, string day)
    {
        var good = RoutePlanner.Check(problem, without).Count > 0 || RoutePlanner.Check(problem, after).Count == 0;
        Assert.True(good, $"{day}: {place}");
        Assert.Equal(place.Start, after.Find(place.Visit)!.Value.Stop.Start);
        Assert.Equal(place.Partner?.Start, place.Partner is { } p ? after.Find(p.Visit)!.Value.Stop.Start : null);
        Assert.True(place.Slack >= Seconds.Zero);
        foreach (var shift in place.Shifted.Concat(place.Partner?.Shifted ?? []))
        {
            var (was, now) = (without.Find(shift.Visit)!.Value.Stop, after.Find(shift.Visit)!.Value.Stop);
            Assert.Equal(now.Start - was.Start, shift.By);
        }

        string[] members = place.Partner is { } other ? [place.Visit, other.Visit] : [place.Visit];
        var price = new Cents(members.Sum(m => problem.Visit(m).PriceLeftOut.Value));
        var difference = after.Cost.Total - without.Cost.Total + price;
        Assert.True(
            Math.Abs((difference - place.AddedCost).Value) <= Rounding,
            $"{day}: {difference} and {place.AddedCost}"
        );
    }

    private static IEnumerable<FixedRoute> Orders(Vehicle van, Plan without, string visit)
    {
        var stops = without.Routes.FirstOrDefault(r => r.Vehicle == van.Id)?.Order.Stops.ToList() ?? [];
        for (var p = 0; p <= stops.Count; p++)
        {
            List<string> order = [.. stops];
            order.Insert(p, visit);
            yield return new FixedRoute(van.Id, order);
        }

        for (var p = 0; van.Reload is not null && p <= stops.Count + 1; p++)
        {
            // Neither straight from the depot, nor as the last stop.
            for (var r = 1; r <= stops.Count; r++)
            {
                List<string> order = [.. stops];
                order.Insert(Math.Min(p, r), p < r ? visit : FixedRoute.Reload);
                order.Insert(Math.Max(p, r), p < r ? FixedRoute.Reload : visit);
                if (p != r)
                {
                    yield return new FixedRoute(van.Id, order);
                }
            }
        }
    }

    private static string Key(FixedRoute route) => $"{route.Vehicle}:,{string.Join(',', route.Stops)},";
}
