using Homeward.Field;
using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Proof;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Reports;

/// <summary>The rows behind every figure: the same rows make the number and the list one reaches from it.</summary>
public sealed class VisitFacts(Desk desk)
{
    public const int LongestSpanDays = 366;

    public static Refusal? Fault(FigureSpan span)
    {
        if (span.To < span.From)
            return new InvalidField("to", "The last day is before the first.");
        return span.To.DayNumber - span.From.DayNumber >= LongestSpanDays
            ? new InvalidField("from", "Figures cover at most a year at a time.")
            : null;
    }

    public async Task<List<VisitFact>> Read(FigureSpan span, CancellationToken ct)
    {
        var proofs = desk.Db.Proofs;
        var visits = desk
            .Db.Visits.AsNoTracking()
            .Where(v =>
                v.Date >= span.From
                && v.Date <= span.To
                && (v.State == VisitState.Closed || v.State == VisitState.Failed)
            );
        if (span.BranchId is { } branch)
            visits = visits.Where(v => v.BranchId == branch);
        var rows = await (
            from v in visits
            join p in proofs on v.Id equals p.VisitId into ready
            from p in ready.DefaultIfEmpty()
            orderby v.Date, v.Number
            select new
            {
                v.Id,
                v.Number,
                v.BranchId,
                v.PersonId,
                v.Date,
                v.Kind,
                v.Attempt,
                v.State,
                v.FailureCode,
                v.WindowFrom,
                v.WindowTo,
                v.ArrivedAt,
                v.EndedAt,
                ReadyAt = (DateTime?)p!.ReadyAt,
            }
        ).ToListAsync(ct);
        return
        [
            .. rows.Select(v => new VisitFact(
                v.Id,
                v.Number,
                v.BranchId,
                v.PersonId,
                v.Date,
                v.Kind,
                v.Attempt,
                v.State == VisitState.Closed,
                v.FailureCode,
                v.WindowFrom,
                v.WindowTo,
                v.ArrivedAt,
                v.EndedAt,
                v.State == VisitState.Closed && v.EndedAt is { } ended && v.ReadyAt is { } at
                    ? WorkTime.From(at > ended ? at - ended : TimeSpan.Zero)
                    : null
            )),
        ];
    }

    /// <summary>What the published routes of the span cost, as planned.</summary>
    public async Task<List<RouteCost>> Costs(FigureSpan span, CancellationToken ct)
    {
        var plans = desk
            .Db.Plans.AsNoTracking()
            .Where(p => p.Date >= span.From && p.Date <= span.To && p.State == PlanState.Published);
        if (span.BranchId is { } branch)
            plans = plans.Where(p => p.BranchId == branch);
        var routes = desk.Db.PlanRoutes;
        var rows = await (
            from p in plans
            join r in routes on p.Id equals r.PlanId
            select new
            {
                p.BranchId,
                r.PersonId,
                p.Date,
                r.Cost,
            }
        ).ToListAsync(ct);
        return [.. rows.Select(r => new RouteCost(r.BranchId, r.PersonId, r.Date, r.Cost))];
    }

    public async Task<Dictionary<Guid, string>> Names(
        IEnumerable<VisitFact> rows,
        IEnumerable<RouteCost> costs,
        CancellationToken ct
    )
    {
        var people = rows.Select(r => r.PersonId)
            .OfType<Guid>()
            .Concat(costs.Select(c => c.PersonId))
            .Distinct()
            .ToList();
        var names = await desk
            .Db.People.AsNoTracking()
            .Where(p => people.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.FirstName + " " + p.LastName, ct);
        foreach (var branch in await desk.Db.Branches.AsNoTracking().Select(b => new { b.Id, b.Name }).ToListAsync(ct))
            names[branch.Id] = branch.Name;
        return names;
    }
}
