using Homeward.Routing.Solving;
using static Homeward.Routing.Tests.Days;

namespace Homeward.Routing.Tests.Faults;

/// <summary>Prices at the very top of their ranges and roads of ten thousand kilometres: reckoned with, or refused by name.</summary>
public sealed class ExtremePrices
{
    private const int FarAway = 10_000_000;
    private static readonly Cents Top = new(100_000_000);

    private static readonly Vehicle Emits = Van() with { PerCo2Kg = Top, Co2GramsPerKm = 1_000_000 };
    private static readonly Vehicle Evens = Van() with { PerHourSquared = Top };
    private static readonly Visit Announced = At(1) with { Promise = new Promise(Seconds.At(9), null, Top) };
    private static readonly Visit Late = At(1) with
    {
        Windows = [TimeWindow.Hours(0, 1)],
        HardLatest = Seconds.Horizon,
        LatePerMinute = Top,
    };

    /// <summary>How many of each are too many, and how many are not.</summary>
    private static readonly Dictionary<string, (Func<int, Problem> Make, int Most)> Cases = new()
    {
        ["distance"] = (n => Far(Many(n, Van() with { PerKm = Top }), []), 49),
        ["distance that emits"] = (n => Far(Many(n, Emits with { Co2GramsPerKm = 1_000 * n }), []), 7),
        ["vans and their time"] = (n => Far(Many(n, Evens), []), 108),
        ["lateness"] = (n => Far([Van()], Many(n, Late)), 173),
        ["moved promises"] = (n => Far([Van()], Many(n, Announced)), 173),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_could_not_be_added_up_is_refused_by_name(string name)
    {
        var (make, most) = Cases[name];
        Assert.NotNull(make(most));
        var fault = Assert.Single(Assert.Throws<InvalidProblemException>(() => make(most + 1)).Faults);
        Assert.Contains($"most of it for {name.Replace(" that emits", "")};", fault);
        Assert.EndsWith("more than 1,000,000,000,000.00 is not reckoned with.", fault);
    }

    [Fact]
    public void The_worst_that_may_be_asked_is_refused() =>
        Assert.Throws<InvalidProblemException>(() => Far([Emits], [At(1)]));

    [Fact]
    public void A_day_at_the_top_of_all_prices_is_reckoned_to_the_cent()
    {
        var taken = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            if (Extreme(seed) is not { } problem)
            {
                continue;
            }

            taken++;
            var plan = Quick(problem, seed, 100);
            AssertGood(problem, plan);
            var solution = new Solution(problem.Compiled);
            foreach (var route in plan.Routes)
            {
                solution.SetOrder(
                    PlanWriter.VehicleOf(problem, route.Vehicle),
                    PlanWriter.OrderOf(problem, route.Order)
                );
            }

            var routes = plan.Cost.Total - plan.Cost.LeftOut;
            Assert.InRange(PlanWriter.Cents(solution.RouteCost).Value - routes.Value, -8, 8);
        }

        Assert.True(taken > 100, $"only {taken} days are taken");
    }

    [Fact]
    public void Prices_of_leaving_out_are_raised_no_further_than_adds_up()
    {
        // One of them is hardly worth anything, which raises all; and none can be made.
        var visits = Many(20_000, At(1) with { LeaveOutPrice = Top, Crew = 2 }).ToArray();
        visits[0] = visits[0] with { LeaveOutPrice = new Cents(1) };
        var solution = new Solution(Far([Van()], visits).Compiled);
        var sum = solution.Problem.Visits.Aggregate((Int128)0, (all, v) => all + v.LeftOut);
        Assert.Equal(sum, solution.LeftOutCost);
        Assert.Equal(20_000, solution.LeftOut.Count);
    }

    [Fact]
    public void Orders_that_last_for_years_cost_much_and_never_less_than_nothing()
    {
        var slow = new TravelMatrix(2, [0, Seconds.Horizon.Value, Seconds.Horizon.Value, 0], [0, 1, 1, 0]);
        var visits = Many(80, Late with { HardLatest = Seconds.At(2) })
            .Select((v, i) => v with { Place = i % 2, Promise = new Promise(Seconds.Zero, null, Top) });
        var van = Evens with { SpeedFactor = 0.2, OvertimePerHour = Top, PerHour = Top };
        var problem = new Problem(slow, [van], visits, Dimensions);
        var order = new FixedRoute("van-1", [.. problem.Visits.Select(v => v.Id)]);
        var (plan, broken) = RoutePlanner.Evaluate(problem, [order]);
        Assert.True(plan.Cost.Total > Top);
        Assert.DoesNotContain(broken, v => v.Constraint == Constraint.Figures);
        var solution = new Solution(problem.Compiled);
        solution.SetOrder(0, PlanWriter.OrderOf(problem, order));
        Assert.InRange(solution.RouteCost, Top.Value, CostTerms.Most.Value * Compiled.UnitsPerCent);
    }

    /// <summary>A few visits up to ten thousand kilometres away, every price nought, a little or the most; null where refused.</summary>
    private static Problem? Extreme(int seed)
    {
        var dice = new Random(seed);
        Cents Price() => new(dice.Next(3) * dice.Next(2) == 2 ? Top.Value : dice.Next(0, 1_000) * 100);
        var places = Enumerable.Range(0, 8).Select(_ => dice.Next(FarAway)).ToArray();
        var (seconds, metres) = (new int[64], new int[64]);
        for (var i = 0; i < 64; i++)
        {
            metres[i] = Math.Abs(places[i / 8] - places[i % 8]);
            seconds[i] = metres[i] / 500;
        }

        var vans = Enumerable
            .Range(0, dice.Next(1, 4))
            .Select(k =>
                Van($"van-{k}") with
                {
                    Shift = new TimeWindow(Seconds.Zero, Seconds.At(48)),
                    OvertimeUntil = Seconds.Horizon,
                    FixedCost = Price(),
                    PerHour = Price(),
                    OvertimePerHour = Price(),
                    PerHourSquared = Price(),
                    PerKm = Price(),
                    PerCo2Kg = Price(),
                    Co2GramsPerKm = 1_000 * dice.Next(10),
                }
            );
        var visits = Enumerable
            .Range(1, 7)
            .Select(i =>
                At(i) with
                {
                    Windows = [TimeWindow.Hours(dice.Next(10), dice.Next(10, 20))],
                    HardLatest = Seconds.At(dice.Next(20, 90)),
                    LatePerMinute = Price(),
                    LeaveOutPrice = Price(),
                    PreferredVehicle = "van-0",
                    OtherVehiclePrice = Price(),
                    Promise = new Promise(Seconds.At(dice.Next(10)), null, Price()),
                }
            );
        try
        {
            return new Problem(new TravelMatrix(8, seconds, metres), vans, visits);
        }
        catch (InvalidProblemException)
        {
            return null;
        }
    }

    private static Problem Far(IEnumerable<Vehicle> vans, IEnumerable<Visit> visits) =>
        new(new TravelMatrix(2, [0, 3600, 3600, 0], [0, FarAway, FarAway, 0]), vans, visits, Dimensions);

    private static IEnumerable<Vehicle> Many(int count, Vehicle van) =>
        Enumerable.Range(1, count).Select(i => van with { Id = $"van-{i}" });

    private static IEnumerable<Visit> Many(int count, Visit visit) =>
        Enumerable.Range(1, count).Select(i => visit with { Id = $"visit-{i}" });
}
