using System.Text.Json.Nodes;
using Homeward.Routing.Formats;
using static Homeward.Routing.Tests.VroomDays;

namespace Homeward.Routing.Tests;

/// <summary>What a plan reads like in VROOM's words.</summary>
public sealed class VroomTestsOutput
{
    private static string Compact(string json) => JsonNode.Parse(json)!.ToJsonString();

    private static FixedRoute One(params string[] stops) => new("1", stops);

    [Fact]
    public void VROOMs_own_example_with_a_matrix_gives_VROOMs_own_figures()
    {
        var instance = Vroom.Read(
            """
            {"vehicles": [{"id": 0, "start_index": 0, "end_index": 3}],
             "jobs": [{"id": 1414, "location_index": 1}, {"id": 1515, "location_index": 2}],
             "matrices": {"car": {"durations":
               [[0, 2104, 197, 1299], [2103, 0, 2255, 3152], [197, 2256, 0, 1102], [1299, 3153, 1102, 0]]}}}
            """
        );
        var written = Vroom.Write(
            instance,
            RoutePlanner.Evaluate(instance.Problem, [new FixedRoute("0", ["job:1414", "job:1515"])]).Plan
        );
        Assert.Equal(
            Compact(
                """
                {
                  "code": 0,
                  "summary": {
                    "cost": 5461, "routes": 1, "unassigned": 0, "setup": 0, "service": 0, "duration": 5461,
                    "waiting_time": 0, "priority": 0, "violations": [],
                    "computing_times": {"loading": 0, "solving": 0, "routing": 0}
                  },
                  "unassigned": [],
                  "routes": [
                    {
                      "vehicle": 0, "cost": 5461, "setup": 0, "service": 0, "duration": 5461, "waiting_time": 0,
                      "priority": 0,
                      "steps": [
                        {"type": "start", "location_index": 0, "setup": 0, "service": 0, "waiting_time": 0,
                         "arrival": 0, "duration": 0, "violations": []},
                        {"type": "job", "location_index": 1, "id": 1414, "setup": 0, "service": 0, "waiting_time": 0,
                         "job": 1414, "arrival": 2104, "duration": 2104, "violations": []},
                        {"type": "job", "location_index": 2, "id": 1515, "setup": 0, "service": 0, "waiting_time": 0,
                         "job": 1515, "arrival": 4359, "duration": 4359, "violations": []},
                        {"type": "end", "location_index": 3, "setup": 0, "service": 0, "waiting_time": 0,
                         "arrival": 5461, "duration": 5461, "violations": []}
                      ],
                      "violations": []
                    }
                  ]
                }
                """
            ),
            written
        );
    }

    [Fact]
    public void Amounts_set_up_service_priority_and_distance_are_added_up()
    {
        var instance = Read(
            """
            {"id": 1, "start_index": 0, "end_index": 0, "capacity": [9], "description": "Ada",
             "costs": {"fixed": 100, "per_hour": 1800, "per_km": 50, "per_task_hour": 360}}
            """,
            """
            {"id": 1, "location_index": 1, "delivery": [4], "service": 300, "setup": 60, "priority": 7, "description": "é"},
            {"id": 2, "location_index": 2, "pickup": [3], "service": 100, "location": [1.5, -2]}
            """
        );
        var output = Output(instance, One("job:1", "job:2"));
        var route = output.GetProperty("routes")[0];
        foreach (var told in new[] { output.GetProperty("summary"), route })
        {
            Assert.Equal(100 + 200 + 200 + 46, told.GetProperty("cost").GetInt64());
            Assert.Equal("[4]", told.GetProperty("delivery").GetRawText());
            Assert.Equal("[4]", told.GetProperty("amount").GetRawText());
            Assert.Equal("[3]", told.GetProperty("pickup").GetRawText());
            string[] sums = ["setup", "service", "duration", "waiting_time", "priority", "distance"];
            Assert.Equal([60, 400, 400, 0, 7, 4000], sums.SelectMany(m => Of([told], m)));
            Assert.Equal("[]", told.GetProperty("violations").GetRawText());
        }

        Assert.Equal("Ada", route.GetProperty("description").GetString());
        var steps = Steps(output).ToList();
        Assert.Equal("é", steps[1].GetProperty("description").GetString());
        Assert.Equal("[1.5,-2]", steps[2].GetProperty("location").GetRawText());
        Assert.Equal(["[4]", "[0]", "[3]", "[3]"], steps.Select(s => s.GetProperty("load").GetRawText()));
        Assert.Equal([0, 1000, 2000, 4000], Of(steps, "distance"));
        Assert.Equal([0, 100, 560, 860], Of(steps, "arrival"));
        Assert.Equal([0, 60, 0, 0], Of(steps, "setup"));
    }

    [Fact]
    public void Waits_are_told_and_times_are_those_of_the_input()
    {
        const long Day = 1600416000;
        var instance = Read(
            $$"""{"id": 1, "start_index": 0, "end_index": 0, "time_window": [{{Day}}, {{Day + 9000}}]}""",
            $$"""
            {"id": 1, "location_index": 1, "time_windows": [[{{Day + 500}}, {{Day + 600}}]], "service": 10},
            {"id": 2, "location_index": 2, "time_windows": [[{{Day + 700}}, {{Day + 800}}], [{{Day + 50}}, {{Day
                + 60}}]]}
            """
        );
        var steps = Steps(Output(instance, One("job:1", "job:2"))).ToList();
        Assert.Equal([Day + 400, Day + 500, Day + 610, Day + 900], Of(steps, "arrival"));
        Assert.Equal([0, 0, 90, 0], Of(steps, "waiting_time"));
        Assert.Equal([0, 100, 200, 400], Of(steps, "duration"));
    }

    [Fact]
    public void A_break_stands_where_it_interrupts_the_drive()
    {
        var instance = Read(
            """
            {"id": 1, "start_index": 0, "end_index": 0, "capacity": [1],
             "breaks": [{"id": 5, "time_windows": [[50, 150]], "service": 300, "description": "tea"}]}
            """,
            """{"id": 1, "location_index": 4, "delivery": [1]}"""
        );
        var output = Output(instance, One("job:1"));
        var steps = Steps(output).ToList();
        Assert.Equal(["start", "break", "job", "end"], steps.Select(s => s.GetProperty("type").GetString()));
        var start = steps[1].GetProperty("arrival").GetInt64();
        Assert.InRange(start, 50, 150);
        Assert.Equal([0, start, 400, 800], Of(steps, "duration"));
        Assert.Equal([0, start, 700, 1100], Of(steps, "arrival"));
        Assert.Equal([0, start * 10, 4000, 8000], Of(steps, "distance"));
        Assert.Equal(
            (5, "tea"),
            (steps[1].GetProperty("id").GetInt64(), steps[1].GetProperty("description").GetString())
        );
        Assert.Equal("[1]", steps[1].GetProperty("load").GetRawText());
        Assert.False(steps[1].TryGetProperty("location", out _));
        Assert.Equal(300, output.GetProperty("summary").GetProperty("service").GetInt64());
    }

    [Fact]
    public void A_break_in_a_wait_comes_before_the_task_it_waits_for()
    {
        var instance = Read(
            """
            {"id": 1, "start_index": 0, "end_index": 0,
             "breaks": [{"id": 5, "time_windows": [[1000, 1200]], "service": 300}]}
            """,
            """
            {"id": 1, "location_index": 1, "time_windows": [[100, 200]]},
            {"id": 2, "location_index": 2, "time_windows": [[2000, 3000]]}
            """
        );
        var steps = Steps(Output(instance, One("job:1", "job:2"))).ToList();
        Assert.Equal(["start", "job", "break", "job", "end"], steps.Select(s => s.GetProperty("type").GetString()));
        Assert.Equal([0, 100, 200, 1300, 2200], Of(steps, "arrival"));
        Assert.Equal([0, 0, 800, 700, 0], Of(steps, "waiting_time"));
    }

    [Fact]
    public void A_shipments_load_is_aboard_between_its_steps_alone()
    {
        var instance = Read(
            """{"id": 1, "start_index": 0, "end_index": 0, "capacity": [1]}""",
            """{"id": 7, "location_index": 3, "pickup": [1]}""",
            """{"amount": [1], "pickup": {"id": 7, "location_index": 1}, "delivery": {"id": 7, "location_index": 2}}"""
        );
        var steps = Steps(Output(instance, One("pickup:7", "delivery:7", "job:7"))).ToList();
        Assert.Equal(
            ["start", "pickup", "delivery", "job", "end"],
            steps.Select(s => s.GetProperty("type").GetString())
        );
        Assert.Equal(["[0]", "[1]", "[0]", "[1]", "[1]"], steps.Select(s => s.GetProperty("load").GetRawText()));
        Assert.All(steps, s => Assert.Equal("[]", s.GetProperty("violations").GetRawText()));
    }

    [Fact]
    public void What_is_left_out_is_listed_by_type_and_place()
    {
        var instance = Read(
            Van,
            """{"id": 3, "location_index": 1, "location": [1, 2], "description": "far"}""",
            """{"pickup": {"id": 1, "location_index": 1}, "delivery": {"id": 2, "location_index": 2}}"""
        );
        var output = Output(instance);
        Assert.Equal(
            """[{"id":3,"location":[1,2],"location_index":1,"type":"job","description":"far"},{"id":1,"location_index":1,"type":"pickup"},{"id":2,"location_index":2,"type":"delivery"}]""",
            output.GetProperty("unassigned").GetRawText()
        );
        Assert.Equal(
            [0, 0, 3],
            new[] { "cost", "routes", "unassigned" }.SelectMany(m => Of([output.GetProperty("summary")], m))
        );
    }

    [Fact]
    public void A_plan_by_hand_is_told_what_it_breaks()
    {
        var instance = Read(
            """
            {"id": 1, "start_index": 0, "end_index": 0, "capacity": [1], "max_tasks": 3, "max_travel_time": 399,
             "max_distance": 3999, "time_window": [0, 750]}
            """,
            """
            {"id": 1, "location_index": 1, "delivery": [2], "time_windows": [[0, 40]], "service": 500},
            {"id": 2, "location_index": 2, "skills": [4]}
            """,
            """{"pickup": {"id": 1, "location_index": 1}, "delivery": {"id": 1, "location_index": 1}}"""
        );
        var output = Output(instance, One("job:1", "job:2", "delivery:1", "pickup:1"));
        Assert.Equal(
            [
                """[{"cause":"load"}]""",
                """[{"duration":60,"cause":"delay"}]""",
                """[{"cause":"skills"}]""",
                """[{"cause":"precedence"}]""",
                """[{"cause":"precedence"}]""",
                """[{"duration":150,"cause":"delay"}]""",
            ],
            Steps(output).Select(s => s.GetProperty("violations").GetRawText())
        );
        var causes = output.GetProperty("summary").GetProperty("violations").EnumerateArray().ToList();
        Assert.Equal(
            ["load", "delay", "skills", "precedence", "max_tasks", "max_travel_time", "max_distance"],
            causes.Select(c => c.GetProperty("cause").GetString())
        );
        Assert.Equal(210, causes[1].GetProperty("duration").GetInt64());
    }

    [Fact]
    public void A_solved_plan_is_told_without_violations()
    {
        var instance = Read(
            """{"id": 1, "start_index": 0, "end_index": 0, "capacity": [3], "time_window": [0, 7200]}""",
            """{"id": 1, "location_index": 3, "delivery": [2]}, {"id": 2, "location_index": 1, "delivery": [1], "service": 60}"""
        );
        var plan = RoutePlanner.Solve(instance.Problem, instance.Options with { Iterations = 50 });
        var output = Parse(Vroom.Write(instance, plan));
        Assert.Equal(600, output.GetProperty("summary").GetProperty("cost").GetInt64());
        Assert.Equal("[]", output.GetProperty("summary").GetProperty("violations").GetRawText());
    }

    [Fact]
    public void A_plan_written_and_read_again_is_the_same_order()
    {
        var instance = Read(
            Van + """, {"id": 18446744073709551615, "start_index": 1}""",
            TwoJobs,
            """{"pickup": {"id": 1, "location_index": 1}, "delivery": {"id": 1, "location_index": 2}}"""
        );
        FixedRoute[] routes = [One("job:2", "pickup:1", "delivery:1"), new("18446744073709551615", ["job:1"])];
        var written = Vroom.Write(instance, RoutePlanner.Evaluate(instance.Problem, routes).Plan);
        var read = Vroom.ReadPlan(instance, written);
        Assert.Equal(routes.Select(r => r.Vehicle), read.Select(r => r.Vehicle));
        Assert.Equal(routes.Select(r => r.Stops), read.Select(r => r.Stops));
        Assert.Equal(
            ["job:1"],
            Vroom.ReadPlan(instance, """{"routes": [{"vehicle": 1, "steps": [{"type": "job", "job": 1}]}]}""")[0].Stops
        );
    }

    [Theory]
    [InlineData("""{"code": 2, "error": "Invalid profile"}""", "code", "Invalid profile")]
    [InlineData("""{"routes": [{"vehicle": 9}]}""", "routes[0]", "no vehicle 9")]
    [InlineData("""{"routes": [{"vehicle": 1}, {"vehicle": 1}]}""", "routes[1]", "two routes")]
    [InlineData(
        """{"routes": [{"vehicle": 1, "steps": [{"type": "job", "id": 9}]}]}""",
        "routes[0].steps[0]",
        "no job 9"
    )]
    [InlineData(
        """{"routes": [{"vehicle": 1, "steps": [{"type": "job", "id": 1}, {"type": "job", "id": 1}]}]}""",
        "routes[0].steps[1]",
        "twice"
    )]
    [InlineData("""{"routes": [{"vehicle": 1, "steps": [{"type": "nap"}]}]}""", "routes[0].steps[0]", "'nap'")]
    [InlineData("[]", "", "object")]
    public void A_plan_of_another_problem_is_refused_by_name(string output, string path, string says)
    {
        var fault = Assert.Throws<VroomFormatException>(() => Vroom.ReadPlan(Read(), output));
        Assert.Equal(path, fault.Path);
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_of_another_instance_is_not_written()
    {
        var other = Read(jobs: """{"id": 9, "location_index": 1}""");
        var plan = RoutePlanner.Evaluate(other.Problem, [One("job:9")]).Plan;
        Assert.Throws<ArgumentException>(() => Vroom.Write(Read(), plan));
    }

    [Fact]
    public void A_fault_is_written_with_VROOMs_code()
    {
        Assert.Equal(
            """{"code":2,"error":"vehicles: There is no vehicle."}""",
            Vroom.Write(Fault("""{"vehicles": []}"""))
        );
    }
}
