using System.Globalization;

namespace Homeward.Routing.Formats;

/// <summary>Makes Homeward's problem of VROOM's: one page that says what becomes of what.</summary>
internal sealed class VroomProblem
{
    private const int MostAmount = 100_000_000;
    private const int MostTogether = 1_000_000_000;
    private const int MostService = 86_400;

    private readonly VroomInput input;
    private readonly VroomRoads roads;
    private readonly VroomLegs legs;
    private readonly VroomMoney money;
    private readonly VroomHours hours;
    private readonly List<string> notes;

    private VroomProblem(VroomInput input, VroomRoads roads)
    {
        (this.input, this.roads) = (input, roads);
        legs = new VroomLegs(input, roads);
        money = new VroomMoney(input, roads, legs);
        hours = new VroomHours(input);
        notes = [.. input.Notes];
    }

    internal static VroomInstance Of(VroomInput input, VroomRoads roads) => new VroomProblem(input, roads).Instance();

    private VroomInstance Instance()
    {
        CheckAmounts();
        Note();
        List<Vehicle> vehicles = [.. input.Vehicles.Select(VehicleOf)];
        List<Visit> visits = [.. input.Tasks.Select(VisitOf)];
        var dimensions = Enumerable.Range(0, input.Amounts).Select(i => new LoadDimension(Name(i)));
        try
        {
            var problem = new Problem(money.Matrices(), vehicles, visits, dimensions, null, null);
            var routes = VroomPlan.Initial(input);
            return new VroomInstance(input, roads, problem, hours.Origin, routes, notes);
        }
        catch (InvalidProblemException e)
        {
            throw new VroomFormatException("", string.Join(" ", e.Faults));
        }
    }

    private Vehicle VehicleOf(VroomVehicle v, int i) =>
        new()
        {
            Id = v.Name,
            Start = v.Start is { } start ? roads.Of(start) : null,
            End = v.End is { } end ? roads.Of(end) : null,
            Shift = hours.Of(v.Window),
            Breaks = [.. v.Breaks.Select(b => new Break(hours.Of(b.Window), new Seconds((int)b.Service)))],
            Capacity = Capacity(v),
            Skills = [.. v.Skills.Order().Select(Skill)],
            FixedCost = money.Fixed(i),
            PerHour = money.PerHour(i),
            PerKm = money.PerKm(i),
            Profile = money.ProfileOf(i),
            SpeedFactor = v.SpeedFactor < 0.2 ? 1 : v.SpeedFactor,
            MaxStops = v.MaxTasks is { } tasks ? (int)Math.Min(tasks, int.MaxValue) : null,
            MaxDrive = v.MaxTravelTime is { } drive
                ? new Seconds((int)Math.Min(drive, (uint)Seconds.Horizon.Value))
                : null,
            MaxDistance = money.LimitsMetres(i) ? new Metres((int)Math.Min(v.MaxDistance!.Value, int.MaxValue)) : null,
        };

    private Visit VisitOf(VroomTask t, int i) =>
        new()
        {
            Id = t.Visit,
            Place = legs.RowOf(i),
            Kind = KindOf(t),
            Windows = [.. t.Windows.Where(w => w.Says).Select(hours.Of)],
            Service = Service(t, ""),
            ServiceOn = input
                .Vehicles.Where(v => t.TimeOn(v.Type) != t.TimeOn(""))
                .ToDictionary(v => v.Name, v => Service(t, v.Type), StringComparer.Ordinal),
            Drops = Load(t.Delivery, t.Path),
            PicksUp = Load(t.Pickup, t.Path),
            BringsFrom = t.BringsFrom,
            Skills = [.. t.Skills.Order().Select(Skill)],
            LeaveOutPrice = money.Price(t),
        };

    private static VisitKind KindOf(VroomTask t) =>
        (t.Kind, t.Delivery.Any(a => a > 0), t.Pickup.Any(a => a > 0)) switch
        {
            (VroomTaskKind.Pickup, _, _) => VisitKind.Pickup,
            (VroomTaskKind.Delivery, _, _) => VisitKind.Delivery,
            (_, true, true) => VisitKind.Exchange,
            (_, true, false) => VisitKind.Delivery,
            (_, false, true) => VisitKind.Pickup,
            _ => VisitKind.Service,
        };

    /// <summary>Set-up and service together: Homeward's visits take the same time whatever came before.</summary>
    private static Seconds Service(VroomTask t, string type) =>
        t.TimeOn(type) <= MostService
            ? new Seconds((int)t.TimeOn(type))
            : throw new VroomFormatException(t.Path, $"Set-up and service take {t.TimeOn(type)} s, longer than a day.");

    private static Dictionary<string, int> Load(uint[] amounts, string path)
    {
        var load = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < amounts.Length; i++)
        {
            if (amounts[i] > 0)
            {
                load.Add(Name(i), Amount(amounts[i], path));
            }
        }

        return load;
    }

    private static int Amount(uint amount, string path) =>
        amount <= MostAmount
            ? (int)amount
            : throw new VroomFormatException(path, $"An amount of {amount} is more than {MostAmount}.");

    private Dictionary<string, int> Capacity(VroomVehicle v)
    {
        var capacity = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < input.Amounts; i++)
        {
            // Where all there is to carry fits, no limit is named and so there is none.
            if (v.Capacity[i] < Total(i))
            {
                capacity.Add(Name(i), Amount(v.Capacity[i], v.Path));
            }
        }

        return capacity;
    }

    private long Total(int i) => input.Tasks.Sum(t => (long)t.Delivery[i] + t.Pickup[i]);

    private void CheckAmounts()
    {
        for (var i = 0; i < input.Amounts; i++)
        {
            if (Total(i) > MostTogether)
            {
                throw new VroomFormatException(
                    "",
                    $"Amount {i + 1} of all tasks adds up to {Total(i)}; {MostTogether} is the most."
                );
            }
        }
    }

    private void Note()
    {
        var shared = input.Tasks.GroupBy(t => roads.Of(t.Location)).Where(g => g.Skip(1).Any());
        if (shared.Any(g => g.Any(t => t.Setup > 0 || t.SetupPerType.Values.Any(s => s > 0))))
        {
            notes.Add("setup is taken at every task, also where the one before is at the same place.");
        }

        for (var i = 0; i < input.Vehicles.Count; i++)
        {
            if (money.LimitsMetres(i) && input.Vehicles[i].Costs is not { PerHour: 0, PerTaskHour: 0 })
            {
                notes.Add(
                    $"{input.Vehicles[i].Path}: with max_distance, per_hour is paid for all time out, not for driving alone."
                );
            }
        }

        if (!money.KeepsOrder)
        {
            notes.Add("Priorities are so many that a plan much cheaper may come before one of a higher priority.");
        }

        if (input.Vehicles.Any(v => v.Costs.Fixed % money.UnitsPerCent != 0))
        {
            notes.Add($"Fixed costs are rounded to {money.UnitsPerCent} while searching.");
        }
    }

    private static string Name(int amount) => string.Create(CultureInfo.InvariantCulture, $"amount-{amount + 1}");

    private static string Skill(uint skill) => skill.ToString(CultureInfo.InvariantCulture);
}
