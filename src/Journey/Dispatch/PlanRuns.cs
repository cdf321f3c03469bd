using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <summary>Begins a search for a better day, outside the request: its progress is looked at with <see cref="FindRun"/>.</summary>
public sealed class StartRun(Desk desk, DayReader days, PlanRunner runner, LostRuns lost)
{
    private readonly JourneyDb db = desk.Db;

    public async Task<Outcome<RunStarted>> Run(Command<StartRunRequest> command, CancellationToken ct)
    {
        await lost.Mark(ct);
        (Guid Id, SolveJob Job)? begin = null;
        var outcome = await desk.Once<RunStarted>(
            command.Id,
            command.Data,
            async () =>
            {
                begin = null;
                var made = await Make(command.Data, ct);
                if (!made.Ok)
                    return made.Refused<RunStarted>();
                begin = made.Value;
                return new RunStarted(made.Value.Id);
            },
            ct
        );
        if (outcome.Ok && begin is { } run)
            runner.Begin(run.Id, desk.Actor, run.Job);
        return outcome;
    }

    private async Task<Outcome<(Guid Id, SolveJob Job)>> Make(StartRunRequest request, CancellationToken ct)
    {
        if (!desk.Actor.Can(May.WritePlan))
            return new NotAllowed("plan a day");
        if (request.Seconds is < 1 or > 120)
            return new InvalidField("seconds", "A search lasts 1 to 120 seconds.");
        if (request.Rounds is < 0 or > 1_000_000)
            return new InvalidField("rounds", "A search has 0 to 1,000,000 rounds.");
        var outcome = await days.Of(request.BranchId, request.Date, ct);
        if (!outcome.Ok)
            return outcome.Refused<(Guid, SolveJob)>();
        var (cached, day) = (outcome.Value, outcome.Value.Day);
        if (request.Date < day.Clock.DayOf(desk.Now))
            return new DayIsOver(request.Date);
        if (request.BasedOn is { } seen && seen != day.LatestVersion)
            return EditedMeanwhile.By(day.Latest, day.Clock);
        if (day.Visits.Count == 0)
            return new NothingToPlan(request.Date);
        if (day.Vans.Count == 0)
            return new NoCrewToPlan(request.Date);
        var picked = Picked(request, cached);
        if (!picked.Ok)
            return picked.Refused<(Guid, SolveJob)>();
        var running = await db.PlanRuns.FirstOrDefaultAsync(
            r => r.BranchId == request.BranchId && r.Date == request.Date && r.State == RunState.Running,
            ct
        );
        if (running is not null)
            return new RunIsGoing(running.StartedBy, request.Date);
        var (visits, vans) = picked.Value;
        var before = cached.Latest.Plan;
        var run = new PlanRun
        {
            Id = desk.NewId(),
            BranchId = request.BranchId,
            Date = request.Date,
            BasedOn = day.LatestVersion,
            Scope = request.Scope,
            State = RunState.Running,
            Seconds = request.Seconds,
            StartedAt = desk.Now,
            StartedBy = desk.Actor.Name,
            StartedById = desk.Actor.Id,
            SeenAt = desk.Now,
            Cost = new(before.Cost.Total.Value),
            LeftOut = before.Unplanned.Count,
            BaseCost = new(before.Cost.Total.Value),
            BaseLeftOut = before.Unplanned.Count,
        };
        db.PlanRuns.Add(run);
        return (
            run.Id,
            new SolveJob(day, before, request.Scope, visits, vans, request.Seconds, request.Rounds, request.Seed)
        );
    }

    private static Outcome<(HashSet<string> Visits, HashSet<string> Vans)> Picked(
        StartRunRequest request,
        CachedDay cached
    )
    {
        var day = cached.Day;
        var (visits, vans) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        if (request.Scope is RunScope.All or RunScope.UnplannedOnly)
            return (visits, vans);
        foreach (var id in request.VehicleIds ?? [])
        {
            var of = day.Vans.Values.Where(v => v.VehicleId == id).ToList();
            if (of.Count == 0)
                return new NotInThisDay("That van");
            foreach (var van in of)
            {
                if (day.RouteLocks.TryGetValue(van.Key, out var held))
                    return new RouteIsLocked(van.Key, held.By, day.Clock.ToLocal(held.At).Time);
                vans.Add(van.Key);
            }
        }
        foreach (var id in request.VisitIds ?? [])
        {
            if (!cached.Numbers.TryGetValue(id, out var number))
                return new NotInThisDay("A visit of the selection");
            visits.Add(number);
        }
        if (request.Scope == RunScope.Route && request.VehicleIds is not { Count: 1 })
            return new InvalidField("vehicleIds", "Name the one van whose route is to be put in order.");
        if (request.Scope == RunScope.Selection && visits.Count + vans.Count == 0)
            return new InvalidField("visitIds", "Select visits or vans first.");
        return (visits, vans);
    }
}

/// <summary>Where a run stands, and what it would change once it is ready.</summary>
public sealed class FindRun(Desk desk, PlanRunner runner, LostRuns lost)
{
    /// <returns>Null when there is no such run, or it is not the actor's to see.</returns>
    public async Task<RunView?> Run(Guid id, CancellationToken ct) =>
        await desk.Db.PlanRuns.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct) is { } run
            ? Of(run, runner, lost.Gone(run, desk.Now))
            : null;

    internal static RunView Of(PlanRun run, PlanRunner runner, bool gone)
    {
        var live = run.State == RunState.Running ? runner.Progress(run.Id) : null;
        return new RunView(
            run.Id,
            run.BranchId,
            run.Date,
            run.BasedOn,
            run.Scope,
            gone ? RunState.Lost : run.State,
            run.StartedAt,
            run.StartedBy,
            run.EndedAt,
            run.Seconds,
            live?.Rounds ?? run.Rounds,
            live?.Cost ?? run.Cost,
            run.BaseCost,
            live?.LeftOut ?? run.LeftOut,
            run.BaseLeftOut,
            run.Trouble,
            run.PlanId,
            run.State is RunState.Ready or RunState.Accepted or RunState.Rejected && run.Found is { } found
                ? Json.Read<RunFound>(found)?.Diff
                : null
        );
    }
}

/// <summary>Ends a search; nothing comes of it.</summary>
public sealed class CancelRun(Desk desk, PlanRunner runner)
{
    public async Task<Outcome<RunView>> Run(Command<RunRequest> command, CancellationToken ct)
    {
        var outcome = await RunSteps.End(desk, runner, command, RunState.Running, RunState.Cancelled, ct);
        if (outcome.Ok)
            runner.Cancel(command.Data.RunId);
        return outcome;
    }
}

/// <summary>Lets what was found go.</summary>
public sealed class RejectRun(Desk desk, PlanRunner runner)
{
    public Task<Outcome<RunView>> Run(Command<RunRequest> command, CancellationToken ct) =>
        RunSteps.End(desk, runner, command, RunState.Ready, RunState.Rejected, ct);
}

internal static class RunSteps
{
    public static Task<Outcome<RunView>> End(
        Desk desk,
        PlanRunner runner,
        Command<RunRequest> command,
        RunState from,
        RunState to,
        CancellationToken ct
    ) =>
        desk.Once<RunView>(
            command.Id,
            command.Data,
            async () =>
            {
                if (!desk.Actor.Can(May.WritePlan))
                    return new NotAllowed("plan a day");
                var run = await desk.Db.PlanRuns.FirstOrDefaultAsync(r => r.Id == command.Data.RunId, ct);
                if (run is null)
                    return new NoSuch("run");
                if (run.State != from)
                    return new RunIsOver(Words.Of(run.State.ToString()));
                (run.State, run.EndedAt) = (to, desk.Now);
                return FindRun.Of(run, runner, gone: false);
            },
            ct
        );
}

/// <summary>Makes what was found the day's next version, if the day is still the one that was read.</summary>
public sealed class AcceptRun(Desk desk, DayReader days, SavePlan save)
{
    private readonly JourneyDb db = desk.Db;

    public Task<Outcome<PlanMade>> Run(Command<RunRequest> command, CancellationToken ct) =>
        desk.Once<PlanMade>(command.Id, command.Data, () => Accept(command.Data.RunId, ct), ct);

    private async Task<Outcome<PlanMade>> Accept(Guid runId, CancellationToken ct)
    {
        if (!desk.Actor.Can(May.WritePlan))
            return new NotAllowed("plan a day");
        var run = await db.PlanRuns.FirstOrDefaultAsync(r => r.Id == runId, ct);
        if (run is null)
            return new NoSuch("run");
        if (run.State != RunState.Ready || Json.Read<RunFound>(run.Found!) is not { } found)
            return new RunIsOver(Words.Of(run.State.ToString()));
        var outcome = await days.Of(run.BranchId, run.Date, ct);
        if (!outcome.Ok)
            return outcome.Refused<PlanMade>();
        var (cached, day) = (outcome.Value, outcome.Value.Day);
        if (run.BasedOn != day.LatestVersion)
            return EditedMeanwhile.By(day.Latest, day.Clock);
        if (Changed(found, day) is { } what)
            return new DayChanged(what);
        if (PlanLocks.Broken(day, cached.Orders, found.Orders) is { } locked)
            return locked;
        var (after, newly) = PlanEdit.Judge(day, cached.Latest, found.Orders);
        if (newly.Count > 0)
            return new DayChanged(Reasons.Of(day, newly[0]).TrimEnd('.'));
        (run.State, run.EndedAt) = (RunState.Accepted, desk.Now);
        var news = new Block("New", "It came while the day was optimised.", "Insert it at its best place.");
        var made = await save.Next(
            day,
            after.Plan with
            {
                Provenance = new("solve", 0, run.Rounds, TimeSpan.FromSeconds(run.Seconds)),
            },
            run.Scope switch
            {
                RunScope.All => "Optimised",
                RunScope.Route => "One route optimised",
                RunScope.UnplannedOnly => "Unplanned visits inserted",
                _ => "A selection optimised",
            },
            [.. after.Violations.Select(v => Reasons.Of(day, v))],
            v => found.Reasons.GetValueOrDefault(v) ?? news,
            ct
        );
        run.PlanId = made.PlanId;
        return made;
    }

    /// <summary>What is different now from what was searched: a visit changed or gone, a van that does not go any more.</summary>
    private static string? Changed(RunFound found, DayModel day)
    {
        var now = day.Visits.Values.ToDictionary(v => v.Id);
        foreach (var (id, version) in found.Versions)
            if (!now.TryGetValue(id, out var visit))
                return "a visit is not part of it any more";
            else if (visit.Version != version)
                return $"visit {visit.Number} is not as it was";
        return found.Orders.Find(o => !day.Vans.ContainsKey(o.Vehicle)) is { } gone
            ? $"{gone.Vehicle} does not go out any more"
            : null;
    }
}
