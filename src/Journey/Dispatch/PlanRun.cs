using Homeward.Field;
using Homeward.Journey.Shared;

namespace Homeward.Journey.Dispatch;

public enum RunScope
{
    /// <summary>Everything that is not locked.</summary>
    All,

    /// <summary>The visits or the vans named; everything else keeps its van and its order.</summary>
    Selection,

    /// <summary>The stops of one van, in the best order.</summary>
    Route,

    /// <summary>What is left out finds a place; nothing else moves to another van or place in the order.</summary>
    UnplannedOnly,
}

public enum RunState
{
    Running,
    Ready,
    Accepted,
    Rejected,
    Cancelled,

    /// <summary>The host that searched went away. The plan is as it was.</summary>
    Lost,
    Failed,
}

/// <summary>One search for a better day. It changes nothing until a dispatcher accepts what it found.</summary>
public sealed class PlanRun : Entity, IBranchScoped
{
    public Guid BranchId { get; internal set; }
    public DateOnly Date { get; internal set; }

    /// <summary>The version it began from; 0: the day had none.</summary>
    public int BasedOn { get; internal set; }
    public RunScope Scope { get; internal set; }
    public RunState State { get; internal set; }
    public int Seconds { get; internal set; }
    public DateTime StartedAt { get; internal set; }
    public string StartedBy { get; internal set; } = "";
    public DateTime? EndedAt { get; internal set; }

    /// <summary>When the searching host last said that it is alive.</summary>
    public DateTime SeenAt { get; internal set; }
    public int Rounds { get; internal set; }
    public Money Cost { get; internal set; }
    public int LeftOut { get; internal set; }
    public Money BaseCost { get; internal set; }
    public int BaseLeftOut { get; internal set; }

    /// <summary>Why it failed, in a sentence.</summary>
    public string? Trouble { get; internal set; }

    /// <summary>Who began it, by id.</summary>
    public Guid StartedById { get; internal set; }

    /// <summary>What was found, as JSON: orders of stops, reasons, and the visits' versions it is about.</summary>
    public string? Found { get; internal set; }

    /// <summary>The version made of it.</summary>
    public Guid? PlanId { get; internal set; }
}

/// <param name="BasedOn">The version the dispatcher saw; another one in between refuses. Null: whatever is there.</param>
/// <param name="VisitIds">For a selection: visits that may move.</param>
/// <param name="VehicleIds">For a selection or a route: vans whose stops may move.</param>
/// <param name="Seconds">The longest search, 1 to 120.</param>
/// <param name="Rounds">The most rounds of improvement; with the same day and seed, reached before the time is up, the result is the same.</param>
public sealed record StartRunRequest(
    Guid BranchId,
    DateOnly Date,
    int? BasedOn = null,
    RunScope Scope = RunScope.All,
    List<Guid>? VisitIds = null,
    List<Guid>? VehicleIds = null,
    int Seconds = 10,
    int Rounds = 1_000_000,
    long Seed = 0
);

public sealed record RunStarted(Guid RunId);

/// <summary>A run as a dispatcher watches it.</summary>
/// <param name="Cost">Of the best plan found so far, the price of what is left out included; so is <paramref name="BaseCost"/>.</param>
/// <param name="Diff">What would change for whom, once it is ready.</param>
public sealed record RunView(
    Guid Id,
    Guid BranchId,
    DateOnly Date,
    int BasedOn,
    RunScope Scope,
    RunState State,
    DateTime StartedAt,
    string StartedBy,
    DateTime? EndedAt,
    int Seconds,
    int Rounds,
    Money Cost,
    Money BaseCost,
    int LeftOut,
    int BaseLeftOut,
    string? Trouble,
    Guid? PlanId,
    RunDiff? Diff
);

/// <summary>What accepting would change.</summary>
public sealed record RunDiff(
    Money CostBefore,
    Money CostAfter,
    int LeftOutBefore,
    int LeftOutAfter,
    IReadOnlyList<RunChange> Changes
);

/// <summary>One visit that another van takes, or that comes at another time, or in, or out.</summary>
public sealed record RunChange(
    Guid VisitId,
    string Number,
    string Patient,
    string What,
    string? FromVan,
    DateTime? FromStart,
    string? ToVan,
    DateTime? ToStart
);

public sealed record RunRequest(Guid RunId);
