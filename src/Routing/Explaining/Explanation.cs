namespace Homeward.Routing;

/// <summary>Why a visit is not in a plan, or late in it, and what would change that.</summary>
/// <param name="Visit">The visit's name.</param>
/// <param name="Remedies">
/// What would make it fit, or be in time, cheapest first. Each was tried: applied to the problem, the visit can be inserted
/// into the plan. Empty when nothing tried helps.
/// </param>
/// <param name="Sentence">The whole in English.</param>
public sealed record Explanation(string Visit, IReadOnlyList<Remedy> Remedies, string Sentence)
{
    /// <summary>
    /// The constraints that bind: those of the cheapest remedy; or <see cref="Constraint.Reach"/> where no vehicle can
    /// drive there, <see cref="Constraint.Locked"/> where a late visit is. Empty when the visit fits or nothing tried helps.
    /// </summary>
    public IReadOnlyList<Constraint> Binding { get; init; } = [];

    /// <summary>Whether the visit could be inserted as things are, in time, for no more than it is worth; or is planned so.</summary>
    public bool Fits { get; init; }
}

/// <summary>Relaxations that together make a visit fit.</summary>
/// <param name="Relaxations">One or more.</param>
/// <param name="Vehicle">The vehicle that would come.</param>
/// <param name="Start">When work would start.</param>
/// <param name="Price">
/// What it is reckoned to cost, to rank remedies: the added cost of the placement and a price for what is asked
/// (1.00 a minute of time, 5.00 a percent of capacity, 100.00 a person, 200.00 a skill, 50.00 to lift a ban, 300.00
/// for a further van, nothing for a higher price of leaving out, 150.00 for the rest).
/// </param>
/// <param name="Sentence">What to do, in English.</param>
public sealed record Remedy(
    IReadOnlyList<Relaxation> Relaxations,
    string Vehicle,
    Seconds Start,
    Cents Price,
    string Sentence
)
{
    /// <summary>The problem with every relaxation applied.</summary>
    public Problem ApplyTo(Problem problem) => Relaxations.Aggregate(problem, (p, r) => r.ApplyTo(p));
}
