namespace Homeward.Routing.Tests.Optimal;

/// <summary>
/// The cheapest plan of a small day, by trying every one: who is left out, who goes with whom, in which order, with
/// reloads wherever they serve. It knows nothing but how an order of stops is evaluated.
/// </summary>
internal sealed class BruteForce(Problem problem, Func<Problem, IReadOnlyList<FixedRoute>, Evaluation> evaluate)
{
    private readonly List<List<(string[] Order, int Visits)>> orders =
    [
        .. problem.Vehicles.Select(_ => new List<(string[], int)>()),
    ];

    /// <summary>The cheapest plan; null where not even the locked stops can be kept.</summary>
    internal Plan? Cheapest()
    {
        for (var k = 0; k < problem.Vehicles.Length; k++)
        {
            Extend(k, [], 0, 0);
        }

        // What one van does binds another only where they make a visit together.
        return problem.Teams.IsEmpty ? RouteByRoute() : Together(0, 0, [], null);
    }

    /// <summary>Gathers the orders of a van. A reload at the depot before the van has left, or at the end, serves nothing.</summary>
    private void Extend(int k, List<string> order, int visits, int reloads)
    {
        var van = problem.Vehicles[k];
        if (visits > 0)
        {
            orders[k].Add(([.. order], visits));
        }

        for (var i = 0; i < problem.Visits.Length; i++)
        {
            if ((visits & (1 << i)) != 0 || Barred(van, problem.Visits[i].Id))
            {
                continue;
            }

            order.Add(problem.Visits[i].Id);
            Extend(k, order, visits | (1 << i), reloads);
            order.RemoveAt(order.Count - 1);
            if (reloads < (van.Reload?.Most ?? 0) && (order.Count > 0 || van.Underway is not null))
            {
                order.AddRange([FixedRoute.Reload, problem.Visits[i].Id]);
                Extend(k, order, visits | (1 << i), reloads + 1);
                order.RemoveRange(order.Count - 2, 2);
            }
        }
    }

    private readonly Dictionary<(string, string), bool> barred = [];

    /// <summary>Whether the judge will have the van nowhere near the visit, whatever else it does.</summary>
    private bool Barred(Vehicle van, string visit)
    {
        if (!barred.TryGetValue((van.Id, visit), out var never))
        {
            never = evaluate(problem, [new FixedRoute(van.Id, [visit])])
                .Violations.Any(v => v.Constraint is Constraint.Skill or Constraint.Crew or Constraint.VehicleBan);
            barred.Add((van.Id, visit), never);
        }

        return never;
    }

    private Plan? RouteByRoute()
    {
        var all = 1 << problem.Visits.Length;
        var best = new (long Cost, List<FixedRoute> Routes)?[all];
        best[0] = (0, []);
        for (var k = 0; k < problem.Vehicles.Length; k++)
        {
            var mine = Routes(k);
            var next = new (long Cost, List<FixedRoute> Routes)?[all];
            for (var visits = 0; visits < all; visits++)
            {
                for (var own = visits; ; own = (own - 1) & visits)
                {
                    if (best[visits & ~own] is { } others && mine[own] is { } route)
                    {
                        var cost = others.Cost + route.Cost;
                        if (next[visits] is not { } known || cost < known.Cost)
                        {
                            next[visits] = (
                                cost,
                                route.Order is null ? others.Routes : [.. others.Routes, route.Order]
                            );
                        }
                    }

                    if (own == 0)
                    {
                        break;
                    }
                }
            }

            best = next;
        }

        var cheapest = Enumerable
            .Range(0, all)
            .Where(visits => best[visits] is not null)
            .Select(visits => (Cost: best[visits]!.Value.Cost + LeftOut(visits), best[visits]!.Value.Routes))
            .OrderBy(b => b.Cost)
            .FirstOrDefault();
        if (cheapest.Routes is null)
        {
            return null;
        }

        // The sum over the routes is what the judge says of the whole.
        var (plan, found) = evaluate(problem, cheapest.Routes);
        Assert.Empty(found.Select(v => v.Message));
        Assert.Equal(cheapest.Cost, plan.Cost.Total.Value);
        return plan;
    }

    private long LeftOut(int visits) =>
        problem.Visits.Where((_, i) => (visits & (1 << i)) == 0).Sum(v => v.PriceLeftOut.Value);

    /// <summary>A van's cheapest good route for each set of visits.</summary>
    private (long Cost, FixedRoute? Order)?[] Routes(int k)
    {
        var van = problem.Vehicles[k];
        var best = new (long Cost, FixedRoute? Order)?[1 << problem.Visits.Length];
        if (van.Underway is not { Locked.Count: > 0 })
        {
            best[0] = (0, null);
        }

        foreach (var (order, visits) in orders[k])
        {
            var route = new FixedRoute(van.Id, order);
            var (plan, found) = evaluate(problem, [route]);
            var cost = plan.Routes[0].Cost.Total.Value;
            if (
                (best[visits] is not { } known || cost < known.Cost)
                && !found.Any(v => v.Vehicle is null || v.Vehicle == van.Id)
            )
            {
                best[visits] = (cost, route);
            }
        }

        return best;
    }

    private Plan? Together(int k, int visits, List<FixedRoute> routes, Plan? best)
    {
        if (k == problem.Vehicles.Length)
        {
            var (plan, found) = evaluate(problem, routes);
            return found.Count == 0 && (best is null || plan.Cost.Total < best.Cost.Total) ? plan : best;
        }

        best = Together(k + 1, visits, routes, best);
        foreach (var (order, own) in orders[k].Where(o => (o.Visits & visits) == 0))
        {
            routes.Add(new FixedRoute(problem.Vehicles[k].Id, order));
            best = Together(k + 1, visits | own, routes, best);
            routes.RemoveAt(routes.Count - 1);
        }

        return best;
    }
}
