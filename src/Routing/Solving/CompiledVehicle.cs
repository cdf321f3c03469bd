namespace Homeward.Routing.Solving;

/// <summary>A vehicle in indices and units.</summary>
internal sealed class CompiledVehicle
{
    internal readonly Travel Travel;
    internal readonly int Start;
    internal readonly int End;
    internal readonly bool OpenStart;
    internal readonly bool OpenEnd;
    internal readonly int Earliest;
    internal readonly int ShiftEnd;
    internal readonly int LatestEnd;
    internal readonly long Fixed;
    internal readonly long PerSecond;
    internal readonly long OvertimePerSecond;
    internal readonly long PerMetre;
    internal readonly long PerHourSquared;
    internal readonly int[] Capacity;
    internal readonly (int Open, int Close, int Length)[] Breaks;
    internal readonly int MaxStops;
    internal readonly int MaxDuration;
    internal readonly long MaxDistance;
    internal readonly int MaxDrive;
    internal readonly int ReloadPlace = -1;
    internal readonly int ReloadLength;
    internal readonly int MaxReloads;
    internal readonly bool NeverMixed;
    internal readonly bool OneKind;
    internal readonly bool Running;

    /// <summary>Whether labels judge its routes exactly, but for reloads: no break, no traffic, no limit on the wheel.</summary>
    internal readonly bool Plain;

    /// <summary>Whether time costs nothing and may last: a route costs its metres.</summary>
    internal readonly bool PerMetreOnly;

    /// <summary>Under way and not at the depot: drops only what it carries until it reloads.</summary>
    internal readonly bool Away;
    internal readonly int[] OnBoard;
    internal readonly int[] LoadedAtStart;
    internal readonly bool CarriesDirty;
    internal int[] Locked = [];

    /// <summary>Vehicles of one class are alike in everything but their name.</summary>
    internal int Class;

    internal CompiledVehicle(Vehicle v, Problem problem, Travel travel)
    {
        var u = v.Underway;
        Travel = travel;
        Running = u is not null;
        OpenStart = u is null && v.Start is null;
        OpenEnd = v.End is null;
        Start = u?.Place ?? v.Start ?? travel.Nowhere;
        End = v.End ?? travel.Nowhere;
        Earliest = u?.Time.Value ?? v.Shift.Start.Value;
        ShiftEnd = v.Shift.End.Value;
        LatestEnd = (v.OvertimeUntil ?? v.Shift.End).Value;
        Fixed = v.FixedCost.Value * Compiled.UnitsPerCent;
        PerSecond = v.PerHour.Value * Compiled.UnitsPerCent / 3600;
        OvertimePerSecond = v.OvertimePerHour.Value * Compiled.UnitsPerCent / 3600;
        PerMetre =
            (v.PerKm.Value * Compiled.UnitsPerCent / 1000)
            + (v.PerCo2Kg.Value * v.Co2GramsPerKm * Compiled.UnitsPerCent / 1_000_000);
        PerHourSquared = v.PerHourSquared.Value;
        Capacity = [.. problem.Dimensions.Select(d => CapacityOf(v, d))];
        Breaks = [.. v.Breaks.Select(b => (b.Window.Start.Value, b.Window.End.Value, b.Length.Value))];
        MaxStops = v.MaxStops ?? int.MaxValue;
        MaxDuration = v.MaxDuration?.Value ?? int.MaxValue;
        MaxDistance = v.MaxDistance?.Value ?? long.MaxValue;
        MaxDrive = v.MaxDrive?.Value ?? int.MaxValue;
        if (v.Reload is { } reload)
        {
            (ReloadPlace, ReloadLength, MaxReloads) = (reload.Place, reload.Length.Value, reload.Most);
        }

        NeverMixed = v.CleanDirty == CleanDirtyMode.NeverMixed;
        OneKind = v.CleanDirty == CleanDirtyMode.OneKindPerTrip;
        Away = u is not null && u.Place != (v.Reload?.Place ?? v.Start ?? -1);
        OnBoard = [.. problem.Dimensions.Select(d => u?.OnBoard.GetValueOrDefault(d.Name) ?? 0)];
        LoadedAtStart = [.. OnBoard];
        CarriesDirty = u?.CarriesDirty ?? false;
        Plain = Breaks.Length == 0 && problem.Traffic.Length == 0 && v.MaxDrive is null && !Running;
        PerMetreOnly = PerSecond == 0 && OvertimePerSecond == 0 && PerHourSquared == 0 && MaxDuration == int.MaxValue;
    }

    /// <summary>What evening out costs for a route of a length, in units.</summary>
    internal long Balance(int seconds) =>
        PerHourSquared == 0
            ? 0
            : (long)((Int128)PerHourSquared * seconds * seconds * Compiled.UnitsPerCent / 12_960_000);

    private static int CapacityOf(Vehicle v, LoadDimension d)
    {
        if (d.Kind == LoadKind.DirtyBay)
        {
            return v.CleanDirty == CleanDirtyMode.SeparateBays ? v.Capacity.GetValueOrDefault(d.Name) : int.MaxValue;
        }

        return v.Capacity.TryGetValue(d.Name, out var most) ? most : int.MaxValue;
    }
}
