using static Homeward.Routing.Tests.Days;

namespace Homeward.Routing.Tests;

/// <summary>Each constraint in both directions: broken it is named with its excess, kept it is not.</summary>
public sealed class ConstraintTests
{
    private static void Breaks(Constraint constraint, long excess, Problem problem, params string[] stops)
    {
        var found = Fixed(problem, stops).Violations.Where(v => v.Constraint != Constraint.Once).ToList();
        Assert.Equal([(constraint, excess)], found.Select(v => (v.Constraint, v.Excess)));
    }

    private static void Keeps(Problem problem, params string[] stops) =>
        Assert.Empty(
            Fixed(problem, stops).Violations.Where(v => v.Constraint != Constraint.Once).Select(v => v.Message)
        );

    private static Visit Late(int place, int seconds) =>
        At(place) with
        {
            Windows = [new TimeWindow(Seconds.At(8), Seconds.At(8) + new Seconds(seconds))],
        };

    [Fact]
    public void A_visit_starts_by_its_windows_end()
    {
        Keeps(Of(Van(), Late(3, 300)), "visit-3");
        Breaks(Constraint.Window, 1, Of(Van(), Late(3, 299)), "visit-3");
    }

    [Fact]
    public void A_visit_takes_the_second_window_when_the_first_is_over()
    {
        var visit = Late(3, 10) with { Windows = [new(Seconds.At(8), Seconds.At(8, 1)), TimeWindow.Hours(10, 11)] };
        var problem = Of(Van(), visit);
        Keeps(problem, "visit-3");
        Assert.Equal(Seconds.At(10), Fixed(problem, "visit-3").Plan.Routes[0].Stops[0].Start);
    }

    [Fact]
    public void A_soft_window_costs_by_the_minute_until_its_hard_end()
    {
        var visit = Late(5, 320) with { LatePerMinute = new Cents(100), HardLatest = Seconds.At(8) + new Seconds(500) };
        var plan = Fixed(Of(Van(), visit), "visit-5").Plan;
        Keeps(Of(Van(), visit), "visit-5");
        Assert.Equal(new Cents(300), plan.Cost.Lateness);
        Assert.Equal(new Seconds(180), plan.Routes[0].Stops[0].Late);
        Breaks(
            Constraint.Window,
            1,
            Of(Van(), visit with { HardLatest = Seconds.At(8) + new Seconds(499) }),
            "visit-5"
        );
        Assert.Equal(default, Fixed(Of(Van(), visit with { Place = 3 }), "visit-5").Plan.Cost.Lateness);
    }

    [Fact]
    public void A_promise_holds_within_its_tolerance_and_costs_by_the_minute()
    {
        var visit = At(6) with { Promise = new Promise(Seconds.At(8, 5), Seconds.FromMinutes(5), new Cents(10)) };
        Keeps(Of(Van(), visit), "visit-6");
        Assert.Equal(new Cents(50), Fixed(Of(Van(), visit), "visit-6").Plan.Cost.Moved);
        Breaks(Constraint.Promise, 100, Of(Van(), visit with { Place = 7 }), "visit-6");
        Assert.Equal(default, Fixed(Of(Van(), visit with { Place = 3 }), "visit-6").Plan.Cost.Moved);
    }

    [Fact]
    public void A_crew_has_the_skills()
    {
        var visit = At(1) with { Skills = ["rt", "oxygen"] };
        Keeps(Of(Van() with { Skills = ["rt", "oxygen", "lift"] }, visit), "visit-1");
        Breaks(Constraint.Skill, 1, Of(Van() with { Skills = ["oxygen", "RT"] }, visit), "visit-1");
    }

    [Fact]
    public void A_bed_takes_two()
    {
        var visit = At(1) with { Crew = 2 };
        Keeps(Of(Van() with { Crew = 2 }, visit), "visit-1");
        Breaks(Constraint.Crew, 1, Of(Van(), visit), "visit-1");
    }

    [Fact]
    public void A_banned_vehicle_does_not_come()
    {
        Keeps(Of(Van(), At(1) with { OnlyVehicles = ["van-1"] }), "visit-1");
        Breaks(Constraint.VehicleBan, 1, Of(Van(), At(1) with { NotVehicles = ["van-1"] }), "visit-1");
        Breaks(Constraint.VehicleBan, 1, Of(Van(), At(1) with { OnlyVehicles = [] }), "visit-1");
    }

    [Fact]
    public void A_van_is_never_loaded_beyond_capacity_on_any_leg()
    {
        var visits = new[] { At(1) with { Drops = Load(Weight, 60) }, At(2) with { Drops = Load(Weight, 41) } };
        Keeps(Of(Van() with { Capacity = Load(Weight, 101) }, visits), "visit-1", "visit-2");
        Breaks(Constraint.Capacity, 1, Of(Van() with { Capacity = Load(Weight, 100) }, visits), "visit-1", "visit-2");
        Keeps(Of(Van(), visits), "visit-1", "visit-2");
    }

    [Fact]
    public void Hazmat_falls_on_delivery_and_rises_with_empties()
    {
        var swap = At(1) with { Drops = Load(Hazmat, 300), PicksUp = Load(Hazmat, 250) };
        var drop = At(2) with { Drops = Load(Hazmat, 100) };
        var empties = At(3) with { PicksUp = Load(Hazmat, 150) };
        var van = Van() with { Capacity = Load(Hazmat, 400) };
        var good = Fixed(Of(van, swap, drop, empties), "visit-1", "visit-2", "visit-3");
        Assert.Empty(good.Violations);
        Assert.Equal([400, 350, 250, 400], good.Plan.Routes[0].Legs.Select(l => l.Load[1]));
        Breaks(Constraint.Capacity, 100, Of(van, swap, drop, empties), "visit-1", "visit-3", "visit-2");
    }

    [Fact]
    public void A_reload_empties_the_van_and_starts_a_new_trip()
    {
        var visits = new[]
        {
            At(1) with
            {
                Drops = Load(Weight, 60),
                PicksUp = Load(Weight, 60),
            },
            At(2) with
            {
                Drops = Load(Weight, 60),
            },
        };
        var van = Van() with { Capacity = Load(Weight, 60), Reload = new Reload(0, Seconds.FromMinutes(20)) };
        Keeps(Of(van, visits), "visit-1", FixedRoute.Reload, "visit-2");
        Breaks(Constraint.Capacity, 60, Of(van, visits), "visit-1", "visit-2");
        Breaks(Constraint.Reload, 1, Of(van, visits), "visit-1", FixedRoute.Reload, "visit-2", FixedRoute.Reload);
    }

    [Fact]
    public void Dirty_needs_a_bay_where_bays_are_separate()
    {
        var dirty = At(1) with { TakesDirty = true, PicksUp = Load(Bay, 1) };
        var bays = Van() with { CleanDirty = CleanDirtyMode.SeparateBays };
        Keeps(Of(bays with { Capacity = Load(Bay, 1) }, dirty), "visit-1");
        Keeps(Of(Van() with { Capacity = Load(Bay, 0) }, dirty), "visit-1");
        Breaks(Constraint.Capacity, 1, Of(bays, dirty), "visit-1");
    }

    [Fact]
    public void Nothing_clean_is_brought_after_something_dirty_where_kinds_never_mix()
    {
        var visits = new[]
        {
            At(1) with
            {
                TakesDirty = true,
            },
            At(2) with
            {
                BringsClean = true,
            },
            At(3) with
            {
                BringsClean = true,
                TakesDirty = true,
            },
        };
        var van = Van() with { CleanDirty = CleanDirtyMode.NeverMixed, Reload = new Reload(0, default, 2) };
        Keeps(Of(van, visits), "visit-2", "visit-3", "visit-1");
        Breaks(Constraint.CleanDirty, 1, Of(van, visits), "visit-3", "visit-2", "visit-1");
        Keeps(Of(van, visits), "visit-1", FixedRoute.Reload, "visit-2");
        Keeps(Of(van with { CleanDirty = CleanDirtyMode.Covered }, visits), "visit-3", "visit-2", "visit-1");
    }

    [Fact]
    public void A_van_is_back_by_the_shifts_end_or_the_latest_overtime()
    {
        var van = Van() with { Shift = new(Seconds.At(8), Seconds.At(8, 20)), OvertimePerHour = new Cents(3600) };
        Keeps(Of(van, At(3)), "visit-3");
        Breaks(Constraint.ShiftEnd, 200, Of(van, At(4)), "visit-4");
        var late = Fixed(Of(van with { OvertimeUntil = Seconds.At(9) }, At(4)), "visit-4");
        Assert.DoesNotContain(late.Violations, v => v.Constraint == Constraint.ShiftEnd);
        Assert.Equal(new Cents(200), late.Plan.Cost.Overtime);
        Keeps(Of(van with { End = null }, At(4)), "visit-4");
    }

    [Fact]
    public void A_due_break_is_taken_and_one_that_is_not_due_is_not()
    {
        var van = Van() with
        {
            Breaks = [new Break(new(Seconds.At(8, 5), Seconds.At(8, 15)), Seconds.FromMinutes(30))],
        };
        var plan = Fixed(Of(van, At(6)), "visit-6").Plan;
        Assert.Equal([new PlannedBreak(Seconds.At(8, 5), Seconds.At(8, 35))], plan.Routes[0].Breaks);
        Keeps(Of(van, At(6)), "visit-6");
        var without = plan with { Routes = [plan.Routes[0] with { Breaks = [] }] };
        Assert.Contains(RoutePlanner.Check(Of(van, At(6)), without), v => v.Constraint == Constraint.Break);
        Assert.Empty(Fixed(Of(van, At(1) with { Service = default }), "visit-1").Plan.Routes[0].Breaks);
    }

    [Fact]
    public void Most_stops_duration_and_distance_hold()
    {
        var two = new[] { At(1), At(2) };
        Keeps(Of(Van() with { MaxStops = 2 }, two), "visit-1", "visit-2");
        Breaks(Constraint.MaxStops, 1, Of(Van() with { MaxStops = 1 }, two), "visit-1", "visit-2");
        Keeps(Of(Van() with { MaxDuration = new Seconds(1600) }, two), "visit-1", "visit-2");
        Breaks(
            Constraint.MaxDuration,
            1,
            Of(Van() with { MaxDuration = new Seconds(1599) }, two),
            "visit-1",
            "visit-2"
        );
        Keeps(Of(Van() with { MaxDistance = new Metres(4000) }, two), "visit-1", "visit-2");
        Breaks(Constraint.MaxDistance, 1, Of(Van() with { MaxDistance = new Metres(3999) }, two), "visit-1", "visit-2");
    }

    [Fact]
    public void A_trip_leaves_when_its_goods_are_ready()
    {
        var goods = At(2) with { Drops = Load(Weight, 1), Release = Seconds.At(9) };
        var plan = Fixed(Of(Van(), At(1), goods), "visit-1", "visit-2").Plan;
        Assert.Equal(Seconds.At(9), plan.Routes[0].Leaves);
        Keeps(Of(Van(), goods), "visit-2");
        var early = Fixed(Of(Van(), At(1), goods with { Release = Seconds.Zero }), "visit-1", "visit-2").Plan;
        Assert.Contains(
            RoutePlanner.Check(Of(Van(), At(1), goods), early),
            v => v is { Constraint: Constraint.Release, Excess: 3600 }
        );
    }

    [Fact]
    public void A_van_under_way_drops_only_what_it_carries_until_it_reloads()
    {
        var van = Van() with
        {
            Reload = new Reload(0, default),
            Underway = new Underway
            {
                Place = 5,
                Time = Seconds.At(10),
                Carries = ["visit-6"],
            },
        };
        var visits = new[]
        {
            At(6) with
            {
                Drops = Load(Weight, 1),
            },
            At(7) with
            {
                Drops = Load(Weight, 1),
            },
            At(8) with
            {
                PicksUp = Load(Weight, 1),
            },
        };
        Keeps(Of(van, visits), "visit-6", "visit-8", FixedRoute.Reload, "visit-7");
        Breaks(Constraint.Goods, 1, Of(van, visits), "visit-6", "visit-7");
        var other = Of([Van("van-2"), van], visits);
        Assert.Contains(Fixed(other, "visit-6").Violations, v => v.Constraint == Constraint.Goods);
        Assert.DoesNotContain(Fixed(other, "visit-7").Violations, v => v.Constraint == Constraint.Goods);
    }

    [Fact]
    public void Locked_stops_come_first_and_in_order()
    {
        var van = Van() with
        {
            Underway = new Underway
            {
                Place = 5,
                Time = Seconds.At(10),
                Locked = ["visit-6", "visit-2"],
            },
        };
        var problem = Of(van, At(1), At(2), At(6));
        Keeps(problem, "visit-6", "visit-2", "visit-1");
        Breaks(Constraint.Locked, 1, problem, "visit-6", "visit-1", "visit-2");
        Assert.Equal(["visit-6", "visit-2"], Quick(problem).Routes[0].Stops.Take(2).Select(s => s.Visit!));
    }

    [Fact]
    public void A_van_does_not_drive_where_there_is_no_way()
    {
        const int No = TravelMatrix.Unreachable;
        var travel = new TravelMatrix(3, [0, 10, No, 10, 0, No, No, No, 0], new int[9]);
        var problem = new Problem(travel, [Van()], [At(1), At(2)]);
        Keeps(problem, "visit-1");
        Assert.Contains(Fixed(problem, "visit-2").Violations, v => v.Constraint == Constraint.Reach);
        Assert.Equal("visit-2", Assert.Single(Quick(problem).Unplanned).Visit);
    }
}
