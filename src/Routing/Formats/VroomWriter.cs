using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Homeward.Routing.Formats;

/// <summary>Writes VROOM's output, member by member in VROOM's order.</summary>
internal static class VroomWriter
{
    internal static string Write(VroomInstance instance, Plan plan)
    {
        List<VroomRoute> routes =
        [
            .. plan.Routes.Where(r => r.Stops.Count > 0).Select(r => new VroomRoute(instance, r)),
        ];
        List<VroomTask> unassigned = [.. plan.Unplanned.Select(u => VroomRoute.TaskOf(instance, u.Visit))];
        return Json(json =>
        {
            json.WriteNumber("code", 0);
            json.WriteStartObject("summary");
            json.WriteNumber("cost", routes.Sum(r => r.Cost));
            json.WriteNumber("routes", routes.Count);
            json.WriteNumber("unassigned", unassigned.Count);
            Totals(json, instance, routes);
            Violations(json, VroomViolations.Union(routes.SelectMany(r => r.Violations)));
            json.WriteStartObject("computing_times");
            json.WriteNumber("loading", 0);
            json.WriteNumber("solving", (long)plan.Provenance.Elapsed.TotalMilliseconds);
            json.WriteNumber("routing", 0);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartArray("unassigned");
            foreach (var task in unassigned)
            {
                json.WriteStartObject();
                json.WriteNumber("id", task.Id);
                Location(json, task.Location);
                json.WriteString("type", task.Type);
                Description(json, task.Description);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("routes");
            foreach (var route in routes)
            {
                Route(json, instance, route);
            }

            json.WriteEndArray();
        });
    }

    internal static string Write(VroomFormatException fault) =>
        Json(json =>
        {
            json.WriteNumber("code", fault.Code);
            json.WriteString("error", fault.Message);
        });

    private static string Json(Action<Utf8JsonWriter> members)
    {
        var utf8 = new ArrayBufferWriter<byte>();
        using (
            var json = new Utf8JsonWriter(
                utf8,
                new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            )
        )
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(utf8.WrittenSpan);
    }

    private static void Route(Utf8JsonWriter json, VroomInstance instance, VroomRoute route)
    {
        json.WriteStartObject();
        json.WriteNumber("vehicle", route.Vehicle.Id);
        json.WriteNumber("cost", route.Cost);
        Description(json, route.Vehicle.Description);
        Totals(json, instance, [route]);
        json.WriteStartArray("steps");
        foreach (var step in route.Steps)
        {
            Step(json, instance, step);
        }

        json.WriteEndArray();
        Violations(json, route.Violations);
        json.WriteEndObject();
    }

    /// <summary>What the summary and a route tell alike.</summary>
    private static void Totals(Utf8JsonWriter json, VroomInstance instance, List<VroomRoute> routes)
    {
        if (instance.Input.Amounts > 0)
        {
            var delivery = Sum(instance, routes, t => t.Delivery);
            Amounts(json, "delivery", delivery);
            Amounts(json, "amount", delivery); // The old name.
            Amounts(json, "pickup", Sum(instance, routes, t => t.Pickup));
        }

        json.WriteNumber("setup", routes.Sum(r => r.Setup));
        json.WriteNumber("service", routes.Sum(r => r.Service));
        json.WriteNumber("duration", routes.Sum(r => r.Duration));
        json.WriteNumber("waiting_time", routes.Sum(r => r.Waiting));
        json.WriteNumber("priority", routes.Sum(r => r.Priority));
        if (instance.Roads.HasDistances)
        {
            json.WriteNumber("distance", routes.Sum(r => r.Distance));
        }
    }

    private static void Step(Utf8JsonWriter json, VroomInstance instance, VroomStep step)
    {
        json.WriteStartObject();
        json.WriteString("type", step.Type);
        Description(json, step.Task?.Description ?? step.Break?.Description ?? "");
        if (step.Location is { } location)
        {
            Location(json, location);
        }

        if ((step.Task?.Id ?? step.Break?.Id) is { } id)
        {
            json.WriteNumber("id", id);
        }

        json.WriteNumber("setup", step.Setup);
        json.WriteNumber("service", step.Service);
        json.WriteNumber("waiting_time", step.Waiting);
        if (step.Task is { } task)
        {
            json.WriteNumber("job", task.Id); // The old name.
        }

        if (instance.Input.Amounts > 0)
        {
            Amounts(json, "load", step.Load);
        }

        json.WriteNumber("arrival", step.Arrival);
        json.WriteNumber("duration", step.Duration);
        Violations(json, step.Violations);
        if (instance.Roads.HasDistances)
        {
            json.WriteNumber("distance", step.Distance);
        }

        json.WriteEndObject();
    }

    private static long[] Sum(VroomInstance instance, List<VroomRoute> routes, Func<VroomTask, uint[]> amounts)
    {
        var sums = routes.Select(r => r.Sum(amounts)).ToList();
        return [.. Enumerable.Range(0, instance.Input.Amounts).Select(i => sums.Sum(s => s[i]))];
    }

    private static void Amounts(Utf8JsonWriter json, string name, long[] amounts)
    {
        json.WriteStartArray(name);
        foreach (var amount in amounts)
        {
            json.WriteNumberValue(amount);
        }

        json.WriteEndArray();
    }

    private static void Location(Utf8JsonWriter json, VroomLocation location)
    {
        if (location.At is { } at)
        {
            json.WriteStartArray("location");
            json.WriteNumberValue(at.Lon);
            json.WriteNumberValue(at.Lat);
            json.WriteEndArray();
        }

        if (location.Index is { } index)
        {
            json.WriteNumber("location_index", index);
        }
    }

    private static void Description(Utf8JsonWriter json, string description)
    {
        if (description.Length > 0)
        {
            json.WriteString("description", description);
        }
    }

    private static void Violations(Utf8JsonWriter json, List<VroomViolation> violations)
    {
        json.WriteStartArray("violations");
        foreach (var violation in violations)
        {
            json.WriteStartObject();
            if (violation.Duration is { } seconds)
            {
                json.WriteNumber("duration", seconds);
            }

            json.WriteString("cause", violation.Cause);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
