using System.Security.Cryptography;
using System.Text;
using Homeward.Journey.Shared;
using Homeward.Routing;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <summary>The running version of a day (the published one, else the latest), read as it stands now with what is still open.</summary>
internal sealed record RunningDay(DayModel Day, Plan Plan, List<FixedRoute> Orders, Routing.Plan Now)
{
    /// <summary>What the route breaks already, through the day as it went: not the fault of a change to it.</summary>
    public IReadOnlyList<Violation> Broken { get; init; } = [];

    /// <summary>What a changed plan breaks that the running one does not, or breaks by more than it did.</summary>
    public List<Violation> Worse(IEnumerable<Violation> after) =>
        [
            .. after.Where(v =>
                !Broken.Any(b =>
                    b.Constraint == v.Constraint
                    && b.Visit == v.Visit
                    && b.Vehicle == v.Vehicle
                    && b.Dimension == v.Dimension
                    && b.Excess >= v.Excess
                )
            ),
        ];
}

/// <summary>Reads the running day for those who change it: an urgent visit, a call-out, a new plan for the rest.</summary>
public sealed class StatDay(Desk desk, ReadDay read, SavePlan save)
{
    private readonly JourneyDb db = desk.Db;

    /// <param name="basedOn">The latest version the dispatcher saw; null: whatever is there.</param>
    internal async Task<Outcome<RunningDay>> Of(
        Guid branchId,
        DateOnly date,
        int? basedOn,
        PlanOptions options,
        CancellationToken ct
    )
    {
        var outcome = await read.Run(branchId, date, options, ct);
        if (!outcome.Ok)
            return outcome.Refused<RunningDay>();
        var day = outcome.Value;
        if (basedOn is { } seen && seen != day.LatestVersion)
            return new StaleVersion("plan");
        if (date < day.Clock.DayOf(desk.Now))
            return new DayIsOver(date);
        var plan = await db
            .Plans.AsNoTracking()
            .Include(p => p.Routes)
                .ThenInclude(r => r.Stops)
            .Include(p => p.LeftOut)
            .Where(p => p.BranchId == branchId && p.Date == date)
            .OrderByDescending(p => p.State == PlanState.Published)
            .ThenByDescending(p => p.VersionNo)
            .FirstOrDefaultAsync(ct);
        if (plan is null)
            return new NothingRuns(date);
        var orders = day.Orders(plan);
        var evaluated = RoutePlanner.Evaluate(day.Problem, orders);
        return new RunningDay(day, plan, orders, evaluated.Plan) { Broken = evaluated.Violations };
    }

    /// <summary>
    /// Saves what the running day becomes as the next version. What nobody may accept refuses; what the day broke by itself does not.
    /// </summary>
    internal async Task<Outcome<PlanMade>> Save(
        RunningDay running,
        DayModel day,
        Evaluation after,
        string note,
        Block? off,
        CancellationToken ct
    )
    {
        if (running.Worse(after.Violations).Where(Reasons.IsFirm).ToList() is { Count: > 0 } firm)
            return firm.ConvertAll<Refusal>(v => new MoveBreaks(Reasons.Of(day, v)));
        var was = running.Plan.LeftOut.ToDictionary(l => l.VisitId);
        var held = running.Plan.Routes.SelectMany(r => r.Stops).Select(s => s.VisitId).ToHashSet();
        return await save.Next(
            day,
            after.Plan,
            note,
            [.. after.Violations.Select(v => Reasons.Of(day, v)).Distinct()],
            v =>
                off is not null && held.Contains(day.Visits[v].Id) ? off
                : was.GetValueOrDefault(day.Visits[v].Id) is { } old ? new(old.Code, old.Sentence, old.ToDo)
                : new("New", "It came after this version was planned.", "Insert it at its best place."),
            ct
        );
    }

    /// <summary>A second id that follows from the first: a change made in two saves is repeated as one.</summary>
    internal static Guid Then(Guid id, string what) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{id:N} {what}")).AsSpan(0, 16));
}
