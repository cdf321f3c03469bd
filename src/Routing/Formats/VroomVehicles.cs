namespace Homeward.Routing.Formats;

/// <summary>Reads the vehicles of VROOM's JSON: costs, breaks, the steps of a plan made before.</summary>
internal sealed class VroomVehicles(List<string> notes)
{
    private readonly HashSet<ulong> ids = [];

    internal VroomVehicle Read(VroomNode v)
    {
        var id = v.Object("A vehicle").Id();
        if (!ids.Add(id))
        {
            throw v.Fault($"There are two vehicles with id {id}.");
        }

        var start = VroomReader.Location(v, "start", "start_index");
        var end = VroomReader.Location(v, "end", "end_index");
        if (start is null && end is null)
        {
            throw v.Fault($"Vehicle {id} has neither start nor end.");
        }

        var speed = v.Get("speed_factor")?.Number() ?? 1;
        if (speed is not (> 0 and <= 5))
        {
            throw v.Fault($"speed_factor {speed} is not above 0 and up to 5.");
        }

        var breaks = Breaks(v);
        var profile = v.Text("profile");
        return new VroomVehicle
        {
            Id = id,
            Path = v.Path,
            Start = start,
            End = end,
            Profile = profile.Length == 0 ? "car" : profile,
            Capacity = v.Amounts("capacity") ?? [],
            Skills = VroomReader.Skills(v),
            Window = v.Get("time_window") is { } window ? VroomReader.Window(window) : null,
            Breaks = [.. breaks.Where(b => b.Service > 0)],
            Description = v.Text("description"),
            Type = v.Text("type"),
            Costs = Costs(v),
            SpeedFactor = speed,
            MaxTasks = v.Get("max_tasks")?.Uint(),
            MaxTravelTime = v.Get("max_travel_time")?.Uint(),
            MaxDistance = v.Get("max_distance")?.Uint(),
            Steps = Steps(v, id, breaks),
        };
    }

    private static VroomCosts Costs(VroomNode v) =>
        v.Get("costs") is { } costs
            ? new VroomCosts(
                costs.Object("costs").Uint("fixed"),
                costs.Uint("per_hour", VroomCosts.DefaultPerHour),
                costs.Uint("per_km"),
                costs.Uint("per_task_hour")
            )
            : new VroomCosts(0, VroomCosts.DefaultPerHour, 0, 0);

    /// <summary>In order of time. Homeward knows a break with one window; what it cannot express it refuses.</summary>
    private List<VroomBreak> Breaks(VroomNode v)
    {
        var breaks = new List<VroomBreak>();
        foreach (var b in v.Items("breaks"))
        {
            var id = b.Object("A break").Id();
            if (breaks.Any(other => other.Id == id))
            {
                throw b.Fault($"There are two breaks with id {id}.");
            }

            if (b.Get("max_load") is { } load)
            {
                throw load.Fault("max_load of a break is not supported.");
            }

            var windows = VroomReader.Windows(b);
            var service = b.Uint("service");
            if (service == 0)
            {
                notes.Add($"{b.Path}: a break without service lasts no time and is left out.");
            }
            else if (windows.Count != 1)
            {
                throw b.Fault($"A break with {windows.Count} time windows is not supported: it needs one.");
            }
            else if (service > 86_400)
            {
                throw b.Fault($"service {service} is longer than a day.");
            }

            var window = windows.Count > 0 ? windows[0] : new VroomWindow(0, uint.MaxValue, b.Path);
            breaks.Add(new VroomBreak(id, window, service, b.Text("description"), b.Path));
        }

        breaks.Sort((a, b) => (a.Window.Start, a.Window.End).CompareTo((b.Window.Start, b.Window.End)));
        foreach (var (before, after) in breaks.Where(b => b.Service > 0).Zip(breaks.Where(b => b.Service > 0).Skip(1)))
        {
            if (after.Window.End < (long)before.Window.End + before.Service)
            {
                throw new VroomFormatException(
                    after.Path,
                    $"Break {after.Id} may be over before break {before.Id} is: such breaks are not supported."
                );
            }
        }

        return breaks;
    }

    /// <summary>Jobs, pickups and deliveries in order; whether they exist is asked when all are read.</summary>
    private List<(VroomTaskKind Kind, ulong Id, string Path)> Steps(VroomNode v, ulong vehicle, List<VroomBreak> breaks)
    {
        var steps = new List<(VroomTaskKind, ulong, string)>();
        var timed = false;
        var last = v.Get("steps") is { } list ? list.Array("steps").GetArrayLength() - 1 : 0;
        var i = -1;
        foreach (var step in v.Items("steps"))
        {
            i++;
            timed |=
                step.Object("A step").Get("service_at") is not null
                || step.Get("service_after") is not null
                || step.Get("service_before") is not null;
            switch (step.Text("type"))
            {
                case "start" when i == 0:
                case "end" when i == last:
                    break;
                case "start" or "end":
                    throw step.Fault("start comes first and end last.");
                case "break" when breaks.All(b => b.Id != step.Id()):
                    throw step.Fault($"Vehicle {vehicle} has no such break.");
                case "break":
                    break;
                case var type:
                    steps.Add((KindOf(step, type), step.Id(), step.Path));
                    break;
            }
        }

        if (timed)
        {
            notes.Add($"{v.Path}.steps: service_at, service_after and service_before are not used.");
        }

        return steps;
    }

    internal static VroomTaskKind KindOf(VroomNode step, string type) =>
        type switch
        {
            "job" => VroomTaskKind.Job,
            "pickup" => VroomTaskKind.Pickup,
            "delivery" => VroomTaskKind.Delivery,
            _ => throw step.Fault($"'{type}' is not a type of step."),
        };
}
