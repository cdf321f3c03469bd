using System.Globalization;
using System.Text.Json;
using Homeward.Roads;
using Homeward.Routing;
using Homeward.Routing.Formats;
using TravelMatrix = Homeward.Routing.TravelMatrix;

namespace Homeward.Cli.Routing;

/// <summary>VROOM's JSON; what it calls unassigned is an answer, not a fault.</summary>
internal sealed class VroomFile : InstanceFile
{
    private readonly VroomInstance instance;
    private readonly List<string> notes = [];

    /// <exception cref="VroomFormatException">The text is not VROOM's input, or asks for what cannot be planned.</exception>
    internal VroomFile(string text)
    {
        instance = Vroom.Read(text, Estimate);
        notes.AddRange(instance.Notes);
    }

    internal override Problem Problem => instance.Problem;

    internal override IReadOnlyList<string> Notes => notes;

    internal override SolveOptions Options =>
        instance.InitialRoutes.Count == 0
            ? instance.Options
            : instance.Options with
            {
                From = RoutePlanner.Evaluate(instance.Problem, instance.InitialRoutes).Plan,
            };

    internal override bool MayLeaveOut => true;

    internal override string CostOf(Plan plan) => instance.CostOf(plan).ToString(CultureInfo.InvariantCulture);

    internal override string TimeOf(Seconds time) =>
        (instance.Origin + time.Value).ToString(CultureInfo.InvariantCulture);

    internal override (IReadOnlyList<FixedRoute> Routes, string? Cost) ReadSolution(string text)
    {
        var routes = Vroom.ReadPlan(instance, text);
        using var output = JsonDocument.Parse(text);
        var stated =
            output.RootElement.TryGetProperty("summary", out var summary)
            && summary.ValueKind == JsonValueKind.Object
            && summary.TryGetProperty("cost", out var cost)
                ? cost.GetRawText()
                : null;
        return (routes, stated);
    }

    internal override string WriteSolution(Plan plan) => Vroom.Write(instance, plan) + "\n";

    /// <summary>What VROOM would write in place of a solution.</summary>
    internal static string Answer(VroomFormatException fault) => Vroom.Write(fault) + "\n";

    private TravelMatrix Estimate(string profile, IReadOnlyList<(double Lon, double Lat)> places)
    {
        var estimate = new GreatCircleTravel().Estimate(
            TravelRequest.Between([.. places.Select(p => new Place(p.Lat, p.Lon))])
        );
        notes.Add($"No matrix for '{profile}'. {estimate.Provenance.Note}");
        var (seconds, metres) = (estimate.AllSeconds.ToArray(), estimate.AllMetres.ToArray());
        for (var i = 0; i < seconds.Length; i++)
        {
            // Days away is no way at all: no plan could drive it.
            if (seconds[i] > Seconds.Horizon.Value)
                (seconds[i], metres[i]) = (TravelMatrix.Unreachable, 0);
        }
        return new TravelMatrix(places.Count, seconds, metres);
    }
}
