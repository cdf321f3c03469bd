using static Homeward.Routing.Tests.Days;

namespace Homeward.Routing.Tests.Judging;

/// <summary>Writes plans down from figures worked out on paper. Times are seconds after eight.</summary>
internal static class ByHand
{
    internal static Seconds T(int seconds) => Seconds.At(8) + new Seconds(seconds);

    internal static TimeWindow Between(int from, int to) => new(T(from), T(to));

    /// <summary>A van without prices.</summary>
    internal static Vehicle Bare(string id = "van-1") => Van(id) with { PerHour = default, PerKm = default };

    internal static Stop At(string visit, int place, int arrive, int start, int leave, int late = 0) =>
        new(visit, place, T(arrive), T(start), T(leave), new Seconds(late));

    internal static Stop Reloads(int place, int arrive, int start, int leave) =>
        new(null, place, T(arrive), T(start), T(leave), Seconds.Zero);

    internal static Leg Leg(int from, int to, int drive, int metres, int weight = 0, int hazmat = 0, int bay = 0) =>
        new(from, to, new Seconds(drive), new Metres(metres), [weight, hazmat, bay]);

    internal static PlannedBreak Rest(int start, int end) => new(T(start), T(end));

    internal static Route Route(
        string van,
        int leaves,
        int ends,
        Stop[] stops,
        Leg[] legs,
        params PlannedBreak[] breaks
    ) =>
        new()
        {
            Vehicle = van,
            Leaves = T(leaves),
            Ends = T(ends),
            Stops = stops,
            Legs = legs,
            Breaks = breaks,
            Distance = new Metres(legs.Sum(l => l.Distance.Value)),
            Co2Grams = 0,
            Cost = CostTerms.None,
        };

    internal static Plan Plan(Problem problem, params Route[] routes)
    {
        var planned = routes.SelectMany(r => r.Stops).Select(s => s.Visit).ToHashSet();
        var left = problem.Visits.Where(v => !planned.Contains(v.Id)).ToList();
        return new Plan
        {
            Routes = routes,
            Unplanned = [.. left.Select(v => new Unplanned(v.Id, null))],
            Cost = routes.Aggregate(CostTerms.None, (sum, r) => sum + r.Cost) with
            {
                LeftOut = new Cents(left.Sum(v => v.PriceLeftOut.Value)),
            },
            Provenance = new Provenance("hand", 0, 0, TimeSpan.Zero),
        };
    }
}

/// <summary>A problem, a good plan for it worked out by hand, and the ways to spoil one or the other.</summary>
internal sealed class HandCase(Problem problem, params Route[] routes)
{
    internal Problem Problem => problem;
    internal Plan Plan { get; } = ByHand.Plan(problem, routes);
    internal Dictionary<string, Spoilt> Spoilt { get; } = [];

    /// <summary>What <see cref="RoutePlanner.Evaluate(Problem, IReadOnlyList{FixedRoute})"/> has to know to come to the same figures; null: the judge alone is asked.</summary>
    internal Feature? Needs { get; init; } = Feature.None;

    private Vehicle Van => problem.Vehicles[0];

    internal HandCase Breaks(Constraint by, string how, Func<Vehicle, Vehicle> van, long excess = 1) =>
        With(how, problem.With(van(Van)), Plan, by, excess);

    internal HandCase Breaks(Constraint by, string how, string visit, Func<Visit, Visit> change, long excess = 1) =>
        With(how, problem.With(change(problem.Visit(visit))), Plan, by, excess);

    internal HandCase Breaks(Constraint by, string how, Route[] routes, long excess = 1) =>
        With(how, problem, ByHand.Plan(problem, routes), by, excess);

    internal HandCase Breaks(Constraint by, string how, Problem changed, long excess = 1) =>
        With(how, changed, Plan, by, excess);

    internal HandCase Keeps(string how, Problem changed) => With(how, changed, Plan, null, 0);

    internal HandCase Keeps(string how, Route[] routes) => With(how, problem, ByHand.Plan(problem, routes), null, 0);

    private HandCase With(string how, Problem changed, Plan plan, Constraint? by, long excess)
    {
        Spoilt.Add(how, new Spoilt(changed, plan, by, excess));
        return this;
    }
}

/// <summary>A problem and a plan that do not go together.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Plan">The plan.</param>
/// <param name="By">The constraint that breaks; null: none does.</param>
/// <param name="Excess">By how much.</param>
internal sealed record Spoilt(Problem Problem, Plan Plan, Constraint? By, long Excess);
