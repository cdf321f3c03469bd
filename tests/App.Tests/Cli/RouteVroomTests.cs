using System.Text.Json;

namespace Homeward.App.Tests.Cli;

/// <summary>Who calls VROOM calls this instead: its input, its output, its errors.</summary>
public sealed class RouteVroomTests : TypedRoutes
{
    private const string Instance = """
        {
          "vehicles": [{"id": 1, "start_index": 0, "end_index": 0, "capacity": [3], "time_window": [0, 2000]}],
          "jobs": [
            {"id": 7, "location_index": 1, "delivery": [1], "service": 60},
            {"id": 8, "location_index": 2, "delivery": [2]},
            {"id": 9, "location_index": 2, "delivery": [2], "description": "the one too many"}
          ],
          "matrices": {"car": {"durations": [[0, 100, 200], [100, 0, 100], [200, 100, 0]]}}
        }
        """;

    private const string ByPlace = """
        {
          "vehicles": [{"id": 1, "start": [-83.0, 39.96], "end": [-83.0, 39.96], "profile": "van"}],
          "jobs": [{"id": 1, "location": [-82.9, 39.96]}, {"id": 2, "location": [-82.9, 40.05]}]
        }
        """;

    [Fact]
    public async Task An_instance_is_solved_and_the_answer_is_vrooms()
    {
        var (instance, to) = (File("day.json", Instance), Path.Combine(Folder, "out.json"));
        var solved = await Type("solve", instance, "--format", "vroom", "--iterations", "50", "--out", to);
        Assert.Equal((0, ""), (solved.Code, solved.Printed));
        Assert.StartsWith("cost 400, 1 vehicles, 1 left out, 50 rounds", solved.Said, StringComparison.Ordinal);
        var output = Json(await System.IO.File.ReadAllTextAsync(to));
        Assert.Equal(0, output.GetProperty("code").GetInt32());
        Assert.Equal(400, output.GetProperty("summary").GetProperty("cost").GetInt64());
        Assert.Single(output.GetProperty("unassigned").EnumerateArray());
        Assert.Equal((0, "cost 400\nnothing broken\n"), await Check(instance, to));
    }

    [Fact]
    public async Task Json_is_known_by_how_it_begins_and_without_a_file_it_is_printed()
    {
        var solved = await Type("solve", File("day.json", Instance), "--iterations", "50", "--threads", "2");
        Assert.Equal(0, solved.Code);
        Assert.EndsWith("}\n", solved.Printed, StringComparison.Ordinal);
        Assert.Equal(400, Json(solved.Printed).GetProperty("summary").GetProperty("cost").GetInt64());
    }

    [Fact]
    public async Task What_a_solution_leaves_out_is_explained_and_placed()
    {
        var instance = File("day.json", Instance);
        var part = File("part.json", Routes("""{"type": "job", "id": 8}"""));
        var why = await Type("explain", instance, File("full.json", Routes(Eight + ", " + Seven)));
        Assert.Equal(1, why.Code);
        Assert.StartsWith("job:9: 'job:9' does not fit.", why.Printed, StringComparison.Ordinal);
        Assert.Contains("let '1' carry 2 more of amount-1", why.Printed, StringComparison.Ordinal);
        var places = await Type("insert", instance, part, "job:7", "--most", "1");
        Assert.Equal((0, "route 1, stop 1, starts 100: cost 400\n"), (places.Code, places.Printed));
    }

    [Fact]
    public async Task A_check_names_what_a_solution_breaks()
    {
        var instance = File("day.json", Instance);
        var heavy = File("heavy.json", Routes(Seven + ", " + Eight + ", " + Nine));
        var (code, printed) = await Check(instance, heavy);
        Assert.Equal(1, code);
        Assert.Contains("Capacity: ", printed, StringComparison.Ordinal);
        Assert.EndsWith("cost 400, stated as 12\n1 broken\n", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_matrix_the_way_is_estimated_and_that_is_said()
    {
        var solved = await Type("solve", File("town.json", ByPlace), "--iterations", "20");
        Assert.Equal(0, solved.Code);
        Assert.StartsWith(
            "No matrix for 'van'. Estimate: straight line x 1.35; no road was looked at.\n",
            solved.Said,
            StringComparison.Ordinal
        );

        // Eight and a half kilometres as the crow flies, at some 55 km/h on average.
        var first = Json(solved.Printed).GetProperty("routes")[0].GetProperty("steps")[1];
        Assert.InRange(first.GetProperty("arrival").GetInt64(), 600, 1200);
    }

    [Fact]
    public async Task Steps_of_a_vehicle_are_where_the_search_begins()
    {
        // Left alone the planner goes there and back the short way; a search of no rounds keeps what it was given.
        var given = Instance.Replace(
            "\"time_window\": [0, 2000]}",
            "\"steps\": [{\"type\": \"job\", \"id\": 9}, {\"type\": \"job\", \"id\": 7}]}",
            StringComparison.Ordinal
        );
        var solved = await Type("solve", File("given.json", given), "--iterations", "0");
        var steps = Json(solved.Printed).GetProperty("routes")[0].GetProperty("steps");
        Assert.Equal(
            [9, 7],
            steps.EnumerateArray().Where(s => s.TryGetProperty("id", out _)).Select(s => s.GetProperty("id").GetInt32())
        );
    }

    [Theory]
    [InlineData("{\"vehicles\": [{\"id\": 1}], \"jobs\": []}", 2)]
    [InlineData("{\"vehicles\": 3}", 2)]
    [InlineData("{", 2)]
    [InlineData("{\"vehicles\": [{\"id\": 1, \"start\": [200, 0]}], \"jobs\": [{\"id\": 1, \"location\": [0, 0]}]}", 3)]
    public async Task An_input_that_is_wrong_is_answered_as_vroom_answers_it(string text, int code)
    {
        var (instance, to) = (File("wrong.json", text), Path.Combine(Folder, "out.json"));
        var solved = await Type("solve", instance, "--out", to);
        Assert.Equal((2, ""), (solved.Code, solved.Printed));
        Assert.StartsWith("RTE-004: wrong.json: ", solved.Said, StringComparison.Ordinal);
        var output = Json(await System.IO.File.ReadAllTextAsync(to));
        Assert.Equal(code, output.GetProperty("code").GetInt32());
        Assert.NotEmpty(output.GetProperty("error").GetString()!);
        var printed = await Type("solve", instance);
        Assert.Equal((2, output.ToString() + "\n"), (printed.Code, printed.Printed));
        var check = await Type("check", instance, to);
        Assert.Equal((2, ""), (check.Code, check.Printed));
    }

    [Fact]
    public async Task A_fault_that_cannot_be_written_is_named_as_such_too()
    {
        var solved = await Type("solve", File("wrong.json", "{"), "--out", Path.Combine(Folder, "no/such/file"));
        Assert.Equal(2, solved.Code);
        Assert.Equal(["RTE-004", "RTE-007"], solved.Said.TrimEnd().Split('\n').Select(line => line[..7]));
    }

    [Theory]
    [InlineData("{\"code\": 2, \"error\": \"No way.\"}", "No way.")]
    [InlineData("Route #1: 1 2", "It is not JSON")]
    [InlineData("{\"routes\": [{\"vehicle\": 9}]}", "There is no vehicle 9")]
    public async Task A_solution_that_is_none_is_refused(string text, string why)
    {
        var check = await Type("check", File("day.json", Instance), File("out.json", text));
        Assert.Equal((2, ""), (check.Code, check.Printed));
        Assert.StartsWith("RTE-005: out.json: ", check.Said, StringComparison.Ordinal);
        Assert.Contains(why, check.Said, StringComparison.Ordinal);
    }

    private const string Seven = """{"type": "job", "id": 7}""";
    private const string Eight = """{"type": "job", "id": 8}""";
    private const string Nine = """{"type": "job", "id": 9}""";

    private static string Routes(string steps) =>
        "{\"summary\": {\"cost\": 12}, \"routes\": [{\"vehicle\": 1, \"steps\": [" + steps + "]}]}";

    private static async Task<(int Code, string Printed)> Check(string instance, string solution)
    {
        var check = await Type("check", instance, solution);
        return (check.Code, check.Printed);
    }

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
