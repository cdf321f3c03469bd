namespace Homeward.Routing;

/// <summary>How long and how <see cref="RoutePlanner.Solve"/> searches.</summary>
public sealed record SolveOptions
{
    /// <summary>
    /// The longest time to search. Null (default): no limit, unless <see cref="Iterations"/> is null too; then it is
    /// one second. A last look at what is left out, and explaining it, come after. A result under a time limit depends on the machine.
    /// </summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>
    /// The most rounds of improvement; 0 only constructs. Null (default): no limit. With a limit here and none in time
    /// the same problem and seed give the same plan.
    /// </summary>
    public int? Iterations { get; init; }

    /// <summary>The seed of the dice. Default 0.</summary>
    public long Seed { get; init; }

    /// <summary>
    /// How many searches run side by side and exchange what they find; 1 to 64. Default 1. With a limit in
    /// <see cref="Iterations"/> and none in time, the same problem, seed and threads give the same plan.
    /// </summary>
    public int Threads { get; init; } = 1;

    /// <summary>A plan to start from; visits it names that do not fit the problem are planned anew. Default none.</summary>
    public Plan? From { get; init; }

    /// <summary>Whether to explain what is left out. Default true.</summary>
    public bool Explain { get; init; } = true;

    /// <summary>Told of each better plan, at most once every hundred rounds, on the searching thread. Default none.</summary>
    public IProgress<SolveProgress>? Progress { get; init; }

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>Where a search stands.</summary>
/// <param name="Iteration">Rounds so far.</param>
/// <param name="Cost">What the best plan so far costs.</param>
/// <param name="LeftOut">How many visits it leaves out.</param>
public sealed record SolveProgress(int Iteration, Cents Cost, int LeftOut);
