using Homeward.Field;

namespace Homeward.Journey.Dispatch;

/// <summary>The version of the day that a board shows.</summary>
/// <param name="Latest">The number of the day's newest version; edits are based on it.</param>
public sealed record BoardVersion(
    Guid PlanId,
    int Number,
    int Latest,
    int Version,
    PlanState State,
    DateTime MadeAt,
    string MadeBy,
    string Note,
    DateTime? PublishedAt,
    string? PublishedBy,
    IReadOnlyList<string> Warnings
)
{
    public bool IsLatest => Number == Latest;
}

/// <summary>A place as the board shows it.</summary>
public sealed record BoardPlace(string Address, double? Latitude, double? Longitude);

/// <summary>Who locked something, and when.</summary>
public sealed record LockView(string By, DateTime At);

/// <summary>A break as planned.</summary>
public sealed record BoardBreak(DateTime From, DateTime To);

/// <summary>One stop of a lane: a visit, or a reload at the depot (no visit).</summary>
/// <param name="Done">The crew has been there: the times are what happened, and the stop is not part of the plan any more.</param>
/// <param name="DriveSeconds">The drive before it, in seconds, breaks left aside.</param>
/// <param name="DriveMetres">Its length.</param>
/// <param name="BreakBefore">A break taken between the stop before and the start of work here.</param>
/// <param name="LateMinutes">How long after the window's end work starts; 0 when in time.</param>
/// <param name="Dirty">Something dirty is on the van when it leaves.</param>
/// <param name="CleanDirtyConflict">Clean and dirty meet here although the van keeps them apart.</param>
/// <param name="Version">The visit's version.</param>
public sealed record BoardStop(
    int Sequence,
    Guid? VisitId,
    string Number,
    string Patient,
    BoardPlace Place,
    DateTime ArrivesAt,
    DateTime StartsAt,
    DateTime LeavesAt,
    int DriveSeconds,
    int DriveMetres,
    BoardBreak? BreakBefore,
    DateTime? WindowFrom,
    DateTime? WindowTo,
    bool Booked,
    int LateMinutes,
    Mass LoadAfter,
    Mass HazmatAfter,
    bool Dirty,
    bool CleanDirtyConflict,
    VisitKind Kind,
    Urgency Urgency,
    bool LifeSustaining,
    bool Lift,
    VisitState State,
    bool Done,
    DateTime? Eta,
    LockView? Lock,
    int Version
)
{
    public bool IsReload => VisitId is null;
    public bool Locked => Lock is not null;
}

/// <summary>One van with its crew: what they do, what it costs, what it carries.</summary>
/// <param name="OnShift">False when the plan names a van or driver that does not work on that day any more.</param>
/// <param name="StartsAt">When the van leaves; null for an empty lane.</param>
/// <param name="PaidMinutes">From leaving to the end, breaks included: what wages are paid for.</param>
/// <param name="Lifts">Stops with a two-person crew or a piece of 50 lb and more.</param>
/// <param name="CleanDirtyConflicts">Stops where clean and dirty meet although the van keeps them apart.</param>
public sealed record BoardLane(
    string Key,
    Guid VehicleId,
    string Van,
    Guid PersonId,
    string Person,
    Guid? SecondPersonId,
    string? Second,
    bool OnShift,
    DateTime? ShiftFrom,
    DateTime? ShiftTo,
    LockView? Lock,
    DateTime? StartsAt,
    DateTime? EndsAt,
    int PaidMinutes,
    int DriveMinutes,
    int ServiceMinutes,
    int WaitMinutes,
    int BreakMinutes,
    int Visits,
    int Late,
    int Lifts,
    Distance Length,
    Money Cost,
    long Co2Grams,
    Mass PeakLoad,
    Mass LoadLimit,
    Mass PeakHazmat,
    Mass HazmatLimit,
    int CleanDirtyConflicts,
    IReadOnlyList<BoardBreak> Breaks,
    IReadOnlyList<BoardStop> Stops
)
{
    public bool Locked => Lock is not null;
}

/// <summary>A visit of the day without a place on a route.</summary>
/// <param name="Code">Why, as a code: a constraint (Window, Skill, ShiftEnd ...), DSP-..., New, ByHand.</param>
/// <param name="Blocks">What else keeps it at the dock: papers, stock, a hold.</param>
/// <param name="Relaxation">The kind of change that was seen to make it fit and that can be applied here; null: none can.</param>
/// <param name="CanTry">It may be dragged onto a lane: it has a place and no hold.</param>
public sealed record BoardUnplanned(
    Guid VisitId,
    string Number,
    string Patient,
    BoardPlace Place,
    VisitKind Kind,
    Urgency Urgency,
    bool LifeSustaining,
    DateTime DueAt,
    bool Overdue,
    DateTime WindowFrom,
    DateTime WindowTo,
    bool Booked,
    int ServiceMinutes,
    string Code,
    string Sentence,
    string ToDo,
    IReadOnlyList<Block> Blocks,
    string? Relaxation,
    bool CanTry,
    IReadOnlyList<string> Skills,
    int Crew,
    int Version
);

/// <summary>A figure over the lanes that drive: the least, the most, and the mean.</summary>
public sealed record Spread(double Least, double Most, double Mean)
{
    public double Range => Most - Least;

    internal static Spread Of(IReadOnlyList<double> values) =>
        values.Count == 0 ? new(0, 0, 0) : new(values.Min(), values.Max(), values.Average());
}

/// <summary>How evenly the work is shared among the lanes that drive.</summary>
public sealed record Fairness(Spread PaidMinutes, Spread Stops, Spread Lifts);

/// <summary>What the whole day comes to.</summary>
public sealed record BoardTotals(
    int Visits,
    int Planned,
    int Unplanned,
    int Late,
    int Done,
    Money Cost,
    Distance Length,
    int DriveMinutes,
    long Co2Grams,
    long Co2GramsPerVisit,
    Fairness Fairness
);

/// <summary>A branch's day on one screen.</summary>
/// <param name="Plan">Null while nothing was planned.</param>
/// <param name="Now">When it was read, UTC.</param>
public sealed record BoardView(
    Guid BranchId,
    string Branch,
    string TimeZone,
    DateOnly Date,
    DateOnly Today,
    DateTime DayFrom,
    DateTime DayTo,
    DateTime Now,
    double DepotLatitude,
    double DepotLongitude,
    BoardVersion? Plan,
    IReadOnlyList<BoardLane> Lanes,
    IReadOnlyList<BoardUnplanned> Unplanned,
    BoardTotals Totals,
    Guid? RunId,
    bool CanUndo,
    bool CanRedo
);
