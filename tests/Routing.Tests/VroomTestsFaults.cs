using System.Text;
using Homeward.Routing.Formats;
using static Homeward.Routing.Tests.VroomDays;

namespace Homeward.Routing.Tests;

/// <summary>Wrong and unsupported input is refused by name, whatever it is.</summary>
public sealed class VroomTestsFaults
{
    private const string Job = """{"id": 1, "location_index": 1""";

    public static TheoryData<string, string, string> Jobs =>
        new()
        {
            { TwoJobs + ", " + TwoJobs, "jobs[2]", "two job steps with id 1" },
            { """{"location_index": 1}""", "jobs[0]", "id is missing" },
            { """{"id": -1, "location_index": 1}""", "jobs[0].id", "whole number" },
            { """{"id": "1", "location_index": 1}""", "jobs[0].id", "whole number" },
            { """{"id": 18446744073709551616, "location_index": 1}""", "jobs[0].id", "whole number" },
            { """{"id": 1}""", "jobs[0]", "neither location nor location_index" },
            { """{"id": 1, "location_index": 4000000000}""", "jobs[0].location_index", "more than 65535" },
            { """{"id": 1, "location_index": 1, "location": [1]}""", "jobs[0].location", "longitude" },
            { """{"id": 1, "location_index": 1, "location": [1, 1e999]}""", "jobs[0].location[1]", "a number" },
            { "7", "jobs[0]", "object" },
            { Job + """, "service": -5}""", "jobs[0].service", "whole number" },
            { Job + """, "service": 1.5}""", "jobs[0].service", "whole number" },
            { Job + """, "service": null}""", "jobs[0].service", "whole number" },
            { Job + """, "service": 86400, "setup": 1}""", "jobs[0]", "longer than a day" },
            { Job + """, "service_per_type": []}""", "jobs[0].service_per_type", "object" },
            { Job + """, "service_per_type": {"a": "b"}}""", "jobs[0].service_per_type.a", "whole number" },
            { Job + """, "priority": 101}""", "jobs[0]", "not between 0 and 100" },
            { Job + """, "skills": [-1]}""", "jobs[0].skills[0]", "whole number" },
            { Job + """, "skills": 1}""", "jobs[0].skills", "array" },
            { Job + """, "delivery": [1]}""", "jobs[0]", "delivery has 1 amounts" },
            { Job + """, "description": 1}""", "jobs[0].description", "text" },
            { Job + """, "description": "\ud800"}""", "", "Unicode" },
            { Job + """, "time_windows": []}""", "jobs[0]", "empty" },
            { Job + """, "time_windows": [1, 2]}""", "jobs[0].time_windows[0]", "array" },
            { Job + """, "time_windows": [[1]]}""", "jobs[0].time_windows[0]", "a start and an end" },
            { Job + """, "time_windows": [[9, 1]]}""", "jobs[0].time_windows[0]", "after it ends" },
            { Job + """, "time_windows": [[1, 5], [5, 9]]}""", "jobs[0]", "overlap" },
            { Job + """, "time_windows": [[0, 345601]]}""", "jobs[0].time_windows[0]", "four days" },
            {
                Job + """, "time_windows": [[9, 10], [1600000000, 4294967295]]}""",
                "jobs[0].time_windows[1]",
                "four days"
            },
        };

    public static TheoryData<string, string, string> Vehicles =>
        new()
        {
            { Van + ", " + Van, "vehicles[1]", "two vehicles with id 1" },
            { """{"id": 1, "start_index": 0, "capacity": [1, -1]}""", "vehicles[0].capacity[1]", "whole number" },
            { Van + """, {"id": 2, "start_index": 0, "capacity": [1]}""", "vehicles[1]", "capacity has 1 amounts" },
            { """{"id": 1, "start_index": 0, "speed_factor": 0}""", "vehicles[0]", "speed_factor" },
            { """{"id": 1, "start_index": 0, "speed_factor": 5.1}""", "vehicles[0]", "speed_factor" },
            { """{"id": 1, "start_index": 0, "speed_factor": "1"}""", "vehicles[0].speed_factor", "number" },
            { """{"id": 1, "start_index": 0, "max_tasks": -1}""", "vehicles[0].max_tasks", "whole number" },
            { """{"id": 1, "start_index": 0, "costs": 3}""", "vehicles[0].costs", "object" },
            { """{"id": 1, "start_index": 0, "costs": {"fixed": 1.5}}""", "vehicles[0].costs.fixed", "whole number" },
            { """{"id": 1, "start_index": 0, "profile": 3}""", "vehicles[0].profile", "text" },
            { """{"id": 1, "start_index": 0, "profile": "bike"}""", "matrices.bike", "A matrix is needed" },
            { Broken("max_load", "[1]"), "vehicles[0].breaks[0].max_load", "not supported" },
            { Broken("time_windows", "[[1, 2], [5, 6]]"), "vehicles[0].breaks[0]", "2 time windows" },
            { Broken("description", "\"tea\""), "vehicles[0].breaks[0]", "0 time windows" },
            { Broken("time_windows", "[[1, 2]]", 86401), "vehicles[0].breaks[0]", "longer than a day" },
            {
                """{"id": 1, "start_index": 0, "breaks": [{"id": 1}, {"id": 1}]}""",
                "vehicles[0].breaks[1]",
                "two breaks"
            },
            {
                """
                    {"id": 1, "start_index": 0, "breaks": [
                      {"id": 1, "service": 9, "time_windows": [[10, 90]]}, {"id": 2, "service": 9, "time_windows": [[20, 90]]}]}
                    """,
                "vehicles[0].breaks[1]",
                "may be over before"
            },
            { Steps("""{"type": "job", "id": 9}"""), "vehicles[0].steps[0]", "no job 9" },
            { Steps("""{"type": "job", "id": 1}, {"type": "job", "id": 1}"""), "vehicles[0].steps[1]", "twice" },
            { Steps("""{"type": "break", "id": 1}"""), "vehicles[0].steps[0]", "no such break" },
            { Steps("""{"type": "job", "id": 1}, {"type": "start"}"""), "vehicles[0].steps[1]", "start comes first" },
            { Steps("""{"type": "end"}, {"type": "job", "id": 1}"""), "vehicles[0].steps[0]", "end last" },
            { Steps("""{"type": "walk", "id": 1}"""), "vehicles[0].steps[0]", "'walk'" },
            { Steps("""{"type": "job"}"""), "vehicles[0].steps[0]", "id is missing" },
        };

    private static string Broken(string name, string value, int service = 5) =>
        $$"""{"id": 1, "start_index": 0, "breaks": [{"id": 1, "service": {{service}}, "{{name}}": {{value}} }]}""";

    private static string Steps(string steps) => """{"id": 1, "start_index": 0, "steps": [""" + steps + "]}";

    [Theory]
    [MemberData(nameof(Jobs))]
    public void A_wrong_job_is_refused_by_name(string jobs, string path, string says) =>
        Says(Json(jobs: jobs), path, says);

    [Theory]
    [MemberData(nameof(Vehicles))]
    public void A_wrong_vehicle_is_refused_by_name(string vehicles, string path, string says) =>
        Says(Json(vehicles), path, says);

    [Theory]
    [InlineData("""{"car": {"durations": [[0, 1], [1]]}}""", "matrices.car.durations[1]", "array of 2")]
    [InlineData("""{"car": {"durations": [[0, 1], 7]}}""", "matrices.car.durations[1]", "array of 2")]
    [InlineData("""{"car": {"durations": [[0, 1], [-1, 0]]}}""", "matrices.car.durations[1][0]", "whole numbers")]
    [InlineData("""{"car": {"durations": [[0, 1], [1.5, 0]]}}""", "matrices.car.durations[1][0]", "whole numbers")]
    [InlineData(
        """{"car": {"durations": [[0, 4294967296], [1, 0]]}}""",
        "matrices.car.durations[0][1]",
        "whole numbers"
    )]
    [InlineData("""{"car": {"durations": []}}""", "matrices.car.durations", "empty")]
    [InlineData("""{"car": {"durations": 3}}""", "matrices.car.durations", "array")]
    [InlineData("""{"car": {"distances": [[0]]}}""", "matrices.car.distances", "without durations")]
    [InlineData("""{"car": {"costs": [[0, 1, 2], [1, 0, 3], [1, 1, 0]]}}""", "matrices.car", "A matrix is needed")]
    [InlineData("3", "matrices", "object")]
    public void A_wrong_matrix_is_refused_by_name(string matrices, string path, string says) =>
        Says(Json(matrices: matrices), path, says);

    [Theory]
    [InlineData("", "", "not JSON")]
    [InlineData("{", "", "not JSON")]
    [InlineData("""{"vehicles": [{"id": NaN}]}""", "", "not JSON")]
    [InlineData("[]", "", "an object")]
    [InlineData("{}", "vehicles", "no vehicle")]
    [InlineData("""{"vehicles": 1}""", "vehicles", "array")]
    [InlineData("""{"vehicles": [{"id": 1, "start_index": 0}]}""", "", "neither a job nor a shipment")]
    public void A_wrong_whole_is_refused_by_name(string json, string path, string says) => Says(json, path, says);

    [Fact]
    public void Wrong_shipments_are_refused_by_name()
    {
        Says(Json(shipments: """{"pickup": {"id": 1, "location_index": 1}}"""), "shipments[0]", "delivery is missing");
        Says(Json(shipments: """{"pickup": 1}"""), "shipments[0].pickup", "object");
        const string One = """{"pickup": {"id": 1, "location_index": 1}, "delivery": {"id": 1, "location_index": 2}}""";
        Says(Json(shipments: One + ", " + One), "shipments[1].pickup", "two pickup steps with id 1");
    }

    [Fact]
    public void Amounts_beyond_what_can_be_added_up_are_refused_by_name()
    {
        const string Vehicle = """{"id": 1, "start_index": 0, "capacity": [100000001]}""";
        Says(Json(Vehicle, Job + """, "delivery": [4294967295]}"""), "", "adds up");
        Says(Json(Vehicle, Job + """, "delivery": [100000001]}"""), "jobs[0]", "more than 100000000");
        const string Three = """
            {"id": 1, "location_index": 1, "delivery": [90000000]}, {"id": 2, "location_index": 1, "delivery": [90000000]}
            """;
        Says(Json(Vehicle, Three), "vehicles[0]", "more than 100000000");
    }

    [Fact]
    public void A_limit_on_distance_beside_given_costs_is_refused_by_name()
    {
        const string Square = "[[0, 5, 5], [5, 0, 5], [5, 5, 0]]";
        var matrices =
            """{"car": {"durations": """ + Square + """, "distances": """ + Square + """, "costs": """ + Square + "}}";
        Says(
            Json("""{"id": 1, "start_index": 0, "max_distance": 6}""", matrices: matrices),
            "vehicles[0].max_distance",
            "not supported"
        );
    }

    [Fact]
    public void The_dearest_costs_there_can_be_are_planned_or_refused_by_name()
    {
        const string Most = "4294967295";
        foreach (var costs in new[] { "fixed", "per_hour", "per_km", "per_task_hour" })
        {
            var vehicle = $$"""{"id": 1, "start_index": 0, "costs": {"{{costs}}": {{Most}} } }""";
            Named(Json(vehicle, """{"id": 1, "location_index": 4, "service": 86400, "priority": 100}"""));
        }

        var matrix = $"[[0, {Most}], [{Most}, 0]]";
        var json = Json(
            $$"""{"id": 1, "start_index": 0, "costs": {"per_km": {{Most}}, "per_hour": {{Most}} } }""",
            """{"id": 1, "location_index": 1, "priority": 1}""",
            matrices: Car(Matrix(2, 345600), matrix)
        );
        Named(json);
    }

    /// <summary>Bytes lost, doubled, swapped and replaced: a named fault or an instance, never anything else.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Mangled_input_is_read_or_refused_by_name(int seed)
    {
        var dice = new Random(seed);
        var whole = Json(
            """
            {"id": 1, "start_index": 0, "end": [1, 2], "end_index": 0, "capacity": [4], "skills": [1], "time_window": [0, 9000],
             "costs": {"fixed": 1, "per_hour": 36, "per_km": 2, "per_task_hour": 5}, "speed_factor": 1.5, "max_tasks": 4,
             "max_travel_time": 900, "max_distance": 9000, "type": "t", "description": "\u00e9 é",
             "breaks": [{"id": 1, "time_windows": [[10, 90]], "service": 60}], "steps": [{"type": "start"}, {"type": "job", "id": 1}]}
            """,
            """{"id": 1, "location_index": 1, "setup": 1, "service": 60, "service_per_type": {"t": 9}, "delivery": [1], "pickup": [2], "skills": [1], "priority": 9, "time_windows": [[0, 90], [100, 900]]}""",
            """{"amount": [1], "pickup": {"id": 1, "location_index": 1}, "delivery": {"id": 2, "location_index": 2}}""",
            more: ""","options": {"t": 2, "l": 3}"""
        );
        string[] words =
        [
            "null",
            "-1",
            "1e999",
            "4294967295",
            "18446744073709551616",
            "[]",
            "{}",
            "\"\\ud800\"",
            "\ud800",
            "true",
            "0.1",
            ",",
            "[[",
            "é",
        ];
        var good = 0;
        for (var round = 0; round < 700; round++)
        {
            var text = new StringBuilder(whole);
            for (var n = dice.Next(1, 4); n > 0; n--)
            {
                var at = dice.Next(text.Length);
                var length = Math.Min(dice.Next(6), text.Length - at);
                switch (dice.Next(4))
                {
                    case 0:
                        text.Remove(at, length);
                        break;
                    case 1:
                        text.Insert(at, text.ToString(at, length));
                        break;
                    case 2:
                        text.Remove(at, length).Insert(at, words[dice.Next(words.Length)]);
                        break;
                    default:
                        text[at] = (char)('0' + dice.Next(10));
                        break;
                }
            }

            good += Named(text.ToString()) ? 1 : 0;
        }

        Assert.InRange(good, 10, 690);
    }

    /// <summary>Each value in turn replaced by each wrong one.</summary>
    [Fact]
    public void A_wrong_value_anywhere_is_read_or_refused_by_name()
    {
        const string Whole = """
            {"vehicles": [{"id": 1, "start": [1, 2], "start_index": 0, "profile": "car", "capacity": [4], "skills": [1],
              "time_window": [0, 9000], "costs": {"fixed": 1, "per_hour": 3600, "per_km": 0}, "speed_factor": 1,
              "breaks": [{"id": 1, "time_windows": [[10, 90]], "service": 60}], "steps": [{"type": "job", "id": 1}]}],
             "jobs": [{"id": 1, "location_index": 1, "service": 60, "delivery": [1], "priority": 9, "time_windows": [[0, 90]]}],
             "shipments": [{"amount": [1], "pickup": {"id": 1, "location_index": 1}, "delivery": {"id": 2, "location_index": 0}}],
             "matrices": {"car": {"durations": [[0, 5], [5, 0]], "distances": [[0, 5], [5, 0]]}}}
            """;
        var ends = ",]} \n".ToCharArray();
        foreach (
            var wrong in new[]
            {
                "null",
                "-1",
                "0",
                "1e999",
                "4294967295",
                "1e400000",
                "[]",
                "[[]]",
                "{}",
                "\"\"",
                "true",
            }
        )
        {
            for (var at = Whole.IndexOfAny([':', '['], 0); at >= 0; at = Whole.IndexOfAny([':', '['], at + 1))
            {
                var from = at + 1 + (Whole[at + 1] == ' ' ? 1 : 0);
                var to = Whole.IndexOfAny(ends, from);
                Named(Whole[..from] + wrong + Whole[to..]);
            }
        }
    }

    /// <summary>Whether it is an instance; if not, the fault has a sentence.</summary>
    private static bool Named(string json)
    {
        try
        {
            var instance = Vroom.Read(json);
            _ = Vroom.Write(instance, RoutePlanner.Evaluate(instance.Problem, instance.InitialRoutes).Plan);
            return true;
        }
        catch (VroomFormatException e)
        {
            Assert.EndsWith(".", e.Message, StringComparison.Ordinal);
            Assert.Contains(e.Code, new[] { 2, 3 });
            return false;
        }
    }

    private static void Says(string json, string path, string says)
    {
        var fault = Fault(json);
        Assert.Equal((path, true), (fault.Path, fault.Message.Contains(says, StringComparison.Ordinal)));
    }
}
