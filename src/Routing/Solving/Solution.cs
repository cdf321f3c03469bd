using System.Runtime.CompilerServices;

namespace Homeward.Routing.Solving;

/// <summary>A gap between two stops of a route: what is read of it to see whether a visit may go in.</summary>
internal struct Gap
{
    /// <summary>The places before and after, and the metres between them.</summary>
    internal int From;
    internal int To;
    internal int Leg;

    /// <summary>When the stop before is left at the earliest, and the latest arrival at the stop after.</summary>
    internal int Leave;
    internal int Latest;

    /// <summary>The index a visit put in here gets.</summary>
    internal int Position;
}

/// <summary>
/// The search's working plan: a route for each vehicle, and who is left out. It keeps what a round of the search touches,
/// so that the round can be taken back.
/// </summary>
internal sealed partial class Solution
{
    internal readonly Compiled Problem;
    internal readonly Timeline Timeline;
    internal readonly Inserter Inserter;
    internal readonly WorkRoute[] Routes;
    internal readonly int[] RouteOf;

    /// <summary>
    /// The gaps just after visit j [2j] and just before it [2j + 1], as they are now; what they say of a visit left out
    /// means nothing.
    /// </summary>
    internal readonly Gap[] Gaps;
    internal readonly List<int> LeftOut = [];

    /// <summary>The vehicles with a stop, in no order that means anything.</summary>
    internal readonly List<int> Used = [];

    /// <summary>The start a team's visit is held to, or -1; null where there are no teams.</summary>
    internal readonly int[]? Pins;

    /// <summary>What the routes cost.</summary>
    internal long RouteCost;

    /// <summary>The prices of who is left out.</summary>
    internal long LeftOutCost;

    private readonly int[] usedAt;
    private readonly SortedSet<int>[] free;
    private readonly int[] firstFree;
    private readonly Slot[]?[] emptySlots;
    private readonly WorkRoute?[] saved;
    private readonly int[] touchedIn;
    private readonly List<int> touched = [];
    private readonly List<int> savedLeftOut = [];
    private readonly List<(int Visit, int Pin)> savedPins = [];
    private long savedRouteCost;
    private long savedLeftOutCost;
    private int round;
    private long version;

    internal Solution(Compiled problem)
    {
        Problem = problem;
        Pins = problem.Ties && problem.Visits.Any(v => v.Tie == Tie.First) ? new int[problem.Visits.Length] : null;
        Timeline = new Timeline(problem) { Pins = Pins };
        Inserter = new Inserter(problem, Timeline);
        Routes = new WorkRoute[problem.Vehicles.Length];
        RouteOf = new int[problem.Visits.Length];
        Gaps = new Gap[2 * problem.Visits.Length];
        Array.Fill(RouteOf, -1);
        if (Pins is not null)
        {
            Array.Fill(Pins, -1);
        }

        usedAt = new int[Routes.Length];
        Array.Fill(usedAt, -1);
        free = new SortedSet<int>[problem.Classes];
        firstFree = new int[problem.Classes];
        emptySlots = new Slot[problem.Classes][];
        saved = new WorkRoute[Routes.Length];
        touchedIn = new int[Routes.Length];
        for (var k = 0; k < Routes.Length; k++)
        {
            (free[problem.Vehicles[k].Class] ??= []).Add(k);
            Routes[k] = new WorkRoute(problem, k);
            SetOrder(k, Routes[k].Van.Locked);
        }

        for (var c = 0; c < problem.Classes; c++)
        {
            FindFree(c);
        }

        for (var i = 0; i < RouteOf.Length; i++)
        {
            if (RouteOf[i] < 0)
            {
                LeftOut.Add(i);
                LeftOutCost += problem.Visits[i].LeftOut;
            }
        }
    }

    internal long Cost => RouteCost + LeftOutCost;

    /// <summary>Begins a round that <see cref="Undo"/> can take back.</summary>
    internal void Begin()
    {
        round++;
        touched.Clear();
        savedPins.Clear();
        savedLeftOut.Clear();
        savedLeftOut.AddRange(LeftOut);
        (savedRouteCost, savedLeftOutCost) = (RouteCost, LeftOutCost);
    }

    /// <summary>Takes back everything since <see cref="Begin"/>.</summary>
    internal void Undo()
    {
        foreach (var k in touched)
        {
            foreach (var i in Routes[k].Order)
            {
                if (i != Timeline.Reload)
                {
                    RouteOf[i] = -1;
                }
            }
        }

        foreach (var k in touched)
        {
            // The two change places: what was tried is scrap.
            (Routes[k], saved[k]) = (saved[k]!, Routes[k]);
            Locate(k);
            Enlist(k);
        }

        for (var i = savedPins.Count - 1; i >= 0; i--)
        {
            Pins![savedPins[i].Visit] = savedPins[i].Pin;
        }

        LeftOut.Clear();
        LeftOut.AddRange(savedLeftOut);
        foreach (var i in savedLeftOut)
        {
            RouteOf[i] = -1;
        }

        (RouteCost, LeftOutCost) = (savedRouteCost, savedLeftOutCost);
    }

    internal void SetOrder(int k, ReadOnlySpan<int> order)
    {
        Touch(k);
        var route = Routes[k];
        RouteCost -= route.Cost;
        route.Set(order, Timeline, ++version);
        RouteCost += route.Cost;
        Locate(k);
        Enlist(k);
    }

    private void Touch(int k)
    {
        if (touchedIn[k] != round)
        {
            touchedIn[k] = round;
            touched.Add(k);
            (saved[k] ??= new WorkRoute(Problem, k)).CopyFrom(Routes[k]);
        }
    }

    /// <summary>Holds a team's visit to a start, or lets it go (-1).</summary>
    internal void Pin(int visit, int start)
    {
        savedPins.Add((visit, Pins![visit]));
        Pins[visit] = start;
    }

    internal void LeaveOut(int visit)
    {
        LeftOut.Add(visit);
        LeftOutCost += Problem.Visits[visit].LeftOut;
    }

    internal void TakeIn(int visit)
    {
        LeftOut.Remove(visit);
        LeftOutCost -= Problem.Visits[visit].LeftOut;
    }

    /// <summary>Empties the list of who is left out; whoever does it sees to each of them.</summary>
    internal void TakeInAll()
    {
        LeftOut.Clear();
        LeftOutCost = 0;
    }

    /// <summary>The first vehicle of a class without a stop; -1 where there is none.</summary>
    internal int FreeOf(int vehicleClass) => firstFree[vehicleClass];

    /// <summary>The vehicle of a class that comes after <see cref="FreeOf"/>; -1 where there is none.</summary>
    internal int SecondFreeOf(int vehicleClass)
    {
        foreach (var k in free[vehicleClass])
        {
            if (k != firstFree[vehicleClass])
            {
                return k;
            }
        }

        return -1;
    }

    /// <summary>What a visit costs alone in a vehicle of a class that has no stop yet.</summary>
    internal Slot BestAlone(int visit, int vehicleClass)
    {
        var k = FreeOf(vehicleClass);
        if (k < 0)
        {
            return Slot.None;
        }

        var row = emptySlots[vehicleClass];
        if (row is null)
        {
            emptySlots[vehicleClass] = row = new Slot[RouteOf.Length];
            Array.Fill(row, new Slot(0, -1, -1));
        }

        if (row[visit] is { Position: < 0, Added: 0 })
        {
            row[visit] = Inserter.Best(Routes[k], visit);
        }

        return row[visit];
    }

    internal void Insert(int visit, int k, Slot slot)
    {
        if (slot.ReloadAt < 0 && Problem.Visits[visit].Plain && Routes[k].TakesByLabels)
        {
            Touch(k);
            RouteCost -= Routes[k].Cost;
            var changed = Routes[k].PutIn(visit, slot.Position, Timeline, ++version);
            RouteCost += Routes[k].Cost;
            Locate(k, Math.Max(0, changed - 2));
            return;
        }

        SetOrder(k, Inserter.Fill(Routes[k], visit, slot));
        if (Routes[k].Reloads > 0)
        {
            DropReloads(k);
        }
    }

    /// <summary>Works out anew who is where and who is left out, from the routes.</summary>
    internal void Recount()
    {
        Array.Fill(RouteOf, -1);
        foreach (var k in Used)
        {
            Locate(k);
        }

        TakeInAll();
        for (var i = 0; i < RouteOf.Length; i++)
        {
            if (RouteOf[i] < 0)
            {
                LeaveOut(i);
            }
        }
    }

    /// <summary>Writes down where the visits of a route are, from a stop on.</summary>
    private void Locate(int k, int first = 0)
    {
        var route = Routes[k];
        var (at, order) = (route.At, route.Stops);
        for (var p = first; p < route.Count; p++)
        {
            var visit = order[p];
            if (visit == Timeline.Reload)
            {
                continue;
            }

            RouteOf[visit] = k;
            ref readonly var before = ref at[p];
            ref readonly var here = ref at[p + 1];
            ref readonly var after = ref at[p + 2];
            Fill(ref Gaps[2 * visit], here, after, p + 1);
            Fill(ref Gaps[(2 * visit) + 1], before, here, p);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fill(ref Gap gap, in Node before, in Node after, int position)
    {
        (gap.From, gap.To, gap.Leg) = (before.Place, after.Place, after.Leg);
        (gap.Leave, gap.Latest, gap.Position) = (before.Leave, after.Latest, position);
    }

    private void Enlist(int k)
    {
        var isUsed = Routes[k].Count > 0;
        if (isUsed == (usedAt[k] >= 0))
        {
            return;
        }

        if (isUsed)
        {
            usedAt[k] = Used.Count;
            Used.Add(k);
            free[Routes[k].Van.Class].Remove(k);
            FindFree(Routes[k].Van.Class);
            return;
        }

        var at = usedAt[k];
        var moved = Used[^1];
        Used[at] = moved;
        usedAt[moved] = at;
        Used.RemoveAt(Used.Count - 1);
        usedAt[k] = -1;
        free[Routes[k].Van.Class].Add(k);
        FindFree(Routes[k].Van.Class);
    }

    private void FindFree(int vehicleClass) =>
        firstFree[vehicleClass] = free[vehicleClass].Count == 0 ? -1 : free[vehicleClass].Min;
}
