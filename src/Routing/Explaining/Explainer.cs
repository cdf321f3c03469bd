using Homeward.Routing.Solving;

namespace Homeward.Routing.Explaining;

/// <summary>
/// Finds out by trying: lets a constraint go, inserts, has the checker measure what the result breaks in the problem as
/// it is, relaxes exactly that, and inserts again. What survives is a remedy.
/// </summary>
internal sealed partial class Explainer
{
    private const int Confirmations = 4;
    private const int MostInTime = 20;

    private readonly Problem problem;

    /// <summary>The problem as it is, without the wish to be in time.</summary>
    private readonly Problem real;
    private readonly Plan plan;
    private readonly Seconds late;
    private readonly int x;
    private readonly string id;

    /// <summary>The visit, and its partner unless that is locked on its van.</summary>
    private readonly List<int> visits;

    /// <summary>The visit's name and its partner's.</summary>
    private readonly List<string> ids;
    private readonly bool isLocked;
    private readonly bool isStuck;

    private Explainer(Problem problem, Problem real, Plan plan, int x, Seconds late)
    {
        (this.problem, this.real, this.plan, this.x, this.late) = (problem, real, plan, x, late);
        id = problem.Visits[x].Id;
        var open = Placements.Open(problem, plan, x);
        var partner = open.Problem.Visits[x].Partner;
        isLocked = open.RouteOf[x] >= 0;
        isStuck = Placements.Stuck(problem, plan, open, x).Count > 0;
        visits = partner < 0 || open.RouteOf[partner] >= 0 ? [x] : [x, partner];
        ids = partner < 0 ? [id] : [id, problem.Visits[partner].Id];
    }

    internal static Explanation Explain(Problem problem, Plan plan, string id)
    {
        var x = PlanWriter.VisitOf(problem, id);
        var late = OnTime.LateBy(problem, plan, x);
        var asked = late > Seconds.Zero ? OnTime.Of(problem, plan, x) : problem;
        return new Explainer(asked, problem, plan, x, late).Explain();
    }

    private Explanation Explain()
    {
        var isLate = late > Seconds.Zero;
        var lateness = $"{Wording.Minutes(late.Value)} late";
        if (isLocked)
        {
            return isLate
                ? new Explanation(id, [], $"'{id}' starts {lateness} and is locked on its van.")
                {
                    Binding = [Constraint.Locked],
                }
                : new Explanation(id, [], $"'{id}' is locked on its van.") { Fits = true };
        }

        if (isStuck)
        {
            return new Explanation(
                id,
                [],
                $"'{id}' {(isLate ? $"starts {lateness}, but" : "is planned, and")} its van could not make the rest without it."
            )
            {
                Fits = !isLate,
            };
        }

        if (Best(problem, real) is { } here)
        {
            var what = isLate ? $"starts {lateness}, but '{here.Vehicle}' could be there in time" : null;
            return Short(problem, here.AddedCost) is { } shortage ? NotWorth(here, shortage)
                : what is not null ? new(id, [], $"'{id}' {what}, at {here.Start}, as things are.") { Fits = true }
                : new(id, [], $"'{id}' fits: '{here.Vehicle}' can be there at {here.Start}.") { Fits = true };
        }

        var (remedies, lead) = Remedies();
        var head = isLate ? $"'{id}' starts {lateness}, and no van can be there in time." : $"{Who()} not fit.";
        if (remedies.Count > 0)
        {
            var more = remedies.Skip(1).Take(3).Select(r => Wording.Words(r.Relaxations));
            var others = remedies.Count == 1 ? "" : $" Or: {string.Join("; or ", more)}.";
            return new Explanation(id, remedies, $"{head} {lead}{remedies[0].Sentence}{others}")
            {
                Binding = [.. remedies[0].Relaxations.Select(r => r.Constraint).Distinct()],
            };
        }

        return !isLate && NoWay() is { } noWay
            ? new Explanation(id, [], noWay) { Binding = [Constraint.Reach] }
            : new Explanation(id, [], $"{head} No change that was tried helps.");
    }

    /// <summary>Which road is missing; null where none is.</summary>
    private string? NoWay()
    {
        const string Look = "look at the map";
        var lost = ids.Find(i => !problem.Vehicles.Any(v => Reached(v, problem.Visit(i), straight: false)));
        if (lost is not null)
        {
            return $"There is no way to '{lost}' and back for any vehicle: {Look}.";
        }

        var aside = ids.Find(i => !problem.Vehicles.Any(v => Reached(v, problem.Visit(i), straight: true)));
        if (aside is not null)
        {
            return $"No vehicle has a way straight to '{aside}' and straight back: {Look}.";
        }

        var shipment = problem.Shipments.FirstOrDefault(v => ids.Contains(v.Id));
        var from = shipment is null ? null : problem.Visit(shipment.BringsFrom!);
        return from is null || problem.Profiles.Any(p => p.Reaches(from.Place, shipment!.Place))
            ? null
            : $"There is no way straight from '{from.Id}' to '{shipment!.Id}': {Look}.";
    }

    private string Who() =>
        ids.Count == 1 ? $"'{id}' does"
        : problem.Teams.Any(t => ids.Contains(t.First)) ? $"'{ids[0]}' and '{ids[1]}', which two vans make together, do"
        : $"'{ids[0]}' and '{ids[1]}', two ends of one shipment, do";

    /// <summary>Whether a vehicle can come to a visit and go on from it: straight, or else by way of another one.</summary>
    private bool Reached(Vehicle v, Visit visit, bool straight)
    {
        var travel = problem.Profiles[v.Profile];
        int[] others = straight
            ? []
            : [.. problem.Visits.Where(other => other.Place != visit.Place).Select(other => other.Place)];
        var comes =
            travel.Reaches(v.Underway?.Place ?? v.Start ?? visit.Place, visit.Place)
            || others.Any(place => travel.Reaches(place, visit.Place));
        var goes =
            v.End is not { } end
            || travel.Reaches(visit.Place, end)
            || others.Any(place => travel.Reaches(visit.Place, place));
        return comes && goes;
    }

    /// <summary>One change, and another van; then two changes; then all at once; then all at once for another van.</summary>
    private (List<Remedy> Remedies, string Lead) Remedies()
    {
        var trials = Trials.For(problem, visits, late > Seconds.Zero);
        var found = trials.Select(Try).Concat(AnotherVan(anyhow: false)).OfType<Remedy>().ToList();
        var lead = "";
        if (found.Count == 0)
        {
            lead = "No single change is enough. ";
            for (var i = 0; i < trials.Count; i++)
            {
                found.AddRange(trials.Skip(i + 1).Select(t => Try(trials[i].And(t))).OfType<Remedy>());
            }
        }

        if (found.Count == 0)
        {
            lead = "No one or two changes are enough. ";
            found.AddRange(new[] { Everything(trials) }.OfType<Remedy>());
        }

        if (found.Count == 0)
        {
            found.AddRange(AnotherVan(anyhow: true));
        }

        var ranked = found
            .DistinctBy(r => r.Sentence)
            .OrderBy(r => r.Price)
            .ThenBy(r => r.Sentence, StringComparer.Ordinal);
        return ([.. ranked], lead);
    }

    /// <summary>The cheapest remedy of one trial, or of the least of its steps that is enough.</summary>
    private Remedy? Try(Trial trial)
    {
        var attempts = Attempt.Of(problem, plan, visits, trial);
        if (attempts.Count == 0)
        {
            return null;
        }

        foreach (var step in trial.Steps)
        {
            if (Confirmed(Attempt.Of(problem, plan, visits, step), step) is { } lesser)
            {
                return lesser;
            }
        }

        return Confirmed(attempts, trial);
    }

    /// <summary>Lets everything go at once; of what is then broken, keeps what is needed.</summary>
    private Remedy? Everything(List<Trial> trials)
    {
        var all = trials.Aggregate((a, b) => a.And(b));
        return Confirmed(Attempt.Of(problem, plan, visits, all), all) is { } remedy ? Least(remedy) : null;
    }

    private Remedy? Confirmed(List<Attempt> attempts, Trial trial) =>
        attempts
            .Select(a => (Attempt: a, Remedy: Measure(a, trial)))
            .Where(a => a.Remedy is not null)
            .OrderBy(a => a.Remedy!.Price)
            .ThenBy(a => a.Remedy!.Vehicle, StringComparer.Ordinal)
            .Take(Confirmations)
            .Select(a => Sure(a.Remedy!, a.Attempt))
            .FirstOrDefault(r => r is not null);

    /// <summary>What an attempt breaks in the problem as it is, as relaxations; null where something cannot be relaxed.</summary>
    private Remedy? Measure(Attempt attempt, Trial trial)
    {
        if (attempt.Broken(problem, ids) is not { } broken || !attempt.TakesBreaks(problem, trial))
        {
            return null;
        }

        var relaxations = broken
            .DistinctBy(b =>
                (b.Constraint, b.Vehicle, b.Dimension, b.Constraint == Constraint.CleanDirty ? null : b.Visit)
            )
            .Select(b => RelaxationOf(b, attempt, trial))
            .ToList();
        var price = attempt.Added + new Cents(relaxations.Sum(r => Wording.Ask(problem, r)));
        return Of(relaxations, [.. attempt.Routes.Select(r => r.Vehicle)], StartOf(attempt, id), price);
    }

    private static Remedy Of(List<Relaxation> relaxations, List<string> vehicles, Seconds start, Cents price)
    {
        var by = string.Join(" and ", vehicles.Distinct(StringComparer.Ordinal).Select(v => $"'{v}'"));
        var words = $"To be there at {start} with {by}: {Wording.Words(relaxations)}.";
        return new Remedy(relaxations, vehicles[0], start, price, words);
    }

    private Relaxation RelaxationOf(Violation b, Attempt attempt, Trial trial)
    {
        var visit = b.Visit is { } at && ids.Contains(at) ? at : id;
        var vehicle = b.Vehicle ?? attempt.Routes[0].Vehicle;
        var amount = b.Constraint switch
        {
            Constraint.Break => trial.BreaksMove.Value,
            Constraint.Team => Apart(attempt) ? b.Excess : -b.Excess,
            _ => b.Excess,
        };
        var bare = new Relaxation(b.Constraint, visit, vehicle, b.Dimension, amount, StartOf(attempt, visit), "");
        return bare with { Sentence = Wording.Of(problem, b.Message, bare) };
    }

    /// <summary>Whether a team starts further apart than agreed, not nearer.</summary>
    private bool Apart(Attempt attempt)
    {
        var team = problem.Teams.First(t => ids.Contains(t.First));
        return StartOf(attempt, team.Second) - StartOf(attempt, team.First) > team.MostAfter;
    }

    private static Seconds StartOf(Attempt attempt, string visit) =>
        attempt
            .Routes.SelectMany(r => r.Stops)
            .First(s => string.Equals(s.Visit, visit, StringComparison.Ordinal))
            .Start;

    /// <summary>The remedy, with a higher price where the visit would not be worth its way; null where it does not hold.</summary>
    private Remedy? Sure(Remedy remedy, Attempt? attempt)
    {
        if (Applied(remedy, problem) is not { } relaxed)
        {
            return null;
        }

        // The judge is asked whether a route is good as it was tried; those of a team he cannot judge alone.
        var places = RoutePlanner.Insert(relaxed, plan, id, attempt?.Routes.Count > 1 ? int.MaxValue : 1);
        var asTried = attempt switch
        {
            null => true,
            { Routes: [var route] } => RoutePlanner.Evaluate(relaxed, route.Order).Violations.Count == 0,
            _ => places.Any(p => p.Vehicle == remedy.Vehicle && p.Start == remedy.Start),
        };
        if (!asTried || places is not [var placed, ..])
        {
            return null;
        }

        if (late > Seconds.Zero && (Applied(remedy, real) is not { } asItIs || Best(relaxed, asItIs) is null))
        {
            return null;
        }

        if (Short(relaxed, placed.AddedCost) is not { } shortage)
        {
            return remedy;
        }

        List<Relaxation> relaxations = [.. remedy.Relaxations, Worth(placed, shortage)];
        return remedy with
        {
            Relaxations = relaxations,
            Sentence = $"To be there at {remedy.Start} with '{remedy.Vehicle}': {Wording.Words(relaxations)}.",
        };
    }

    /// <summary>
    /// The cheapest place. What teams start at may depend on who has to be in time: then only one that has the visit in time,
    /// and nobody later than now, in the problem as it is.
    /// </summary>
    private Placement? Best(Problem asked, Problem without) =>
        late == Seconds.Zero || problem.Teams.IsEmpty
            ? RoutePlanner.Insert(asked, plan, id, 1).FirstOrDefault()
            : RoutePlanner
                .Insert(asked, plan, id, MostInTime)
                .FirstOrDefault(p => OnTime.Keeps(real, plan, RoutePlanner.Apply(without, plan, p), id));

    /// <summary>Takes out of a remedy what is not needed.</summary>
    private Remedy Least(Remedy remedy)
    {
        foreach (
            var one in remedy
                .Relaxations.Where(r => r.Constraint is not (Constraint.Vehicles or Constraint.Goods))
                .ToList()
        )
        {
            List<Relaxation> rest = [.. remedy.Relaxations.Where(r => r != one)];
            if (
                rest.Count > 0
                && Applied(remedy with { Relaxations = rest }, problem) is { } relaxed
                && RoutePlanner.Insert(relaxed, plan, id, 1) is [var placed]
                && Short(relaxed, placed.AddedCost) is null
            )
            {
                var price = placed.AddedCost + new Cents(rest.Sum(r => Ask(r, relaxed)));
                var partner = placed.Partner is { } other ? [other.Vehicle] : Array.Empty<string>();
                remedy = Of(rest, [placed.Vehicle, .. partner], placed.Start, price);
            }
        }

        return remedy;
    }

    private long Ask(Relaxation r, Problem relaxed) =>
        Wording.Ask(problem.VehicleIndex.ContainsKey(r.Vehicle) ? problem : relaxed, r);

    /// <summary>The problem with a remedy applied; null where it would contradict itself, as a shift that starts before the day.</summary>
    private static Problem? Applied(Remedy remedy, Problem to)
    {
        try
        {
            return remedy.ApplyTo(to);
        }
        catch (Exception e) when (e is InvalidProblemException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>How much too dear an optional visit is at a cost; null where it is worth it, or has to be made.</summary>
    private Cents? Short(Problem asked, Cents cost)
    {
        var members = visits.Select(i => asked.Visits[i]).ToList();
        if (!members.TrueForAll(v => v.Optional))
        {
            return null;
        }

        var worth = new Cents(members.Sum(v => v.PriceLeftOut.Value));
        return cost >= worth ? cost - worth + new Cents(1) : null;
    }

    private Relaxation Worth(Placement placed, Cents shortage)
    {
        var bare = new Relaxation(Constraint.Worth, id, placed.Vehicle, null, shortage.Value, placed.Start, "");
        return bare with { Sentence = Wording.Of(problem, "", bare) };
    }

    private Explanation NotWorth(Placement placed, Cents shortage)
    {
        var worth = placed.AddedCost - shortage + new Cents(1);
        var remedy = Of([Worth(placed, shortage)], [placed.Vehicle], placed.Start, placed.AddedCost);
        return new Explanation(
            id,
            [remedy],
            $"'{id}' costs {placed.AddedCost} to serve and is worth {worth}. {remedy.Sentence}"
        )
        {
            Binding = [Constraint.Worth],
        };
    }
}
