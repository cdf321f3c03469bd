using Homeward.Routing.Formats;
using static Homeward.Routing.Tests.VroomDays;

namespace Homeward.Routing.Tests;

/// <summary>What becomes of VROOM's input.</summary>
public sealed class VroomTests
{
    [Fact]
    public void Vehicles_and_jobs_keep_their_ids_and_places()
    {
        var problem = Read().Problem;
        Assert.Equal(["1"], problem.Vehicles.Select(v => v.Id));
        Assert.Equal((0, 0), (problem.Vehicles[0].Start, problem.Vehicles[0].End));
        Assert.Equal(["job:1", "job:2"], problem.Visits.Select(v => v.Id));
        Assert.Equal([1, 2], problem.Visits.Select(v => v.Place));
        Assert.Equal(200, problem.Travel.Time(0, 2).Value);
    }

    [Fact]
    public void A_vehicle_may_start_or_end_wherever_its_tasks_are()
    {
        Assert.Null(Vehicle("""{"id": 1, "end_index": 3}""").Start);
        Assert.Null(Vehicle("""{"id": 1, "start_index": 3}""").End);
        Assert.Contains("neither start nor end", Fault(Json("""{"id": 1}""")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Set_up_and_service_are_one_length()
    {
        Assert.Equal(360, Visit("""{"id": 1, "location_index": 1, "setup": 60, "service": 300}""").Service.Value);
        Assert.Empty(Read().Notes);
        const string Shared =
            """{"id": 1, "location_index": 1, "setup": 60}, {"id": 2, "location_index": 1, "setup": 60}""";
        Assert.Contains("setup", Assert.Single(Read(jobs: Shared).Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_vehicle_of_a_type_takes_the_types_own_time()
    {
        const string Vans =
            Van + """, {"id": 2, "start_index": 0, "type": "trike"}, {"id": 3, "start_index": 0, "type": "unknown"}""";
        var visit = Visit(
            """
            {"id": 1, "location_index": 1, "setup": 60, "service": 300,
             "setup_per_type": {"trike": 10, "": 7}, "service_per_type": {"trike": 500}}
            """,
            Vans
        );
        Assert.Equal(360, visit.Service.Value);
        Assert.Equal(new Dictionary<string, Seconds> { ["2"] = new(510) }, visit.ServiceOn);
    }

    [Fact]
    public void Windows_are_sorted_and_kept_apart()
    {
        var visit = Visit("""{"id": 1, "location_index": 1, "time_windows": [[5000, 6000], [1000, 2000]]}""");
        Assert.Equal([new(new(1000), new(2000)), new TimeWindow(new(5000), new(6000))], visit.Windows);
        Assert.Empty(Visit("""{"id": 1, "location_index": 1}""").Windows);
        Assert.Empty(Visit("""{"id": 1, "location_index": 1, "time_windows": [[0, 4294967295]]}""").Windows);
    }

    [Fact]
    public void A_vehicle_without_hours_has_all_that_can_be_planned()
    {
        Assert.Equal(new TimeWindow(Seconds.Zero, Seconds.Horizon), Vehicle(Van).Shift);
        Assert.Equal(
            TimeWindow.Hours(8, 12),
            Vehicle("""{"id": 1, "start_index": 0, "time_window": [28800, 43200]}""").Shift
        );
    }

    [Fact]
    public void Times_since_1970_are_shifted_into_four_days()
    {
        const string Hours = """{"id": 1, "start_index": 0, "time_window": [1600416000, 1600426800]}""";
        const string Job = """{"id": 1, "location_index": 1, "time_windows": [[1600417000, 1600418000]]}""";
        var instance = Read(Hours, Job);
        Assert.True(instance.Origin <= 1600416000);
        Assert.Equal(1600416000, instance.Origin + instance.Problem.Vehicles[0].Shift.Start.Value);
        Assert.Equal(1600417000, instance.Origin + instance.Problem.Visits[0].Windows[0].Start.Value);
        Assert.Equal(0, Read().Origin);
        Assert.Equal(0, Read(Van, """{"id": 1, "location_index": 1, "time_windows": [[300000, 345600]]}""").Origin);
    }

    [Fact]
    public void A_vehicle_without_hours_may_leave_before_the_first_window_opens()
    {
        var instance = Read(Van, """{"id": 1, "location_index": 4, "time_windows": [[1600417000, 1600417000]]}""");
        var plan = RoutePlanner.Evaluate(instance.Problem, [new FixedRoute("1", ["job:1"])]).Plan;
        Assert.Equal(1600417000 - 400, plan.Routes[0].Leaves.Value + instance.Origin);
    }

    [Fact]
    public void Amounts_are_dimensions_in_order()
    {
        var problem = Read(
            """{"id": 1, "start_index": 0, "capacity": [4, 9]}""",
            """
            {"id": 1, "location_index": 1, "delivery": [3, 0]},
            {"id": 2, "location_index": 2, "pickup": [2, 8], "delivery": [1, 4]},
            {"id": 3, "location_index": 2}
            """
        ).Problem;
        Assert.Equal(["amount-1", "amount-2"], problem.Dimensions.Select(d => d.Name));
        Assert.Equal(new Dictionary<string, int> { ["amount-1"] = 4, ["amount-2"] = 9 }, problem.Vehicles[0].Capacity);
        Assert.Equal(new Dictionary<string, int> { ["amount-1"] = 3 }, problem.Visits[0].Drops);
        Assert.Equal(new Dictionary<string, int> { ["amount-1"] = 2, ["amount-2"] = 8 }, problem.Visits[1].PicksUp);
        Assert.Equal([VisitKind.Delivery, VisitKind.Exchange, VisitKind.Service], problem.Visits.Select(v => v.Kind));
    }

    [Fact]
    public void The_old_amount_is_a_delivery()
    {
        const string Vehicle = """{"id": 1, "start_index": 0, "capacity": [1]}""";
        Assert.Equal(2, Visit("""{"id": 1, "location_index": 1, "amount": [2]}""", Vehicle).Drops["amount-1"]);
        Assert.Empty(Visit("""{"id": 1, "location_index": 1, "amount": [2], "pickup": [1]}""", Vehicle).Drops);
    }

    [Fact]
    public void A_capacity_that_cannot_bind_is_no_limit()
    {
        Assert.Empty(
            Read(
                """{"id": 1, "start_index": 0, "capacity": [4294967295]}""",
                """{"id": 1, "location_index": 1, "pickup": [7]}"""
            )
                .Problem.Vehicles[0]
                .Capacity
        );
    }

    [Fact]
    public void A_shipment_is_two_visits_that_belong_together()
    {
        var problem = Read(
            """{"id": 1, "start_index": 0, "capacity": [1]}""",
            """{"id": 4, "location_index": 3}""",
            """
            {"amount": [1], "skills": [2], "priority": 5,
             "pickup": {"id": 4, "location_index": 1, "service": 60},
             "delivery": {"id": 4, "location_index": 2, "time_windows": [[0, 900]]}}
            """
        ).Problem;
        Assert.Equal(["job:4", "pickup:4", "delivery:4"], problem.Visits.Select(v => v.Id));
        var (pickup, delivery) = (problem.Visits[1], problem.Visits[2]);
        Assert.Equal((null, "pickup:4"), (pickup.BringsFrom, delivery.BringsFrom));
        Assert.Equal((1, 1), (pickup.PicksUp["amount-1"], delivery.Drops["amount-1"]));
        Assert.Equal(["2"], pickup.Skills);
        Assert.Equal(pickup.Skills, delivery.Skills);
        Assert.Equal(pickup.LeaveOutPrice, delivery.LeaveOutPrice);
        Assert.Equal((60, 900), (pickup.Service.Value, delivery.Windows[0].End.Value));
    }

    [Fact]
    public void Limits_of_a_vehicle_are_kept()
    {
        var vehicle = Vehicle(
            """{"id": 1, "start_index": 0, "skills": [3, 1], "max_tasks": 4, "max_travel_time": 900, "speed_factor": 1.25}"""
        );
        Assert.Equal(["1", "3"], vehicle.Skills);
        Assert.Equal((4, 900, 1.25), (vehicle.MaxStops, vehicle.MaxDrive?.Value, vehicle.SpeedFactor));
        Assert.Equal(
            (int.MaxValue, Seconds.Horizon),
            Vehicle("""{"id": 1, "start_index": 0, "max_tasks": 4294967295, "max_travel_time": 4294967295}""") is var v
                ? (v.MaxStops, v.MaxDrive)
                : default
        );
    }

    [Fact]
    public void A_van_slower_than_the_slowest_has_slow_times_of_its_own()
    {
        var problem = Read("""{"id": 1, "start_index": 0, "speed_factor": 0.1}""").Problem;
        Assert.Equal((1, 1000), (problem.Vehicles[0].SpeedFactor, problem.Travel.Time(0, 1).Value));
    }

    [Fact]
    public void Breaks_have_a_window_and_a_length()
    {
        var instance = Read(
            """
            {"id": 1, "start_index": 0, "breaks": [
              {"id": 2, "time_windows": [[4000, 5000]], "service": 600},
              {"id": 1, "time_windows": [[1000, 2000]], "service": 300},
              {"id": 3, "time_windows": [[1000, 2000]]}]}
            """
        );
        Assert.Equal(
            [new Break(new(new(1000), new(2000)), new(300)), new Break(new(new(4000), new(5000)), new(600))],
            instance.Problem.Vehicles[0].Breaks
        );
        Assert.Contains("vehicles[0].breaks[2]", Assert.Single(instance.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Vehicles_drive_by_their_profile()
    {
        var problem = Vroom
            .Read(
                Json(
                    """
                    {"id": 1, "start_index": 0}, {"id": 2, "start_index": 0, "profile": "bike"},
                    {"id": 3, "start_index": 0}
                    """,
                    matrices: """
                    {"car": {"durations": [[0, 14, 20], [21, 0, 9], [20, 9, 0]]},
                     "bike": {"durations": [[0, 57, 90], [43, 0, 9], [20, 9, 0]]}}
                    """
                )
            )
            .Problem;
        Assert.Equal([0, 1, 0], problem.Vehicles.Select(v => v.Profile));
        Assert.Equal([14, 57], problem.Profiles.Select(p => p.Time(0, 1).Value));
    }

    [Fact]
    public void A_drive_of_more_than_four_days_is_no_way()
    {
        var problem = Vroom
            .Read(Json(matrices: """{"car": {"durations": [[0, 1, 2], [1, 0, 4000000000], [2, 1, 0]]}}"""))
            .Problem;
        Assert.False(problem.Travel.Reaches(1, 2));
        Assert.True(problem.Travel.Reaches(2, 1));
    }

    [Fact]
    public void The_old_matrix_is_for_cars()
    {
        var problem = Vroom
            .Read(
                """
                {"vehicles": [{"id": 0, "start_index": 0, "end_index": 3}],
                 "jobs": [{"id": 1414, "location_index": 1}, {"id": 1515, "location_index": 2}],
                 "matrix": [[0, 2104, 197, 1299], [2103, 0, 2255, 3152], [197, 2256, 0, 1102], [1299, 3153, 1102, 0]]}
                """
            )
            .Problem;
        Assert.Equal(2255, problem.Travel.Time(1, 2).Value);
    }

    [Fact]
    public void A_matrix_may_have_more_places_than_are_used()
    {
        Assert.Equal(3, Read().Problem.Travel.Places);
    }

    [Fact]
    public void Steps_of_vehicles_are_a_plan_to_start_from()
    {
        var instance = Read(
            """
            {"id": 1, "start_index": 0, "capacity": [1], "breaks": [{"id": 9, "time_windows": [[0, 9]], "service": 1}],
             "steps": [{"type": "start"}, {"type": "pickup", "id": 2}, {"type": "break", "id": 9}, {"type": "job", "id": 2},
                       {"type": "delivery", "id": 2, "service_at": 5}, {"type": "end"}]},
            {"id": 2, "start_index": 0, "capacity": [1], "steps": [{"type": "job", "id": 1}]},
            {"id": 3, "start_index": 0, "capacity": [1]}
            """,
            TwoJobs,
            """{"pickup": {"id": 2, "location_index": 1}, "delivery": {"id": 2, "location_index": 2}}"""
        );
        Assert.Equal(["1", "2"], instance.InitialRoutes.Select(r => r.Vehicle));
        Assert.Equal(["pickup:2", "job:2", "delivery:2"], instance.InitialRoutes[0].Stops);
        Assert.Contains(instance.Notes, n => n.Contains("service_at", StringComparison.Ordinal));
    }

    [Fact]
    public void Options_for_threads_and_seconds_are_used_and_others_noted()
    {
        var instance = Vroom.Read(Json(more: ""","options": {"t": 4, "l": 2.5, "g": true}, "unheard of": {}"""));
        Assert.Equal((4, TimeSpan.FromSeconds(2.5)), (instance.Options.Threads, instance.Options.TimeLimit));
        Assert.Equal("options.g is not used.", Assert.Single(instance.Notes));
    }
}
