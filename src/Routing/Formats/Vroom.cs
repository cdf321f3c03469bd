using System.Text;
using System.Text.Json;

namespace Homeward.Routing.Formats;

/// <summary>
/// Reads and writes the JSON of VROOM (vroom-project.org, its <c>docs/API.md</c>), so that who calls VROOM changes one
/// command: read its input, solve, write its output.
/// </summary>
/// <remarks>
/// The objective is VROOM's: the highest sum of priorities, then the most tasks, then the least cost of driving. What
/// differs is written here and, where an instance has it, in <see cref="VroomInstance.Notes"/>:
/// <list type="bullet">
/// <item>Times fit in four days from <see cref="VroomInstance.Origin"/>; later ones are refused, open ends are cut there.</item>
/// <item>A drive of more than four days is no way; a leg of more than 10,000 km is none where distance is limited.</item>
/// <item>A break has one time window and lasts; it is due where the route is out at the window's end.</item>
/// <item><c>setup</c> is taken at every task. Set-up and service together last a day at the most.</item>
/// <item>Refused: breaks with several windows, none, or <c>max_load</c>; <c>max_distance</c> beside a costs matrix.</item>
/// <item>Not used: <c>service_at</c>, <c>service_after</c>, <c>service_before</c>, geometry. Unknown members are read over.</item>
/// </list>
/// </remarks>
public static class Vroom
{
    /// <summary>Makes a problem of VROOM's input.</summary>
    /// <param name="json">The input.</param>
    /// <param name="matrix">
    /// Makes a matrix of a profile's name and places, in their order, where the JSON has none. Null (default): an input
    /// without matrices is refused. An <see cref="ArgumentException"/> it throws is a fault of the input, code 3.
    /// </param>
    /// <exception cref="VroomFormatException">The input is wrong, or asks for what cannot be planned.</exception>
    public static VroomInstance Read(
        string json,
        Func<string, IReadOnlyList<(double Lon, double Lat)>, TravelMatrix>? matrix = null
    )
    {
        ArgumentNullException.ThrowIfNull(json);
        var input = Parsed(json, VroomReader.Read);
        return VroomProblem.Of(input, new VroomRoads(input, matrix));
    }

    /// <summary>VROOM's output for a plan, from <see cref="RoutePlanner.Solve"/> or made by hand, with its violations.</summary>
    /// <exception cref="ArgumentException">The plan is not of this instance: it has another vehicle or visit, or a reload.</exception>
    public static string Write(VroomInstance instance, Plan plan)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(plan);
        return VroomWriter.Write(instance, plan);
    }

    /// <summary>VROOM's output for a fault: its code and sentence.</summary>
    public static string Write(VroomFormatException fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return VroomWriter.Write(fault);
    }

    /// <summary>The routes of VROOM's output, to evaluate, check or search from.</summary>
    /// <exception cref="VroomFormatException">The output is wrong, an error, or of another input.</exception>
    public static IReadOnlyList<FixedRoute> ReadPlan(VroomInstance instance, string outputJson)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(outputJson);
        return Parsed(outputJson, root => VroomPlan.Output(instance, root));
    }

    private static T Parsed<T>(string json, Func<JsonElement, T> read)
    {
        try
        {
            var utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(json);
            using var document = JsonDocument.Parse(utf8);
            return read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new VroomFormatException("", $"It is not JSON: {e.Message}");
        }
        catch (Exception e) when (e is EncoderFallbackException or InvalidOperationException)
        {
            // Half a surrogate pair, as it is or escaped: in a text or in a member's name.
            throw new VroomFormatException("", "A text in the JSON is not Unicode.");
        }
    }
}
