namespace Homeward.Routing.Formats;

/// <summary>What an instance says, in its own units: nodes from 0 with the depots first, vehicles from 0.</summary>
internal sealed class VrpData
{
    internal required string Name { get; init; }
    internal required string Type { get; init; }
    internal required int Nodes { get; init; }
    internal int Depots { get; init; } = 1;
    internal required IVrpDistances Distances { get; init; }

    /// <summary>How many vehicles there are; null: as many as could be wanted.</summary>
    internal int? Vehicles { get; init; }

    internal int[]? Drops { get; init; }
    internal int[]? PicksUp { get; init; }
    internal (double From, double To)[]? Windows { get; init; }
    internal double[]? Service { get; init; }
    internal double[]? Release { get; init; }
    internal double[]? Prize { get; init; }

    internal PerVehicle? Capacity { get; init; }
    internal PerVehicle? FixedCost { get; init; }
    internal PerVehicle? UnitCost { get; init; }
    internal PerVehicle? MaxDuration { get; init; }
    internal PerVehicle? MaxDistance { get; init; }
    internal PerVehicle? MaxReloads { get; init; }
    internal int[]? VehicleDepot { get; init; }
    internal int[]? ReloadDepot { get; init; }

    /// <summary>The nodes each vehicle may visit.</summary>
    internal int[][]? Allowed { get; init; }

    internal bool Timed => Windows is not null || MaxDuration is not null || Release is not null;
}

/// <summary>A figure of each vehicle, or one for all.</summary>
/// <param name="Values">One value for all, or one for each.</param>
internal sealed record PerVehicle(double[] Values)
{
    internal double this[int vehicle] => Values.Length == 1 ? Values[0] : Values[vehicle];

    internal bool Differs => Values.Any(v => v != Values[0]);
}
