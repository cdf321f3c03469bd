using Homeward.Journey.Shared;
using Homeward.Routing;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <param name="BasedOn">The version the dispatcher saw: it must be the latest.</param>
public sealed record PublishPlanRequest(Guid PlanId, int BasedOn);

/// <summary>What went out and what did not: the version the crews have, a verdict for each visit, and what it is for each crew.</summary>
public sealed record Published(
    Guid PlanId,
    int VersionNo,
    int Gone,
    IReadOnlyList<VisitVerdict> Visits,
    IReadOnlyList<RoutePublished> Routes
);

/// <summary>
/// Gives a day's plan to the crews, visit by visit: what may go goes, what may not is named with its reasons and left out of a
/// version of its own, so that screen, store and phone show the same stops. Crews whose route is as they have it keep their papers.
/// </summary>
public sealed class PublishPlan(Desk desk, WhatBlocks blocks, PlanEdit edit, SavePlan save, PublishRoutes routes)
{
    private readonly JourneyDb db = desk.Db;

    public Task<Outcome<Published>> Run(Command<PublishPlanRequest> command, CancellationToken ct) =>
        desk.Once<Published>(command.Id, command.Data, () => Publish(command.Data, ct), ct);

    private async Task<Outcome<Published>> Publish(PublishPlanRequest request, CancellationToken ct)
    {
        var plan = await Find(request.PlanId, ct);
        if (plan is null)
            return new NoSuch("plan");
        if (await Refuse(plan, request.BasedOn, ct) is { } refusal)
            return refusal;
        var visits = await VisitsOf(plan, ct);
        var verdicts = await blocks.Of(plan, visits.Values, ct);
        if (!verdicts.Any(v => v.Goes))
            return new NothingCanGo(verdicts.Count);
        if (
            verdicts.Any(v => !v.Goes)
            || visits.Count != plan.Routes.Sum(r => r.Stops.Count(s => s.VisitId is not null))
        )
        {
            var cut = await Without(plan, verdicts, ct);
            if (!cut.Ok)
                return cut.Refused<Published>();
            plan = db.Plans.Local.First(p => p.Id == cut.Value.PlanId);
        }
        var given = await GiveOut(plan, visits, ct);
        desk.Emit(new PlanPublished(plan.Id, plan.BranchId, plan.Date, plan.VersionNo));
        return new Published(plan.Id, plan.VersionNo, verdicts.Count(v => v.Goes), verdicts, given);
    }

    /// <summary>Two who publish at once: the second is told who was first, and nothing goes out twice.</summary>
    private async Task<Refusal?> Refuse(Plan plan, int basedOn, CancellationToken ct)
    {
        var newest = await db
            .Plans.AsNoTracking()
            .Where(p => p.BranchId == plan.BranchId && p.Date == plan.Date)
            .OrderByDescending(p => p.VersionNo)
            .FirstAsync(ct);
        var again = plan.State == PlanState.Published && plan.Routes.Exists(r => r.HeldBackAt is not null);
        if (newest.State == PlanState.Published && !(again && newest.Id == plan.Id))
            return new AlreadyPublished(newest.VersionNo, newest.PublishedBy ?? "");
        if (plan.State == PlanState.Superseded)
            return new NotThisPlan(Words.Of(plan.State.ToString()));
        return basedOn != plan.VersionNo || newest.Id != plan.Id ? new StaleVersion("plan") : null;
    }

    /// <summary>The next version: the same routes without what cannot go.</summary>
    private async Task<Outcome<PlanMade>> Without(Plan plan, IReadOnlyList<VisitVerdict> verdicts, CancellationToken ct)
    {
        var goes = verdicts.Where(v => v.Goes).Select(v => v.Number).ToHashSet(StringComparer.Ordinal);
        var why = verdicts.Where(v => !v.Goes).ToDictionary(v => v.Number, StringComparer.Ordinal);
        var edited = await edit.Try(
            plan.Id,
            plan.VersionNo,
            (_, orders, _) =>
            {
                for (var i = 0; i < orders.Count; i++)
                    orders[i] = orders[i] with
                    {
                        Stops = [.. orders[i].Stops.Where(s => s == FixedRoute.Reload || goes.Contains(s))],
                    };
                return Task.FromResult<Outcome<(string, Block?)>>(($"{goes.Count} go, {why.Count} cannot", null));
            },
            ct
        );
        if (!edited.Ok)
            return edited.Refused<PlanMade>();
        var (day, after) = (edited.Value.Day, edited.Value.After);
        var was = plan.LeftOut.ToDictionary(l => l.VisitId);
        return await save.Next(
            day,
            after.Plan,
            edited.Value.Note,
            [.. after.Violations.Select(v => Reasons.Of(day, v))],
            number =>
                why.TryGetValue(number, out var verdict)
                    ? new(
                        verdict.Blocks[0].Code,
                        string.Join(" ", verdict.Blocks.Select(b => b.Sentence)),
                        string.Join(" ", verdict.Blocks.Select(b => b.ToDo).Distinct())
                    )
                : was.GetValueOrDefault(day.Visits[number].Id) is { } old ? new(old.Code, old.Sentence, old.ToDo)
                : new("New", "It came after this version was planned.", "Insert it at its best place."),
            ct
        );
    }

    private async Task<IReadOnlyList<RoutePublished>> GiveOut(
        Plan plan,
        Dictionary<Guid, Visit> visits,
        CancellationToken ct
    )
    {
        var before = await db
            .Plans.Include(p => p.Routes)
                .ThenInclude(r => r.Stops)
            .Where(p => p.BranchId == plan.BranchId && p.Date == plan.Date && p.State == PlanState.Published)
            .ToListAsync(ct);
        foreach (var old in before.Where(p => p.Id != plan.Id))
            old.State = PlanState.Superseded;
        var told = await routes.Give(plan, before.SelectMany(p => p.Routes).ToList(), visits, ct);
        plan.Rounds++;
        (plan.State, plan.PublishedAt, plan.PublishedBy) = (PlanState.Published, desk.Now, desk.Actor.Name);
        var given = new HashSet<Guid>();
        foreach (var route in plan.Routes)
        foreach (var stop in route.Stops)
        {
            if (stop.VisitId is not { } id || !visits.TryGetValue(id, out var visit))
                continue;
            given.Add(id);
            if (visit.Date != plan.Date)
            {
                // It was overdue: this day is its day now, and the promise it missed is no promise any more.
                var day = plan.Date;
                (visit.Date, visit.BookedAt) = (day, null);
                (visit.WindowFrom, visit.WindowTo) = (stop.StartsAt.AddHours(-1), stop.StartsAt.AddHours(1));
            }
            if (visit.State == VisitState.Unplanned)
                visit.Move(VisitTrigger.Plan);
            visit.Move(VisitTrigger.Publish);
            (visit.VehicleId, visit.PersonId, visit.Sequence) = (route.VehicleId, route.PersonId, stop.Sequence);
            (visit.PlannedArrival, visit.Eta, visit.PlanVersion) = (stop.StartsAt, null, plan.VersionNo);
        }
        var lost = await db
            .Visits.Where(v =>
                v.BranchId == plan.BranchId
                && v.Date == plan.Date
                && v.State == VisitState.Published
                && !given.Contains(v.Id)
            )
            .ToListAsync(ct);
        foreach (var visit in lost.Where(v => !given.Contains(v.Id)))
            visit.Move(VisitTrigger.Unplan);
        return told;
    }

    private Task<Plan?> Find(Guid id, CancellationToken ct) =>
        db
            .Plans.Include(p => p.Routes)
                .ThenInclude(r => r.Stops)
            .Include(p => p.LeftOut)
            .FirstOrDefaultAsync(p => p.Id == id, ct);

    private async Task<Dictionary<Guid, Visit>> VisitsOf(Plan plan, CancellationToken ct)
    {
        var ids = plan.Routes.SelectMany(r => r.Stops).Select(s => s.VisitId).OfType<Guid>().ToList();
        var all = await db.Visits.Include(v => v.Lines).Where(v => ids.Contains(v.Id)).ToListAsync(ct);
        return all.Where(v => v.State.IsOpen()).ToDictionary(v => v.Id);
    }
}

public sealed record WithdrawPlanRequest(Guid PlanId, int Version, string Reason);

/// <summary>Takes a published plan back: what has not begun is off the phones, and the version is a draft again.</summary>
public sealed class WithdrawPlan(Desk desk)
{
    public Task<Outcome<Done>> Run(Command<WithdrawPlanRequest> command, CancellationToken ct) =>
        desk.Once<Done>(
            command.Id,
            command.Data,
            async () =>
            {
                var request = command.Data;
                var plan = await desk
                    .Db.Plans.Include(p => p.Routes)
                    .FirstOrDefaultAsync(p => p.Id == request.PlanId, ct);
                if (plan is null)
                    return new NoSuch("plan");
                if (plan.Version != request.Version)
                    return new StaleVersion("plan");
                if (plan.State != PlanState.Published)
                    return new NotThisPlan(Words.Of(plan.State.ToString()));
                if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > 200)
                    return new InvalidField("reason", "Say why in 1 to 200 characters.");
                (plan.State, plan.PublishedAt, plan.PublishedBy) = (PlanState.Draft, null, null);
                foreach (var route in plan.Routes)
                    desk.TakeBack(plan, route, request.Reason.Trim());
                var visits = await desk
                    .Db.Visits.Where(v =>
                        v.BranchId == plan.BranchId && v.Date == plan.Date && v.State == VisitState.Published
                    )
                    .ToListAsync(ct);
                foreach (var visit in visits)
                {
                    visit.Move(VisitTrigger.Withdraw);
                    visit.Note = $"Plan v{plan.VersionNo} withdrawn: {request.Reason.Trim()}";
                }
                return Done.It;
            },
            ct
        );
}
