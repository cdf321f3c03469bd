using System.Text.Json;

namespace Homeward.Routing.Formats;

/// <summary>Orders of stops in VROOM's words: a vehicle's <c>steps</c>, and the routes of its output.</summary>
internal static class VroomPlan
{
    internal static List<FixedRoute> Initial(VroomInput input)
    {
        var known = input.Tasks.Select(t => t.Visit).ToHashSet(StringComparer.Ordinal);
        var routed = new HashSet<string>(StringComparer.Ordinal);
        var routes = new List<FixedRoute>();
        foreach (var v in input.Vehicles.Where(v => v.Steps.Count > 0))
        {
            routes.Add(new FixedRoute(v.Name, [.. v.Steps.Select(s => Stop(known, routed, s.Kind, s.Id, s.Path))]));
        }

        return routes;
    }

    internal static List<FixedRoute> Output(VroomInstance instance, JsonElement output)
    {
        var root = new VroomNode(output, "");
        if (!root.IsObject)
        {
            throw root.Fault("The JSON must be an object.");
        }

        if (root.Get("code") is { } code && code.Uint() != 0)
        {
            throw code.Fault($"It is not a plan but an error: {root.Text("error")}");
        }

        var known = instance.Tasks.Keys.ToHashSet(StringComparer.Ordinal);
        var routed = new HashSet<string>(StringComparer.Ordinal);
        var used = new HashSet<string>(StringComparer.Ordinal);
        var routes = new List<FixedRoute>();
        foreach (var route in root.Items("routes"))
        {
            var vehicle = route.Object("A route").Uint64("vehicle");
            var name = vehicle.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (!instance.Vehicles.ContainsKey(name))
            {
                throw route.Fault($"There is no vehicle {vehicle}.");
            }

            if (!used.Add(name))
            {
                throw route.Fault($"Vehicle {vehicle} has two routes.");
            }

            List<string> stops =
            [
                .. route
                    .Items("steps")
                    .Where(s => s.Object("A step").Text("type") is not ("start" or "end" or "break"))
                    .Select(s => Stop(known, routed, VroomVehicles.KindOf(s, s.Text("type")), TaskId(s), s.Path)),
            ];
            if (stops.Count > 0)
            {
                routes.Add(new FixedRoute(name, stops));
            }
        }

        return routes;
    }

    /// <summary>Older output has <c>job</c> alone.</summary>
    private static ulong TaskId(VroomNode step) => step.Uint64(step.Get("id") is null ? "job" : "id");

    private static string Stop(HashSet<string> known, HashSet<string> routed, VroomTaskKind kind, ulong id, string path)
    {
        var visit = VroomTask.NameOf(kind, id);
        if (!known.Contains(visit))
        {
            throw new VroomFormatException(path, $"There is no {VroomTask.TypeOf(kind)} {id}.");
        }

        return routed.Add(visit)
            ? visit
            : throw new VroomFormatException(path, $"{VroomTask.TypeOf(kind)} {id} is in the plan twice.");
    }
}
