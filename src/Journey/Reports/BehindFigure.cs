using Homeward.Journey.Shared;

namespace Homeward.Journey.Reports;

/// <summary>The part of a figure one wants to see the visits of.</summary>
public enum FigurePart
{
    Ended,
    Completed,
    Failed,
    OnTime,
    Late,
    LeftOutOfOnTime,
    FirstCompleted,
    FirstFailed,
}

public sealed record BehindRow(VisitFact Visit, string Branch, string Driver);

/// <summary>The visits behind a number: read by the same rows and the same conditions as the number itself.</summary>
public sealed class BehindFigure(VisitFacts facts)
{
    public async Task<Outcome<IReadOnlyList<BehindRow>>> Run(
        FigureSpan span,
        FigurePart part,
        Guid? personId,
        CancellationToken ct
    )
    {
        if (VisitFacts.Fault(span) is { } fault)
            return fault;
        var rows = (await facts.Read(span, ct))
            .Where(r => (personId is null || r.PersonId == personId) && IsIn(r, part))
            .ToList();
        var names = await facts.Names(rows, [], ct);
        return rows.Select(r => new BehindRow(
                r,
                names.GetValueOrDefault(r.BranchId, "?"),
                r.PersonId is { } p ? names.GetValueOrDefault(p, "?") : "—"
            ))
            .ToList();
    }

    private static bool IsIn(VisitFact row, FigurePart part) =>
        part switch
        {
            FigurePart.Completed => row.Completed,
            FigurePart.Failed => !row.Completed,
            FigurePart.OnTime => row.CountsForOnTime && row.OnTime,
            FigurePart.Late => row.CountsForOnTime && !row.OnTime,
            FigurePart.LeftOutOfOnTime => row.ArrivedAt is not null && !row.CountsForOnTime,
            FigurePart.FirstCompleted => row.Attempt == 1 && row.Completed,
            FigurePart.FirstFailed => row.Attempt == 1 && !row.Completed,
            _ => true,
        };
}
