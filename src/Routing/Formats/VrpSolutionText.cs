using System.Globalization;
using System.Text;

namespace Homeward.Routing.Formats;

/// <summary>Solution files: <c>Route #1: 3 5 8</c> lines and a cost.</summary>
internal static class VrpSolutionText
{
    internal static string Write(VrpInstance instance, Plan plan)
    {
        var text = new StringBuilder();
        var number = 0;
        foreach (var route in plan.Routes.Where(r => r.Stops.Any(s => !s.IsReload)))
        {
            if (instance.VehiclesDiffer)
            {
                while (number + 1 < NumberOf(instance, route.Vehicle))
                {
                    Append(text, ++number, []);
                }
            }

            Append(text, ++number, route.Stops.Select(s => s.Visit ?? Reload(instance, s.Place)));
        }

        return text.Append(CultureInfo.InvariantCulture, $"Cost {instance.CostOf(plan):0.###}\n").ToString();
    }

    internal static VrpSolution Read(VrpInstance instance, string text)
    {
        var reader = new StringReader(text);
        var routes = new List<FixedRoute>();
        var (vehicles, visits) = (new HashSet<int>(), new HashSet<string>(StringComparer.Ordinal));
        decimal? cost = null;
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.StartsWith("Route", StringComparison.OrdinalIgnoreCase))
            {
                ReadRoute(line, number);
            }
            else if (line.StartsWith("Cost", StringComparison.OrdinalIgnoreCase))
            {
                cost = CostIn(line[4..].Trim(':', ' ', '\t'), number);
            }
            else if (!string.IsNullOrWhiteSpace(line) && !char.IsAsciiLetter(line.TrimStart()[0]))
            {
                throw new InstanceFormatException($"'{VrpText.Short(line)}' is neither a route nor a cost.", number);
            }
        }

        return new VrpSolution(routes, cost);

        void ReadRoute(string line, int number)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var stops =
                colon < 0 ? [] : line[(colon + 1)..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (colon < 0)
            {
                throw new InstanceFormatException("a route is 'Route #1: 3 5 8'.", number);
            }

            if (stops.Length == 0)
            {
                return;
            }

            var vehicle = instance.VehiclesDiffer
                ? VrpText.Whole(line.AsSpan(5, colon - 5).Trim(" #"), number, 1, int.MaxValue, "route")
                : routes.Count + 1;
            if (vehicle > instance.Problem.Vehicles.Length)
            {
                throw new InstanceFormatException(
                    $"this is route {vehicle}, and there are {instance.Problem.Vehicles.Length} vehicles.",
                    number
                );
            }

            if (!vehicles.Add(vehicle))
            {
                throw new InstanceFormatException($"route {vehicle} is there twice.", number);
            }

            routes.Add(
                new FixedRoute(VrpProblem.Id(vehicle), [.. stops.Select(stop => Stop(vehicle - 1, stop, number))])
            );
        }

        string Stop(int vehicle, string stop, int line)
        {
            var node = VrpText.Whole(stop, line, 0, instance.Problem.Travel.Places - 1, "client");
            if (node < instance.Depots)
            {
                return instance.Problem.Vehicles[vehicle].Reload?.Place == node
                    ? FixedRoute.Reload
                    : throw new InstanceFormatException($"vehicle {vehicle + 1} cannot reload at depot {node}.", line);
            }

            var id = VrpProblem.Id(node);
            return visits.Add(id) ? id : throw new InstanceFormatException($"client {id} is visited twice.", line);
        }
    }

    private static decimal CostIn(string text, int line) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var cost)
            ? cost
            : throw new InstanceFormatException($"cost '{VrpText.Short(text)}' is not a number.", line);

    private static void Append(StringBuilder text, int number, IEnumerable<string> stops) =>
        text.Append(CultureInfo.InvariantCulture, $"Route #{number}: {string.Join(' ', stops)}").Append('\n');

    private static int NumberOf(VrpInstance instance, string vehicle)
    {
        _ = instance.Problem.Vehicle(vehicle);
        return int.Parse(vehicle, CultureInfo.InvariantCulture);
    }

    private static string Reload(VrpInstance instance, int place) =>
        place < instance.Depots ? VrpProblem.Id(place) : throw new KeyNotFoundException($"No depot at place {place}.");
}
