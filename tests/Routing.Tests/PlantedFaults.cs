using Homeward.Routing.Tests.Judging;
using static Homeward.Routing.Tests.Days;

namespace Homeward.Routing.Tests;

/// <summary>A good plan spoilt in one way: the checker says so.</summary>
public sealed class PlantedFaults
{
    private readonly Problem problem = Town(30, 4, 5);
    private readonly Plan good;

    public PlantedFaults() => good = Quick(problem);

    private Plan With(Func<Route, Route> spoil) =>
        good with
        {
            Routes = [spoil(good.Routes[0]), .. good.Routes.Skip(1)],
        };

    private void Caught(Plan spoilt, Constraint by) =>
        Assert.Contains(RoutePlanner.Check(problem, spoilt), v => v.Constraint == by);

    [Fact]
    public void The_plan_is_good_before_it_is_spoilt() => AssertGood(problem, good);

    [Fact]
    public void Swapped_stops_are_caught() =>
        Caught(With(r => r with { Stops = [r.Stops[1], r.Stops[0], .. r.Stops.Skip(2)] }), Constraint.Figures);

    [Fact]
    public void A_later_arrival_is_caught() =>
        Caught(
            With(r =>
                r with
                {
                    Stops = [r.Stops[0] with { Arrive = r.Stops[0].Arrive - new Seconds(60) }, .. r.Stops.Skip(1)],
                }
            ),
            Constraint.Figures
        );

    [Fact]
    public void A_start_after_the_window_is_caught()
    {
        var narrow = problem;
        var stop = good.Routes[0].Stops[0];
        narrow = narrow.With(
            problem.Visit(stop.Visit!) with
            {
                Windows = [new TimeWindow(Seconds.Zero, stop.Start - new Seconds(1))],
            }
        );
        Assert.Contains(RoutePlanner.Check(narrow, good), v => v is { Constraint: Constraint.Window, Excess: 1 });
    }

    [Fact]
    public void An_overload_is_caught()
    {
        var peak = good.Routes[0].Legs.Max(l => l.Load[0]);
        var van = problem.Vehicle(good.Routes[0].Vehicle);
        var tight = problem.With(van with { Capacity = Load(Weight, peak - 1) });
        Assert.Contains(
            RoutePlanner.Check(tight, good),
            v => v is { Constraint: Constraint.Capacity, Excess: 1, Dimension: Weight }
        );
    }

    [Fact]
    public void A_wrong_load_is_caught() =>
        Caught(
            With(r => r with { Legs = [r.Legs[0] with { Load = [1, 2, 3] }, .. r.Legs.Skip(1)] }),
            Constraint.Figures
        );

    [Fact]
    public void A_stop_planned_twice_or_lost_is_caught()
    {
        Caught(good with { Routes = [.. good.Routes, good.Routes[0] with { Vehicle = "van-3" }] }, Constraint.Once);
        Caught(good with { Routes = [.. good.Routes.Skip(1)] }, Constraint.Once);
        Caught(
            good with
            {
                Unplanned = [.. good.Unplanned, new Unplanned(good.Routes[0].Stops[0].Visit!, null)],
            },
            Constraint.Once
        );
        Caught(good with { Unplanned = [.. good.Unplanned, new Unplanned("nobody", null)] }, Constraint.Once);
    }

    [Fact]
    public void A_wrong_cost_distance_or_departure_is_caught()
    {
        Caught(With(r => r with { Cost = r.Cost with { Wages = r.Cost.Wages + new Cents(1) } }), Constraint.Figures);
        Caught(good with { Cost = CostTerms.None }, Constraint.Figures);
        Caught(With(r => r with { Distance = r.Distance + new Metres(1) }), Constraint.Figures);
        Caught(With(r => r with { Leaves = Seconds.At(7) }), Constraint.ShiftStart);
    }

    [Fact]
    public void A_missing_or_moved_break_is_caught()
    {
        Caught(With(r => r with { Breaks = [] }), Constraint.Break);
        Caught(With(r => r with { Breaks = [new PlannedBreak(Seconds.At(14), Seconds.At(14, 30))] }), Constraint.Break);
    }

    [Fact]
    public void No_figure_or_part_of_a_random_days_plan_is_changed_unnoticed()
    {
        for (var seed = 0; seed < 25; seed++)
        {
            var day = seed % 2 == 0 ? Wild(seed) : WildUnderway(seed);
            var plan = RoutePlanner.Solve(day, new SolveOptions { Iterations = 50, Explain = false });
            if (plan.Routes.Count == 0)
            {
                continue;
            }

            // A break that a wait swallowed need not have been due: without it the plan may be as good.
            var ways = Figures
                .Changed(plan, -1)
                .Concat(Figures.Changed(plan, 1))
                .Concat(Parts.Changed(plan))
                .Where(way => !way.What.EndsWith("no breaks", StringComparison.Ordinal));
            foreach (var (what, spoilt) in ways)
            {
                Assert.True(RoutePlanner.Check(day, spoilt).Count > 0, $"day {seed}: {what} goes unnoticed");
            }
        }
    }
}
