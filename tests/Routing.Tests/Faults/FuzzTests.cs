namespace Homeward.Routing.Tests.Faults;

/// <summary>Whatever is asked, the answer is a plan or a named refusal.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_problem_is_refused_by_name_or_its_routes_are_judged(bool wide)
    {
        var (refused, judged) = (0, 0);
        for (var seed = 0; seed < 4000; seed++)
        {
            try
            {
                var garbage = new Garbage(seed, wide);
                if (Built(garbage) is not { } problem)
                {
                    refused++;
                    continue;
                }

                judged++;
                var plan = RoutePlanner.Evaluate(problem, garbage.Orders(problem)).Plan;
                var again = RoutePlanner.Check(problem, plan);
                Assert.Equal(again, RoutePlanner.Check(problem, plan));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed}, wide {wide}", e);
            }
        }

        output.WriteLine($"{refused} refused, {judged} judged");
        Assert.True(refused > 800 && judged > 800, $"{refused} refused, {judged} judged");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_problem_that_is_not_refused_is_solved_within_its_constraints(bool wide)
    {
        var (solved, stops) = (0, 0);
        for (var seed = 0; seed < 600; seed++)
        {
            try
            {
                if (Built(new Garbage(seed, wide)) is { } problem)
                {
                    solved++;
                    var plan = Days.Quick(problem, seed, 20);
                    stops += plan.Routes.Sum(r => r.Stops.Count);
                    Days.AssertGood(problem, plan);
                    var left = plan.Unplanned.Count(u => !problem.Visit(u.Visit).Optional && u.Explanation!.Fits);
                    Assert.Equal(0, left);
                }
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed}, wide {wide}", e);
            }
        }

        output.WriteLine($"{solved} solved, {stops} stops");
        Assert.True(solved > 100 && stops > 100, $"{solved} solved, {stops} stops");
    }

    [Theory]
    [InlineData(300, 0, 15_000)]
    [InlineData(7000, 345_600, 500)]
    public void A_route_beyond_all_measure_is_judged_without_overflow(int visits, int seconds, int price)
    {
        // Dearer, the problem is refused: see ExtremePrices.
        var most = new Cents(price);
        var van = Days.Van() with
        {
            PerHour = most,
            PerKm = most,
            OvertimePerHour = most,
            PerHourSquared = most,
            Co2GramsPerKm = 1_000_000,
            PerCo2Kg = most,
            MaxDistance = new Metres(0),
            MaxDrive = Seconds.Zero,
            Capacity = Days.Load(Days.Weight, 0),
        };
        var travel = new TravelMatrix(2, [0, seconds, seconds, seconds], [0, 10_000_000, 10_000_000, 10_000_000]);
        var stops = Enumerable
            .Range(0, visits)
            .Select(i =>
                Days.At(1, $"{i}") with
                {
                    Drops = Days.Load(Days.Weight, 100_000_000),
                    Windows = [TimeWindow.Hours(0, 1)],
                    HardLatest = Seconds.At(2),
                    LatePerMinute = most,
                    Promise = new Promise(Seconds.Zero, null, most),
                    LeaveOutPrice = most,
                }
            );
        var problem = new Problem(travel, [van], stops, Days.Dimensions);
        var (plan, found) = RoutePlanner.Evaluate(
            problem,
            [new FixedRoute("van-1", [.. problem.Visits.Select(v => v.Id)])]
        );
        var far = (visits + 1) * 10_000_000L;
        Assert.Contains(found, v => v.Constraint == Constraint.MaxDistance && v.Excess == far);
        Assert.Contains(found, v => v.Constraint == Constraint.Capacity && v.Excess == visits * 100_000_000L);
        Assert.Equal(seconds > 0, found.Any(v => v.Constraint == Constraint.MaxDrive));
        Assert.NotEmpty(RoutePlanner.Check(problem, plan with { Routes = [.. plan.Routes, .. plan.Routes] }));
        Assert.DoesNotContain(found, v => v.Constraint == Constraint.Figures);
    }

    private static Problem? Built(Garbage garbage)
    {
        try
        {
            return garbage.Build();
        }
        catch (InvalidProblemException e)
        {
            Assert.NotEmpty(e.Faults);
            Assert.All(e.Faults, f => Assert.EndsWith(".", f));
            return null;
        }
        catch (ArgumentException e) when (e.Message.StartsWith("From place", StringComparison.Ordinal))
        {
            return null; // The matrix names the pair that is out of range.
        }
    }
}
