using Homeward.Routing.Solving;

namespace Homeward.Routing.Explaining;

/// <summary>A constraint let go altogether, to see whether it binds. What a trial finds is measured afterwards.</summary>
/// <param name="Constraint">Which.</param>
/// <param name="Visit">What becomes of a visit that is explained, by its index.</param>
/// <param name="Vehicle">What becomes of every vehicle.</param>
internal sealed record Trial(Constraint Constraint, Func<int, Visit, Visit> Visit, Func<Vehicle, Vehicle> Vehicle)
{
    /// <summary>Lesser steps, the least first: where the trial finds a way, the first of them that does too is better.</summary>
    internal IReadOnlyList<Trial> Steps { get; init; } = [];

    /// <summary>How far breaks are moved; zero where they are left out, if this trial is about them.</summary>
    internal Seconds BreaksMove { get; init; }

    private bool GoodsAnywhere { get; init; } = Constraint == Constraint.Goods;

    /// <summary>How much further apart in time a team may be.</summary>
    internal Seconds Apart { get; init; }

    /// <summary>Both at once, without lesser steps.</summary>
    internal Trial And(Trial other) =>
        new(Constraint, (i, v) => other.Visit(i, Visit(i, v)), v => other.Vehicle(Vehicle(v)))
        {
            GoodsAnywhere = GoodsAnywhere || other.GoodsAnywhere,
            Apart = Apart + other.Apart,
        };

    /// <summary>The problem as the trial has it.</summary>
    internal Compiled On(Problem problem, IReadOnlyList<int> visits) =>
        new(
            problem,
            visits.ToDictionary(i => i, i => Visit(i, problem.Visits[i])),
            [.. problem.Vehicles.Select(Vehicle)],
            GoodsAnywhere,
            Apart
        );
}
