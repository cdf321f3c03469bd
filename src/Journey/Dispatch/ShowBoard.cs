using Homeward.Field;
using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <summary>
/// A branch's day on one screen: the latest version or the one named, every van on shift, what has no place and why. Read in a fixed
/// number of queries, whatever the day holds.
/// </summary>
public sealed class ShowBoard(
    Desk desk,
    BranchTime time,
    CrewOfDay crewOfDay,
    WhatBlocks blocks,
    EditHistory history,
    LostRuns lost
)
{
    private readonly JourneyDb db = desk.Db;

    /// <returns>Null when there is no such branch or version, or it is not the actor's to see.</returns>
    public async Task<BoardView?> Run(Guid branchId, DateOnly date, int? version, CancellationToken ct)
    {
        if (await time.Of(branchId, ct) is not { } clock)
            return null;
        var branch = await db.Branches.AsNoTracking().FirstAsync(b => b.Id == branchId, ct);
        var steps = await history.Of(branchId, date, ct);
        var plan = await PlanOf(branchId, date, version, ct);
        if (plan is null && version is not null)
            return null;
        var today = clock.DayOf(desk.Now);
        var shifts = (await crewOfDay.Run(branchId, date, ct)).Must();
        var facts = await Facts(branchId, date, today, plan, ct);
        var lanes = new BoardLanes(clock, date, shifts, facts).Of(plan);
        var unplanned = await Unplanned(plan, date, today, lanes, facts, ct);
        var run = await db
            .PlanRuns.AsNoTracking()
            .FirstOrDefaultAsync(r => r.BranchId == branchId && r.Date == date && r.State == RunState.Running, ct);
        var (dayFrom, dayTo) = clock.UtcDay(date);
        var summary = plan is null ? null : FindPlans.Summary(plan);
        return new BoardView(
            branchId,
            branch.Name,
            branch.TimeZone,
            date,
            today,
            dayFrom,
            dayTo,
            desk.Now,
            branch.Latitude,
            branch.Longitude,
            plan is null
                ? null
                : new(
                    plan.Id,
                    plan.VersionNo,
                    steps[0].No,
                    plan.Version,
                    plan.State,
                    plan.MadeAt,
                    plan.MadeBy,
                    summary!.Note,
                    plan.PublishedAt,
                    plan.PublishedBy,
                    summary.Warnings
                ),
            lanes,
            unplanned,
            Totals(lanes, unplanned),
            run is null || lost.Gone(run, desk.Now) ? null : run.Id,
            EditHistory.Undo(steps, desk.Actor.Id).Why is null,
            EditHistory.Redo(steps, desk.Actor.Id).Why is null
        );
    }

    private Task<Plan?> PlanOf(Guid branchId, DateOnly date, int? version, CancellationToken ct) =>
        db
            .Plans.AsNoTracking()
            .Include(p => p.Routes)
                .ThenInclude(r => r.Stops)
            .Include(p => p.LeftOut)
            .Where(p => p.BranchId == branchId && p.Date == date && (version == null || p.VersionNo == version))
            .OrderByDescending(p => p.VersionNo)
            .FirstOrDefaultAsync(ct);

    private async Task<BoardFacts> Facts(Guid branchId, DateOnly date, DateOnly today, Plan? plan, CancellationToken ct)
    {
        var visits = await db
            .Visits.AsNoTracking()
            .Include(v => v.Lines)
            .Where(v =>
                v.BranchId == branchId
                && v.State != VisitState.Cancelled
                && (v.Date == date || v.Date < date && v.Date < today && v.State == VisitState.Unplanned)
            )
            .ToDictionaryAsync(v => v.Id, ct);
        // An overdue visit that is planned, or one that was cancelled or moved to another day since.
        var others = (plan?.Routes.SelectMany(r => r.Stops).Select(s => s.VisitId).OfType<Guid>() ?? [])
            .Concat(plan?.LeftOut.Select(l => l.VisitId) ?? [])
            .Where(id => !visits.ContainsKey(id))
            .ToList();
        if (others.Count > 0)
            foreach (
                var other in await db
                    .Visits.AsNoTracking()
                    .Include(v => v.Lines)
                    .Where(v => others.Contains(v.Id))
                    .ToListAsync(ct)
            )
                visits[other.Id] = other;
        var patientIds = visits.Values.Select(v => v.PatientId).Distinct().ToList();
        return new(
            visits,
            await db.Patients.AsNoTracking().Where(p => patientIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct),
            await db.Items.AsNoTracking().ToDictionaryAsync(i => i.Id, ct),
            await db.Vehicles.AsNoTracking().Where(v => v.BranchId == branchId).ToDictionaryAsync(v => v.Id, ct),
            await People(plan, ct),
            await db
                .VisitLocks.AsNoTracking()
                .Where(l => l.BranchId == branchId && l.Date == date)
                .ToDictionaryAsync(l => l.VisitId, l => new LockView(l.By, l.At), ct),
            await db
                .RouteLocks.AsNoTracking()
                .Where(l => l.BranchId == branchId && l.Date == date)
                .ToDictionaryAsync(l => l.VehicleId, l => new LockView(l.By, l.At), ct)
        );
    }

    private async Task<Dictionary<Guid, string>> People(Plan? plan, CancellationToken ct)
    {
        var ids = plan
            ?.Routes.SelectMany(r => new[] { r.PersonId, r.SecondPersonId ?? r.PersonId })
            .Distinct()
            .ToList();
        return ids is null
            ? []
            : await db
                .People.AsNoTracking()
                .Where(p => ids.Contains(p.Id))
                .ToDictionaryAsync(p => p.Id, p => p.FirstName + " " + p.LastName, ct);
    }

    private async Task<List<BoardUnplanned>> Unplanned(
        Plan? plan,
        DateOnly date,
        DateOnly today,
        IReadOnlyList<BoardLane> lanes,
        BoardFacts facts,
        CancellationToken ct
    )
    {
        var placed = lanes.SelectMany(l => l.Stops).Select(s => s.VisitId).OfType<Guid>().ToHashSet();
        var waiting = facts.Visits.Values.Where(v => v.State.IsOpen() && !placed.Contains(v.Id)).ToList();
        // Papers and stock of the day itself: what was due before is looked at for the day it goes out.
        var why = await blocks.Of(waiting, date < today ? today : date, ct);
        var left = plan?.LeftOut.ToDictionary(l => l.VisitId) ?? [];
        return
        [
            .. waiting
                .Select(v => Row(v, facts, plan is null, left.GetValueOrDefault(v.Id), why[v.Id], date))
                .OrderByDescending(r => r.Urgency == Urgency.Stat)
                .ThenByDescending(r => r.LifeSustaining)
                .ThenBy(r => r.DueAt)
                .ThenBy(r => r.Number, StringComparer.Ordinal),
        ];
    }

    private static BoardUnplanned Row(
        Visit visit,
        BoardFacts facts,
        bool never,
        LeftOut? left,
        IReadOnlyList<Block> blocks,
        DateOnly date
    )
    {
        var stuck = blocks.FirstOrDefault(b => b.Code is "DSP-104" or "DSP-106");
        var reason =
            stuck
            ?? (
                left is not null ? new(left.Code, left.Sentence, left.ToDo)
                : never ? new("NotPlanned", "This day was not planned yet.", "Plan the day, or drag it onto a van.")
                : new(
                    "New",
                    "It came after this version was planned.",
                    "Insert it at its best place, or plan the day again."
                )
            );
        return new BoardUnplanned(
            visit.Id,
            visit.Number,
            facts.Patients[visit.PatientId].Name,
            facts.Place(visit),
            visit.Kind,
            visit.Urgency,
            visit.LifeSustaining,
            visit.DueAt,
            visit.Date < date,
            visit.WindowFrom,
            visit.WindowTo,
            visit.BookedAt is not null,
            (visit.Service.Seconds + 59) / 60,
            reason.Code,
            reason.Sentence,
            reason.ToDo,
            [.. blocks.Where(b => b.Code != reason.Code)],
            stuck is null
            && Relaxing.Kinds.Contains(reason.Code)
            && (reason.Code != nameof(Routing.Constraint.Window) || visit.BookedAt is null)
                ? reason.Code
                : null,
            stuck is null,
            visit.Skills,
            visit.Crew,
            visit.Version
        );
    }

    private static BoardTotals Totals(IReadOnlyList<BoardLane> lanes, List<BoardUnplanned> unplanned)
    {
        var (driving, visits) = (lanes.Where(l => l.Visits > 0).ToList(), lanes.Sum(l => l.Visits));
        var co2 = lanes.Sum(l => l.Co2Grams);
        return new BoardTotals(
            visits + unplanned.Count,
            visits,
            unplanned.Count,
            lanes.Sum(l => l.Late),
            lanes.Sum(l => l.Stops.Count(s => s.Done)),
            new(lanes.Sum(l => l.Cost.Cents)),
            new(lanes.Sum(l => l.Length.Metres)),
            lanes.Sum(l => l.DriveMinutes),
            co2,
            visits == 0 ? 0 : co2 / visits,
            new(
                Spread.Of([.. driving.Select(l => (double)l.PaidMinutes)]),
                Spread.Of([.. driving.Select(l => (double)l.Visits)]),
                Spread.Of([.. driving.Select(l => (double)l.Lifts)])
            )
        );
    }
}

/// <summary>What a board is built from, read once.</summary>
internal sealed record BoardFacts(
    Dictionary<Guid, Visit> Visits,
    Dictionary<Guid, Patient> Patients,
    Dictionary<Guid, CatalogueItem> Items,
    Dictionary<Guid, Vehicle> Vehicles,
    Dictionary<Guid, string> People,
    Dictionary<Guid, LockView> VisitLocks,
    Dictionary<Guid, LockView> RouteLocks
)
{
    public BoardPlace Place(Visit visit)
    {
        var patient = Patients[visit.PatientId];
        return new($"{patient.AddressLine}, {patient.City}", patient.Latitude, patient.Longitude);
    }

    public static bool Fetches(Visit visit) => visit.Lines.Exists(l => l.Direction == Direction.Fetch);

    public bool BringsClean(Visit visit) =>
        visit.Lines.Exists(l => l.Direction == Direction.Drop && Items[l.ItemId].Returnable);

    /// <summary>Two people's work, or one piece of 50 lb and more: what NIOSH lets one person lift at most (51 lb).</summary>
    public bool Lifts(Visit visit) =>
        visit.Crew > 1
        || visit.Lines.Exists(l => l.Direction != Direction.Work && Items[l.ItemId].Weight >= Mass.FromPounds(50));
}
