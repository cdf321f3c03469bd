using Homeward.Routing.Checking;
using Homeward.Routing.Solving;

namespace Homeward.Routing.Explaining;

/// <summary>Routes with the visits in them, as a trial lets them be: one, or two for a team.</summary>
/// <param name="Routes">The route of the visit asked for first.</param>
/// <param name="Added">What they add to the plan's cost, in the trial's prices.</param>
internal sealed record Attempt(IReadOnlyList<Route> Routes, Cents Added)
{
    /// <summary>How many pairs of vans are looked at for a team.</summary>
    private const int MostPairs = 40;

    /// <summary>The cheapest way for each van, or each two vans of a team.</summary>
    internal static List<Attempt> Of(Problem problem, Plan plan, IReadOnlyList<int> visits, Trial trial)
    {
        var relaxed = trial.On(problem, visits);
        var open = Placements.Open(problem, relaxed, plan, visits[0]);
        return relaxed.Visits[visits[0]].Partner < 0
            ? Alone(problem, open, visits[0])
            : Paired(problem, open, visits[0]);
    }

    /// <summary>What the routes break in the problem as it is; null where something cannot be let go.</summary>
    internal List<Violation>? Broken(Problem problem, IReadOnlyCollection<string> ids)
    {
        var broken = new List<Violation>();
        foreach (var route in Routes)
        {
            Checker.Route(problem, route, broken);
        }

        PairRules.Of(problem, ids, Routes, broken);
        broken.RemoveAll(b => b.Constraint == Constraint.Figures);
        var possible = broken.All(b =>
            b.Constraint is not (Constraint.Reach or Constraint.Locked or Constraint.Once or Constraint.Shipment)
            && (
                b.Visit is null || ids.Contains(b.Visit) || b.Constraint is Constraint.Capacity or Constraint.CleanDirty
            )
        );
        return possible && broken.Count > 0 ? broken : null;
    }

    /// <summary>Whether breaks that a trial moves are still taken: not moved to where the van is not out.</summary>
    internal bool TakesBreaks(Problem problem, Trial trial) =>
        trial.BreaksMove == Seconds.Zero || Routes.All(r => r.Breaks.Count == problem.Vehicle(r.Vehicle).Breaks.Count);

    private static List<Attempt> Alone(Problem problem, Solution open, int x)
    {
        var found = new List<Attempt>();
        foreach (var route in open.Routes)
        {
            var slot = open.Inserter.Best(route, x, thorough: true);
            if (slot.Exists)
            {
                var order = open.Inserter.Fill(route, x, slot).ToArray();
                var written = PlanWriter.Write(problem, open.Problem, open.Timeline, route.Vehicle, order);
                found.Add(new Attempt([written], PlanWriter.Cents(slot.Added)));
            }
        }

        return found;
    }

    private static List<Attempt> Paired(Problem problem, Solution open, int x)
    {
        var pairs = new Pairs(open);
        var ways = pairs
            .Ways(x, Pairs.ManyLooks)
            .OrderBy(w => w.Added)
            .DistinctBy(w => (w.One.Route, w.Other?.Route))
            .Take(MostPairs)
            .ToList();
        var settled = new Settled(open);
        var found = new List<Attempt>();
        foreach (var way in ways)
        {
            var other = way.Other?.Route ?? open.RouteOf[open.Problem.Visits[x].Partner];
            var orders = new[] { way.One.Route, other }.Distinct().Select(k => (k, pairs.Order(way, k))).ToList();
            if (settled.Try(orders, out var added))
            {
                var routes = orders.Select(o => PlanWriter.Write(problem, open.Problem, open.Timeline, o.k, o.Item2));
                found.Add(new Attempt([.. routes], PlanWriter.Cents(open.Pins is null ? way.Added : added)));
            }
        }

        settled.LetGo();
        return found;
    }
}
