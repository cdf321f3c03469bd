using Homeward.Field;
using Homeward.Journey.Shared;
using Homeward.Routing;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <summary>A version that was saved.</summary>
public sealed record PlanMade(
    Guid PlanId,
    int VersionNo,
    PlanState State,
    int Planned,
    int LeftOut,
    Money Cost,
    IReadOnlyList<string> Warnings
);

/// <summary>What a version says about itself; stored as JSON.</summary>
public sealed record PlanSummary
{
    /// <summary>What was done: "Planned", "V-10004 moved to Van 2", "Version 3 restored".</summary>
    public string Note { get; init; } = "";
    public string Made { get; init; } = "";
    public long Seed { get; init; }
    public int Iterations { get; init; }
    public double Seconds { get; init; }
    public long WagesCents { get; init; }
    public long OvertimeCents { get; init; }
    public long DistanceCents { get; init; }
    public long TotalCents { get; init; }
    public long Co2Grams { get; init; }

    /// <summary>What kind of step made it, and who by id: undo goes back over one's own steps alone.</summary>
    public EditStep Step { get; init; }
    public Guid? ById { get; init; }

    /// <summary>The version whose content it shows again: an undo, a redo, a restored version.</summary>
    public int? Shows { get; init; }

    /// <summary>The version it took back.</summary>
    public int? Undid { get; init; }

    /// <summary>What the plan breaks because somebody accepted it by name.</summary>
    public List<string> Warnings { get; init; } = [];
}

public enum EditStep
{
    Edit,
    Undo,
    Redo,
}

/// <summary>How a version stands to those before it.</summary>
internal sealed record EditTrace(EditStep Step = EditStep.Edit, int? Shows = null, int? Undid = null);

/// <summary>Writes the next version of a day. Only called inside a change; what it is given has been checked.</summary>
public sealed class SavePlan(Desk desk)
{
    private readonly JourneyDb db = desk.Db;

    internal async Task<int> LatestNo(Guid branchId, DateOnly date, CancellationToken ct) =>
        await db.Plans.Where(p => p.BranchId == branchId && p.Date == date).Select(p => (int?)p.VersionNo).MaxAsync(ct)
        ?? 0;

    /// <summary>What is different now from what was read: another version, or a visit that was changed, held or begun.</summary>
    internal async Task<Refusal?> Moved(DayModel day, CancellationToken ct)
    {
        if (await LatestNo(day.BranchId, day.Date, ct) != day.LatestVersion)
            return new StaleVersion("plan");
        var ids = day.Visits.Values.Select(v => v.Id).ToList();
        var now = await db
            .Visits.AsNoTracking()
            .Where(v => ids.Contains(v.Id))
            .Select(v => new { v.Id, v.Version })
            .ToDictionaryAsync(v => v.Id, v => v.Version, ct);
        var changed = day.Visits.Values.FirstOrDefault(v => now.GetValueOrDefault(v.Id, -1) != v.Version);
        return changed is null ? null : new DayChanged($"visit {changed.Number} is not as it was");
    }

    internal async Task<PlanMade> Next(
        DayModel day,
        Routing.Plan solved,
        string note,
        IReadOnlyList<string> warnings,
        Func<string, Block> reason,
        CancellationToken ct,
        EditTrace? trace = null
    )
    {
        var plan = new Plan
        {
            Id = desk.NewId(),
            BranchId = day.BranchId,
            Date = day.Date,
            VersionNo = day.LatestVersion + 1,
            MadeAt = desk.Now,
            MadeBy = desk.Actor.Name,
            TravelSource = day.TravelSource,
            Summary = Json.Write(
                new PlanSummary
                {
                    Note = note,
                    Step = trace?.Step ?? EditStep.Edit,
                    ById = desk.Actor.Id,
                    Shows = trace?.Shows,
                    Undid = trace?.Undid,
                    Made = solved.Provenance.Made,
                    Seed = solved.Provenance.Seed,
                    Iterations = solved.Provenance.Iterations,
                    Seconds = Math.Round(solved.Provenance.Elapsed.TotalSeconds, 2),
                    WagesCents = solved.Cost.Wages.Value,
                    OvertimeCents = solved.Cost.Overtime.Value,
                    DistanceCents = solved.Cost.Distance.Value,
                    TotalCents = solved.Routes.Sum(r => r.Cost.Total.Value),
                    Co2Grams = solved.Routes.Sum(r => r.Co2Grams),
                    Warnings = [.. warnings],
                }
            ),
        };
        plan.Routes.AddRange(solved.Routes.Where(r => r.Stops.Count > 0).Select(r => Route(day, plan, r)));
        foreach (var left in solved.Unplanned)
            Leave(plan, day.Visits[left.Visit].Id, reason(left.Visit));
        foreach (var left in day.NotTried)
            Leave(plan, left.VisitId, left.Why);
        db.Plans.Add(plan);
        await Tell(plan, ct);
        return Made(plan, warnings);
    }

    internal static PlanMade Made(Plan plan, IReadOnlyList<string> warnings) =>
        new(
            plan.Id,
            plan.VersionNo,
            plan.State,
            plan.Routes.Sum(r => r.Stops.Count(s => s.VisitId is not null)),
            plan.LeftOut.Count,
            new(plan.Routes.Sum(r => r.Cost.Cents)),
            warnings
        );

    private void Leave(Plan plan, Guid visitId, Block why) =>
        plan.LeftOut.Add(
            new LeftOut
            {
                Id = desk.NewId(),
                PlanId = plan.Id,
                VisitId = visitId,
                Code = why.Code,
                Sentence = why.Sentence,
                ToDo = why.ToDo,
            }
        );

    /// <summary>Unplanned visits that found a place are planned, planned ones that lost theirs are not. Published ones wait for a publish.</summary>
    private async Task Tell(Plan plan, CancellationToken ct)
    {
        var planned = plan.Routes.SelectMany(r => r.Stops).Select(s => s.VisitId).OfType<Guid>().ToList();
        var left = plan.LeftOut.Select(l => l.VisitId).ToList();
        var visits = await db.Visits.Where(v => planned.Contains(v.Id) || left.Contains(v.Id)).ToListAsync(ct);
        foreach (var visit in visits)
        {
            if (visit.State == VisitState.Unplanned && planned.Contains(visit.Id))
                visit.Move(VisitTrigger.Plan);
            else if (visit.State == VisitState.Planned && left.Contains(visit.Id))
                visit.Move(VisitTrigger.Unplan);
        }
    }

    private PlanRoute Route(DayModel day, Plan plan, Route route)
    {
        var van = day.Vans[route.Vehicle];
        var (weight, hazmat) = (Index(DayModel.Weight), Index(DayModel.Hazmat));
        var made = new PlanRoute
        {
            Id = desk.NewId(),
            PlanId = plan.Id,
            VehicleId = van.VehicleId,
            PersonId = van.PersonId,
            SecondPersonId = van.SecondPersonId,
            StartsAt = day.Utc(route.Leaves),
            EndsAt = day.Utc(route.Ends),
            Length = new(route.Distance.Value),
            Driving = new(route.Legs.Sum(l => l.Drive.Value)),
            Cost = new(route.Cost.Total.Value),
            PeakHazmat = new(route.Legs.Max(l => l.Load[hazmat])),
            PeakLoad = new(route.Legs.Max(l => l.Load[weight])),
            Co2Grams = route.Co2Grams,
            Breaks = [.. route.Breaks.Select(b => new PlanBreak(day.Utc(b.Start), day.Utc(b.End)))],
        };
        for (var i = 0; i < route.Stops.Count; i++)
        {
            var (stop, leg) = (route.Stops[i], route.Legs[i]);
            var after = i + 1 < route.Legs.Count ? route.Legs[i + 1].Load : null;
            made.Stops.Add(
                new PlanStop
                {
                    Id = desk.NewId(),
                    RouteId = made.Id,
                    Sequence = i + 1,
                    VisitId = stop.Visit is { } number ? day.Visits[number].Id : null,
                    ArrivesAt = day.Utc(stop.Arrive),
                    StartsAt = day.Utc(stop.Start),
                    LeavesAt = day.Utc(stop.Leave),
                    Leg = new(leg.Distance.Value),
                    Drive = new(leg.Drive.Value),
                    LoadAfter = new(after?[weight] ?? 0),
                    HazmatAfter = new(after?[hazmat] ?? 0),
                }
            );
        }
        return made;
    }

    private static int Index(string dimension) => Array.FindIndex(DayModel.Dimensions, d => d.Name == dimension);
}
