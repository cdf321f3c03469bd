namespace Homeward.Routing.Formats;

/// <summary>
/// What <see cref="Vroom.Read"/> made of VROOM's JSON: the problem, and what it takes to answer in VROOM's words.
/// Immutable and safe to share between threads.
/// </summary>
public sealed class VroomInstance
{
    internal VroomInstance(
        VroomInput input,
        VroomRoads roads,
        Problem problem,
        long origin,
        IReadOnlyList<FixedRoute> initialRoutes,
        IReadOnlyList<string> notes
    )
    {
        (Input, Roads, Problem, Origin) = (input, roads, problem, origin);
        (InitialRoutes, Notes) = (initialRoutes, notes);
        Tasks = input.Tasks.ToDictionary(t => t.Visit, StringComparer.Ordinal);
        Vehicles = input.Vehicles.ToDictionary(v => v.Name, StringComparer.Ordinal);
    }

    /// <summary>
    /// The problem. Vehicles are named by their id; visits <c>job:7</c>, <c>pickup:7</c> and <c>delivery:7</c>. Its costs
    /// are VROOM's objective, not money; what VROOM would call the cost is in the output.
    /// </summary>
    public Problem Problem { get; }

    /// <summary>
    /// The plan that vehicles' <c>steps</c> describe; empty where there are none. To search from it, evaluate it and hand
    /// it over in <see cref="SolveOptions.From"/>.
    /// </summary>
    public IReadOnlyList<FixedRoute> InitialRoutes { get; }

    /// <summary>What <c>options</c> ask for: <c>t</c> threads, <c>l</c> seconds.</summary>
    public SolveOptions Options => Input.Options;

    /// <summary>What VROOM calls the problem's time 0; what it reads is this much less, what it writes this much more.</summary>
    public long Origin { get; }

    /// <summary>What is not as in VROOM in this instance, a sentence each; empty for most.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>What a plan costs as VROOM states it: fixed costs, driving and tasks; what is left out costs nothing.</summary>
    /// <exception cref="ArgumentException">The plan is not of this instance: it has another vehicle or visit, or a reload.</exception>
    public long CostOf(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Routes.Where(r => r.Stops.Count > 0).Sum(r => new VroomRoute(this, r).Cost);
    }

    internal VroomInput Input { get; }
    internal VroomRoads Roads { get; }
    internal Dictionary<string, VroomTask> Tasks { get; }
    internal Dictionary<string, VroomVehicle> Vehicles { get; }
}
