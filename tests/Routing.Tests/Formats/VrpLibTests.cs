using Homeward.Routing.Formats;
using static Homeward.Routing.Tests.Formats.VrpTexts;

namespace Homeward.Routing.Tests.Formats;

/// <summary>What each header and section of a VRPLIB file becomes.</summary>
public sealed class VrpLibTests
{
    [Fact]
    public void A_capacitated_instance_counts_whole_distances_and_knows_no_times()
    {
        var instance = VrpLib.Read(Cvrp());
        Assert.Equal(
            ("small", "CVRP", 1, 1, 0, 1),
            (instance.Name, instance.Type, instance.Units, instance.Scale, instance.TimeScale, instance.Depots)
        );
        Assert.Equal(["1", "2", "3"], instance.Problem.Visits.Select(v => v.Id));
        Assert.Equal([4, 5, 3], instance.Problem.Visits.Select(v => v.Drops["load"]));
        Assert.Equal(10, instance.Problem.Vehicles[0].Capacity["load"]);
        Assert.Equal(
            (new Metres(10), default),
            (instance.Problem.Travel.Distance(0, 2), instance.Problem.Travel.Time(0, 2))
        );
        Assert.Equal(20, CostOf(instance, ["1", "2"]));
    }

    [Fact]
    public void Without_a_number_of_vehicles_there_are_enough()
    {
        Assert.Equal(3, VrpLib.Read(Cvrp()).Problem.Vehicles.Length);
        Assert.Equal(2, VrpLib.Read(Cvrp("VEHICLES : 2")).Problem.Vehicles.Length);
        var many = string.Join('\n', Enumerable.Range(1, 100).Select(i => $"{i} {i} 0"));
        var demands = string.Join('\n', Enumerable.Range(1, 100).Select(i => $"{i} {(i == 1 ? 0 : 6)}"));
        var text =
            $"TYPE: CVRP\nDIMENSION: 100\nCAPACITY: 60\nEDGE_WEIGHT_TYPE: EUC_2D\nNODE_COORD_SECTION\n{many}\nDEMAND_SECTION\n{demands}";
        Assert.Equal(23, VrpLib.Read(text).Problem.Vehicles.Length); // 99 x 6 / 60 is ten vans: a third more, and ten
        Assert.Equal(
            99,
            VrpLib.Read(text.Replace("CAPACITY: 60", "CAPACITY: 11", StringComparison.Ordinal)).Problem.Vehicles.Length
        );
    }

    [Fact]
    public void Windows_cut_distances_and_times_after_one_decimal()
    {
        var instance = VrpLib.Read(
            Of(
                "VRPTW",
                "VEHICLES : 3",
                Demands,
                Section("TIME_WINDOW", "0 100", "5 20", "0 90", "7 8"),
                Section("SERVICE_TIME", "0", "2", "3", "1")
            )
        );
        Assert.Equal((10, 10, 10), (instance.Units, instance.Scale, instance.TimeScale));
        Assert.Equal(
            (new Metres(31), new Seconds(31)),
            (instance.Problem.Travel.Distance(1, 3), instance.Problem.Travel.Time(1, 3))
        ); // 3.16
        Assert.Equal(new TimeWindow(default, new(1000)), instance.Problem.Vehicles[0].Shift);
        Assert.Equal(new TimeWindow(new(50), new(200)), Assert.Single(instance.Problem.Visits[0].Windows));
        Assert.Equal(new Seconds(20), instance.Problem.Visits[0].Service);
        Assert.Equal(13.1m, CostOf(instance, ["1", "3"]));
        Assert.Contains(
            "Cost 13.1\n",
            VrpLib.WriteSolution(instance, Evaluate(instance, ["1", "3"])),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void One_service_time_is_for_all_clients()
    {
        var windows = Section("TIME_WINDOW", "0 100", "5 20", "0 90", "7 8");
        var instance = VrpLib.Read(Of("VRPTW", Demands, windows, "SERVICE_TIME : 9"));
        Assert.All(instance.Problem.Visits, v => Assert.Equal(new Seconds(90), v.Service));
    }

    [Fact]
    public void A_rounding_can_be_asked_for()
    {
        Assert.Equal(new Metres(3162), VrpLib.Read(Cvrp(), VrpRounding.Thousandths).Problem.Travel.Distance(1, 3));
        Assert.Equal(20, CostOf(VrpLib.Read(Cvrp(), VrpRounding.Thousandths), ["1", "2"]));
        Assert.Equal(new Metres(31), VrpLib.Read(Cvrp(), VrpRounding.Tenths).Problem.Travel.Distance(1, 3));
    }

    [Theory]
    [InlineData("FLOOR_2D", 3)]
    [InlineData("CEIL_2D", 4)]
    public void Lines_are_made_whole_as_the_file_says(string type, int metres)
    {
        var text = Cvrp().Replace("EUC_2D", type, StringComparison.Ordinal);
        Assert.Equal(new Metres(metres), VrpLib.Read(text).Problem.Travel.Distance(1, 3));
    }

    [Theory]
    [InlineData("FULL_MATRIX", "9 1 2 3 1 9 4 5 2 4 9 6 3 5 6 9")]
    [InlineData("LOWER_ROW", "1\n2 4\n3 5 6")]
    [InlineData("LOWER_DIAG_ROW", "9 1 9 2 4 9 3 5 6 9")]
    [InlineData("UPPER_ROW", "1 2 3\n4 5\n6")]
    [InlineData("UPPER_DIAG_ROW", "9 1 2 3 9 4 5 9 6 9")]
    [InlineData("LOWER_COL", "1 2 3 4 5 6")]
    [InlineData("UPPER_COL", "1 2 4 3 5 6")]
    [InlineData("LOWER_DIAG_COL", "9 1 2 3 9 4 5 9 6 9")]
    [InlineData("UPPER_DIAG_COL", "9 1 9 2 4 9 3 5 6 9")]
    public void A_table_is_read_in_every_layout(string format, string numbers)
    {
        var travel = VrpLib.Read(Explicit(format, numbers)).Problem.Travel;
        var table = Enumerable
            .Range(0, 4)
            .SelectMany(i => Enumerable.Range(0, 4).Select(j => travel.Distance(i, j).Value));
        Assert.Equal([0, 1, 2, 3, 1, 0, 4, 5, 2, 4, 0, 6, 3, 5, 6, 0], table);
    }

    [Fact]
    public void A_full_table_need_not_be_symmetric()
    {
        var travel = VrpLib.Read(Explicit("FULL_MATRIX", "0 1 2 3 4 0 5 6 7 8 0 9 10 11 12 0")).Problem.Travel;
        Assert.Equal((1, 4), (travel.Distance(0, 1).Value, travel.Distance(1, 0).Value));
    }

    [Fact]
    public void Eilons_rows_are_columns()
    {
        var text = Explicit("LOWER_ROW", "1 2 3 4 5 6")
            .Replace("NAME : small", "COMMENT : (Christophides and Eilon)", StringComparison.Ordinal);
        Assert.Equal(new Metres(4), VrpLib.Read(text).Problem.Travel.Distance(1, 2));
    }

    [Fact]
    public void A_mixed_fleet_has_its_own_room_and_prices()
    {
        var instance = VrpLib.Read(
            Of(
                "HFVRP",
                "VEHICLES : 2",
                Demands,
                Section("CAPACITY", "5", "12"),
                Section("VEHICLES_FIXED_COST", "1000", "3000"),
                Section("VEHICLES_UNIT_DISTANCE_COST", "100", "150")
            )
        );
        Assert.Equal([5, 12], instance.Problem.Vehicles.Select(v => v.Capacity["load"]));
        Assert.True(instance.VehiclesDiffer);
        var plan = Evaluate(instance, [], ["1", "2"]);
        Assert.Equal(60, instance.CostOf(plan)); // (20 x 150 + 3000) / 100
        Assert.Equal("Route #1: \nRoute #2: 1 2\nCost 60\n", VrpLib.WriteSolution(instance, plan));
        Assert.Equal("2", Assert.Single(VrpLib.ReadSolution(instance, "Route #1:\nRoute #2: 1 2").Routes).Vehicle);
    }

    [Fact]
    public void Vehicles_start_from_their_depots_and_clients_keep_their_numbers()
    {
        var text = string.Join(
                '\n',
                Of(
                    "MDVRPTW",
                    "VEHICLES : 2",
                    "VEHICLES_MAX_DURATION : 50",
                    Demands.Replace("2 4", "2 0", StringComparison.Ordinal),
                    Section("TIME_WINDOW", "0 1000", "0 1000", "0 90", "7 8"),
                    Section("VEHICLES_DEPOT", "1", "2")
                )
            )
            .Replace("\n1\n-1", "\n1\n2\n-1", StringComparison.Ordinal);
        var instance = VrpLib.Read(text);
        Assert.Equal([0, 1], instance.Problem.Vehicles.Select(v => v.Start!.Value));
        Assert.Equal(["2", "3"], instance.Problem.Visits.Select(v => v.Id));
        Assert.Equal((1000, 345), (instance.Scale, instance.TimeScale));
        Assert.Equal(new Seconds(50 * 345), instance.Problem.Vehicles[0].MaxDuration);
        Assert.Equal(
            (new Metres(3162), new Seconds(1090)),
            (instance.Problem.Travel.Distance(1, 3), instance.Problem.Travel.Time(1, 3))
        );
        Assert.Equal(new Seconds(345_000), instance.Problem.Vehicles[1].Shift.End);
    }

    [Fact]
    public void Limits_of_routes_are_headers_or_sections()
    {
        var vehicles = VrpLib
            .Read(Cvrp("VEHICLES : 2", "VEHICLES_MAX_DISTANCE : 30", "DISTANCE : 40"))
            .Problem.Vehicles;
        Assert.All(
            vehicles,
            v => Assert.Equal((new Metres(30), new Seconds(40)), (v.MaxDistance!.Value, v.MaxDuration!.Value))
        );
        var each = VrpLib.Read(
            Cvrp(
                "VEHICLES : 2",
                Section("VEHICLES_MAX_DISTANCE", "30", "31"),
                Section("VEHICLES_MAX_DURATION", "40", "41")
            )
        );
        Assert.Equal([30, 31], each.Problem.Vehicles.Select(v => v.MaxDistance!.Value.Value));
        Assert.Equal([40, 41], each.Problem.Vehicles.Select(v => v.MaxDuration!.Value.Value));
        Assert.True(each.VehiclesDiffer);
    }

    [Fact]
    public void Vehicles_come_only_to_the_clients_they_are_allowed()
    {
        var text = Cvrp("VEHICLES : 2", Section("VEHICLES_ALLOWED_CLIENTS", "2 3", "2 4"));
        Assert.Equal([null, "1", "2"], VrpLib.Read(text).Problem.Visits.Select(v => v.OnlyVehicles?.Single()));
    }

    [Fact]
    public void A_van_makes_several_trips_each_after_its_goods_are_ready()
    {
        var instance = VrpLib.Read(
            Of(
                "MTVRPTWR",
                "VEHICLES : 1",
                Demands,
                Section("TIME_WINDOW", "0 1000", "0 1000", "0 1000", "0 1000"),
                Section("RELEASE_TIME", "0", "0", "40", "41"),
                Section("VEHICLES_RELOAD_DEPOT", "1")
            )
        );
        Assert.Equal(new Reload(0, Seconds.Zero, 3), instance.Problem.Vehicles[0].Reload);
        Assert.Equal(new Seconds(410), instance.Problem.Visits[2].Release);
        var plan = Evaluate(instance, ["1", "", "2", "", "3"]);
        Assert.Equal("Route #1: 1 0 2 0 3\nCost 400\n", VrpLib.WriteSolution(instance, plan));
        Assert.Equal(["1", "", "2", "", "3"], VrpLib.ReadSolution(instance, "Route #1: 1 0 2 0 3").Routes[0].Stops);
    }

    [Fact]
    public void The_number_of_reloads_can_be_limited()
    {
        Assert.Equal(
            2,
            VrpLib
                .Read(Cvrp("VEHICLES : 1", "VEHICLES_MAX_RELOADS : 2", Section("VEHICLES_RELOAD_DEPOT", "1")))
                .Problem.Vehicles[0]
                .Reload!.Most
        );
        Assert.Null(
            VrpLib
                .Read(Cvrp("VEHICLES : 1", "VEHICLES_MAX_RELOADS : 0", Section("VEHICLES_RELOAD_DEPOT", "1")))
                .Problem.Vehicles[0]
                .Reload
        );
    }

    [Fact]
    public void What_is_collected_comes_after_what_is_delivered()
    {
        var instance = VrpLib.Read(
            Of("VRPB", Section("LINEHAUL", "0", "4", "0", "3"), Section("BACKHAUL", "0", "0", "7", "0"))
        );
        var (travel, visit) = (instance.Problem.Travel, instance.Problem.Visits[1]);
        Assert.Equal((VisitKind.Pickup, 7, 0), (visit.Kind, visit.PicksUp["load"], visit.Drops.Count));
        Assert.Equal(
            [false, false, true, true],
            new[] { (0, 2), (2, 1), (1, 2), (2, 0) }.Select(w => travel.Reaches(w.Item1, w.Item2))
        );
        Assert.Empty(RoutePlanner.Evaluate(instance.Problem, [new("1", ["1", "3", "2"])]).Violations);
        Assert.Contains(
            RoutePlanner.Evaluate(instance.Problem, [new("1", ["1", "2", "3"])]).Violations,
            v => v.Constraint == Constraint.Reach
        );
    }

    [Fact]
    public void A_prize_is_the_price_of_leaving_out_and_none_means_that_one_must_go()
    {
        var windows = Section("TIME_WINDOW", "0 1000", "0 1000", "0 1000", "0 1000");
        var instance = VrpLib.Read(Of("PCVRPTW", Demands, windows, Section("PRIZE", "0", "12", "0", "3")));
        Assert.Equal([true, false, true], instance.Problem.Visits.Select(v => v.Optional));
        Assert.Equal(new Cents(120), instance.Problem.Visits[0].PriceLeftOut);
        Assert.Equal(200 + 120 + 30, CostOf(instance, ["2"]));
    }

    [Fact]
    public void A_solution_keeps_the_order_and_the_stated_cost()
    {
        var instance = VrpLib.Read(Cvrp());
        var solution = VrpLib.ReadSolution(instance, "Route #1: 2 1\nroute #2: 3\nCost: 30.5\nOptimal: True\n");
        Assert.Equal(["1: 2 1", "2: 3"], solution.Routes.Select(r => $"{r.Vehicle}: {string.Join(' ', r.Stops)}"));
        Assert.Equal(30.5m, solution.Cost);
        var plan = RoutePlanner.Evaluate(instance.Problem, [new("2", ["2", "1"]), new("3", ["3"])]).Plan;
        Assert.Equal("Route #1: 2 1\nRoute #2: 3\nCost 30\n", VrpLib.WriteSolution(instance, plan));
    }

    [Fact]
    public void A_visit_that_had_to_be_made_costs_nothing_when_it_is_out()
    {
        var instance = VrpLib.Read(Cvrp());
        Assert.Equal((0, 20), (CostOf(instance, []), CostOf(instance, ["2"])));
    }

    private static string Explicit(string format, string numbers) =>
        string.Join(
            '\n',
            "NAME : small",
            "TYPE : CVRP",
            "DIMENSION : 4",
            "CAPACITY : 10",
            "EDGE_WEIGHT_TYPE : EXPLICIT",
            $"EDGE_WEIGHT_FORMAT : {format}",
            "EDGE_WEIGHT_SECTION",
            numbers,
            Demands,
            Depot
        );

    private static Plan Evaluate(VrpInstance instance, params string[][] routes) =>
        RoutePlanner
            .Evaluate(
                instance.Problem,
                [.. routes.Select((stops, i) => new FixedRoute(instance.Problem.Vehicles[i].Id, stops))]
            )
            .Plan;

    private static decimal CostOf(VrpInstance instance, string[] stops) => instance.CostOf(Evaluate(instance, stops));
}
