using Homeward.Field;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Reports;

/// <summary>What each figure counts, in one sentence: shown beside the number wherever it stands.</summary>
public static class Formulas
{
    public const string OnTime =
        "Visits where the crew arrived inside the promised window, out of all visits where it arrived. Visits that failed for the patient's reasons are left out and shown beside.";
    public const string FirstAttempt =
        "First attempts that were completed, out of all first attempts that ended (completed or failed).";
    public const string CostPerVisit =
        "Planned cost of the published routes (wages, miles, fixed cost) divided by the visits completed on them. Routes without a completed visit count.";
    public const string DocumentLag =
        "Median time from the end of a completed visit to its proof being ready for billing.";

    /// <summary>Failures that are the patient's circumstance, not the branch's work.</summary>
    public static readonly IReadOnlySet<string> PatientsReasons = new HashSet<string>([
        "refused",
        "hospitalised",
        "deceased",
    ]);
}

/// <summary>Whose figures: a span of local days, at most a year, one branch or all that are seen.</summary>
public sealed record FigureSpan(DateOnly From, DateOnly To, Guid? BranchId = null);

/// <summary>One line of figures. A rate without anything to count is null, never zero.</summary>
public sealed record FigureLine(
    Guid? BranchId,
    Guid? PersonId,
    string Name,
    int Ended,
    int Completed,
    int Failed,
    int Arrived,
    int OnTime,
    int LeftOutOfOnTime,
    int FirstAttempts,
    int FirstCompleted,
    Money? Cost,
    WorkTime? DocumentLag
)
{
    public double? OnTimeRate => Arrived == 0 ? null : (double)OnTime / Arrived;
    public double? FirstAttemptRate => FirstAttempts == 0 ? null : (double)FirstCompleted / FirstAttempts;
    public Money? CostPerVisit =>
        Cost is { } cost && Completed > 0 ? new Money((long)Math.Round(cost.Cents / (double)Completed)) : null;
}

public sealed record FigureSheet(
    FigureSpan Span,
    FigureLine Total,
    IReadOnlyList<FigureLine> Branches,
    IReadOnlyList<FigureLine> Drivers
);

/// <summary>The on-time rate, first-attempt rate and cost per delivery, in all, by branch and by driver.</summary>
public sealed class ShowFigures(VisitFacts facts)
{
    public async Task<Outcome<FigureSheet>> Run(FigureSpan span, CancellationToken ct)
    {
        if (VisitFacts.Fault(span) is { } fault)
            return fault;
        var rows = await facts.Read(span, ct);
        var costs = await facts.Costs(span, ct);
        var names = await facts.Names(rows, costs, ct);
        var branches = rows.Select(r => r.BranchId).Concat(costs.Select(c => c.BranchId)).Distinct();
        var drivers = rows.Select(r => r.PersonId).OfType<Guid>().Concat(costs.Select(c => c.PersonId)).Distinct();
        return new FigureSheet(
            span,
            Line(null, null, "All", rows, costs),
            [
                .. branches
                    .Select(b =>
                        Line(
                            b,
                            null,
                            names.GetValueOrDefault(b, "?"),
                            [.. rows.Where(r => r.BranchId == b)],
                            [.. costs.Where(c => c.BranchId == b)]
                        )
                    )
                    .OrderBy(l => l.Name),
            ],
            [
                .. drivers
                    .Select(p =>
                        Line(
                            null,
                            p,
                            names.GetValueOrDefault(p, "?"),
                            [.. rows.Where(r => r.PersonId == p)],
                            [.. costs.Where(c => c.PersonId == p)]
                        )
                    )
                    .OrderBy(l => l.Name),
            ]
        );
    }

    private static FigureLine Line(
        Guid? branch,
        Guid? person,
        string name,
        List<VisitFact> rows,
        List<RouteCost> costs
    )
    {
        var counted = rows.Where(r => r.CountsForOnTime).ToList();
        var first = rows.Where(r => r.Attempt == 1).ToList();
        var lags = rows.Where(r => r.Lag is not null).Select(r => r.Lag!.Value).Order().ToList();
        return new(
            branch,
            person,
            name,
            rows.Count,
            rows.Count(r => r.Completed),
            rows.Count(r => !r.Completed),
            counted.Count,
            counted.Count(r => r.OnTime),
            rows.Count(r => r.ArrivedAt is not null) - counted.Count,
            first.Count,
            first.Count(r => r.Completed),
            costs.Count == 0 ? null : new Money(costs.Sum(c => c.Cost.Cents)),
            lags.Count == 0 ? null : lags[(lags.Count - 1) / 2]
        );
    }
}

/// <summary>A visit that ended, as the figures see it.</summary>
public sealed record VisitFact(
    Guid Id,
    string Number,
    Guid BranchId,
    Guid? PersonId,
    DateOnly Date,
    VisitKind Kind,
    int Attempt,
    bool Completed,
    string? FailureCode,
    DateTime WindowFrom,
    DateTime WindowTo,
    DateTime? ArrivedAt,
    DateTime? EndedAt,
    WorkTime? Lag
)
{
    public bool OnTime => ArrivedAt is { } at && at >= WindowFrom && at <= WindowTo;

    public bool CountsForOnTime =>
        ArrivedAt is not null && (FailureCode is null || !Formulas.PatientsReasons.Contains(FailureCode));
}

public sealed record RouteCost(Guid BranchId, Guid PersonId, DateOnly Date, Money Cost);
