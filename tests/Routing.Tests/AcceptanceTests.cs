using CsCheck;
using static Homeward.Routing.Tests.Days;

namespace Homeward.Routing.Tests;

public sealed class AcceptanceTests
{
    [Fact]
    public void A10_a_missing_skill_is_named_and_its_remedy_works()
    {
        var problem = Of(Van(), At(3) with { Skills = ["rt"] });
        var why = Assert.Single(Quick(problem).Unplanned).Explanation!;
        Assert.Equal([Constraint.Skill], why.Binding);
        Assert.Contains("rt", why.Sentence);
        Assert.Empty(Quick(why.Remedies[0].ApplyTo(problem)).Unplanned);
    }

    [Theory]
    [InlineData(Constraint.Window)]
    [InlineData(Constraint.Promise)]
    [InlineData(Constraint.Crew)]
    [InlineData(Constraint.VehicleBan)]
    [InlineData(Constraint.Capacity)]
    [InlineData(Constraint.ShiftEnd)]
    [InlineData(Constraint.ShiftStart)]
    [InlineData(Constraint.Break)]
    [InlineData(Constraint.MaxStops)]
    [InlineData(Constraint.MaxDuration)]
    [InlineData(Constraint.MaxDistance)]
    [InlineData(Constraint.Release)]
    public void A10_each_constraint_that_binds_alone_is_found(Constraint constraint)
    {
        var visit = At(10);
        var van = Van();
        (van, visit) = constraint switch
        {
            Constraint.Window => (van, visit with { Windows = [TimeWindow.Hours(6, 8)] }),
            Constraint.Promise => (van, visit with { Promise = new Promise(Seconds.At(8, 5), Seconds.FromMinutes(1)) }),
            Constraint.Crew => (van, visit with { Crew = 2 }),
            Constraint.VehicleBan => (van, visit with { NotVehicles = ["van-1"] }),
            Constraint.Capacity => (
                van with
                {
                    Capacity = Load(Hazmat, 440),
                },
                visit with
                {
                    PicksUp = Load(Hazmat, 441),
                }
            ),
            Constraint.ShiftEnd => (van with { Shift = new(Seconds.At(8), Seconds.At(8, 30)) }, visit),
            Constraint.ShiftStart => (
                van,
                visit with
                {
                    Windows = [new(Seconds.At(8), Seconds.At(8, 10))],
                    Promise = new(Seconds.At(8, 5), Seconds.FromMinutes(5)),
                }
            ),
            Constraint.Break => (
                van with
                {
                    Breaks = [new(new(Seconds.At(8, 2), Seconds.At(8, 3)), Seconds.FromHours(6))],
                    Shift = TimeWindow.Hours(8, 13),
                },
                visit
            ),
            Constraint.MaxStops => (van with { MaxStops = 0 }, visit),
            Constraint.MaxDuration => (van with { MaxDuration = Seconds.FromMinutes(20) }, visit),
            Constraint.MaxDistance => (van with { MaxDistance = new Metres(19_999) }, visit),
            _ => (van, visit with { Drops = Load(Weight, 1), Release = Seconds.At(15, 50) }),
        };
        var problem = Of(van, visit);
        var plan = Quick(problem);
        var why = Assert.Single(plan.Unplanned).Explanation!;
        var remedy = why.Remedies.FirstOrDefault(r => r.Relaxations.Any(x => x.Constraint == constraint));
        Assert.NotNull(remedy);
        Assert.NotEmpty(RoutePlanner.Insert(remedy.ApplyTo(problem), plan, "visit-10"));
        Assert.True(remedy.Relaxations.Count == 1 || !why.Sentence.Contains("No single"));
    }

    [Fact]
    public void A10_two_constraints_that_bind_together_are_named_together()
    {
        var problem = Of(Van(), At(3) with { Skills = ["rt"], Crew = 2 });
        var why = Assert.Single(Quick(problem).Unplanned).Explanation!;
        Assert.Equal([Constraint.Skill, Constraint.Crew], why.Binding.Order());
        Assert.Contains("No single change is enough", why.Sentence);
        Assert.Empty(Quick(why.Remedies[0].ApplyTo(problem)).Unplanned);
    }

    [Fact]
    public void A10_a_place_without_a_road_is_named()
    {
        const int No = TravelMatrix.Unreachable;
        var problem = new Problem(new TravelMatrix(2, [0, No, 10, 0], new int[4]), [Van()], [At(1)]);
        Assert.Equal([Constraint.Reach], Assert.Single(Quick(problem).Unplanned).Explanation!.Binding);
    }

    [Fact]
    public void A12_a_van_returns_to_the_warehouse_and_leaves_again_when_that_is_better()
    {
        var visits = new[] { At(1) with { Drops = Load(Weight, 60) }, At(2) with { Drops = Load(Weight, 60) } };
        var van = Van() with { Capacity = Load(Weight, 60), Reload = new Reload(0, Seconds.FromMinutes(20)) };
        var plan = Quick(Of(van, visits));
        Assert.Empty(plan.Unplanned);
        Assert.Single(plan.Routes[0].Stops, s => s.IsReload);

        var second = Of(
            [van, Van("van-2") with { Capacity = Load(Weight, 60), FixedCost = Cents.Dollars(200) }],
            visits
        );
        Assert.Single(Quick(second).Routes);
        var cheap = Of(
            [
                van with
                {
                    Reload = van.Reload! with { Length = Seconds.FromHours(2) },
                },
                Van("van-2") with
                {
                    Capacity = Load(Weight, 60),
                },
            ],
            visits
        );
        Assert.Equal(2, Quick(cheap).Routes.Count);
        Assert.DoesNotContain(Quick(cheap).Routes.SelectMany(r => r.Stops), s => s.IsReload);
    }

    [Fact]
    public void A13_a_replan_moves_no_promised_stop_beyond_the_tolerance_and_says_what_it_changed() =>
        Gen.Int[0, 1_000_000]
            .Sample(
                seed =>
                {
                    var problem = Town(15, 3, seed);
                    var before = Quick(problem, seed, 50);
                    var promised = problem;
                    foreach (var stop in before.Routes.SelectMany(r => r.Stops))
                    {
                        promised = promised.With(
                            problem.Visit(stop.Visit!) with
                            {
                                Promise = new Promise(stop.Start, Seconds.FromMinutes(10), new Cents(5)),
                            }
                        );
                    }

                    promised = promised.With(At(1, "stat") with { Windows = [TimeWindow.Hours(11, 12)] });
                    var after = RoutePlanner.Solve(
                        promised,
                        new SolveOptions
                        {
                            Iterations = 100,
                            Seed = seed,
                            From = before,
                        }
                    );
                    AssertGood(promised, after);
                    Assert.Equal(
                        before.Unplanned.Select(u => u.Visit),
                        after.Unplanned.Select(u => u.Visit).Where(id => id != "stat")
                    );
                    foreach (var change in RoutePlanner.Diff(before, after))
                    {
                        Assert.True(
                            change.Kind == ChangeKind.Added || Math.Abs(change.Later!.Value.Value) <= 600,
                            $"{change}"
                        );
                    }
                },
                iter: 30,
                threads: 1
            );

    [Fact]
    public void A15_an_order_fixed_by_hand_has_its_times()
    {
        var evaluation = Fixed(Of(Van(), At(1), At(5)), "visit-5", "visit-1");
        Assert.Empty(evaluation.Violations);
        var route = evaluation.Plan.Routes[0];
        Assert.Equal(
            [Seconds.At(8) + new Seconds(500), Seconds.At(8) + new Seconds(1500)],
            route.Stops.Select(s => s.Arrive)
        );
        Assert.Equal(Seconds.At(8) + new Seconds(2200), route.Ends);
        Assert.Equal(new Metres(10_000), route.Distance);
        Assert.Equal(new Cents(600), route.Cost.Distance);
        Assert.Equal(new Cents(1833), route.Cost.Wages);
    }

    [Fact]
    public void A17_two_skills_never_compare_equal_by_accident() =>
        Gen.Select(Gen.String[0, 12], Gen.String[0, 12])
            .Sample(
                (need, have) =>
                {
                    var problem = Of(Van() with { Skills = [have] }, At(1) with { Skills = [need] });
                    var same = string.Equals(need, have, StringComparison.Ordinal);
                    Assert.Equal(same ? 0 : 1, Quick(problem, 0, 0).Unplanned.Count);
                    Assert.Equal(same, Fixed(problem, "visit-1").Violations.Count == 0);
                },
                iter: 500,
                threads: 1
            );

    [Fact]
    public void A17_names_with_the_same_crc32_or_the_same_look_differ()
    {
        foreach (
            var (need, have) in new[]
            {
                ("plumless", "buckeroo"),
                ("oxygen", "Oxygen"),
                ("caf\u00e9", "cafe\u0301"),
                ("rt", "rt "),
            }
        )
        {
            Assert.Single(Quick(Of(Van() with { Skills = [have] }, At(1) with { Skills = [need] }), 0, 0).Unplanned);
        }
    }

    [Fact]
    public void A24_a_skill_that_every_driver_has_changes_nothing() =>
        Gen.Int[0, 1_000_000]
            .Sample(
                seed =>
                {
                    var bare = Wild(seed);
                    var skilled = bare;
                    foreach (var van in bare.Vehicles)
                    {
                        skilled = skilled.With(van with { Skills = [.. van.Skills, "common"] });
                    }

                    foreach (var visit in bare.Visits)
                    {
                        skilled = skilled.With(visit with { Skills = [.. visit.Skills, "common"] });
                    }

                    Assert.Empty(RoutePlanner.Diff(Quick(bare, seed, 50), Quick(skilled, seed, 50)));
                },
                iter: 40,
                threads: 1
            );
}
