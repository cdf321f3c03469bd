using System.Text.Json;
using Homeward.Routing.Formats;

namespace Homeward.Routing.Tests;

/// <summary>Small inputs of VROOM, on a line of places a hundred seconds and a kilometre apart; place 0 is the depot.</summary>
internal static class VroomDays
{
    internal const string Van = """{"id": 1, "start_index": 0, "end_index": 0}""";
    internal const string TwoJobs = """{"id": 1, "location_index": 1}, {"id": 2, "location_index": 2}""";

    internal static string Matrix(int places, int step) =>
        $"[{string.Join(", ", Enumerable.Range(0, places).Select(i => $"[{string.Join(", ", Enumerable.Range(0, places).Select(j => step * Math.Abs(i - j)))}]"))}]";

    internal static string Car(string durations, string? distances = null) =>
        "{\"car\": {\"durations\": " + durations + (distances is null ? "" : ", \"distances\": " + distances) + "}}";

    internal static string Json(
        string vehicles = Van,
        string jobs = TwoJobs,
        string shipments = "",
        string? matrices = null,
        string more = ""
    ) =>
        $$"""
            {
              "vehicles": [{{vehicles}}],
              "jobs": [{{jobs}}],
              "shipments": [{{shipments}}],
              "matrices": {{matrices ?? Car(Matrix(5, 100), Matrix(5, 1000))}}
              {{more}}
            }
            """;

    internal static VroomInstance Read(string vehicles = Van, string jobs = TwoJobs, string shipments = "") =>
        Vroom.Read(Json(vehicles, jobs, shipments));

    internal static Vehicle Vehicle(string json) => Read(json).Problem.Vehicles[0];

    internal static Visit Visit(string json, string vehicles = Van) => Read(vehicles, json).Problem.Visits[0];

    internal static VroomFormatException Fault(string json) =>
        Assert.Throws<VroomFormatException>(() => Vroom.Read(json));

    /// <summary>The output for routes fixed by hand.</summary>
    internal static JsonElement Output(VroomInstance instance, params FixedRoute[] routes) =>
        Parse(Vroom.Write(instance, RoutePlanner.Evaluate(instance.Problem, routes).Plan));

    internal static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    internal static IEnumerable<JsonElement> Steps(JsonElement output, int route = 0) =>
        output.GetProperty("routes")[route].GetProperty("steps").EnumerateArray();

    internal static long[] Of(IEnumerable<JsonElement> steps, string member) =>
        [.. steps.Select(s => s.GetProperty(member).GetInt64())];
}
