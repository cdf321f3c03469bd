namespace Homeward.Routing.Formats;

/// <summary>
/// A benchmark instance as a problem to plan. Visits are named by the client numbers that solution files use ("1", "2", ...:
/// the node's number less one), vehicles by their number ("1", "2", ...), places are the nodes in order, depots first.
/// </summary>
/// <remarks>
/// A metre is a distance of 1 / <see cref="Scale"/>. Money is not wages: the plan's cost is distance, vehicles used and prizes
/// not collected, <see cref="Units"/> cents for each 1.0 of the cost that solution files state.
/// </remarks>
public sealed record VrpInstance
{
    internal VrpInstance() { }

    /// <summary>The name in the file; empty where it has none.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of problem as the file calls it, such as <c>CVRP</c> or <c>VRPTW</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The problem.</summary>
    public required Problem Problem { get; init; }

    /// <summary>How many cents of a plan's cost are 1.0 of the instance's cost: 10 for VRPTW, 1 for CVRP.</summary>
    public required int Units { get; init; }

    /// <summary>How many metres are a distance of 1.0: 1, 10 or 1000.</summary>
    public required int Scale { get; init; }

    /// <summary>
    /// How many seconds are a time of 1.0: <see cref="Scale"/>, or less where the instance's day would not end before
    /// <see cref="Seconds.Horizon"/>; 0 where the instance knows no times.
    /// </summary>
    public required int TimeScale { get; init; }

    /// <summary>How many depots there are: the places 0 to this less one.</summary>
    public required int Depots { get; init; }

    /// <summary>Whether it matters which vehicle makes a route: then a solution's route 3 is vehicle 3's.</summary>
    public required bool VehiclesDiffer { get; init; }

    /// <summary>
    /// What a plan costs as solution files state it: distance, vehicles used, prizes not collected. A visit that has to be
    /// made and is left out costs nothing here: look at <see cref="Plan.Unplanned"/> first.
    /// </summary>
    /// <exception cref="KeyNotFoundException">The plan leaves out a visit that the problem has not.</exception>
    public decimal CostOf(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var cents = plan.Cost.Total - plan.Cost.LeftOut;
        foreach (var visit in plan.Unplanned.Select(u => Problem.Visit(u.Visit)).Where(v => v.Optional))
        {
            cents += visit.PriceLeftOut;
        }

        return (decimal)cents.Value / Units;
    }
}

/// <summary>A solution file's routes and the cost it states.</summary>
/// <param name="Routes">The routes, to evaluate.</param>
/// <param name="Cost">The cost as the file states it; null where it states none.</param>
public sealed record VrpSolution(IReadOnlyList<FixedRoute> Routes, decimal? Cost);

/// <summary>How an instance's distances become whole numbers.</summary>
public enum VrpRounding
{
    /// <summary>To the nearest whole number: CVRP and its kin.</summary>
    Nearest,

    /// <summary>Cut off after one decimal: VRPTW since the DIMACS challenge of 2022.</summary>
    Tenths,

    /// <summary>To the nearest thousandth: instances that are given with real distances.</summary>
    Thousandths,
}
