namespace Homeward.Routing.Checking;

/// <summary>What holds between two visits wherever they are planned: shipments and teams.</summary>
internal static class PairRules
{
    /// <summary>Where a visit is planned first.</summary>
    private sealed record Spot(Route Route, int At)
    {
        internal Stop Stop => Route.Stops[At];
    }

    internal static void Check(Problem problem, Plan plan, List<Violation> found)
    {
        var spots = Spots(plan.Routes);
        foreach (var visit in problem.Shipments)
        {
            Shipped(visit, spots, found);
        }

        foreach (var team in problem.Teams)
        {
            Together(team, spots, found);
        }
    }

    /// <summary>The shipments of one route: both their visits have to be on it.</summary>
    internal static void Alone(Problem problem, Route route, List<Violation> found)
    {
        if (problem.Shipments.IsEmpty)
        {
            return;
        }

        var spots = Spots([route]);
        foreach (var visit in problem.Shipments)
        {
            Shipped(visit, spots, found);
        }
    }

    /// <summary>The shipments and teams of some visits, by the routes that they are on.</summary>
    internal static void Of(
        Problem problem,
        IReadOnlyCollection<string> ids,
        IReadOnlyList<Route> routes,
        List<Violation> found
    )
    {
        var spots = Spots(routes);
        foreach (var visit in problem.Shipments.Where(v => ids.Contains(v.Id) || ids.Contains(v.BringsFrom!)))
        {
            Shipped(visit, spots, found);
        }

        foreach (var team in problem.Teams.Where(t => ids.Contains(t.First) || ids.Contains(t.Second)))
        {
            Together(team, spots, found);
        }
    }

    private static Dictionary<string, Spot> Spots(IReadOnlyList<Route> routes)
    {
        var spots = new Dictionary<string, Spot>(StringComparer.Ordinal);
        foreach (var route in routes)
        {
            for (var i = 0; i < route.Stops.Count; i++)
            {
                if (route.Stops[i].Visit is { } id)
                {
                    spots.TryAdd(id, new Spot(route, i));
                }
            }
        }

        return spots;
    }

    private static void Shipped(Visit visit, Dictionary<string, Spot> spots, List<Violation> found)
    {
        var (from, to) = (spots.GetValueOrDefault(visit.BringsFrom!), spots.GetValueOrDefault(visit.Id));
        if (from is null && to is null)
        {
            return;
        }

        if (from is null || to is null)
        {
            var (here, there) = from is null ? (visit.Id, visit.BringsFrom!) : (visit.BringsFrom!, visit.Id);
            Broken(here, (from ?? to)!, $"'{here}' is planned without '{there}', the other end of the shipment.");
        }
        else if (!ReferenceEquals(from.Route, to.Route))
        {
            Broken(visit.Id, to, $"'{visit.Id}' is on '{to.Route.Vehicle}', what it brings on '{from.Route.Vehicle}'.");
        }
        else if (from.At > to.At)
        {
            Broken(visit.Id, to, $"'{visit.Id}' comes before '{visit.BringsFrom}', where it brings from.");
        }
        else if (to.Route.Stops.Take(to.At).Skip(from.At).Any(s => s.IsReload))
        {
            Broken(visit.Id, to, $"A reload empties the van between '{visit.BringsFrom}' and '{visit.Id}'.");
        }

        void Broken(string id, Spot spot, string message) =>
            found.Add(new Violation(Constraint.Shipment, spot.Route.Vehicle, id, null, 1, message));
    }

    private static void Together(TeamVisit team, Dictionary<string, Spot> spots, List<Violation> found)
    {
        var (first, second) = (spots.GetValueOrDefault(team.First), spots.GetValueOrDefault(team.Second));
        if (first is null && second is null)
        {
            return;
        }

        if (first is null || second is null)
        {
            var (here, there) = first is null ? (team.Second, team.First) : (team.First, team.Second);
            Broken(here, (first ?? second)!, 1, $"'{here}' is planned without '{there}', the other of the team.");
            return;
        }

        if (RouteCase.Same(first.Route.Vehicle, second.Route.Vehicle))
        {
            Broken(team.Second, second, 1, $"'{team.First}' and '{team.Second}' are both on '{first.Route.Vehicle}'.");
            return;
        }

        var after = (long)second.Stop.Start.Value - first.Stop.Start.Value;
        var off = Math.Max(team.LeastAfter.Value - after, after - team.MostAfter.Value);
        if (off > 0)
        {
            Broken(
                team.Second,
                second,
                off,
                $"'{team.Second}' starts {RouteCase.Clock(after)} after '{team.First}', not {team.LeastAfter} to {team.MostAfter}."
            );
        }

        void Broken(string id, Spot spot, long excess, string message) =>
            found.Add(new Violation(Constraint.Team, spot.Route.Vehicle, id, null, excess, message));
    }
}
