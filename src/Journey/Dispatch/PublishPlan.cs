using Homeward.Journey.Shared;
using Homeward.Routing;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <param name="BasedOn">The version the dispatcher saw: it must be the latest.</param>
public sealed record PublishPlanRequest(Guid PlanId, int BasedOn);

/// <summary>What went out and what did not: the version the crews have, and a verdict for each visit.</summary>
public sealed record Published(Guid PlanId, int VersionNo, int Gone, IReadOnlyList<VisitVerdict> Visits);

/// <summary>
/// Gives a day's plan to the crews, visit by visit: what may go goes, what may not is named with its reasons and left out of a
/// version of its own, so that screen, store and phone show the same stops.
/// </summary>
public sealed class PublishPlan(Desk desk, WhatBlocks blocks, PlanEdit edit, SavePlan save)
{
    private readonly JourneyDb db = desk.Db;

    public Task<Outcome<Published>> Run(Command<PublishPlanRequest> command, CancellationToken ct) =>
        desk.Once<Published>(command.Id, command.Data, () => Publish(command.Data, ct), ct);

    private async Task<Outcome<Published>> Publish(PublishPlanRequest request, CancellationToken ct)
    {
        var plan = await Find(request.PlanId, ct);
        if (plan is null)
            return new NoSuch("plan");
        if (plan.State != PlanState.Draft)
            return new NotThisPlan(Words.Of(plan.State.ToString()));
        if (request.BasedOn != plan.VersionNo || await save.LatestNo(plan.BranchId, plan.Date, ct) != plan.VersionNo)
            return new StaleVersion("plan");
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
        await GiveOut(plan, visits, ct);
        desk.Emit(new PlanPublished(plan.Id, plan.BranchId, plan.Date, plan.VersionNo));
        return new Published(plan.Id, plan.VersionNo, verdicts.Count(v => v.Goes), verdicts);
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

    private async Task GiveOut(Plan plan, Dictionary<Guid, Visit> visits, CancellationToken ct)
    {
        var before = await db
            .Plans.Where(p =>
                p.BranchId == plan.BranchId && p.Date == plan.Date && p.State == PlanState.Published && p.Id != plan.Id
            )
            .ToListAsync(ct);
        foreach (var old in before)
            old.State = PlanState.Superseded;
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
                var plan = await desk.Db.Plans.FirstOrDefaultAsync(p => p.Id == request.PlanId, ct);
                if (plan is null)
                    return new NoSuch("plan");
                if (plan.Version != request.Version)
                    return new StaleVersion("plan");
                if (plan.State != PlanState.Published)
                    return new NotThisPlan(Words.Of(plan.State.ToString()));
                if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > 200)
                    return new InvalidField("reason", "Say why in 1 to 200 characters.");
                (plan.State, plan.PublishedAt, plan.PublishedBy) = (PlanState.Draft, null, null);
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
