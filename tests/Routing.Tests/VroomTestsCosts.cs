using Homeward.Routing.Formats;
using static Homeward.Routing.Tests.VroomDays;

namespace Homeward.Routing.Tests;

/// <summary>VROOM's objective in Homeward's money: what a leg costs is in the metres, a unit is a cent.</summary>
public sealed class VroomTestsCosts
{
    [Fact]
    public void By_default_a_second_of_driving_costs_a_unit_and_waiting_nothing()
    {
        var problem = Read().Problem;
        Assert.Equal((default, new Cents(1000)), (problem.Vehicles[0].PerHour, problem.Vehicles[0].PerKm));
        Assert.Equal(200, problem.Travel.Distance(0, 2).Value);
        var plan = RoutePlanner.Evaluate(problem, [new FixedRoute("1", ["job:1", "job:2"])]).Plan;
        Assert.Equal(400, plan.Cost.Total.Value);
    }

    [Theory]
    [InlineData("""{"fixed": 50, "per_hour": 3600, "per_km": 0}""", 50, 400)]
    [InlineData("""{"per_hour": 0, "per_km": 7}""", 0, 28)]
    [InlineData("""{"per_hour": 36, "per_km": 500}""", 0, 2004)]
    [InlineData("""{"per_hour": 100, "per_km": 0}""", 0, 11)]
    public void Costs_of_a_vehicle_are_in_the_metres_of_its_matrix(string costs, int used, int driven)
    {
        var problem = Read($$"""{"id": 1, "start_index": 0, "end_index": 0, "costs": {{costs}}}""").Problem;
        var cost = RoutePlanner.Evaluate(problem, [new FixedRoute("1", ["job:1", "job:2"])]).Plan.Cost;
        Assert.Equal((used, driven, 0), (cost.Fixed.Value, cost.Distance.Value, cost.Wages.Value));
    }

    [Fact]
    public void A_faster_van_pays_for_the_time_it_drives()
    {
        var problem = Read("""{"id": 1, "start_index": 0, "speed_factor": 2}""").Problem;
        Assert.Equal((50, 1000), (problem.Travel.Distance(0, 1).Value, problem.Vehicles[0].PerKm.Value));
        Assert.Equal((100, 2.0), (problem.Travel.Time(0, 1).Value, problem.Vehicles[0].SpeedFactor));
    }

    [Fact]
    public void Given_costs_take_the_place_of_times()
    {
        const string Matrices =
            """{"car": {"durations": [[0, 5, 9], [5, 0, 9], [9, 9, 0]], "costs": [[0, 700, 1], [2, 0, 3], [4, 5, 0]]}}""";
        var problem = Vroom.Read(Json(matrices: Matrices)).Problem;
        Assert.Equal((5, 700), (problem.Travel.Time(0, 1).Value, problem.Travel.Distance(0, 1).Value));
        var contradiction = Fault(
            Json("""{"id": 1, "start_index": 0, "costs": {"per_hour": 60}}""", matrices: Matrices)
        );
        Assert.Equal("vehicles[0].costs", contradiction.Path);
    }

    [Fact]
    public void Vehicles_that_pay_alike_share_a_matrix()
    {
        var problem = Read(
            """
            {"id": 1, "start_index": 0}, {"id": 2, "start_index": 0, "costs": {"per_hour": 36}},
            {"id": 3, "start_index": 1}, {"id": 4, "start_index": 0, "costs": {"fixed": 9, "per_hour": 36}}
            """
        ).Problem;
        Assert.Equal([0, 1, 0, 1], problem.Vehicles.Select(v => v.Profile));
        Assert.Equal(2, problem.Profiles.Length);
    }

    [Fact]
    public void Time_at_a_task_is_paid_on_the_way_to_it()
    {
        var problem = Read(
            """
            {"id": 1, "start_index": 0, "end_index": 0, "costs": {"per_task_hour": 3600}, "type": "slow"},
            {"id": 2, "start_index": 0, "end_index": 0}
            """,
            """
            {"id": 1, "location_index": 1, "service": 40, "setup": 2, "service_per_type": {"slow": 60}},
            {"id": 2, "location_index": 1, "service": 7}
            """
        ).Problem;
        var (slow, quick) = (problem.Profiles[0], problem.Profiles[problem.Vehicles[1].Profile]);
        var (first, second) = (problem.Visits[0].Place, problem.Visits[1].Place);
        Assert.Equal((162, 107), (slow.Distance(0, first).Value, slow.Distance(0, second).Value));
        Assert.Equal((100, 100), (quick.Distance(0, first).Value, quick.Distance(0, second).Value));
        Assert.Equal((0, 7), (slow.Time(first, second).Value, slow.Distance(first, second).Value));
        Assert.Equal(100, slow.Distance(first, 0).Value);
    }

    [Fact]
    public void A_limit_on_distance_needs_real_metres_and_pays_time_as_wages()
    {
        var instance = Read("""{"id": 1, "start_index": 0, "max_distance": 2500, "costs": {"per_km": 3}}""");
        var vehicle = instance.Problem.Vehicles[0];
        Assert.Equal((2500, 3600, 3), (vehicle.MaxDistance?.Value, vehicle.PerHour.Value, vehicle.PerKm.Value));
        Assert.Equal(2000, instance.Problem.Travel.Distance(0, 2).Value);
        Assert.Contains("max_distance", Assert.Single(instance.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_on_distance_that_cannot_bind_is_none()
    {
        var instance = Read("""{"id": 1, "start_index": 0, "max_distance": 4000000000}""");
        Assert.Null(instance.Problem.Vehicles[0].MaxDistance);
        Assert.Empty(instance.Notes);
    }

    [Fact]
    public void A_task_outweighs_every_cost_and_a_step_of_priority_every_task()
    {
        var problem = Read(
            """{"id": 1, "start_index": 0, "end_index": 0, "costs": {"fixed": 100}}""",
            """
            {"id": 1, "location_index": 1}, {"id": 2, "location_index": 2}, {"id": 3, "location_index": 3, "priority": 10},
            {"id": 4, "location_index": 4, "priority": 20}
            """
        ).Problem;
        var price = problem.Visits.Select(v => v.PriceLeftOut.Value).ToList();
        var cost = RoutePlanner
            .Evaluate(problem, [new FixedRoute("1", ["job:4", "job:1", "job:3", "job:2"])])
            .Plan.Cost;
        Assert.True(price[0] > cost.Total.Value);
        Assert.Equal(price[0], price[1]);
        Assert.True(price[2] > price[0] + price[1] + cost.Total.Value);
        Assert.True(price[3] > price[2] + price[0] + price[1] + cost.Total.Value);
        Assert.All(problem.Visits, v => Assert.False(v.Optional));
    }

    [Fact]
    public void Many_priorities_make_a_unit_less_than_a_cent_and_keep_their_order()
    {
        var jobs = string.Join(
            ", ",
            Enumerable.Range(0, 101).Select(i => $$"""{"id": {{i}}, "location_index": 1, "priority": {{i}}}""")
        );
        var instance = Vroom.Read(Json(jobs: jobs, matrices: Car(Matrix(2, 5000))));
        var problem = instance.Problem;
        Assert.Empty(instance.Notes);
        var leg = problem.Travel.Distance(0, 1).Value * problem.Vehicles[0].PerKm.Value / 1000.0;
        Assert.True(leg is > 0 and < 5000);
        var step = problem.Visits[1].PriceLeftOut.Value - problem.Visits[0].PriceLeftOut.Value;
        Assert.True(step > problem.Visits[0].PriceLeftOut.Value * 101);
        Assert.True(problem.Visits[0].PriceLeftOut.Value > leg * 102);
        Assert.True(problem.Visits[100].PriceLeftOut.Value <= 100_000_000);
    }

    [Fact]
    public void What_cannot_be_priced_in_order_is_noted()
    {
        var jobs = string.Join(
            ", ",
            Enumerable.Range(0, 101).Select(i => $$"""{"id": {{i}}, "location_index": 1, "priority": {{i}}}""")
        );
        var instance = Vroom.Read(
            Json(
                """{"id": 1, "start_index": 0, "costs": {"fixed": 1234567}}""",
                jobs,
                matrices: Car(Matrix(2, 300_000))
            )
        );
        Assert.Contains(instance.Notes, n => n.StartsWith("Priorities", StringComparison.Ordinal));
        Assert.Contains(instance.Notes, n => n.StartsWith("Fixed", StringComparison.Ordinal));
        var prices = instance.Problem.Visits.Select(v => v.PriceLeftOut.Value).ToList();
        Assert.Equal(prices.Order(), prices);
        Assert.Equal(101, prices.Distinct().Count());
    }
}
