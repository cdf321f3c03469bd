using System.Text.Json;

namespace Homeward.Routing.Formats;

/// <summary>Reads VROOM's JSON value by value, as strictly as VROOM does: vehicles, tasks, matrices, options.</summary>
internal sealed class VroomReader
{
    private readonly List<string> notes = [];
    private readonly HashSet<(VroomTaskKind, ulong)> ids = [];
    private readonly VroomVehicles vehicles;
    private int amounts;

    private VroomReader() => vehicles = new VroomVehicles(notes);

    internal static VroomInput Read(JsonElement root) => new VroomReader().All(new VroomNode(root, ""));

    private VroomInput All(VroomNode root)
    {
        if (!root.IsObject)
        {
            throw root.Fault("The JSON must be an object.");
        }

        var fleet = root.Items("vehicles").Select(vehicles.Read).ToList();
        if (fleet.Count == 0)
        {
            throw new VroomFormatException("vehicles", "There is no vehicle.");
        }

        amounts = fleet[0].Capacity.Length;
        List<VroomTask> tasks = [.. root.Items("jobs").Select(Job)];
        tasks.AddRange(root.Items("shipments").SelectMany(Shipment));
        if (tasks.Count == 0)
        {
            throw root.Fault("There is neither a job nor a shipment.");
        }

        foreach (var v in fleet.Where(v => v.Capacity.Length != amounts))
        {
            throw new VroomFormatException(
                v.Path,
                $"capacity has {v.Capacity.Length} amounts; the first vehicle's has {amounts}."
            );
        }

        var matrices = VroomMatrixReader.Read(root);
        return new VroomInput(
            fleet,
            tasks,
            matrices,
            matrices.Values.Any(m => m is not (null, null, null)),
            amounts,
            Options(root),
            notes
        );
    }

    private VroomTask Job(VroomNode job)
    {
        // As in VROOM: the old "amount" is a delivery where neither of the new keys is given.
        var old = job.IsObject && job.Get("delivery") is null && job.Get("pickup") is null ? "amount" : "delivery";
        return Task(
            job.Object("A job"),
            VroomTaskKind.Job,
            Vector(job, old),
            Vector(job, "pickup"),
            Skills(job),
            Priority(job)
        );
    }

    private IEnumerable<VroomTask> Shipment(VroomNode shipment)
    {
        shipment.Object("A shipment");
        var amount = Vector(shipment, "amount");
        var nothing = new uint[amount.Length];
        var (skills, priority) = (Skills(shipment), Priority(shipment));
        var from = Task(Step("pickup"), VroomTaskKind.Pickup, nothing, amount, skills, priority);
        var to = Task(Step("delivery"), VroomTaskKind.Delivery, amount, nothing, skills, priority);
        return [from, to with { BringsFrom = from.Visit }];

        VroomNode Step(string name) =>
            shipment.Get(name) is { } step ? step.Object(name) : throw shipment.Fault($"{name} is missing.");
    }

    private VroomTask Task(
        VroomNode task,
        VroomTaskKind kind,
        uint[] delivery,
        uint[] pickup,
        IReadOnlySet<uint> skills,
        uint priority
    )
    {
        var id = task.Id();
        if (!ids.Add((kind, id)))
        {
            throw task.Fault($"There are two {VroomTask.TypeOf(kind)} steps with id {id}.");
        }

        return new VroomTask
        {
            Kind = kind,
            Id = id,
            Path = task.Path,
            Location =
                Location(task, "location", "location_index")
                ?? throw task.Fault("It has neither location nor location_index."),
            Setup = task.Uint("setup"),
            Service = task.Uint("service"),
            SetupPerType = PerType(task, "setup_per_type"),
            ServicePerType = PerType(task, "service_per_type"),
            Delivery = delivery,
            Pickup = pickup,
            Skills = skills,
            Priority = priority,
            Windows = Windows(task),
            Description = task.Text("description"),
        };
    }

    private uint[] Vector(VroomNode node, string name)
    {
        var amount = node.Amounts(name) ?? new uint[amounts];
        return amount.Length == amounts
            ? amount
            : throw node.Fault($"{name} has {amount.Length} amounts; the first vehicle's capacity has {amounts}.");
    }

    private static uint Priority(VroomNode node)
    {
        var priority = node.Uint("priority");
        return priority <= 100 ? priority : throw node.Fault($"priority {priority} is not between 0 and 100.");
    }

    private static Dictionary<string, uint> PerType(VroomNode task, string name)
    {
        var times = new Dictionary<string, uint>(StringComparer.Ordinal);
        if (task.Get(name) is { } map)
        {
            foreach (var type in map.Object(name).Value.EnumerateObject())
            {
                times.TryAdd(type.Name, new VroomNode(type.Value, $"{map.Path}.{type.Name}").Uint());
            }
        }

        return times;
    }

    internal static HashSet<uint> Skills(VroomNode node) => [.. node.Items("skills").Select(s => s.Uint())];

    internal static VroomLocation? Location(VroomNode node, string coordinates, string index)
    {
        var at = node.Get(coordinates);
        if (node.Get(index) is not { } row)
        {
            return at is { } only ? new VroomLocation(null, Coordinates(only), node.Path) : null;
        }

        // VROOM keeps places in sixteen bits.
        var place = row.Uint();
        return place <= ushort.MaxValue
            ? new VroomLocation(place, at is { } also ? Coordinates(also) : null, node.Path)
            : throw row.Fault($"{index} {place} is more than {ushort.MaxValue}.");
    }

    private static (double Lon, double Lat) Coordinates(VroomNode at)
    {
        var pair = at.Array("Coordinates");
        return pair.GetArrayLength() >= 2
            ? (new VroomNode(pair[0], $"{at.Path}[0]").Number(), new VroomNode(pair[1], $"{at.Path}[1]").Number())
            : throw at.Fault("Coordinates are a longitude and a latitude.");
    }

    /// <summary>In order of time and apart; none written: none.</summary>
    internal static List<VroomWindow> Windows(VroomNode node)
    {
        if (node.Get("time_windows") is null)
        {
            return [];
        }

        var windows = node.Items("time_windows").Select(Window).OrderBy(w => w.Start).ThenBy(w => w.End).ToList();
        if (windows.Count == 0)
        {
            throw node.Fault("time_windows is empty: it could never be made.");
        }

        for (var i = 1; i < windows.Count; i++)
        {
            if (windows[i].Start <= windows[i - 1].End)
            {
                throw node.Fault("time_windows overlap.");
            }
        }

        return windows;
    }

    internal static VroomWindow Window(VroomNode node)
    {
        var pair = node.Array("A time window");
        if (pair.GetArrayLength() < 2)
        {
            throw node.Fault("A time window is a start and an end.");
        }

        var start = new VroomNode(pair[0], $"{node.Path}[0]").Uint();
        var end = new VroomNode(pair[1], $"{node.Path}[1]").Uint();
        return start <= end
            ? new VroomWindow(start, end, node.Path)
            : throw node.Fault($"The window starts at {start}, after it ends at {end}.");
    }

    /// <summary>What vroom-express takes beside the problem: t threads and l seconds are used, the others noted.</summary>
    private SolveOptions Options(VroomNode root)
    {
        var options = new SolveOptions { Explain = false };
        if (root.Get("options") is not { IsObject: true } given)
        {
            return options;
        }

        foreach (var option in given.Value.EnumerateObject())
        {
            if (option.NameEquals("t") && option.Value is { ValueKind: JsonValueKind.Number } t)
            {
                options = options with { Threads = t.TryGetInt32(out var threads) ? Math.Clamp(threads, 1, 64) : 1 };
            }
            else if (option.NameEquals("l") && option.Value is { ValueKind: JsonValueKind.Number } l)
            {
                var seconds = l.TryGetDouble(out var s) ? Math.Clamp(s, 0, 86_400) : 1;
                options = options with { TimeLimit = TimeSpan.FromSeconds(seconds) };
            }
            else
            {
                notes.Add($"options.{option.Name} is not used.");
            }
        }

        return options;
    }
}
