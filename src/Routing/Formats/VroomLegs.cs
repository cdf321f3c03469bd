namespace Homeward.Routing.Formats;

/// <summary>Everything that makes two vehicles drive or pay differently on the same legs.</summary>
/// <param name="Profile">What it drives by.</param>
/// <param name="SpeedFactor">How fast it is.</param>
/// <param name="PerHour">What an hour of driving costs.</param>
/// <param name="PerKm">What a kilometre costs.</param>
/// <param name="PerTaskHour">What an hour of tasks costs.</param>
/// <param name="Type">The vehicle's type, where tasks cost; otherwise empty.</param>
/// <param name="LimitsMetres">Whether its metres must be metres, because its distance is limited.</param>
internal sealed record VroomTariff(
    VroomProfile Profile,
    double SpeedFactor,
    uint PerHour,
    uint PerKm,
    uint PerTaskHour,
    string Type,
    bool LimitsMetres
)
{
    /// <summary>Slower than Homeward's slowest: its own matrix has the slow times.</summary>
    internal bool IsSlowest => SpeedFactor < 0.2;
}

/// <summary>
/// What legs take and cost. Where an hour of tasks costs something, each task has a row of its own: the way to it costs
/// what the task does.
/// </summary>
internal sealed class VroomLegs
{
    private readonly VroomInput input;
    private readonly VroomRoads roads;
    private readonly int[] places;
    private readonly bool tasksCost;

    internal VroomLegs(VroomInput input, VroomRoads roads)
    {
        (this.input, this.roads) = (input, roads);
        tasksCost = input.Vehicles.Any(v => v.Costs.PerTaskHour > 0);
        var tasks = input.Tasks.Select(t => roads.Of(t.Location));
        places = [.. Enumerable.Range(0, roads.Places), .. tasksCost ? tasks : []];
        Used =
        [
            .. input
                .Vehicles.SelectMany(v => new[] { v.Start, v.End })
                .OfType<VroomLocation>()
                .Select(roads.Of)
                .Concat(input.Tasks.Select((_, i) => RowOf(i)))
                .Distinct()
                .Order(),
        ];
    }

    internal int Rows => places.Length;

    /// <summary>The rows that a vehicle starts or ends at or a task is at.</summary>
    internal int[] Used { get; }

    internal int RowOf(int task) => tasksCost ? roads.Places + task : roads.Of(input.Tasks[task].Location);

    /// <summary>Driving time by the profile; <see cref="TravelMatrix.Unreachable"/> where there is no way.</summary>
    internal int Drive(VroomTariff tariff, int from, int to)
    {
        var seconds = tariff.Profile.Seconds[(places[from] * roads.Places) + places[to]];
        if (!tariff.IsSlowest || seconds == TravelMatrix.Unreachable)
        {
            return seconds;
        }

        var slow = Math.Round(seconds / tariff.SpeedFactor);
        return slow <= Seconds.Horizon.Value ? (int)slow : TravelMatrix.Unreachable;
    }

    internal uint Metres(VroomTariff tariff, int from, int to) =>
        tariff.Profile.Metres is { } metres ? metres[(places[from] * roads.Places) + places[to]] : 0;

    /// <summary>In units of VROOM's cost, the task at the end of the leg included.</summary>
    internal double Cost(VroomTariff tariff, int from, int to)
    {
        var leg = (places[from] * roads.Places) + places[to];
        var task = to < roads.Places ? 0 : input.Tasks[to - roads.Places].TimeOn(tariff.Type);
        var travel = tariff.Profile.Costs is { } costs
            ? costs[leg]
            : (Math.Round(tariff.Profile.Seconds[leg] / tariff.SpeedFactor) * tariff.PerHour / 3600)
                + (Metres(tariff, from, to) * (double)tariff.PerKm / 1000);
        return travel + ((double)tariff.PerTaskHour * task / 3600);
    }
}
