using Homeward.Journey.Dispatch;
using Homeward.Web.Ui;

namespace Homeward.Web.Dispatch;

/// <summary>The verdict of a move as the browser shows it.</summary>
public sealed record JudgeAnswer(
    bool Fits,
    bool Firm,
    IReadOnlyList<string> Broken,
    string? Van,
    long? Starts,
    long Cost,
    long Metres,
    int Detour,
    int Others,
    IReadOnlyList<JudgeShift> Shifts,
    IReadOnlyList<Problem> Problems
)
{
    public static JudgeAnswer Of(MoveVerdict v) =>
        new(
            v.Fits,
            v.Firm,
            v.Broken,
            v.Van,
            v.StartsAt is { } at ? BoardSheet.Unix(at) : null,
            v.AddedCost.Cents,
            v.AddedLength.Metres,
            v.DetourMinutes * 60,
            v.OthersMoved,
            [.. v.Shifted.Select(s => new JudgeShift(s.VisitId, s.Patient, s.Minutes, s.PromiseBroken))],
            []
        );

    public static JudgeAnswer No(IReadOnlyList<Problem> problems) =>
        new(false, true, [], null, null, 0, 0, 0, 0, [], problems);
}

public sealed record JudgeShift(Guid Id, string Patient, int Minutes, bool Breaks);

/// <summary>What became of a move: made, refused, or overtaken by somebody else's edit of the same route.</summary>
public sealed record MoveAnswer(
    bool Ok,
    IReadOnlyList<Problem> Problems,
    string? Conflict = null,
    IReadOnlyList<RowResult>? Rows = null
);

/// <summary>A van as the map and its lane show it.</summary>
public sealed record VanNow(
    string Id,
    string Name,
    double? Latitude,
    double? Longitude,
    double? Bearing,
    bool Lost,
    double Drift,
    IReadOnlyList<EtaNow> Etas
);

public sealed record EtaNow(Guid Id, long At, long Early, long Latest, int Late);

public sealed record RiskNow(
    Guid Id,
    string Number,
    string Patient,
    string Van,
    bool Life,
    long By,
    long Eta,
    int Minutes,
    double Chance
);
