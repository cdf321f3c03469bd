namespace Homeward.Routing.Explaining;

/// <summary>What another van would do.</summary>
internal sealed partial class Explainer
{
    /// <summary>One more van like one of those there are; for a team perhaps two. Anyhow: with all that it takes beside.</summary>
    private List<Remedy> AnotherVan(bool anyhow)
    {
        var kinds = problem.Vehicles.Select((v, k) => (v, k)).DistinctBy(p => problem.Compiled.Vehicles[p.k].Class);
        var isTeam = problem.Teams.Any(t => ids.Contains(t.First));
        foreach (var count in isTeam && visits.Count > 1 ? [1, 2] : (int[])[1])
        {
            // A van that comes to one of a team leaves the other to the vans that there are.
            var alone = isTeam && count == 1 ? visits.Select(i => (List<int>)[i]) : [visits];
            var held = kinds
                .SelectMany(p => alone.Select(members => Fresh(p.v, count, members, anyhow)))
                .OfType<Remedy>()
                .OrderBy(r => r.Price)
                .ThenBy(r => r.Vehicle, StringComparer.Ordinal)
                .Take(Confirmations)
                .Select(r => Sure(r, null))
                .OfType<Remedy>()
                .Select(r => anyhow ? Least(r) : r)
                .FirstOrDefault();
            if (held is not null)
            {
                return [held];
            }
        }

        return [];
    }

    /// <summary>Whether fresh vans could serve some visits and nothing else: asked before the whole problem is built again.</summary>
    private Remedy? Fresh(Vehicle van, int count, List<int> members, bool anyhow)
    {
        var names = Relaxation.AnotherIds(problem, van.Id).Take(count).ToList();
        var served = members.Select(i => Only(problem.Visits[i], van.Id, names)).ToList();
        var fresh = new Problem(
            problem.Profiles,
            names.Select(name => van with { Id = name, Underway = null }),
            served,
            problem.Dimensions,
            members.Count > 1 ? problem.Teams.Where(t => ids.Contains(t.First)) : null,
            problem.Traffic
        );
        var first = served[0].Id;
        var empty = Plan.Empty(fresh);
        var more = Enumerable.Repeat(
            new Relaxation(
                Constraint.Vehicles,
                first,
                van.Id,
                null,
                1,
                default,
                count == 1 ? $"send another van like '{van.Id}'" : $"send {count} more vans like '{van.Id}'"
            ),
            count
        );
        if (!anyhow)
        {
            return RoutePlanner.Insert(fresh, empty, first, 1) is [var placed]
                ? With([], placed.Start, placed.AddedCost)
                : null;
        }

        var explainer = new Explainer(fresh, fresh, empty, 0, late);
        return explainer.Everything(Trials.For(fresh, explainer.visits, late > Seconds.Zero)) is { } remedy
            ? With(remedy.Relaxations, remedy.Start, remedy.Price)
            : null;

        Remedy With(IEnumerable<Relaxation> beside, Seconds start, Cents price)
        {
            List<Relaxation> asked =
            [
                .. more.Select(r => r with { Start = start }),
                .. HandedOver(members, names[0], start),
            ];
            var asking = new Cents(asked.Sum(r => Wording.Ask(problem, r)));
            List<Relaxation> all = [.. asked, .. beside];
            return new(all, van.Id, start, price + asking, $"To be there at {start}: {Wording.Words(all)}.");
        }
    }

    /// <summary>What a van under way carries for the visits goes over to the new van.</summary>
    private IEnumerable<Relaxation> HandedOver(List<int> members, string van, Seconds start) =>
        members
            .Where(i => problem.Compiled.Visits[i].CarriedBy >= 0)
            .Select(i => problem.Visits[i].Id)
            .Select(visit => new Relaxation(
                Constraint.Goods,
                visit,
                van,
                null,
                1,
                start,
                $"hand the goods of '{visit}' over to '{van}'"
            ));

    private static Visit Only(Visit visit, string van, List<string> names)
    {
        visit = names.Aggregate(visit, (v, name) => Relaxation.Alike(v, van, name));
        return visit with
        {
            OnlyVehicles = visit.OnlyVehicles is null
                ? null
                : [.. visit.OnlyVehicles.Intersect(names, StringComparer.Ordinal)],
            NotVehicles = [.. visit.NotVehicles.Intersect(names, StringComparer.Ordinal)],
            ServiceOn = visit
                .ServiceOn.Where(s => names.Contains(s.Key))
                .ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal),
            PreferredVehicle = null,
        };
    }
}
