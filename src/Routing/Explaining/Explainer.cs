using Homeward.Routing.Checking;
using Homeward.Routing.Solving;

namespace Homeward.Routing.Explaining;

/// <summary>
/// Finds out by trying: lets a constraint go, inserts, has the checker measure what the result breaks in the problem as
/// it is, relaxes exactly that, and inserts again. What survives is a remedy.
/// </summary>
internal static class Explainer
{
    private const int Confirmations = 4;

    internal static Explanation Explain(Problem problem, Plan plan, string id)
    {
        var x = PlanWriter.VisitOf(problem, id);
        var visit = problem.Visits[x];
        var open = Placements.Open(problem, plan, x);
        if (open.RouteOf[x] >= 0)
        {
            return new Explanation(id, [], $"'{id}' is locked on its van.") { Fits = true };
        }

        var here = RoutePlanner.Insert(problem, plan, id, 1);
        if (here.Count > 0)
        {
            return new Explanation(id, [], $"'{id}' fits: '{here[0].Vehicle}' can be there at {here[0].Start}.")
            {
                Fits = true,
            };
        }

        var trials = Trial.For(problem, visit);
        var remedies = trials.SelectMany(t => Try(problem, plan, x, t)).Concat(AnotherVan(problem, plan, x)).ToList();
        var pairs = remedies.Count == 0;
        for (var i = 0; pairs && i < trials.Count; i++)
        {
            for (var j = i + 1; j < trials.Count; j++)
            {
                remedies.AddRange(Try(problem, plan, x, trials[i].And(trials[j])));
            }
        }

        // The last resort lets everything go at once: what the checker then measures is what is needed.
        var many = remedies.Count == 0 && trials.Count > 2;
        if (many)
        {
            remedies.AddRange(Try(problem, plan, x, trials.Aggregate((a, b) => a.And(b))));
        }

        remedies =
        [
            .. remedies
                .DistinctBy(r => r.Sentence)
                .OrderBy(r => r.Price)
                .ThenBy(r => r.Sentence, StringComparer.Ordinal),
        ];
        if (remedies.Count > 0)
        {
            var lead =
                many ? "No one or two changes are enough. "
                : pairs ? "No single change is enough. "
                : "";
            var others =
                remedies.Count == 1
                    ? ""
                    : $" Or: {string.Join("; or ", remedies.Skip(1).Take(3).Select(r => Words(r.Relaxations)))}.";
            return new Explanation(id, remedies, $"'{id}' does not fit. {lead}{remedies[0].Sentence}{others}")
            {
                Binding = [.. remedies[0].Relaxations.Select(r => r.Constraint).Distinct()],
            };
        }

        var reached = problem.Vehicles.Any(v => Reached(problem, v, visit));
        return new Explanation(
            id,
            [],
            reached
                ? $"'{id}' does not fit, and no change that was tried makes it fit."
                : $"There is no way to '{id}' and back for any vehicle: look at its place on the map."
        )
        {
            Binding = reached ? [] : [Constraint.Reach],
        };
    }

    private static bool Reached(Problem problem, Vehicle v, Visit visit) =>
        problem.Travel.Reaches(v.Underway?.Place ?? v.Start ?? visit.Place, visit.Place)
        && (v.End is not { } end || problem.Travel.Reaches(visit.Place, end));

    /// <summary>The cheapest remedy of one trial, if it holds.</summary>
    private static IEnumerable<Remedy> Try(Problem problem, Plan plan, int x, Trial trial)
    {
        var relaxed = trial.On(problem, x);
        var open = Placements.Open(problem, relaxed, plan, x);
        var candidates = new List<Remedy>();
        for (var k = 0; k < open.Routes.Length; k++)
        {
            var slot = open.Inserter.Best(open.Routes[k], x, thorough: true);
            if (slot.Exists)
            {
                var order = open.Inserter.Fill(open.Routes[k], x, slot).ToArray();
                var route = PlanWriter.Write(problem, relaxed, open.Timeline, k, order);
                var remedy = Measure(problem, x, route, PlanWriter.Cents(slot.Added));
                if (remedy is not null)
                {
                    candidates.Add(remedy);
                }
            }
        }

        return candidates
            .OrderBy(r => r.Price)
            .ThenBy(r => r.Vehicle, StringComparer.Ordinal)
            .Take(Confirmations)
            .Where(r => Holds(problem, plan, r))
            .Take(1);
    }

    /// <summary>What a route breaks in the problem as it is, as relaxations; null where something cannot be relaxed.</summary>
    private static Remedy? Measure(Problem problem, int x, Route route, Cents added)
    {
        var broken = new List<Violation>();
        Checker.Route(problem, route, broken);
        broken.RemoveAll(b => b.Constraint == Constraint.Figures);
        var id = problem.Visits[x].Id;
        var start = route.Stops.First(s => string.Equals(s.Visit, id, StringComparison.Ordinal)).Start;
        var visitOnly = broken.All(b =>
            b.Visit is null
            || b.Constraint == Constraint.Capacity
            || string.Equals(b.Visit, id, StringComparison.Ordinal)
        );
        var immovable = broken.Any(b => b.Constraint is Constraint.Reach or Constraint.Locked or Constraint.Once);
        if (broken.Count == 0 || immovable || !visitOnly)
        {
            return null;
        }

        var relaxations = broken
            .DistinctBy(b => (b.Constraint, b.Dimension))
            .Select(b => new Relaxation(
                b.Constraint,
                id,
                route.Vehicle,
                b.Dimension,
                b.Excess,
                start,
                Words(problem, b, id, route.Vehicle, start)
            ))
            .ToList();
        var price = added + new Cents(relaxations.Sum(r => Ask(problem, r)));
        return new Remedy(
            relaxations,
            route.Vehicle,
            start,
            price,
            $"To bring it at {start} with '{route.Vehicle}': {Words(relaxations)}."
        );
    }

    private static bool Holds(Problem problem, Plan plan, Remedy remedy)
    {
        try
        {
            return RoutePlanner.Insert(remedy.ApplyTo(problem), plan, remedy.Relaxations[0].Visit, 1).Count > 0;
        }
        catch (InvalidProblemException)
        {
            return false; // The relaxed visit would contradict itself, such as a shift that starts before the day.
        }
    }

    private static IEnumerable<Remedy> AnotherVan(Problem problem, Plan plan, int x)
    {
        var id = problem.Visits[x].Id;
        var tried = new List<Remedy>();
        foreach (var van in problem.Vehicles)
        {
            if (problem.Vehicles.Any(v => string.Equals(v.Id, Relaxation.AnotherId(van.Id), StringComparison.Ordinal)))
            {
                continue;
            }

            // Whether a fresh van could serve the visit alone is asked before the whole problem is built again.
            var fresh = new Problem(
                problem.Travel,
                [van with { Underway = null }],
                [
                    problem.Visits[x] with
                    {
                        OnlyVehicles = Only(problem.Visits[x], van.Id),
                        NotVehicles = Not(problem.Visits[x], van.Id),
                    },
                ],
                problem.Dimensions
            );
            var alone = RoutePlanner.Insert(fresh, Plan.Empty(fresh), id, 1);
            if (alone.Count == 0)
            {
                continue;
            }

            var words = $"send another van like '{van.Id}'";
            var relaxation = new Relaxation(Constraint.Vehicles, id, van.Id, null, 1, alone[0].Start, words);
            tried.Add(
                new Remedy(
                    [relaxation],
                    van.Id,
                    alone[0].Start,
                    alone[0].AddedCost + new Cents(Ask(problem, relaxation)),
                    $"To bring it at {alone[0].Start}: {words}."
                )
            );
        }

        return tried
            .OrderBy(r => r.Price)
            .ThenBy(r => r.Vehicle, StringComparer.Ordinal)
            .Take(Confirmations)
            .Where(r => Holds(problem, plan, r))
            .Take(1);
    }

    private static IReadOnlyCollection<string>? Only(Visit visit, string van) =>
        visit.OnlyVehicles is not { } only ? null
        : only.Contains(van, StringComparer.Ordinal) ? [van]
        : [];

    private static IReadOnlyCollection<string> Not(Visit visit, string van) =>
        visit.NotVehicles.Contains(van, StringComparer.Ordinal) ? [van] : [];

    /// <summary>The price of asking, in cents: see <see cref="Remedy.Price"/>.</summary>
    private static long Ask(Problem problem, Relaxation r) =>
        r.Constraint switch
        {
            Constraint.Window
            or Constraint.Promise
            or Constraint.ShiftStart
            or Constraint.ShiftEnd
            or Constraint.MaxDuration
            or Constraint.Release => (r.Amount + 59) / 60 * 100,
            Constraint.Capacity => 500
                * Percent(r.Amount, problem.Vehicle(r.Vehicle).Capacity.GetValueOrDefault(r.Dimension!)),
            Constraint.Crew => 10_000 * r.Amount,
            Constraint.Skill => 20_000 * r.Amount,
            Constraint.VehicleBan => 5_000,
            Constraint.Vehicles => 30_000,
            _ => 15_000,
        };

    private static long Percent(long amount, long of) => of == 0 ? 100 : Math.Max(1, amount * 100 / of);

    private static string Words(IEnumerable<Relaxation> relaxations) =>
        string.Join(" and ", relaxations.Select(r => r.Sentence));

    private static string Words(Problem problem, Violation b, string visit, string van, Seconds start)
    {
        var minutes = $"{(b.Excess + 59) / 60} min";
        var missing = problem.Visit(visit).Skills.Except(problem.Vehicle(van).Skills, StringComparer.Ordinal);
        return b.Constraint switch
        {
            Constraint.Window => $"let it start at {start}, {minutes} outside its window",
            Constraint.Promise => $"move its announced start {minutes} further than the tolerance",
            Constraint.Skill => $"give the crew of '{van}' {string.Join(" and ", missing)}",
            Constraint.Crew => $"put {b.Excess} more on '{van}'",
            Constraint.VehicleBan => $"allow '{van}' to come",
            Constraint.Capacity => $"let '{van}' carry {b.Excess} more of {b.Dimension}",
            Constraint.CleanDirty => $"let '{van}' carry clean beside covered dirty",
            Constraint.ShiftStart => $"start the shift of '{van}' {minutes} earlier",
            Constraint.ShiftEnd => $"let '{van}' work {minutes} longer",
            Constraint.Break => $"move a break of '{van}'",
            Constraint.MaxStops => $"allow '{van}' {b.Excess} more visits",
            Constraint.MaxDuration => $"let '{van}' be out {minutes} longer",
            Constraint.MaxDistance => $"let '{van}' drive {new Metres((int)b.Excess)} further",
            Constraint.Release => $"have the goods ready {minutes} earlier",
            Constraint.Goods => $"hand its goods over to '{van}'",
            Constraint.Reload => $"let '{van}' reload {b.Excess} more times",
            _ => b.Message,
        };
    }
}
