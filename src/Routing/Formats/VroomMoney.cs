namespace Homeward.Routing.Formats;

/// <summary>
/// VROOM's objective in Homeward's money. VROOM pays for driving, Homeward's wages for all time out; so what a leg costs
/// goes into the metres of the tariff's matrix, and a kilometre costs so much that a unit of VROOM's cost is a cent, or
/// a tenth, hundredth or thousandth of one where prices would not fit otherwise.
/// </summary>
internal sealed class VroomMoney
{
    private const long MostCents = 100_000_000;
    private const long MostPairs = 64_000_000;
    private const int MostMetres = 10_000_000;

    private readonly VroomInput input;
    private readonly VroomRoads roads;
    private readonly VroomLegs legs;
    private readonly List<VroomTariff> tariffs;
    private readonly int[] tariffOf;
    private readonly double[] dearest;
    private readonly bool[] whole;
    private readonly uint step;
    private readonly double unit;
    private readonly int scale;

    internal VroomMoney(VroomInput input, VroomRoads roads, VroomLegs legs)
    {
        (this.input, this.roads, this.legs) = (input, roads, legs);
        List<VroomTariff> all = [.. input.Vehicles.Select(TariffOf)];
        tariffs = [.. all.Distinct()];
        tariffOf = [.. all.Select(t => tariffs.IndexOf(t))];
        if ((long)legs.Rows * legs.Rows * tariffs.Count > MostPairs)
        {
            throw new VroomFormatException(
                "vehicles",
                $"{tariffs.Count} ways to drive and pay between {legs.Rows} places are too many: {MostPairs} pairs fit."
            );
        }

        (dearest, whole) = (new double[tariffs.Count], new bool[tariffs.Count]);
        var most = MostOfAPlan();

        // A step of priority outweighs a task more or less, and a task outweighs all that a plan can cost.
        step = input.Tasks.Select(t => t.Priority).Aggregate(0u, Divisor);
        var weight = input.Tasks.Max(Weight);
        var highest = Math.Max((most + 1) * weight, input.Vehicles.Max(v => v.Costs.Fixed));
        while (scale > -3 && highest * Power(scale) > MostCents)
        {
            scale--;
        }

        unit = Math.Min((most * Power(scale)) + 1, MostCents / weight);
        KeepsOrder = unit > most * Power(scale);
    }

    /// <summary>How many units of VROOM's cost one cent is.</summary>
    internal int UnitsPerCent => (int)Power(-scale);

    /// <summary>Whether priorities come before the number of tasks, and that before cost, whatever the plan.</summary>
    internal bool KeepsOrder { get; }

    /// <summary>What a task left out costs.</summary>
    internal Cents Price(VroomTask task) => new(Math.Max(1, (long)(unit * Weight(task))));

    internal Cents Fixed(int vehicle) => Money(vehicle, input.Vehicles[vehicle].Costs.Fixed);

    /// <summary>Wages only where metres cannot carry the cost, because they are limited.</summary>
    internal Cents PerHour(int vehicle) =>
        LimitsMetres(vehicle) ? Money(vehicle, input.Vehicles[vehicle].Costs.PerHour) : default;

    internal Cents PerKm(int vehicle) =>
        LimitsMetres(vehicle)
            ? Money(vehicle, input.Vehicles[vehicle].Costs.PerKm)
            : Cheap(vehicle, Power(3 + scale - Fineness(tariffOf[vehicle])));

    /// <summary>Which of <see cref="Matrices"/> it drives by.</summary>
    internal int ProfileOf(int vehicle) => tariffOf[vehicle];

    internal bool LimitsMetres(int vehicle) => tariffs[tariffOf[vehicle]].LimitsMetres;

    /// <summary>A matrix for each tariff, in the order of <see cref="ProfileOf"/>.</summary>
    internal List<TravelMatrix> Matrices()
    {
        var matrices = new List<TravelMatrix>();
        for (var k = 0; k < tariffs.Count; k++)
        {
            var tariff = tariffs[k];
            var fine = Power(Fineness(k));
            var (seconds, metres) = (new int[legs.Rows * legs.Rows], new int[legs.Rows * legs.Rows]);
            Array.Fill(seconds, TravelMatrix.Unreachable);
            foreach (var from in legs.Used)
            {
                foreach (var to in legs.Used)
                {
                    var leg = (from * legs.Rows) + to;
                    var cost = tariff.LimitsMetres
                        ? legs.Metres(tariff, from, to)
                        : Math.Round(legs.Cost(tariff, from, to) * fine);
                    if (cost <= MostMetres)
                    {
                        (seconds[leg], metres[leg]) = (legs.Drive(tariff, from, to), (int)cost);
                    }
                }
            }

            matrices.Add(new TravelMatrix(legs.Rows, seconds, metres));
        }

        return matrices;
    }

    /// <summary>A limit on distance that no plan can reach is none.</summary>
    private VroomTariff TariffOf(VroomVehicle v)
    {
        var profile = roads.ByProfile[v.Profile];
        var limited = v.MaxDistance is { } most && profile.Longest * (input.Tasks.Count + 1.0) > most;
        if (limited && profile.Costs is not null)
        {
            throw new VroomFormatException(
                $"{v.Path}.max_distance",
                "max_distance beside a costs matrix is not supported: metres cannot carry both."
            );
        }

        var type = v.Costs.PerTaskHour > 0 ? v.Type : "";
        return new(profile, v.SpeedFactor, v.Costs.PerHour, v.Costs.PerKm, v.Costs.PerTaskHour, type, limited);
    }

    /// <summary>More than any plan can cost: every leg leaves a start or a task, none dearer than the dearest from there.</summary>
    private double MostOfAPlan()
    {
        var from = new double[legs.Rows];
        for (var k = 0; k < tariffs.Count; k++)
        {
            whole[k] = true;
            foreach (var i in legs.Used)
            {
                foreach (var j in legs.Used.Where(j => legs.Drive(tariffs[k], i, j) != TravelMatrix.Unreachable))
                {
                    var cost = legs.Cost(tariffs[k], i, j);
                    from[i] = Math.Max(from[i], cost);
                    dearest[k] = Math.Max(dearest[k], cost);
                    whole[k] &= cost == Math.Floor(cost);
                }
            }
        }

        var wages = input
            .Vehicles.Where((_, i) => LimitsMetres(i))
            .Sum(v => v.Costs.PerHour * (Seconds.Horizon.Value / 3600.0));
        return input.Tasks.Select((_, i) => from[legs.RowOf(i)]).Sum()
            + input.Vehicles.Sum(v => v.Costs.Fixed + (v.Start is { } start ? from[roads.Of(start)] : 0))
            + wages;
    }

    private double Weight(VroomTask task) => 1 + (step == 0 ? 0 : task.Priority / step * (input.Tasks.Count + 1.0));

    /// <summary>Decimals of a unit that the metres keep: none where all costs are whole, fewer where they are large.</summary>
    private int Fineness(int tariff)
    {
        var fine = whole[tariff] ? 0 : Math.Min(2, 3 + scale);
        var longest = Math.Min(MostMetres, int.MaxValue / (input.Tasks.Count + 2));
        while (dearest[tariff] * Power(fine) > longest)
        {
            fine--;
        }

        return fine;
    }

    private Cents Money(int vehicle, uint cost) => Cheap(vehicle, Math.Round(cost * Power(scale)));

    private Cents Cheap(int vehicle, double cents) =>
        cents <= MostCents
            ? new Cents((long)cents)
            : throw new VroomFormatException($"{input.Vehicles[vehicle].Path}.costs", "The costs are too high.");

    private static double Power(int ten) => Math.Pow(10, ten);

    private static uint Divisor(uint a, uint b) => b == 0 ? a : Divisor(b, a % b);
}
