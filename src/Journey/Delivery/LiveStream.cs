using System.Collections.Concurrent;
using Homeward.Journey.Dispatch;

namespace Homeward.Journey.Delivery;

/// <summary>A place a van was at, by its own clock.</summary>
public sealed record LiveFix(
    DateTime At,
    double Latitude,
    double Longitude,
    double? AccuracyMetres = null,
    double? SpeedMetresPerSecond = null,
    double? BearingDegrees = null
);

/// <summary>A stop a van still has before it, and when it will be there: most likely, and between which times four in five times.</summary>
/// <param name="StartsAt">When work starts most likely: the arrival, or the window's start where the crew waits for it.</param>
/// <param name="LateProbability">That work starts after the window's end, 0 to 1.</param>
/// <param name="MinutesLate">Of the most likely start past the window's end; 0 in time.</param>
public sealed record LiveStop(
    Guid VisitId,
    string Number,
    string Patient,
    int Sequence,
    VisitState State,
    bool LifeSustaining,
    int Priority,
    double? Latitude,
    double? Longitude,
    DateTime WindowFrom,
    DateTime WindowTo,
    DateTime PlannedStart,
    DateTime Eta,
    DateTime EtaEarly,
    DateTime EtaLate,
    DateTime StartsAt,
    double LateProbability,
    int MinutesLate
);

/// <summary>A van on its published route, as far as is known now.</summary>
/// <param name="Fix">Null: no position today.</param>
/// <param name="LostSignal">It has work before it and has not been heard of for longer than the branch's setting.</param>
/// <param name="DriftMinutes">How much later than planned the next stop starts; negative is early.</param>
/// <param name="LeftVisitId">A visit still open whose door the van has left: it should be closed or failed.</param>
public sealed record LiveVan(
    Guid VehicleId,
    string Van,
    Guid PersonId,
    string Driver,
    LiveFix? Fix,
    int? AgeSeconds,
    bool LostSignal,
    int Done,
    int Stops,
    double DriftMinutes,
    Guid? AtVisitId,
    Guid? LeftVisitId,
    DateTime? LeftAt,
    DateTime? BackAt,
    IReadOnlyList<LiveStop> Remaining
);

/// <summary>A stop that may be late, with the harm that would do: life-sustaining first, then minutes times priority.</summary>
public sealed record StopAtRisk(
    Guid VisitId,
    string Number,
    string Patient,
    Guid VehicleId,
    string Van,
    bool LifeSustaining,
    int Priority,
    DateTime WindowTo,
    DateTime Eta,
    int MinutesLate,
    double LateProbability,
    double Harm
);

/// <summary>A branch's running day, whole: what a board shows first; <see cref="LiveStream"/> tells what changes.</summary>
/// <param name="Seq">The last change this holds: those up to it may be left aside.</param>
public sealed record LiveDayView(
    long Seq,
    Guid BranchId,
    DateOnly Date,
    DateTime At,
    Guid? PlanId,
    int? PlanVersion,
    IReadOnlyList<LiveVan> Vans,
    IReadOnlyList<StopAtRisk> AtRisk
);

/// <summary>A version of a day was made, published or taken back.</summary>
public sealed record LivePlan(Guid PlanId, DateOnly Date, int VersionNo, PlanState State, string By, string Note);

/// <summary>A visit changed its state.</summary>
public sealed record LiveVisit(Guid VisitId, string Number, DateOnly Date, VisitState State, Guid? VehicleId);

/// <summary>Where a running optimisation stands.</summary>
public sealed record LiveRun(Guid RunId, DateOnly Date, string State, int Iteration, long CostCents, int LeftOut);

public enum LiveKind
{
    /// <summary>A van moved, or its arrival times did: <see cref="LiveChange.Van"/>.</summary>
    Van,

    /// <summary>The whole list of stops at risk, anew: <see cref="LiveChange.AtRisk"/>.</summary>
    Risk,

    Plan,
    Visit,
    Run,
}

/// <summary>One change of a branch's running day.</summary>
public sealed record LiveChange(long Seq, Guid BranchId, LiveKind Kind)
{
    public LiveVan? Van { get; init; }
    public IReadOnlyList<StopAtRisk>? AtRisk { get; init; }
    public LivePlan? Plan { get; init; }
    public LiveVisit? Visit { get; init; }
    public LiveRun? Run { get; init; }
}

/// <summary>
/// The changes of the running days, in process: pages and the SignalR hub subscribe by branch. What is told is not kept; who comes
/// later, or lost the thread, takes a snapshot (<see cref="LiveDay"/>). A listener must return at once and see to its own thread.
/// </summary>
public sealed class LiveStream
{
    private readonly ConcurrentDictionary<long, (Guid Branch, Action<LiveChange> Tell)> listeners = [];
    private long lastKey;
    private long lastSeq;

    /// <summary>The number of the latest change.</summary>
    public long Seq => Interlocked.Read(ref lastSeq);

    /// <summary>Somebody began to listen to this branch.</summary>
    public event Action<Guid>? Subscribed;

    /// <summary>Hears every change of the branch until disposed of.</summary>
    public IDisposable Subscribe(Guid branchId, Action<LiveChange> tell)
    {
        var key = Interlocked.Increment(ref lastKey);
        listeners[key] = (branchId, tell);
        Subscribed?.Invoke(branchId);
        return new Ending(() => listeners.TryRemove(key, out _));
    }

    public bool HasListeners(Guid branchId) => listeners.Any(l => l.Value.Branch == branchId);

    public IReadOnlyList<Guid> Branches => [.. listeners.Values.Select(l => l.Branch).Distinct()];

    public void Tell(Guid branchId, LiveVan van) => Tell(new(Next(), branchId, LiveKind.Van) { Van = van });

    public void Tell(Guid branchId, IReadOnlyList<StopAtRisk> atRisk) =>
        Tell(new(Next(), branchId, LiveKind.Risk) { AtRisk = atRisk });

    public void Tell(Guid branchId, LivePlan plan) => Tell(new(Next(), branchId, LiveKind.Plan) { Plan = plan });

    public void Tell(Guid branchId, LiveVisit visit) => Tell(new(Next(), branchId, LiveKind.Visit) { Visit = visit });

    public void Tell(Guid branchId, LiveRun run) => Tell(new(Next(), branchId, LiveKind.Run) { Run = run });

    private long Next() => Interlocked.Increment(ref lastSeq);

    private void Tell(LiveChange change)
    {
        foreach (var (_, (branch, tell)) in listeners)
            if (branch == change.BranchId)
                tell(change);
    }

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
