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
public sealed class StatDay(Desk desk, ReadDay read)
{
    private readonly JourneyDb db = desk.Db;

    /// <param name="basedOn">The latest version the dispatcher saw; null: whatever is there.</param>
    internal async Task<Outcome<RunningDay>> Of(
        Guid branchId,
        DateOnly date,
        int? basedOn,
        PlanOptions options,
        CancellationToken ct,
        Guid? candidate = null
    )
    {
        var outcome = await read.Run(branchId, date, options, ct, candidate);
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

    /// <summary>A second id that follows from the first: a change made in two saves is repeated as one.</summary>
    internal static Guid Then(Guid id, string what) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{id:N} {what}")).AsSpan(0, 16));
}
