using Google.OrTools.ConstraintSolver;
using Homeward.Routing;

namespace Homeward.Bench.Routing;

/// <summary>One of our problems in OR-Tools' terms. Node i is visit i; after them come the places where vans start and end.</summary>
internal sealed class OrToolsModel : IDisposable
{
    /// <summary>In 1/18000 cent wages by the second and kilometres by the metre are whole.</summary>
    private const long UnitsPerCent = 18_000;
    private const long NoLimit = int.MaxValue;

    private static readonly long Horizon = Seconds.Horizon.Value;

    private readonly Problem problem;
    private readonly int visits;
    private readonly int vans;
    private readonly List<int?> nodes = [];
    private readonly int[] starts;
    private readonly int[] ends;
    private long dearest;

    public OrToolsModel(Problem problem)
    {
        Refuse(problem);
        this.problem = problem;
        (visits, vans) = (problem.Visits.Length, problem.Vehicles.Length);
        nodes.AddRange(problem.Visits.Select(v => (int?)v.Place));
        starts = [.. problem.Vehicles.Select(v => NodeOf(v.Start))];
        ends = [.. problem.Vehicles.Select(v => NodeOf(v.End))];
        Indices = new RoutingIndexManager(nodes.Count, vans, starts, ends);
        Routing = new RoutingModel(Indices);
        Costs();
        Times();
        Loads();
        CleanAndDirty();
        Preferences();
        Limits();
        People();
    }

    public RoutingModel Routing { get; }
    public RoutingIndexManager Indices { get; }

    /// <summary>What it counts a solution's cost as; too much where visits are left out.</summary>
    public static double Cents(Assignment answer) => (double)answer.ObjectiveValue() / UnitsPerCent;

    public void Dispose()
    {
        Routing.Dispose();
        Indices.Dispose();
    }

    private static void Refuse(Problem problem)
    {
        var what =
            problem.Teams.Length > 0 ? "teams"
            : problem.Traffic.Length > 0 ? "traffic"
            : problem.Visits.Any(v => v.BringsFrom is not null) ? "shipments"
            : problem.Vehicles.Any(v => v.Underway is not null) ? "vans under way"
            : problem.Vehicles.Any(v => v.Reload is not null) ? "reloads"
            : null;
        if (what is not null)
            throw new NotSupportedException($"OR-Tools is not told of {what}.");
    }

    private int NodeOf(int? place)
    {
        var known = nodes.IndexOf(place, visits);
        if (known >= 0)
            return known;
        nodes.Add(place);
        return nodes.Count - 1;
    }

    /// <summary>One matrix for all vans for which the key is the same.</summary>
    private int[] Matrices<TKey>(Func<Vehicle, TKey> key, Func<Vehicle, int, int, long> value)
        where TKey : notnull
    {
        var made = new Dictionary<TKey, int>();
        return [.. problem.Vehicles.Select(v => made.TryGetValue(key(v), out var e) ? e : made[key(v)] = Matrix(v))];

        int Matrix(Vehicle van) =>
            Routing.RegisterTransitMatrix([
                .. Enumerable
                    .Range(0, nodes.Count)
                    .Select(i => Enumerable.Range(0, nodes.Count).Select(j => value(van, i, j)).ToArray()),
            ]);
    }

    private void Costs()
    {
        var arcs = Matrices(
            v => (v.Profile, v.PerKm, v.Co2GramsPerKm * v.PerCo2Kg.Value),
            (v, i, j) =>
            {
                if (nodes[i] is not { } from || nodes[j] is not { } to)
                    return 0;
                var metres = problem.Profiles[v.Profile].Distance(from, to).Value;
                var cost = metres * (v.PerKm.Value * 18 + v.Co2GramsPerKm * v.PerCo2Kg.Value * 18 / 1000);
                dearest = Math.Max(dearest, cost);
                return cost;
            }
        );
        for (var k = 0; k < vans; k++)
        {
            Routing.SetArcCostEvaluatorOfVehicle(arcs[k], k);
            Routing.SetFixedCostOfVehicle(problem.Vehicles[k].FixedCost.Value * UnitsPerCent, k);
        }
    }

    private void Times()
    {
        if (!KnowsTime())
            return;
        var drives = Matrices(
            v => (v.Profile, v.SpeedFactor, problem.Visits.Any(x => x.ServiceOn.ContainsKey(v.Id)) ? v.Id : ""),
            (v, i, j) => ServiceOf(v, i) + Drive(v, i, j)
        );
        var until = problem.Vehicles.Select(v => (long)(v.OvertimeUntil ?? v.Shift.End).Value).ToArray();
        Routing.AddDimensionWithVehicleTransitAndCapacity(drives, Horizon, until, false, "time");
        var time = Routing.GetMutableDimension("time");
        for (var k = 0; k < vans; k++)
            Shift(time, k);
        for (var i = 0; i < visits; i++)
            Windows(time, problem.Visits[i], Indices.NodeToIndex(i));
    }

    private bool KnowsTime() =>
        problem.Visits.Any(v => v.Windows.Count > 0 || v.Service > Seconds.Zero || v.Release > Seconds.Zero)
        || problem.Profiles.Any(m =>
            Enumerable.Range(0, m.Places * m.Places).Any(at => m.Time(at / m.Places, at % m.Places) > Seconds.Zero)
        );

    private long ServiceOf(Vehicle van, int node) =>
        node >= visits ? 0
        : problem.Visits[node].ServiceOn.TryGetValue(van.Id, out var own) ? own.Value
        : problem.Visits[node].Service.Value;

    private long Drive(Vehicle van, int i, int j)
    {
        if (nodes[i] is not { } from || nodes[j] is not { } to)
            return 0;
        var matrix = problem.Profiles[van.Profile];
        return matrix.Reaches(from, to) ? (long)Math.Round(matrix.Time(from, to).Value / van.SpeedFactor) : Horizon + 1;
    }

    private void Shift(RoutingDimension time, int k)
    {
        var van = problem.Vehicles[k];
        time.CumulVar(Routing.Start(k)).SetMin(van.Shift.Start.Value);
        if (van.OvertimeUntil is not null && van.OvertimePerHour.Value > 0)
            time.SetCumulVarSoftUpperBound(Routing.End(k), van.Shift.End.Value, van.OvertimePerHour.Value * 5);
        if (van.PerHour.Value > 0)
        {
            time.SetSpanCostCoefficientForVehicle(van.PerHour.Value * 5, k);
            Routing.AddVariableMaximizedByFinalizer(time.CumulVar(Routing.Start(k)));
            Routing.AddVariableMinimizedByFinalizer(time.CumulVar(Routing.End(k)));
        }

        if (van.MaxDuration is { } longest)
            time.SetSpanUpperBoundForVehicle(longest.Value, k);
        if (van.Breaks.Count == 0)
            return;
        var breaks = new IntervalVarVector();
        foreach (var b in van.Breaks)
            breaks.Add(
                Routing
                    .solver()
                    .MakeFixedDurationIntervalVar(
                        b.Window.Start.Value,
                        b.Window.End.Value,
                        b.Length.Value,
                        false,
                        "rest"
                    )
            );
        var work = Enumerable.Range(0, (int)Routing.Size()).Select(i => ServiceOf(van, Indices.IndexToNode(i)));
        time.SetBreakIntervalsOfVehicle(breaks, k, [.. work]);
    }

    private void Windows(RoutingDimension time, Visit visit, long index)
    {
        var start = time.CumulVar(index);
        var windows = visit.Windows;
        if (windows.Count > 0)
            start.SetRange(windows[0].Start.Value, (visit.HardLatest ?? windows[^1].End).Value);
        for (var w = 1; w < windows.Count; w++)
            start.RemoveInterval(windows[w - 1].End.Value + 1, windows[w].Start.Value - 1);
        if (visit.Promise is { Tolerance: { } tolerance } frozen)
            start.SetRange((frozen.Start - tolerance).Value, (frozen.Start + tolerance).Value);
        if (visit.HardLatest is not null && windows.Count > 0)
            time.SetCumulVarSoftUpperBound(index, windows[^1].End.Value, visit.LatePerMinute.Value * 300);
        if (visit.Promise is { PerMinute.Value: > 0 } told)
        {
            time.SetCumulVarSoftLowerBound(index, told.Start.Value, told.PerMinute.Value * 300);
            if (!time.HasCumulVarSoftUpperBound(index))
                time.SetCumulVarSoftUpperBound(index, told.Start.Value, told.PerMinute.Value * 300);
        }

        if (visit.Release == Seconds.Zero)
            return;
        if (visit.Drops.Values.All(amount => amount == 0))
            start.SetMin(visit.Release.Value);
        else
            for (var k = 0; k < vans; k++)
                Routing
                    .solver()
                    .Add(time.CumulVar(Routing.Start(k)) >= Routing.VehicleVar(index).IsEqual(k) * visit.Release.Value);
    }

    /// <summary>
    /// Running loads. Where goods go both ways two counters are needed: what a van leaves with is all it drops; from there each stop
    /// takes its drops off and its pickups on.
    /// </summary>
    private void Loads()
    {
        foreach (var dimension in problem.Dimensions)
        {
            var bay = dimension.Kind == LoadKind.DirtyBay;
            var drops = Amounts(v => v.Drops.GetValueOrDefault(dimension.Name));
            var picks = Amounts(v => v.PicksUp.GetValueOrDefault(dimension.Name));
            var most = problem
                .Vehicles.Select(v =>
                    bay && v.CleanDirty != CleanDirtyMode.SeparateBays ? NoLimit
                    : v.Capacity.TryGetValue(dimension.Name, out var c) ? c
                    : bay ? 0
                    : NoLimit
                )
                .ToArray();
            if (most.All(c => c == NoLimit))
                continue;
            var (any, back) = (drops.Any(a => a > 0), picks.Any(a => a > 0));
            if (any)
                Count(drops, $"{dimension.Name} out");
            if (back && !any)
                Count(picks, $"{dimension.Name} back");
            if (!any || !back)
                continue;
            Count([.. picks.Zip(drops, (p, d) => p - d)], dimension.Name, fromZero: false);
            var load = Routing.GetMutableDimension(dimension.Name);
            var leaves = Routing.GetMutableDimension($"{dimension.Name} out");
            for (var k = 0; k < vans; k++)
                Routing.solver().Add(load.CumulVar(Routing.Start(k)) == leaves.CumulVar(Routing.End(k)));

            void Count(long[] amounts, string name, bool fromZero = true) =>
                Routing.AddDimensionWithVehicleCapacity(
                    Routing.RegisterUnaryTransitVector(amounts),
                    0,
                    most,
                    fromZero,
                    name
                );
        }
    }

    private long[] Amounts(Func<Visit, long> amount) =>
        [.. Enumerable.Range(0, nodes.Count).Select(i => i < visits ? amount(problem.Visits[i]) : 0)];

    /// <summary>Counters that stand still in all other vans: dirty so far is nought at each clean stop, and the other way about.</summary>
    private void CleanAndDirty()
    {
        Before(
            "dirty so far",
            v => v.CleanDirty is CleanDirtyMode.NeverMixed or CleanDirtyMode.OneKindPerTrip,
            v => v.TakesDirty,
            v => v.BringsClean
        );
        Before(
            "clean so far",
            v => v.CleanDirty == CleanDirtyMode.OneKindPerTrip,
            v => v.BringsClean,
            v => v.TakesDirty
        );
    }

    private void Before(string name, Func<Vehicle, bool> minds, Func<Visit, bool> counts, Func<Visit, bool> forbids)
    {
        if (!problem.Vehicles.Any(minds))
            return;
        var some = Routing.RegisterUnaryTransitVector(Amounts(v => counts(v) ? 1 : 0));
        var none = Routing.RegisterUnaryTransitVector(Amounts(_ => 0));
        Routing.AddDimensionWithVehicleTransits(
            [.. problem.Vehicles.Select(v => minds(v) ? some : none)],
            0,
            visits,
            true,
            name
        );
        var counter = Routing.GetMutableDimension(name);
        for (var i = 0; i < visits; i++)
            if (forbids(problem.Visits[i]))
                counter.CumulVar(Indices.NodeToIndex(i)).SetMax(0);
    }

    private void Preferences()
    {
        if (problem.Visits.All(v => v.PreferredVehicle is null || v.OtherVehiclePrice.Value == 0))
            return;
        var prices = problem.Vehicles.Select(van =>
            Routing.RegisterUnaryTransitVector(
                Amounts(v =>
                    v.PreferredVehicle is null || string.Equals(v.PreferredVehicle, van.Id, StringComparison.Ordinal)
                        ? 0
                        : v.OtherVehiclePrice.Value
                )
            )
        );
        Routing.AddDimensionWithVehicleTransits([.. prices], 0, NoLimit, true, "other van");
        Routing.GetMutableDimension("other van").SetSpanCostCoefficientForAllVehicles(UnitsPerCent);
    }

    private void Limits()
    {
        if (problem.Vehicles.Any(v => v.MaxStops is not null))
            Routing.AddDimensionWithVehicleCapacity(
                Routing.RegisterUnaryTransitVector(Amounts(_ => 1)),
                0,
                [.. problem.Vehicles.Select(v => v.MaxStops ?? NoLimit)],
                true,
                "stops"
            );
        if (problem.Vehicles.Any(v => v.MaxDistance is not null))
            Routing.AddDimensionWithVehicleTransitAndCapacity(
                Matrices(
                    v => v.Profile,
                    (v, i, j) =>
                        nodes[i] is { } from && nodes[j] is { } to
                            ? problem.Profiles[v.Profile].Distance(from, to).Value
                            : 0
                ),
                0,
                [.. problem.Vehicles.Select(v => v.MaxDistance?.Value ?? NoLimit)],
                true,
                "distance"
            );
    }

    /// <summary>Who may come, and what it costs to leave a visit out: more than a van of its own, unless it is optional.</summary>
    private void People()
    {
        var ownVan = 2 * dearest + problem.Vehicles.Max(v => v.FixedCost.Value + v.PerHour.Value * 10) * UnitsPerCent;
        for (var i = 0; i < visits; i++)
        {
            var visit = problem.Visits[i];
            var index = Indices.NodeToIndex(i);
            var able = Enumerable.Range(0, vans).Where(k => May(problem.Vehicles[k], visit)).ToList();
            if (able.Count < vans)
                Routing.VehicleVar(index).SetValues([-1, .. able.Select(k => (long)k)]);
            var price = visit.PriceLeftOut.Value * UnitsPerCent + (visit.Optional ? 0 : ownVan);
            Routing.AddDisjunction([index], price);
        }
    }

    private static bool May(Vehicle van, Visit visit) =>
        van.Crew >= visit.Crew
        && visit.Skills.All(s => van.Skills.Contains(s, StringComparer.Ordinal))
        && visit.OnlyVehicles?.Contains(van.Id, StringComparer.Ordinal) != false
        && !visit.NotVehicles.Contains(van.Id, StringComparer.Ordinal)
        && !(van.CleanDirty == CleanDirtyMode.OneKindPerTrip && visit.BringsClean && visit.TakesDirty);
}
