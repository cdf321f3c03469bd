using Homeward.Journey.Shared;
using Homeward.Routing;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <param name="BasedOn">The version the planner saw last (0: none); another one in between refuses. Null: whatever is there.</param>
public sealed record PlanDayRequest(Guid BranchId, DateOnly Date, int? BasedOn = null, PlanOptions? Options = null);

/// <summary>
/// Plans a branch's day. The day is read, then solved on another thread with no lock held, then checked by the independent checker;
/// only a plan without a fault is saved, and only if the day is still the one that was read.
/// </summary>
public sealed class PlanDay(Desk desk, ReadDay read, SavePlan save)
{
    private readonly JourneyDb db = desk.Db;

    public async Task<Outcome<PlanMade>> Run(Command<PlanDayRequest> command, CancellationToken ct)
    {
        var (request, options) = (command.Data, command.Data.Options ?? new());
        if (Ranges(options) is { Count: > 0 } bad)
            return bad;
        if (await db.Commands.AnyAsync(c => c.Id == command.Id, ct))
            return await desk.Once<PlanMade>(
                command.Id,
                request,
                () => Task.FromResult<Outcome<PlanMade>>(new Busy()),
                ct
            );
        var read1 = await read.Run(request.BranchId, request.Date, options, ct);
        if (!read1.Ok)
            return read1.Refused<PlanMade>();
        var day = read1.Value;
        if (request.Date < day.Clock.DayOf(desk.Now))
            return new DayIsOver(request.Date);
        if (request.BasedOn is { } seen && seen != day.LatestVersion)
            return EditedMeanwhile.By(day.Latest, day.Clock);
        if (day.Visits.Count == 0 && day.NotTried.Count == 0)
            return new NothingToPlan(request.Date);
        if (day.Vans.Count == 0)
            return new NoCrewToPlan(request.Date);
        var from = RoutePlanner.Evaluate(day.Problem, day.Latest is { } latest ? day.Orders(latest) : []);
        var job = new SolveJob(
            day,
            from.Plan,
            RunScope.All,
            new HashSet<string>(),
            new HashSet<string>(),
            options.Seconds,
            options.Iterations,
            options.Seed,
            options.Keep
        );
        var solved = await Task.Run(() => DaySolver.Solve(job, null, ct), ct);
        ct.ThrowIfCancellationRequested();
        // A locked route keeps what was accepted on it by name; nothing else may have a fault.
        var broken = RoutePlanner.Check(day.Problem, solved);
        var faults = broken.Where(v => v.Vehicle is null || !day.RouteLocks.ContainsKey(v.Vehicle)).ToList();
        if (faults.Count > 0)
            return new PlanFailsCheck(Reasons.Of(day, faults[0]));
        var why = solved.Unplanned.ToDictionary(
            u => u.Visit,
            u => Reasons.Of(day, u.Explanation ?? RoutePlanner.Explain(day.Problem, solved, u.Visit)),
            StringComparer.Ordinal
        );
        return await desk.Once<PlanMade>(
            command.Id,
            request,
            async () =>
            {
                if (await save.Moved(day, ct) is { } refusal)
                    return refusal;
                return await save.Next(
                    day,
                    solved,
                    "Planned",
                    [.. broken.Select(b => Reasons.Of(day, b))],
                    v => why[v],
                    ct
                );
            },
            ct
        );
    }

    private static List<Refusal> Ranges(PlanOptions o)
    {
        var bad = new List<Refusal>();
        void Within(string field, long value, long least, long most)
        {
            if (value < least || value > most)
                bad.Add(
                    new InvalidField($"options.{field}", $"{field} must be from {least} to {most}; it is {value}.")
                );
        }
        Within("seconds", o.Seconds, 1, 120);
        Within("iterations", o.Iterations, 0, 1_000_000);
        Within("announcedMinutes", o.AnnouncedMinutes, 0, 240);
        Within("overtimeMinutes", o.OvertimeMinutes, 0, 240);
        return bad;
    }
}
