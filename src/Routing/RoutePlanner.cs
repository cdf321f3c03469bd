using Homeward.Routing.Checking;
using Homeward.Routing.Explaining;
using Homeward.Routing.Solving;

namespace Homeward.Routing;

/// <summary>
/// The verbs of route planning. All are pure: they read a problem and a plan and answer; none keeps state, all may be
/// called from any thread.
/// </summary>
public static class RoutePlanner
{
    /// <summary>
    /// Plans a day. Every constraint is obeyed; no visit is left out that could be inserted alone into the answer; each
    /// visit left out is explained.
    /// </summary>
    /// <param name="problem">The day.</param>
    /// <param name="options">How long to search; null: one second.</param>
    /// <param name="cancel">Ends the search early; the best plan so far is returned, nothing is thrown.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is negative, or the threads are not 1 to 64.</exception>
    public static Plan Solve(Problem problem, SolveOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        options ??= new SolveOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(options.Iterations ?? 0, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.TimeLimit ?? TimeSpan.Zero, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Threads, 64, nameof(options));
        return new Search(problem, options, cancel).Run();
    }

    /// <summary>
    /// Ranks the places where a visit fits into a plan without moving another visit to another place, cheapest first.
    /// A visit that is already planned is taken out first.
    /// </summary>
    /// <remarks>
    /// A visit of a shipment or a team is placed together with the other one, which is taken out first too unless it is
    /// locked: see <see cref="Placement.Partner"/>. Of such pairs the ways that look cheapest are tried, a thousand of them.
    /// Teams that are planned keep their starts.
    /// </remarks>
    /// <param name="problem">The day, with the visit in it: see <see cref="Problem.With(Visit)"/>.</param>
    /// <param name="plan">The plan; its order of stops counts, its times are worked out anew.</param>
    /// <param name="visit">The visit's name.</param>
    /// <param name="most">The most places to answer; 1 or more.</param>
    /// <returns>Empty when it fits nowhere: then ask <see cref="Explain"/>.</returns>
    /// <exception cref="KeyNotFoundException">The problem has no such visit, or the plan names a visit or vehicle it has not.</exception>
    public static IReadOnlyList<Placement> Insert(Problem problem, Plan plan, string visit, int most = 20)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(visit);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return Placements.Rank(problem, plan, visit, most);
    }

    /// <summary>The plan with a placement carried out.</summary>
    /// <exception cref="KeyNotFoundException">The problem has not what the plan or the placement names.</exception>
    public static Plan Apply(Problem problem, Plan plan, Placement placement)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(placement);
        Placement[] placed = placement.Partner is { } partner ? [placement, partner] : [placement];
        var routes = plan
            .Routes.Where(r => !placed.Any(p => string.Equals(r.Vehicle, p.Vehicle, StringComparison.Ordinal)))
            .Select(r =>
                r.Order with
                {
                    Stops = Placements.Trimmed(
                        r.Order.Stops.Where(s => !placed.Any(p => string.Equals(s, p.Visit, StringComparison.Ordinal))),
                        FixedRoute.Reload
                    ),
                }
            )
            .Concat(placed.Select(p => p.Route).DistinctBy(r => r.Vehicle, StringComparer.Ordinal));
        var made = PlanWriter.Evaluate(problem, [.. routes]);
        return made with { Provenance = plan.Provenance with { Made = "insert" } };
    }

    /// <summary>Times, loads, cost and violations of routes whose order is fixed, by hand or by an earlier plan.</summary>
    /// <param name="problem">The day.</param>
    /// <param name="routes">At most one for each vehicle. Visits not named are left out.</param>
    /// <exception cref="KeyNotFoundException">A visit or vehicle is not in the problem.</exception>
    /// <exception cref="ArgumentException">A vehicle or visit is named twice, or a van without a depot is to reload.</exception>
    public static Evaluation Evaluate(Problem problem, IReadOnlyList<FixedRoute> routes)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(routes);
        var plan = PlanWriter.Evaluate(problem, routes);
        return new Evaluation(plan, Checker.Check(problem, plan));
    }

    /// <summary>
    /// Times, loads, cost and violations of one route whose order is fixed, without looking at the rest of the plan: for a
    /// stop dragged to and fro.
    /// </summary>
    /// <remarks>
    /// What holds between two routes is not asked: a visit of a team starts as if its other were not there. A shipment's
    /// two visits are asked to be on the route together.
    /// </remarks>
    /// <param name="problem">The day.</param>
    /// <param name="route">The route; one stop or more.</param>
    /// <exception cref="KeyNotFoundException">A visit or vehicle is not in the problem.</exception>
    /// <exception cref="ArgumentException">It has no stop, a visit is named twice, or a van without a depot is to reload.</exception>
    public static RouteEvaluation Evaluate(Problem problem, FixedRoute route)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(route);
        var written = PlanWriter.Evaluate(problem, route);
        return new RouteEvaluation(written, Checker.Alone(problem, written));
    }

    /// <summary>
    /// Checks a plan against the problem, deriving everything anew: shares no code with the search.
    /// </summary>
    /// <returns>Every constraint that is broken; empty for a good plan.</returns>
    public static IReadOnlyList<Violation> Check(Problem problem, Plan plan)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(plan);
        return Checker.Check(problem, plan);
    }

    /// <summary>
    /// Says why a visit is not in a plan, or is late in it: tries relaxations one by one and another van, then in pairs, then
    /// together, and answers those that were seen to work, cheapest first.
    /// </summary>
    /// <remarks>
    /// A visit of a shipment or a team is explained together with the other one. A visit that is planned, and starts after
    /// its last window, is asked how it could be in time, with nobody who is in time late and nobody who is late later;
    /// <see cref="Explanation.Fits"/> then says that another place would do as things are. An optional visit that fits and
    /// costs more than it is worth binds on <see cref="Constraint.Worth"/>. No other visit is moved to another place.
    /// </remarks>
    /// <exception cref="KeyNotFoundException">The problem has no such visit, or the plan names what it has not.</exception>
    public static Explanation Explain(Problem problem, Plan plan, string visit)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(visit);
        return Explainer.Explain(problem, plan, visit);
    }

    /// <summary>What changes for each visit from one plan to another; visits that stay are not named.</summary>
    /// <returns>Ordered by visit name, ordinal.</returns>
    public static IReadOnlyList<Change> Diff(Plan before, Plan after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return PlanDiff.Between(before, after);
    }
}
