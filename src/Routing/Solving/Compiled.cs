namespace Homeward.Routing.Solving;

/// <summary>
/// A problem with names turned into indices and money into whole units of 1/18000 cent, in which wages by the second,
/// lateness by the second and kilometres by the metre are all exact.
/// </summary>
internal sealed class Compiled
{
    internal const long UnitsPerCent = 18_000;

    internal readonly int Places;
    internal readonly int[] Time;
    internal readonly int[] Distance;
    internal readonly int Dimensions;
    internal readonly CompiledVisit[] Visits;
    internal readonly CompiledVehicle[] Vehicles;

    /// <summary>Whether a vehicle may come to a visit as far as people, bans and goods go: [vehicle * visits + visit].</summary>
    internal readonly bool[] May;

    internal Compiled(Problem problem)
    {
        Places = problem.Travel.Places;
        Time = problem.Travel.RawSeconds;
        Distance = problem.Travel.RawMetres;
        Dimensions = problem.Dimensions.Length;
        Visits = [.. problem.Visits.Select(v => new CompiledVisit(v, problem))];
        Vehicles = [.. problem.Vehicles.Select(v => new CompiledVehicle(v, problem))];
        for (var k = 0; k < Vehicles.Length; k++)
        {
            Claim(problem, k);
        }

        // Skills by ordinal equality through a dictionary: a hash alone makes two different skills equal one day (A17).
        var skills = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in problem.Visits.SelectMany(v => v.Skills))
        {
            skills.TryAdd(name, skills.Count);
        }

        var have = problem.Vehicles.Select(v => Bits(skills, v.Skills)).ToArray();
        var need = problem.Visits.Select(v => Bits(skills, v.Skills)).ToArray();
        May = new bool[Vehicles.Length * Visits.Length];
        for (var i = 0; i < Visits.Length; i++)
        {
            var visit = problem.Visits[i];
            for (var k = 0; k < Vehicles.Length; k++)
            {
                May[(k * Visits.Length) + i] =
                    Covers(have[k], need[i]) && Allowed(problem.Vehicles[k], visit, Visits[i], k);
            }
        }
    }

    /// <summary>
    /// The same problem with one visit and the vehicles' own constraints changed, for a trial: shares the other visits.
    /// </summary>
    internal Compiled(Problem problem, int changed, Visit visit, IReadOnlyList<Vehicle> vehicles, bool goodsAnywhere)
    {
        var was = problem.Compiled;
        (Places, Time, Distance, Dimensions) = (was.Places, was.Time, was.Distance, was.Dimensions);
        Visits = [.. was.Visits];
        Visits[changed] = new CompiledVisit(visit, problem)
        {
            LockedOn = was.Visits[changed].LockedOn,
            CarriedBy = goodsAnywhere ? -1 : was.Visits[changed].CarriedBy,
            GoodsAnywhere = goodsAnywhere,
        };
        Vehicles = [.. vehicles.Select(v => new CompiledVehicle(v, problem))];
        May = [.. was.May];
        for (var k = 0; k < Vehicles.Length; k++)
        {
            Vehicles[k].Locked = was.Vehicles[k].Locked;
            was.Vehicles[k].LoadedAtStart.CopyTo(Vehicles[k].LoadedAtStart, 0);
            var able = visit.Skills.All(s => vehicles[k].Skills.Contains(s, StringComparer.Ordinal));
            May[(k * Visits.Length) + changed] = able && Allowed(vehicles[k], visit, Visits[changed], k);
        }
    }

    private static bool Allowed(Vehicle vehicle, Visit visit, CompiledVisit compiled, int k) =>
        vehicle.Crew >= visit.Crew
        && (visit.OnlyVehicles is not { } only || only.Contains(vehicle.Id, StringComparer.Ordinal))
        && !visit.NotVehicles.Contains(vehicle.Id, StringComparer.Ordinal)
        && (compiled.CarriedBy < 0 || compiled.CarriedBy == k)
        && (compiled.LockedOn < 0 || compiled.LockedOn == k);

    private void Claim(Problem problem, int k)
    {
        var vehicle = Vehicles[k];
        if (problem.Vehicles[k].Underway is not { } underway)
        {
            return;
        }

        foreach (var id in underway.Locked)
        {
            Visits[problem.VisitIndex[id]].LockedOn = k;
        }

        vehicle.Locked = [.. underway.Locked.Select(id => problem.VisitIndex[id])];
        if (!vehicle.Away)
        {
            return;
        }

        foreach (var i in underway.Carries.Select(id => problem.VisitIndex[id]).Distinct())
        {
            Visits[i].CarriedBy = k;
            for (var d = 0; d < Dimensions; d++)
            {
                vehicle.LoadedAtStart[d] += Visits[i].Drops[d];
            }
        }
    }

    private static ulong[] Bits(Dictionary<string, int> index, IEnumerable<string> names)
    {
        var bits = new ulong[(index.Count / 64) + 1];
        foreach (var name in names)
        {
            if (index.TryGetValue(name, out var i))
            {
                bits[i / 64] |= 1UL << (i % 64);
            }
        }

        return bits;
    }

    private static bool Covers(ulong[] have, ulong[] need)
    {
        for (var i = 0; i < need.Length; i++)
        {
            if ((need[i] & ~have[i]) != 0)
            {
                return false;
            }
        }

        return true;
    }
}

internal sealed class CompiledVisit
{
    internal readonly int Place;
    internal readonly int Service;
    internal readonly int[] Opens;
    internal readonly int[] Closes;
    internal readonly int LatestStart;
    internal readonly int LateAfter;
    internal readonly long LatePerSecond;
    internal readonly int PromisedStart;
    internal readonly long MovedPerSecond;
    internal readonly int[] Drops;
    internal readonly int[] PicksUp;
    internal readonly bool DropsSomething;
    internal readonly bool Clean;
    internal readonly bool Dirty;
    internal readonly int Release;
    internal readonly long LeftOut;
    internal int LockedOn = -1;
    internal int CarriedBy = -1;

    /// <summary>For a trial: as if every van carried its goods.</summary>
    internal bool GoodsAnywhere;

    internal CompiledVisit(Visit visit, Problem problem)
    {
        Place = visit.Place;
        Service = visit.Service.Value;
        var open = OpenTimes.Of(visit);
        Opens = [.. open.Select(w => w.Start.Value)];
        Closes = [.. open.Select(w => w.End.Value)];
        LatestStart = open.Count == 0 ? -1 : Closes[^1];
        LateAfter = visit.HardLatest is null ? int.MaxValue : visit.Windows[^1].End.Value;
        LatePerSecond = visit.LatePerMinute.Value * Compiled.UnitsPerCent / 60;
        PromisedStart = visit.Promise?.Start.Value ?? -1;
        MovedPerSecond = (visit.Promise?.PerMinute.Value ?? 0) * Compiled.UnitsPerCent / 60;
        Drops = [.. problem.Dimensions.Select(d => visit.Drops.GetValueOrDefault(d.Name))];
        PicksUp = [.. problem.Dimensions.Select(d => visit.PicksUp.GetValueOrDefault(d.Name))];
        DropsSomething = visit.Drops.Values.Any(amount => amount > 0);
        Clean = visit.BringsClean;
        Dirty = visit.TakesDirty;
        Release = DropsSomething ? visit.Release.Value : 0;
        LeftOut = visit.PriceLeftOut.Value * Compiled.UnitsPerCent;
    }

    /// <summary>The start of work on arrival at a time: in the first window still open; -1 when none is.</summary>
    internal int StartAt(int arrival)
    {
        for (var i = 0; i < Closes.Length; i++)
        {
            if (arrival <= Closes[i])
            {
                return Math.Max(arrival, Opens[i]);
            }
        }

        return -1;
    }
}

internal sealed class CompiledVehicle
{
    internal readonly int Start;
    internal readonly int End;
    internal readonly int Earliest;
    internal readonly int ShiftEnd;
    internal readonly int LatestEnd;
    internal readonly long Fixed;
    internal readonly long PerSecond;
    internal readonly long OvertimePerSecond;
    internal readonly long PerMetre;
    internal readonly int[] Capacity;
    internal readonly (int Open, int Close, int Length)[] Breaks;
    internal readonly int MaxStops;
    internal readonly int MaxDuration;
    internal readonly int MaxDistance;
    internal readonly int ReloadPlace = -1;
    internal readonly int ReloadLength;
    internal readonly int MaxReloads;
    internal readonly bool NeverMixed;
    internal readonly bool Running;

    /// <summary>Under way and not at the depot: drops only what it carries until it reloads.</summary>
    internal readonly bool Away;
    internal readonly int[] OnBoard;
    internal readonly int[] LoadedAtStart;
    internal readonly bool CarriesDirty;
    internal int[] Locked = [];

    internal CompiledVehicle(Vehicle v, Problem problem)
    {
        var u = v.Underway;
        Running = u is not null;
        Start = u?.Place ?? v.Start ?? 0;
        End = v.End ?? -1;
        Earliest = u?.Time.Value ?? v.Shift.Start.Value;
        ShiftEnd = v.Shift.End.Value;
        LatestEnd = (v.OvertimeUntil ?? v.Shift.End).Value;
        Fixed = v.FixedCost.Value * Compiled.UnitsPerCent;
        PerSecond = v.PerHour.Value * Compiled.UnitsPerCent / 3600;
        OvertimePerSecond = v.OvertimePerHour.Value * Compiled.UnitsPerCent / 3600;
        PerMetre = v.PerKm.Value * Compiled.UnitsPerCent / 1000;
        Capacity = [.. problem.Dimensions.Select(d => CapacityOf(v, d))];
        Breaks = [.. v.Breaks.Select(b => (b.Window.Start.Value, b.Window.End.Value, b.Length.Value))];
        MaxStops = v.MaxStops ?? int.MaxValue;
        MaxDuration = v.MaxDuration?.Value ?? int.MaxValue;
        MaxDistance = v.MaxDistance?.Value ?? int.MaxValue;
        if (v.Reload is { } reload)
        {
            (ReloadPlace, ReloadLength, MaxReloads) = (reload.Place, reload.Length.Value, reload.Most);
        }

        NeverMixed = v.CleanDirty == CleanDirtyMode.NeverMixed;
        Away = u is not null && u.Place != (v.Reload?.Place ?? v.Start);
        OnBoard = [.. problem.Dimensions.Select(d => u?.OnBoard.GetValueOrDefault(d.Name) ?? 0)];
        LoadedAtStart = [.. OnBoard];
        CarriesDirty = u?.CarriesDirty ?? false;
    }

    private static int CapacityOf(Vehicle v, LoadDimension d)
    {
        if (d.Kind == LoadKind.DirtyBay)
        {
            return v.CleanDirty == CleanDirtyMode.SeparateBays ? v.Capacity.GetValueOrDefault(d.Name) : int.MaxValue;
        }

        return v.Capacity.TryGetValue(d.Name, out var most) ? most : int.MaxValue;
    }
}
