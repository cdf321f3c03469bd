using static Homeward.Routing.Tests.Days;

namespace Homeward.Routing.Tests.Explaining;

/// <summary>What a dispatcher reads, constraint by constraint, and that it is no more than is needed.</summary>
public sealed class ExplainTests
{
    /// <summary>A day of one van and one visit ten kilometres out: 1000 s there, ten minutes there, 1000 s back.</summary>
    private static Explanation Why(Vehicle van, Visit visit) => Why(Of(van, visit), visit.Id);

    private static Explanation Why(Problem problem, string visit)
    {
        var plan = Quick(problem);
        var why = RoutePlanner.Explain(problem, plan, visit);
        foreach (var remedy in why.Remedies)
        {
            var relaxed = remedy.ApplyTo(problem);
            var placed = RoutePlanner.Insert(relaxed, plan, visit);
            Assert.NotEmpty(placed);
            AssertGood(relaxed, RoutePlanner.Apply(relaxed, plan, placed[0]));
        }

        return why;
    }

    private static void Asks(string words, Explanation why) =>
        Assert.Contains(why.Remedies.SelectMany(r => r.Relaxations), r => r.Sentence == words);

    [Fact]
    public void A_van_that_may_not_drive_so_long()
    {
        var why = Why(Van() with { MaxDrive = Seconds.FromMinutes(30) }, At(10));
        Asks("let 'van-1' drive 4 min longer", why);
        Assert.Equal(200, why.Remedies.SelectMany(r => r.Relaxations).First().Amount);
        Assert.Equal([Constraint.MaxDrive], why.Binding);
    }

    [Fact]
    public void A_shift_is_asked_to_start_a_quarter_earlier_where_that_is_enough()
    {
        var visit = At(10) with { Windows = [new(Seconds.At(8), Seconds.At(8, 10))] };
        Asks("start the shift of 'van-1' 15 min earlier", Why(Van(), visit));
        var full = Of(Van() with { Shift = new(Seconds.At(8), Seconds.At(8, 40)) }, At(10));
        var why = Why(full, "visit-10");
        Asks("start the shift of 'van-1' 15 min earlier", why);
        Asks("let 'van-1' work 4 min longer", why);
    }

    [Fact]
    public void Goods_are_asked_for_no_earlier_than_it_takes()
    {
        var late = At(10) with { Drops = Load(Weight, 1), Release = Seconds.At(15, 30) };
        var why = Why(Van(), late);
        var amount = why.Remedies.SelectMany(r => r.Relaxations).First(r => r.Constraint == Constraint.Release).Amount;
        Assert.InRange(amount, 1, 15 * 60);
    }

    [Fact]
    public void A_break_is_moved_rather_than_missed()
    {
        // The van would be there at 08:17, were it not to rest on the way.
        var van = Van() with
        {
            Breaks = [new(new(Seconds.At(8), Seconds.At(8, 10)), Seconds.FromMinutes(30))],
        };
        var visit = At(10) with { Windows = [new(Seconds.At(8), Seconds.At(8, 20))] };
        var why = Why(van, visit);
        Asks("move the break of 'van-1' 30 min later", why);
        var moved = why.Remedies.SelectMany(r => r.Relaxations).First(r => r.Constraint == Constraint.Break);
        Assert.Equal(1800, moved.Amount);
        Assert.Equal(Seconds.At(8, 30), moved.ApplyTo(Of(van, visit)).Vehicles[0].Breaks[0].Window.Start);
    }

    [Fact]
    public void A_break_that_is_in_the_way_wherever_it_is_is_named()
    {
        var van = Van() with
        {
            Breaks = [new(new(Seconds.At(8, 2), Seconds.At(8, 3)), Seconds.FromHours(6))],
            Shift = TimeWindow.Hours(8, 13),
        };
        Asks("let 'van-1' go without its break", Why(van, At(10)));
    }

    [Fact]
    public void A_trip_is_for_one_kind()
    {
        var van = Van() with { CleanDirty = CleanDirtyMode.OneKindPerTrip, FixedCost = Cents.Dollars(10) };
        var problem = Of(van, At(3) with { BringsClean = true }, At(5) with { TakesDirty = true });
        var plan = Quick(problem);
        var left = Assert.Single(plan.Unplanned);
        var why = Why(problem, left.Visit);
        Asks("let 'van-1' carry clean beside covered dirty", why);
        Asks("let 'van-1' come back and reload once more", why);
        Asks("send another van like 'van-1'", why);
    }

    [Fact]
    public void A_visit_that_is_not_worth_its_way_says_what_it_costs()
    {
        var visit = At(10) with { Optional = true, LeaveOutPrice = Cents.Dollars(20) };
        var why = Why(Van(), visit);
        Assert.Equal([Constraint.Worth], why.Binding);
        Assert.False(why.Fits);
        var cost = Fixed(Of(Van(), visit), "visit-10").Plan.Cost.Total;
        Assert.StartsWith($"'visit-10' costs {cost} to serve and is worth 20.00.", why.Sentence);
        var remedy = Assert.Single(why.Remedies);
        Assert.Empty(Quick(remedy.ApplyTo(Of(Van(), visit))).Unplanned);
        var less = remedy.Relaxations[0] with { Amount = remedy.Relaxations[0].Amount - 2 };
        Assert.Single(Quick(less.ApplyTo(Of(Van(), visit))).Unplanned);
    }

    [Fact]
    public void A_visit_neither_possible_nor_worth_it_asks_for_both()
    {
        var visit = At(10) with { Optional = true, LeaveOutPrice = Cents.Dollars(1), Skills = ["rt"] };
        var why = Why(Van(), visit);
        Assert.Equal([Constraint.Skill, Constraint.Worth], why.Binding.Order());
        Assert.Empty(Quick(why.Remedies[0].ApplyTo(Of(Van(), visit))).Unplanned);
    }

    [Theory]
    [InlineData("from")]
    [InlineData("to")]
    public void Either_end_of_a_shipment_explains_both(string end)
    {
        var problem = Of(
            Van() with
            {
                Capacity = Load(Weight, 10),
            },
            At(3, "from") with
            {
                PicksUp = Load(Weight, 12),
            },
            At(5, "to") with
            {
                BringsFrom = "from",
                Drops = Load(Weight, 12),
                Skills = ["lift"],
            }
        );
        var why = Why(problem, end);
        Assert.Contains("two ends of one shipment", why.Sentence);
        Assert.Equal([Constraint.Skill, Constraint.Capacity], why.Binding.Order());
        Asks("give the crew of 'van-1' lift", why);
        Asks("let 'van-1' carry 2 more of weight", why);
        Assert.Empty(Quick(why.Remedies[0].ApplyTo(problem)).Unplanned);
    }

    private static Problem Team(params Vehicle[] vans) =>
        new(
            [Line(30)],
            vans,
            [At(3, "one"), At(5, "two") with { Windows = [new(Seconds.At(9), Seconds.At(9, 30))] }],
            Dimensions,
            [new TeamVisit("one", "two")],
            null
        );

    [Theory]
    [InlineData("one")]
    [InlineData("two")]
    public void A_team_of_which_one_is_there_asks_for_another_van(string visit)
    {
        var why = Why(Team(Van()), visit);
        Assert.Contains("which two vans make together, do not fit", why.Sentence);
        Assert.Equal([Constraint.Vehicles], why.Binding);
        Assert.Empty(Quick(why.Remedies[0].ApplyTo(Team(Van()))).Unplanned);
    }

    [Fact]
    public void A_team_that_cannot_be_there_together_asks_to_come_apart()
    {
        var early = Van("early") with { Shift = new(Seconds.At(7), Seconds.At(8, 30)) };
        var problem = Team(early, Van("late") with { Shift = TimeWindow.Hours(8, 10) });
        var why = Why(problem, "one");
        var apart = why.Remedies.SelectMany(r => r.Relaxations).First(r => r.Constraint == Constraint.Team);
        Assert.Contains("let 'two' start", apart.Sentence);
        Assert.InRange(apart.Amount, 1, 3600 + 1800);
    }

    [Fact]
    public void Another_van_is_as_long_there_and_may_go_where_the_one_may()
    {
        var visit = At(10) with
        {
            OnlyVehicles = ["van-1"],
            Service = Seconds.FromHours(9),
            ServiceOn = new Dictionary<string, Seconds> { ["van-1"] = Seconds.FromMinutes(10) },
            PreferredVehicle = "van-1",
        };
        var busy = Of(Van() with { MaxStops = 1 }, At(2) with { Priority = 5 }, visit);
        var why = Why(busy, "visit-10");
        Asks("send another van like 'van-1'", why);
        var relaxed = why.Remedies.First(r => r.Relaxations[0].Constraint == Constraint.Vehicles).ApplyTo(busy);
        Assert.Equal(["van-1", "van-1 (another)"], relaxed.Visit("visit-10").OnlyVehicles);
        Assert.Equal(Seconds.FromMinutes(10), relaxed.Visit("visit-10").ServiceOn["van-1 (another)"]);
    }

    [Fact]
    public void A_second_further_van_has_a_name_of_its_own()
    {
        var problem = Of([Van(), Van("van-1 (another)")], At(1));
        var more = new Relaxation(Constraint.Vehicles, "visit-1", "van-1", null, 1, default, "");
        Assert.Equal("van-1 (another 2)", more.ApplyTo(problem).Vehicles[^1].Id);
    }

    [Fact]
    public void Where_only_another_van_with_more_would_do_that_is_said()
    {
        // The van's day is full to the minute, and the visit takes what no crew can do.
        var van = Van() with
        {
            MaxStops = 1,
            Shift = new(Seconds.At(8), Seconds.At(8, 40)),
        };
        var problem = Of(van, At(9) with { Priority = 8 }, At(10) with { Skills = ["rt"], Crew = 2 });
        var why = Why(problem, "visit-10");
        Assert.NotEmpty(why.Remedies);
    }

    [Fact]
    public void A_van_by_a_profile_without_a_road_is_not_said_to_reach()
    {
        const int No = TravelMatrix.Unreachable;
        var road = new TravelMatrix(2, [0, 10, 10, 0], new int[4]);
        var ferry = new TravelMatrix(2, [0, No, No, 0], new int[4]);
        var problem = new Problem([road, ferry], [Van() with { Profile = 1 }], [At(1)], null, null, null);
        Assert.Equal([Constraint.Reach], Assert.Single(Quick(problem).Unplanned).Explanation!.Binding);
    }

    private static Visit Soon(int place) =>
        At(place) with
        {
            Windows = [new(Seconds.At(8), Seconds.At(8, 20))],
            HardLatest = Seconds.At(12),
            LatePerMinute = new Cents(10),
        };

    [Fact]
    public void A_late_visit_says_what_would_have_it_in_time()
    {
        var problem = Of(Van(), Soon(10), Soon(11));
        var plan = Quick(problem);
        var late = Assert.Single(plan.Routes[0].Stops, s => s.Late > Seconds.Zero);
        var why = RoutePlanner.Explain(problem, plan, late.Visit!);
        Assert.False(why.Fits);
        Assert.StartsWith($"'{late.Visit}' starts 9 min late, and no van can be there in time.", why.Sentence);
        Asks("start the shift of 'van-1' 15 min earlier", why);
        Asks("send another van like 'van-1'", why);
        foreach (var relaxed in why.Remedies.Select(r => r.ApplyTo(problem)))
        {
            Assert.Contains(
                RoutePlanner.Insert(relaxed, plan, late.Visit!),
                p => RoutePlanner.Apply(relaxed, plan, p).Routes.SelectMany(r => r.Stops).All(s => s.Late == default)
            );
        }
    }

    [Fact]
    public void A_late_visit_that_another_van_could_make_in_time_says_so()
    {
        var problem = Of([Van(), Van("van-2") with { FixedCost = Cents.Dollars(50) }], Soon(10), Soon(11));
        var plan = Quick(problem);
        var late = Assert.Single(plan.Routes[0].Stops, s => s.Late > Seconds.Zero);
        var why = RoutePlanner.Explain(problem, plan, late.Visit!);
        Assert.True(why.Fits);
        Assert.Contains("but 'van-2' could be there in time, at 08:1", why.Sentence);
    }

    [Fact]
    public void A_late_visit_is_not_helped_at_somebody_elses_cost()
    {
        // The other one would be late in its place.
        var problem = Of(Van(), Soon(10), Soon(11));
        var plan = RoutePlanner.Evaluate(problem, [new("van-1", ["visit-10", "visit-11"])]).Plan;
        var why = RoutePlanner.Explain(problem, plan, "visit-11");
        Assert.False(why.Fits);
    }

    [Fact]
    public void A_late_visit_that_is_locked_says_so()
    {
        var van = Van() with
        {
            Underway = new Underway
            {
                Place = 0,
                Time = Seconds.At(9),
                Locked = ["visit-10"],
            },
        };
        var problem = Of(van, Soon(10));
        var why = RoutePlanner.Explain(problem, Quick(problem), "visit-10");
        Assert.Equal([Constraint.Locked], why.Binding);
        Assert.Equal("'visit-10' starts 57 min late and is locked on its van.", why.Sentence);
    }
}
