namespace Homeward.Routing.Tests.Judging;

/// <summary>
/// Drives a day's orders on paper, one stop after the other, as docs/routing.md tells it: a second opinion on what
/// <see cref="RoutePlanner.Evaluate(Problem, IReadOnlyList{FixedRoute})"/> answers, slow and plain. It knows neither the search nor the judge.
/// </summary>
internal static class Simulated
{
    internal static Evaluation Evaluate(Problem problem, IReadOnlyList<FixedRoute> orders)
    {
        var plan = Plan(problem, orders);
        return new Evaluation(plan, RoutePlanner.Check(problem, plan));
    }

    internal static Plan Plan(Problem problem, IReadOnlyList<FixedRoute> orders)
    {
        // A team's earlier visit waits for the later one: put starts off until they agree, or never will.
        var notBefore = problem.Visits.ToDictionary(v => v.Id, _ => 0);
        for (var round = 0; ; round++)
        {
            var routes = orders
                .Where(o => o.Stops.Count > 0)
                .OrderBy(o => problem.Vehicles.IndexOf(problem.Vehicle(o.Vehicle)))
                .Select(o => new SimulatedRoute(problem, problem.Vehicle(o.Vehicle), o.Stops, notBefore).Drive())
                .ToList();
            if (round == 20 || !PutOff(problem, routes, notBefore))
            {
                return ByHand.Plan(problem, [.. routes]);
            }
        }
    }

    private static bool PutOff(Problem problem, List<Route> routes, Dictionary<string, int> notBefore)
    {
        var starts = routes
            .SelectMany(r => r.Stops)
            .Where(s => s.Visit is not null)
            .ToDictionary(s => s.Visit!, s => s.Start.Value);
        var changed = false;
        foreach (var team in problem.Teams)
        {
            if (starts.TryGetValue(team.First, out var first) && starts.TryGetValue(team.Second, out var second))
            {
                changed |= Raise(team.Second, first + team.LeastAfter.Value);
                changed |= Raise(team.First, second - team.MostAfter.Value);
            }
        }

        return changed;

        bool Raise(string visit, int to)
        {
            var later = to > notBefore[visit] && to > starts[visit];
            notBefore[visit] = later ? to : notBefore[visit];
            return later;
        }
    }
}

/// <summary>One van's order of stops, being driven.</summary>
internal sealed class SimulatedRoute(
    Problem problem,
    Vehicle van,
    IReadOnlyList<string> order,
    Dictionary<string, int> notBefore
)
{
    private readonly List<Stop> stops = [];
    private readonly List<Leg> legs = [];
    private readonly List<PlannedBreak> breaks = [];
    private readonly List<Break> due = [];
    private int[] aboard = [];
    private int now;
    private int wheel;

    internal Route Drive()
    {
        var visits = order.Select(id => id == FixedRoute.Reload ? null : problem.Visit(id)).ToList();
        var away = van.Underway is { } u && u.Place != (van.Reload?.Place ?? van.Start);
        var place = van.Underway?.Place ?? van.Start ?? PlaceOf(visits[0]);
        aboard = Loaded(visits, true, away);
        var leaves = Leaves(visits, away);
        now = leaves;
        due.AddRange(van.Breaks.Where(b => b.Window.End.Value >= leaves));
        for (var i = 0; i < visits.Count; i++)
        {
            var (visit, to) = (visits[i], PlaceOf(visits[i]));
            var still = i == 0 && van.Underway is null && van.Start is null;
            var released = visit is null ? Released(visits.Skip(i + 1)) - van.Reload!.Length.Value : 0;
            var arrives = Go(still ? 0 : Work(place, to), visit, released, last: false);
            AddLeg(place, to, still);
            var start = StartOf(visit, now, released) ?? now;
            now = start + Lasts(visit);
            var late = visit is { HardLatest: not null } ? Math.Max(0, start - visit.Windows[^1].End.Value) : 0;
            stops.Add(new Stop(visit?.Id, to, new(arrives), new(start), new(now), new(late)));
            aboard = visit is null ? Loaded(visits.Skip(i + 1), false, false) : After(visit);
            place = to;
        }

        if (van.End is { } end)
        {
            Go(Work(place, end), null, 0, last: true);
            AddLeg(place, end, false);
        }

        var metres = legs.Sum(l => l.Distance.Value);
        return new Route
        {
            Vehicle = van.Id,
            Leaves = new(leaves),
            Ends = new(now),
            Stops = stops,
            Legs = legs,
            Breaks = breaks,
            Distance = new(metres),
            Co2Grams = (long)metres * van.Co2GramsPerKm / 1000,
            Cost = Cost(metres, leaves),
        };
    }

    /// <summary>Drives to the next stop, resting where a break falls due on the way or in the wait; answers the arrival.</summary>
    private int Go(int work, Visit? visit, int released, bool last)
    {
        wheel = 0;
        int? arrived = null;
        for (; due.Count > 0; due.RemoveAt(0))
        {
            var (open, close, length) = (due[0].Window.Start.Value, due[0].Window.End.Value, due[0].Length.Value);
            var ready = Over(now, work);
            var start = StartOf(visit, ready, released) ?? ready;
            var idle = Math.Max(ready, open);
            if (now > close)
            {
                continue; // Too late for it: the judge will say so.
            }

            if (idle <= close && idle + length <= start)
            {
                Wheel(ready);
                arrived ??= ready;
                Rest(idle, length);
                work = 0;
            }
            else if (start + (last ? 0 : Lasts(visit)) > close)
            {
                var rest = Math.Max(now, open);
                if (ready <= rest)
                {
                    Wheel(ready);
                    arrived ??= ready;
                    work = 0;
                }
                else
                {
                    work -= Covered(now, rest);
                    Wheel(rest);
                }

                Rest(rest, length);
            }
            else
            {
                break;
            }
        }

        var there = Over(now, work);
        Wheel(there);
        return arrived ?? there;

        void Wheel(int until)
        {
            wheel += arrived is null ? until - now : 0;
            now = until;
        }

        void Rest(int from, int length)
        {
            breaks.Add(new(new(from), new(from + length)));
            now = from + length;
        }
    }

    private int Leaves(List<Visit?> visits, bool away)
    {
        var least = Math.Max(van.Underway?.Time.Value ?? van.Shift.Start.Value, away ? 0 : Released(visits));
        if (van.Underway is not null || visits[0] is not { } first)
        {
            return least;
        }

        var work = van.Start is { } from ? Work(from, first.Place) : 0;
        if (StartOf(first, Over(least, work), 0) is not { } start)
        {
            return least;
        }

        // The last second at which leaving still makes that start, found by halving.
        var (makes, misses) = (least, Math.Max(least, start) + 1);
        while (misses - makes > 1)
        {
            var middle = makes + ((misses - makes) / 2);
            (makes, misses) = Over(middle, work) <= start ? (middle, misses) : (makes, middle);
        }

        // Breaks on the way delay that start: then as late as is no later there than leaving at once.
        var asEarly = Math.Max(start, Reached(least, work, first));
        while (makes > least && Reached(makes, work, first) > asEarly)
        {
            makes--;
        }

        return makes;
    }

    /// <summary>When work starts at the first stop, the breaks before it taken; when the van is there, where work may not start then.</summary>
    private int Reached(int leaves, int work, Visit first)
    {
        now = leaves;
        due.AddRange(van.Breaks.Where(b => b.Window.End.Value >= leaves));
        Go(work, first, 0, last: false);
        breaks.Clear();
        due.Clear();
        return StartOf(first, now, 0) ?? now;
    }

    private int PlaceOf(Visit? visit) => visit?.Place ?? van.Reload!.Place;

    private int Lasts(Visit? visit) =>
        visit is null ? van.Reload?.Length.Value ?? 0 : visit.ServiceOn.GetValueOrDefault(van.Id, visit.Service).Value;

    private static bool FromDepot(Visit visit) => visit.BringsFrom is null && visit.Drops.Values.Any(n => n > 0);

    private static int Released(IEnumerable<Visit?> trip) =>
        trip.TakeWhile(v => v is not null)
            .Where(v => FromDepot(v!))
            .Select(v => v!.Release.Value)
            .DefaultIfEmpty(0)
            .Max();

    /// <summary>When work starts on arrival at a time; null when it may not start any more.</summary>
    private int? StartOf(Visit? visit, int arrival, int released)
    {
        if (visit is null)
        {
            return Math.Max(arrival, released);
        }

        var earliest = Math.Max(arrival, notBefore[visit.Id]);
        earliest = FromDepot(visit) ? earliest : Math.Max(earliest, visit.Release.Value);
        var latest = Seconds.Horizon.Value;
        if (visit.Promise is { Tolerance: { } t } p)
        {
            earliest = Math.Max(earliest, (p.Start - t).Value);
            latest = (p.Start + t).Value;
        }

        var windows = visit.Windows.Count == 0 ? [new(Seconds.Zero, Seconds.Horizon)] : visit.Windows.ToList();
        if (visit.HardLatest is { } hard)
        {
            windows[^1] = windows[^1] with { End = hard };
        }

        foreach (var w in windows)
        {
            var start = Math.Max(earliest, w.Start.Value);
            if (start <= w.End.Value && start <= latest)
            {
                return start;
            }
        }

        return null;
    }

    /// <summary>What is aboard as a trip begins: what it drops from the depot, or, away from the depot, what is carried.</summary>
    private int[] Loaded(IEnumerable<Visit?> ahead, bool first, bool away)
    {
        var trip = away
            ? van.Underway!.Carries.Select(problem.Visit).ToList()
            : [.. ahead.TakeWhile(v => v is not null).Select(v => v!).Where(v => v.BringsFrom is null)];
        var kept = first && van.Underway is { } u ? u.OnBoard : new Dictionary<string, int>();
        return
        [
            .. problem.Dimensions.Select(d =>
                kept.GetValueOrDefault(d.Name) + trip.Sum(v => v.Drops.GetValueOrDefault(d.Name))
            ),
        ];
    }

    private int[] After(Visit visit) =>
        [
            .. problem.Dimensions.Select(
                (d, i) => aboard[i] - visit.Drops.GetValueOrDefault(d.Name) + visit.PicksUp.GetValueOrDefault(d.Name)
            ),
        ];

    private void AddLeg(int from, int to, bool still) =>
        legs.Add(
            new Leg(from, to, new(wheel), still ? default : problem.Profiles[van.Profile].Distance(from, to), aboard)
        );

    /// <summary>Seconds of the matrix at the van's speed; none where there is no way.</summary>
    private int Work(int from, int to)
    {
        var matrix = problem.Profiles[van.Profile];
        return matrix.Reaches(from, to)
            ? (int)Math.Round(matrix.Time(from, to).Value / van.SpeedFactor, MidpointRounding.AwayFromZero)
            : 0;
    }

    private int PercentAt(int time) => problem.Traffic.LastOrDefault(s => s.From.Value <= time)?.Percent ?? 100;

    private int? ChangeAfter(int time) => problem.Traffic.FirstOrDefault(s => s.From.Value > time)?.From.Value;

    private int Over(int time, int work)
    {
        var takes = (int)Math.Ceiling(work * PercentAt(time) / 100m);
        return ChangeAfter(time) is { } change && time + takes > change
            ? Over(change, work - Covered(time, change))
            : time + takes;
    }

    private int Covered(int time, int until)
    {
        var change = Math.Min(until, ChangeAfter(time) ?? until);
        return time >= until ? 0 : (int)Math.Floor((change - time) * 100m / PercentAt(time)) + Covered(change, until);
    }

    private CostTerms Cost(int metres, int leaves)
    {
        var minutesLate = 0m;
        var minutesMoved = 0m;
        long others = 0;
        foreach (var stop in stops.Where(s => !s.IsReload))
        {
            var visit = problem.Visit(stop.Visit!);
            minutesLate += visit.LatePerMinute.Value * (decimal)stop.Late.Value;
            minutesMoved += visit.Promise is { } p
                ? p.PerMinute.Value * (decimal)Math.Abs((stop.Start - p.Start).Value)
                : 0;
            others += (visit.PreferredVehicle ?? van.Id) == van.Id ? 0 : visit.OtherVehiclePrice.Value;
        }

        var seconds = (decimal)(now - leaves);
        return new CostTerms(
            van.FixedCost,
            Whole(van.PerHour.Value * seconds, 3600),
            Whole(van.OvertimePerHour.Value * (decimal)Math.Max(0, now - van.Shift.End.Value), 3600),
            Whole(van.PerKm.Value * (decimal)metres, 1000),
            Whole(minutesLate, 60),
            Whole(minutesMoved, 60),
            Whole(van.PerCo2Kg.Value * (decimal)metres * van.Co2GramsPerKm, 1_000_000),
            Whole(van.PerHourSquared.Value * seconds * seconds, 3600 * 3600),
            new Cents(others),
            default
        );

        static Cents Whole(decimal amount, int of) => new((long)Math.Floor((amount / of) + 0.5m));
    }
}
