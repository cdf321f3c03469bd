namespace Homeward.Routing.Formats;

/// <summary>A step of a route as VROOM tells it.</summary>
internal sealed record VroomStep(string Type)
{
    internal VroomTask? Task { get; init; }
    internal VroomBreak? Break { get; init; }
    internal VroomLocation? Location { get; init; }
    internal required long Arrival { get; init; }
    internal required long Duration { get; init; }
    internal required long Distance { get; init; }
    internal long Setup { get; init; }
    internal long Service { get; init; }
    internal long Waiting { get; init; }
    internal required long[] Load { get; init; }
    internal List<VroomViolation> Violations { get; } = [];
}

/// <summary>A plan's route, told in VROOM's steps: breaks stand between the tasks, waits are named.</summary>
internal sealed class VroomRoute
{
    private readonly VroomInstance instance;
    private readonly VroomProfile profile;
    private readonly List<VroomBreak> breaks;
    private readonly Queue<PlannedBreak> resting;
    private readonly long[] load;
    private long now;
    private long duration;
    private long distance;

    internal VroomRoute(VroomInstance instance, Route route)
    {
        this.instance = instance;
        Vehicle =
            instance.Vehicles.GetValueOrDefault(route.Vehicle)
            ?? throw new ArgumentException($"The instance has no vehicle '{route.Vehicle}'.", nameof(route));
        Tasks = [.. route.Stops.Select(s => TaskOf(instance, s.Visit ?? FixedRoute.Reload))];
        profile = instance.Roads.ByProfile[Vehicle.Profile];
        breaks = [.. Vehicle.Breaks];
        resting = new Queue<PlannedBreak>(route.Breaks.OrderBy(b => b.Start));
        load = new long[instance.Input.Amounts];
        Tell(route);
        Cost = CostOf();
        Violations = VroomViolations.Of(
            this,
            breaks,
            route.Leaves.Value + instance.Origin,
            route.Ends.Value + instance.Origin
        );
    }

    internal VroomVehicle Vehicle { get; }
    internal List<VroomTask> Tasks { get; }
    internal List<VroomStep> Steps { get; } = [];
    internal long Cost { get; }
    internal long Duration => duration;
    internal long Distance => distance;
    internal long Setup => Steps.Sum(s => s.Setup);
    internal long Service => Steps.Sum(s => s.Service);
    internal long Waiting => Steps.Sum(s => s.Waiting);
    internal long Priority => Tasks.Sum(t => t.Priority);
    internal List<VroomViolation> Violations { get; }

    internal long[] Sum(Func<VroomTask, uint[]> amounts)
    {
        var sum = new long[instance.Input.Amounts];
        foreach (var task in Tasks)
        {
            Add(sum, amounts(task), 1);
        }

        return sum;
    }

    internal static VroomTask TaskOf(VroomInstance instance, string visit) =>
        instance.Tasks.GetValueOrDefault(visit)
        ?? throw new ArgumentException($"The instance has no visit '{visit}'.", nameof(visit));

    private void Tell(Route route)
    {
        now = route.Leaves.Value;
        foreach (var task in Tasks.Where(t => t.Kind == VroomTaskKind.Job))
        {
            Add(load, task.Delivery, 1);
        }

        Steps.Add(Here("start", now) with { Location = Vehicle.Start ?? Tasks[0].Location });
        var at = Vehicle.Start;
        for (var i = 0; i < Tasks.Count; i++)
        {
            var (task, stop) = (Tasks[i], route.Stops[i]);
            var left = Drive(route, i, at, task.Location, stop.Start.Value);
            var setup = Math.Min(task.SetupOn(Vehicle.Type), (stop.Leave - stop.Start).Value);
            var arrival = now + left;
            duration += left;
            Add(load, task.Delivery, -1);
            Add(load, task.Pickup, 1);
            Steps.Add(
                Here(task.Type, arrival) with
                {
                    Task = task,
                    Location = task.Location,
                    Setup = setup,
                    Service = (stop.Leave - stop.Start).Value - setup,
                    Waiting = Math.Max(0, stop.Start.Value - arrival),
                }
            );
            (now, at) = (stop.Leave.Value, task.Location);
        }

        if (Vehicle.End is { } end)
        {
            var left = Drive(route, Tasks.Count, at, end, int.MaxValue);
            (now, duration) = (now + left, duration + left);
        }

        Steps.Add(Here("end", Math.Max(now, route.Ends.Value)) with { Location = Vehicle.End ?? Tasks[^1].Location });
    }

    /// <summary>
    /// A leg and the breaks on it that begin before what is at its end; answers the driving left after them. A break
    /// that the van reaches its stop before is a wait there, as in VROOM.
    /// </summary>
    private long Drive(Route route, int leg, VroomLocation? from, VroomLocation to, int until)
    {
        long left = from is not null && leg < route.Legs.Count ? route.Legs[leg].Drive.Value : 0;
        var (whole, passed) = (left, 0L);
        var metres = from is null ? 0 : MetresOf(from, to);
        while (resting.TryPeek(out var rest) && rest.Start.Value < until)
        {
            resting.Dequeue();
            var driven = Math.Clamp(rest.Start.Value - now, 0, left);
            (left, passed, duration) = (left - driven, passed + driven, duration + driven);
            var taken = Taken(rest);
            Steps.Add(
                Here("break", now + driven) with
                {
                    Break = taken,
                    Distance = distance + (whole == 0 ? 0 : (long)Math.Round((double)passed * metres / whole)),
                    Service = (rest.End - rest.Start).Value,
                    Waiting = Math.Max(0, rest.Start.Value - now - driven),
                }
            );
            now = rest.End.Value;
        }

        distance += metres;
        return left;
    }

    /// <summary>Which of the vehicle's breaks was taken: the first of that length whose window it starts in.</summary>
    private VroomBreak? Taken(PlannedBreak rest)
    {
        var length = (rest.End - rest.Start).Value;
        var i = breaks.FindIndex(b =>
            b.Service == length && VroomViolations.Off(rest.Start.Value + instance.Origin, [b.Window]) is null
        );
        i = i >= 0 ? i : breaks.FindIndex(b => b.Service == length);
        if (i < 0)
        {
            return null;
        }

        var taken = breaks[i];
        breaks.RemoveAt(i);
        return taken;
    }

    private VroomStep Here(string type, long time) =>
        new(type)
        {
            Arrival = time + instance.Origin,
            Duration = duration,
            Distance = distance,
            Load = [.. load],
        };

    private long MetresOf(VroomLocation from, VroomLocation to) =>
        profile.Metres is { } metres ? metres[Leg(from, to)] : 0;

    private int Leg(VroomLocation from, VroomLocation to) =>
        (instance.Roads.Of(from) * instance.Roads.Places) + instance.Roads.Of(to);

    /// <summary>As VROOM works it out, from whole seconds and metres of the whole route.</summary>
    private long CostOf()
    {
        var costs = Vehicle.Costs;
        var travel = profile.Costs is { } given
            ? Legs().Sum(leg => (double)given[leg])
            : ((double)duration * costs.PerHour / 3600) + ((double)distance * costs.PerKm / 1000);
        return costs.Fixed
            + (long)Math.Round(travel, MidpointRounding.AwayFromZero)
            + (costs.PerTaskHour * (Setup + Service) / 3600);
    }

    private IEnumerable<int> Legs()
    {
        List<VroomLocation> places = [.. Tasks.Select(t => t.Location)];
        if (Vehicle.Start is { } start)
        {
            places.Insert(0, start);
        }

        if (Vehicle.End is { } end)
        {
            places.Add(end);
        }

        return places.Zip(places.Skip(1), Leg);
    }

    internal bool HasNoWay => Legs().Any(leg => profile.Seconds[leg] == TravelMatrix.Unreachable);

    private static void Add(long[] sum, uint[] amounts, int sign)
    {
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] += sign * (long)amounts[i];
        }
    }
}
