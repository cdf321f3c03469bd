using Google.OrTools.ConstraintSolver;
using Google.Protobuf.WellKnownTypes;
using Homeward.Routing;

namespace Homeward.Bench.Routing;

/// <summary>
/// OR-Tools' routing library on our problems: guided local search from parallel cheapest insertion, the money of our model as its
/// objective. It answers orders of stops; times and cost of them are worked out by <see cref="RoutePlanner.Evaluate(Problem, IReadOnlyList{FixedRoute})"/>.
/// </summary>
/// <remarks>
/// Left out: reloads, teams, shipments, traffic and vans under way, with which a problem is refused; the longest time at the wheel
/// and the price of uneven work, without which the answer is only dearer or breaks a limit, which the checker then says.
/// </remarks>
internal static class OrToolsRival
{
    /// <param name="problem">The problem.</param>
    /// <param name="cpu">How much CPU time the process may have used in all when the search stops.</param>
    /// <returns>The orders and what it counts their cost as, in cents; null where it found nothing.</returns>
    /// <exception cref="NotSupportedException">The problem has what cannot be said to it.</exception>
    public static (List<FixedRoute> Routes, double Cents)? Solve(Problem problem, TimeSpan cpu)
    {
        using var model = new OrToolsModel(problem);
        VoidToBoolean spent = () => CpuClock.Spent >= cpu;
        model.Routing.AddSearchMonitor(model.Routing.solver().MakeCustomLimit(spent));
        var parameters = operations_research_constraint_solver.DefaultRoutingSearchParameters();
        parameters.FirstSolutionStrategy = FirstSolutionStrategy.Types.Value.ParallelCheapestInsertion;
        parameters.LocalSearchMetaheuristic = LocalSearchMetaheuristic.Types.Value.GuidedLocalSearch;

        // The clock on the wall is only the net below: a busy machine must not take time from it.
        parameters.TimeLimit = Duration.FromTimeSpan((cpu - CpuClock.Spent) * 10 + TimeSpan.FromSeconds(1));
        var answer = model.Routing.SolveWithParameters(parameters);
        GC.KeepAlive(spent);
        return answer is null ? null : (Orders(problem, model, answer), OrToolsModel.Cents(answer));
    }

    private static List<FixedRoute> Orders(Problem problem, OrToolsModel model, Assignment answer)
    {
        var routes = new List<FixedRoute>();
        for (var k = 0; k < problem.Vehicles.Length; k++)
        {
            var stops = new List<string>();
            for (
                var at = answer.Value(model.Routing.NextVar(model.Routing.Start(k)));
                !model.Routing.IsEnd(at);
                at = answer.Value(model.Routing.NextVar(at))
            )
                stops.Add(problem.Visits[model.Indices.IndexToNode(at)].Id);
            if (stops.Count > 0)
                routes.Add(new FixedRoute(problem.Vehicles[k].Id, stops));
        }

        return routes;
    }
}
