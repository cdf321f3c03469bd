using static Homeward.Routing.Tests.Days;

namespace Homeward.Routing.Tests;

public sealed class ProblemTests
{
    [Fact]
    public void A_problem_names_every_fault_of_its_data()
    {
        var error = Assert.Throws<InvalidProblemException>(() =>
            Of(
                [Van(), Van() with { Crew = 0 }],
                At(99, "far"),
                At(1, "odd") with
                {
                    Windows = [TimeWindow.Hours(10, 9)],
                    Drops = Load("volume", 1),
                    OnlyVehicles = ["van-9"],
                    Priority = 11,
                }
            )
        );
        Assert.Equal(7, error.Faults.Count);
        Assert.Contains(error.Faults, f => f.Contains("'far': place: place 99"));
        Assert.Contains(error.Faults, f => f.Contains("no load dimension 'volume'"));
        Assert.Contains(error.Faults, f => f.Contains("no vehicle 'van-9'"));
    }

    [Fact]
    public void A_promise_outside_every_window_is_refused() =>
        Assert.Throws<InvalidProblemException>(() =>
            Of(
                Van(),
                At(1) with
                {
                    Windows = [TimeWindow.Hours(9, 10)],
                    Promise = new Promise(Seconds.At(12), Seconds.FromMinutes(15)),
                }
            )
        );

    [Fact]
    public void A_matrix_says_which_pair_is_out_of_range()
    {
        var error = Assert.Throws<ArgumentException>(() => new TravelMatrix(2, [0, 1, -1, 0], new int[4]));
        Assert.Contains("From place 1 to 0", error.Message);
        Assert.Throws<ArgumentException>(() => new TravelMatrix(2, new int[3], new int[4]));
    }

    [Fact]
    public void An_unknown_name_and_a_visit_named_twice_are_refused()
    {
        var problem = Of(Van(), At(1));
        Assert.Throws<KeyNotFoundException>(() => Fixed(problem, "nobody"));
        Assert.Throws<ArgumentException>(() => Fixed(problem, "visit-1", "visit-1"));
        Assert.Throws<ArgumentException>(() => Fixed(problem, FixedRoute.Reload, "visit-1"));
        Assert.Throws<KeyNotFoundException>(() => RoutePlanner.Insert(problem, Plan.Empty(problem), "nobody"));
        Assert.Throws<KeyNotFoundException>(() => RoutePlanner.Explain(problem, Plan.Empty(problem), "nobody"));
    }

    [Fact]
    public void A_problem_without_visits_or_vans_is_planned_too()
    {
        Assert.Empty(Quick(Of(Van())).Routes);
        Assert.Single(Quick(Of([], At(1))).Unplanned);
    }

    [Fact]
    public void A_difference_names_added_removed_and_moved()
    {
        var problem = Of([Van(), Van("van-2")], At(1), At(2), At(3), At(4));
        var before = RoutePlanner.Evaluate(problem, [new("van-1", ["visit-1", "visit-2", "visit-3"])]).Plan;
        var after = RoutePlanner
            .Evaluate(problem, [new("van-1", ["visit-2", "visit-4"]), new("van-2", ["visit-1"])])
            .Plan;
        Assert.Equal(
            [
                ("visit-1", ChangeKind.OtherVehicle, 0),
                ("visit-2", ChangeKind.OtherTime, -600),
                ("visit-3", ChangeKind.Removed, null),
                ("visit-4", ChangeKind.Added, (int?)null),
            ],
            RoutePlanner.Diff(before, after).Select(c => (c.Visit, c.Kind, c.Later?.Value))
        );
        Assert.Empty(RoutePlanner.Diff(after, after));
    }
}
