using System.Globalization;

namespace Homeward.Routing.Solving;

/// <summary>
/// A problem with names turned into indices and money into whole units of 1/18000 cent, in which wages by the second,
/// lateness by the second and kilometres by the metre are all exact. Immutable; shared by all searches of the problem.
/// </summary>
internal sealed class Compiled
{
    internal const long UnitsPerCent = 18_000;

    internal readonly int Places;
    internal readonly int Dimensions;
    internal readonly CompiledVisit[] Visits;
    internal readonly CompiledVehicle[] Vehicles;

    /// <summary>How many classes of vehicles there are that are alike.</summary>
    internal readonly int Classes;

    /// <summary>Whether a vehicle may come to a visit as far as people, bans and goods go: [class * visits + visit].</summary>
    internal readonly bool[] May;

    /// <summary>How long a vehicle is at a visit: [class * visits + visit].</summary>
    internal readonly int[] Service;

    /// <summary>What it costs that this vehicle comes and not the preferred one: [class * visits + visit]; null: nothing.</summary>
    internal readonly long[]? Other;

    /// <summary>Speeds by time of day: from when, percent of the matrix's time. Empty: as the matrix says.</summary>
    internal readonly (int From, int Percent)[] Traffic;

    /// <summary>Whether any goods become ready after the day begins.</summary>
    internal readonly bool Releases;

    /// <summary>Whether visits hang together in pairs.</summary>
    internal readonly bool Ties;

    /// <summary>Whether nothing is ever taken up.</summary>
    internal readonly bool DropsOnly;

    /// <summary>What a trip loads for a visit, and how much more is on board after it than before: [dimension][visit].</summary>
    internal readonly int[][] FromDepot;
    internal readonly int[][] Changes;

    private readonly int leastPercent;

    internal Compiled(Problem problem)
    {
        Dimensions = problem.Dimensions.Length;
        Traffic = [.. problem.Traffic.Select(s => (s.From.Value, s.Percent))];
        leastPercent = Traffic.Length == 0 ? 100 : Math.Min(100, Traffic.Min(t => t.Percent));
        Vehicles = Fleet(problem, problem.Vehicles);
        Places = problem.Travel.Places;
        var factor = PriceFactor(problem);
        Visits = [.. problem.Visits.Select(v => new CompiledVisit(v, problem, factor))];
        Releases = Visits.Any(v => v.Release > 0);
        DropsOnly = Visits.All(v => v.PicksUp.All(p => p == 0));
        FromDepot = ByDimension((v, d) => v.FromDepot ? v.Drops[d] : 0);
        Changes = ByDimension((v, d) => v.PicksUp[d] - v.Drops[d]);
        Ties = TieUp(problem);
        for (var k = 0; k < Vehicles.Length; k++)
        {
            Claim(problem, k);
        }

        var first = Classify(problem.Vehicles, problem.Visits);
        Classes = first.Count;
        (May, Service, Other) = Abilities.Of(problem, Visits, first);
    }

    /// <summary>
    /// The same problem with some visits and the vehicles' own constraints changed, for a trial: shares the other visits.
    /// Every vehicle is a class of its own.
    /// </summary>
    /// <param name="problem">The problem as it is.</param>
    /// <param name="changed">The visits as the trial has them, by index.</param>
    /// <param name="vehicles">The vehicles as the trial has them.</param>
    /// <param name="goodsAnywhere">Whether every van has the goods of the changed visits.</param>
    /// <param name="apart">How much further apart in time the changed visits' teams may be.</param>
    internal Compiled(
        Problem problem,
        IReadOnlyDictionary<int, Visit> changed,
        IReadOnlyList<Vehicle> vehicles,
        bool goodsAnywhere,
        Seconds apart
    )
    {
        var was = problem.Compiled;
        (Places, Dimensions, Traffic, Ties) = (was.Places, was.Dimensions, was.Traffic, was.Ties);
        leastPercent = was.leastPercent;
        Visits = [.. was.Visits];
        foreach (var (i, visit) in changed)
        {
            var old = was.Visits[i];
            Visits[i] = new CompiledVisit(visit, problem, 1)
            {
                LockedOn = old.LockedOn,
                CarriedBy = goodsAnywhere ? -1 : old.CarriedBy,
                GoodsAnywhere = goodsAnywhere,
                Tie = old.Tie,
                Partner = old.Partner,
                LeastAfter = Math.Max(0, old.LeastAfter - apart.Value),
                MostAfter = old.MostAfter + apart.Value,
            };
        }

        Releases = Visits.Any(v => v.Release > 0);
        (DropsOnly, FromDepot, Changes) = (was.DropsOnly, was.FromDepot, was.Changes);
        Vehicles = Fleet(problem, vehicles);
        Classes = Vehicles.Length;
        May = new bool[Classes * Visits.Length];
        Service = new int[Classes * Visits.Length];
        for (var k = 0; k < Vehicles.Length; k++)
        {
            var (of, row) = (was.Vehicles[k].Class * Visits.Length, k * Visits.Length);
            Vehicles[k].Class = k;
            Vehicles[k].Locked = was.Vehicles[k].Locked;
            was.Vehicles[k].LoadedAtStart.CopyTo(Vehicles[k].LoadedAtStart, 0);
            was.May.AsSpan(of, Visits.Length).CopyTo(May.AsSpan(row));
            was.Service.AsSpan(of, Visits.Length).CopyTo(Service.AsSpan(row));
            foreach (var (i, visit) in changed)
            {
                May[row + i] =
                    Abilities.Able(vehicles[k], visit) && Abilities.Allowed(vehicles[k], visit, Visits[i], k);
            }

            if (was.Other is { } other)
            {
                Other ??= new long[Classes * Visits.Length];
                other.AsSpan(of, Visits.Length).CopyTo(Other.AsSpan(row));
            }
        }
    }

    /// <summary>How long a drive takes at the best time of the day; no way stays no way.</summary>
    internal int Quickest(int seconds) =>
        leastPercent == 100 || seconds >= Travel.Far ? seconds : (int)((long)seconds * leastPercent / 100);

    private int[][] ByDimension(Func<CompiledVisit, int, int> amount) =>
        [.. Enumerable.Range(0, Dimensions).Select(d => Visits.Select(v => amount(v, d)).ToArray())];

    private static CompiledVehicle[] Fleet(Problem problem, IReadOnlyList<Vehicle> vehicles)
    {
        var fleet = new CompiledVehicle[vehicles.Count];
        for (var k = 0; k < fleet.Length; k++)
        {
            var travel = Travel.Of(problem.Profiles[vehicles[k].Profile], vehicles[k].SpeedFactor);
            fleet[k] = new CompiledVehicle(vehicles[k], problem, travel);
        }

        return fleet;
    }

    /// <summary>
    /// Prices of leaving out decide between visits; serving must not cost more than the least of them. So all are raised
    /// by one factor, which keeps their order.
    /// </summary>
    private long PriceFactor(Problem problem)
    {
        var most = 0L;
        foreach (var v in Vehicles)
        {
            var road = v.Travel.Longest;
            most = Math.Max(
                most,
                v.Fixed + (3L * road.Metres * v.PerMetre) + (3L * road.Seconds * (v.PerSecond + v.OvertimePerSecond))
            );
        }

        var (least, sum) = (long.MaxValue, 0L);
        foreach (var v in problem.Visits)
        {
            if (!v.Optional && v.PriceLeftOut.Value > 0)
            {
                least = Math.Min(least, v.PriceLeftOut.Value * UnitsPerCent);
                sum += v.PriceLeftOut.Value * UnitsPerCent;
            }
        }

        // All that is left out and all routes together still fit into 63 bits: see PriceFaults.
        var room = 2 * CostTerms.Most.Value * UnitsPerCent;
        return least == long.MaxValue ? 1 : Math.Clamp(most / least * 2, 1, Math.Min(1_000, room / sum));
    }

    private bool TieUp(Problem problem)
    {
        for (var i = 0; i < Visits.Length; i++)
        {
            if (problem.Visits[i].BringsFrom is { } from)
            {
                var a = problem.VisitIndex[from];
                (Visits[a].Tie, Visits[a].Partner) = (Tie.Takes, i);
                (Visits[i].Tie, Visits[i].Partner) = (Tie.Brings, a);
            }
        }

        foreach (var team in problem.Teams)
        {
            var (a, b) = (problem.VisitIndex[team.First], problem.VisitIndex[team.Second]);
            (Visits[a].Tie, Visits[a].Partner) = (Tie.First, b);
            (Visits[b].Tie, Visits[b].Partner) = (Tie.Second, a);
            (Visits[a].LeastAfter, Visits[a].MostAfter) = (team.LeastAfter.Value, team.MostAfter.Value);
            (Visits[b].LeastAfter, Visits[b].MostAfter) = (team.LeastAfter.Value, team.MostAfter.Value);
        }

        return Visits.Any(v => v.Partner >= 0);
    }

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

    /// <summary>Gives each vehicle its class and answers the first vehicle of each.</summary>
    private List<int> Classify(IReadOnlyList<Vehicle> vehicles, IReadOnlyList<Visit> visits)
    {
        var named = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < visits.Count; i++)
        {
            if (visits[i] is { OnlyVehicles: null, NotVehicles.Count: 0, ServiceOn.Count: 0, PreferredVehicle: null })
            {
                continue;
            }

            var names = (visits[i].OnlyVehicles ?? [])
                .Concat(visits[i].NotVehicles)
                .Concat(visits[i].ServiceOn.Keys)
                .Append(visits[i].PreferredVehicle ?? "");
            foreach (var name in names.Distinct(StringComparer.Ordinal))
            {
                if (!named.TryGetValue(name, out var list))
                {
                    named.Add(name, list = []);
                }

                list.Add(i);
            }
        }

        var classes = new Dictionary<string, int>(StringComparer.Ordinal);
        var first = new List<int>();
        for (var k = 0; k < vehicles.Count; k++)
        {
            var key = vehicles[k].Underway is null ? Key(vehicles[k], named, visits) : $"under way {k}";
            if (!classes.TryGetValue(key, out var c))
            {
                classes.Add(key, c = first.Count);
                first.Add(k);
            }

            Vehicles[k].Class = c;
        }

        return first;
    }

    private static string Key(Vehicle v, Dictionary<string, List<int>> named, IReadOnlyList<Visit> visits)
    {
        var mentions = named.TryGetValue(v.Id, out var list)
            ? list.Select(i =>
                $"{i}{(visits[i].OnlyVehicles?.Contains(v.Id, StringComparer.Ordinal) == true ? "o" : "")}"
                + $"{(visits[i].NotVehicles.Contains(v.Id, StringComparer.Ordinal) ? "n" : "")}"
                + $"{(visits[i].ServiceOn.TryGetValue(v.Id, out var s) ? $"s{s.Value}" : "")}"
                + $"{(visits[i].PreferredVehicle == v.Id ? "p" : "")}"
            )
            : [];
        object?[] parts =
        [
            v.Start,
            v.End,
            v.Shift,
            v.OvertimeUntil,
            v.OvertimePerHour.Value,
            string.Join(';', v.Breaks),
            string.Join(
                ';',
                v.Capacity.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key.Length}:{c.Key}={c.Value}")
            ),
            string.Join(';', v.Skills.Order(StringComparer.Ordinal).Select(s => $"{s.Length}:{s}")),
            v.Crew,
            v.FixedCost.Value,
            v.PerHour.Value,
            v.PerKm.Value,
            v.PerHourSquared.Value,
            v.PerCo2Kg.Value,
            v.Co2GramsPerKm,
            v.Profile,
            v.SpeedFactor,
            v.MaxStops,
            v.MaxDuration,
            v.MaxDistance?.Value,
            v.MaxDrive,
            v.Reload,
            v.CleanDirty,
            string.Join(',', mentions),
        ];
        return string.Join('|', parts.Select(p => Convert.ToString(p, CultureInfo.InvariantCulture)));
    }
}
