using Homeward.Field;
using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

public sealed record PlanVersionRow(
    Guid Id,
    int VersionNo,
    PlanState State,
    DateTime MadeAt,
    string MadeBy,
    string Note,
    int Planned,
    int LeftOut,
    Money Cost,
    DateTime? PublishedAt,
    string? PublishedBy
);

public sealed record StopView(
    int Sequence,
    Guid? VisitId,
    string Number,
    string Patient,
    string Address,
    double? Latitude,
    double? Longitude,
    VisitKind Kind,
    VisitState State,
    DateTime ArrivesAt,
    DateTime StartsAt,
    DateTime LeavesAt,
    DateTime WindowFrom,
    DateTime WindowTo,
    bool Booked,
    bool Late,
    Distance Leg,
    WorkTime Drive,
    Mass LoadAfter,
    Mass HazmatAfter
);

public sealed record RouteView(
    Guid Id,
    Guid VehicleId,
    string Van,
    Guid PersonId,
    string Crew,
    DateTime StartsAt,
    DateTime EndsAt,
    Distance Length,
    WorkTime Driving,
    Money Cost,
    Mass PeakLoad,
    Mass Payload,
    Mass PeakHazmat,
    Mass HazmatLimit,
    IReadOnlyList<StopView> Stops
)
{
    /// <summary>The version whose papers the crew holds; null while the route is not with its crew.</summary>
    public int? GivenNo { get; init; }

    /// <summary>Why it was taken back from its crew.</summary>
    public string? HeldBackWhy { get; init; }
}

public sealed record LeftOutView(
    Guid VisitId,
    string Number,
    string Patient,
    double? Latitude,
    double? Longitude,
    Urgency Urgency,
    DateTime DueAt,
    string Code,
    string Sentence,
    string ToDo
);

public sealed record PlanView(
    Guid Id,
    Guid BranchId,
    string TimeZone,
    DateOnly Date,
    int VersionNo,
    int Version,
    bool Latest,
    PlanState State,
    DateTime MadeAt,
    string MadeBy,
    DateTime? PublishedAt,
    string? PublishedBy,
    string TravelSource,
    PlanSummary Summary,
    double DepotLatitude,
    double DepotLongitude,
    IReadOnlyList<RouteView> Routes,
    IReadOnlyList<LeftOutView> LeftOut
);

/// <summary>A branch's day at a glance: its latest plan or a named version, and what waits without any plan.</summary>
public sealed class FindPlans(Desk desk, BranchTime time)
{
    private readonly JourneyDb db = desk.Db;

    /// <summary>The versions of a day, newest first.</summary>
    public async Task<IReadOnlyList<PlanVersionRow>> Versions(Guid branchId, DateOnly date, CancellationToken ct)
    {
        var plans = await db
            .Plans.AsNoTracking()
            .Where(p => p.BranchId == branchId && p.Date == date)
            .OrderByDescending(p => p.VersionNo)
            .Take(100)
            .Select(p => new
            {
                Plan = p,
                Planned = p.Routes.SelectMany(r => r.Stops).Count(s => s.VisitId != null),
                LeftOut = p.LeftOut.Count,
            })
            .ToListAsync(ct);
        return
        [
            .. plans.Select(p =>
            {
                var summary = Summary(p.Plan);
                return new PlanVersionRow(
                    p.Plan.Id,
                    p.Plan.VersionNo,
                    p.Plan.State,
                    p.Plan.MadeAt,
                    p.Plan.MadeBy,
                    summary.Note,
                    p.Planned,
                    p.LeftOut,
                    new(summary.TotalCents),
                    p.Plan.PublishedAt,
                    p.Plan.PublishedBy
                );
            }),
        ];
    }

    /// <summary>A version of a day; without a number the latest. Null when there is none.</summary>
    public async Task<PlanView?> Of(Guid branchId, DateOnly date, int? versionNo, CancellationToken ct)
    {
        var id = await db
            .Plans.Where(p =>
                p.BranchId == branchId && p.Date == date && (versionNo == null || p.VersionNo == versionNo)
            )
            .OrderByDescending(p => p.VersionNo)
            .Select(p => (Guid?)p.Id)
            .FirstOrDefaultAsync(ct);
        return id is { } found ? await Run(found, ct) : null;
    }

    public async Task<PlanView?> Run(Guid planId, CancellationToken ct)
    {
        var plan = await db
            .Plans.AsNoTracking()
            .Include(p => p.Routes)
                .ThenInclude(r => r.Stops)
            .Include(p => p.LeftOut)
            .AsSplitQuery()
            .FirstOrDefaultAsync(p => p.Id == planId, ct);
        if (plan is null || await time.Of(plan.BranchId, ct) is not { } clock)
            return null;
        var branch = await db.Branches.AsNoTracking().FirstAsync(b => b.Id == plan.BranchId, ct);
        var latest = await db
            .Plans.Where(p => p.BranchId == plan.BranchId && p.Date == plan.Date)
            .MaxAsync(p => p.VersionNo, ct);
        var ids = plan
            .Routes.SelectMany(r => r.Stops)
            .Select(s => s.VisitId)
            .OfType<Guid>()
            .Concat(plan.LeftOut.Select(l => l.VisitId))
            .ToList();
        var visits = await db.Visits.AsNoTracking().Where(v => ids.Contains(v.Id)).ToDictionaryAsync(v => v.Id, ct);
        var patientIds = visits.Values.Select(v => v.PatientId).Distinct().ToList();
        var patients = await db
            .Patients.AsNoTracking()
            .Where(p => patientIds.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, ct);
        var vehicles = await db
            .Vehicles.AsNoTracking()
            .Where(v => v.BranchId == plan.BranchId)
            .ToDictionaryAsync(v => v.Id, ct);
        var personIds = plan
            .Routes.SelectMany(r => new[] { r.PersonId, r.SecondPersonId ?? r.PersonId })
            .Distinct()
            .ToList();
        var people = await db
            .People.AsNoTracking()
            .Where(p => personIds.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        return new PlanView(
            plan.Id,
            plan.BranchId,
            branch.TimeZone,
            plan.Date,
            plan.VersionNo,
            plan.Version,
            plan.VersionNo == latest,
            plan.State,
            plan.MadeAt,
            plan.MadeBy,
            plan.PublishedAt,
            plan.PublishedBy,
            plan.TravelSource,
            Summary(plan),
            branch.Latitude,
            branch.Longitude,
            [
                .. plan
                    .Routes.Select(r => Route(r, vehicles.GetValueOrDefault(r.VehicleId), people, visits, patients))
                    .OrderBy(r => r.Van, StringComparer.Ordinal),
            ],
            [
                .. plan
                    .LeftOut.Where(l => visits.ContainsKey(l.VisitId))
                    .Select(l =>
                    {
                        var visit = visits[l.VisitId];
                        var patient = patients[visit.PatientId];
                        return new LeftOutView(
                            l.VisitId,
                            visit.Number,
                            patient.Name,
                            patient.Latitude,
                            patient.Longitude,
                            visit.Urgency,
                            visit.DueAt,
                            l.Code,
                            l.Sentence,
                            l.ToDo
                        );
                    })
                    .OrderByDescending(l => l.Urgency)
                    .ThenBy(l => l.DueAt),
            ]
        );
    }

    internal static PlanSummary Summary(Plan plan) => Json.Read<PlanSummary>(plan.Summary) ?? new();

    private static RouteView Route(
        PlanRoute route,
        Vehicle? van,
        Dictionary<Guid, string> people,
        Dictionary<Guid, Visit> visits,
        Dictionary<Guid, Patient> patients
    ) =>
        new(
            route.Id,
            route.VehicleId,
            van?.Name ?? "A van no longer here",
            route.PersonId,
            people.GetValueOrDefault(route.PersonId, "")
                + (route.SecondPersonId is { } second ? $" and {people.GetValueOrDefault(second, "")}" : ""),
            route.StartsAt,
            route.EndsAt,
            route.Length,
            route.Driving,
            route.Cost,
            route.PeakLoad,
            van?.Payload ?? Mass.Zero,
            route.PeakHazmat,
            van?.HazmatLimit ?? Mass.Zero,
            [
                .. route
                    .Stops.OrderBy(s => s.Sequence)
                    .Select(s =>
                    {
                        var visit = s.VisitId is { } id ? visits.GetValueOrDefault(id) : null;
                        var patient = visit is null ? null : patients.GetValueOrDefault(visit.PatientId);
                        return new StopView(
                            s.Sequence,
                            s.VisitId,
                            visit?.Number ?? "",
                            patient?.Name ?? "Reload at the depot",
                            patient is null ? "" : $"{patient.AddressLine}, {patient.City}",
                            patient?.Latitude,
                            patient?.Longitude,
                            visit?.Kind ?? VisitKind.Service,
                            visit?.State ?? VisitState.Planned,
                            s.ArrivesAt,
                            s.StartsAt,
                            s.LeavesAt,
                            visit?.WindowFrom ?? s.StartsAt,
                            visit?.WindowTo ?? s.StartsAt,
                            visit?.BookedAt is not null,
                            visit is not null && s.StartsAt > visit.WindowTo,
                            s.Leg,
                            s.Drive,
                            s.LoadAfter,
                            s.HazmatAfter
                        );
                    }),
            ]
        )
        {
            GivenNo = route.GivenNo,
            HeldBackWhy = route.HeldBackAt is null ? null : route.HeldBackWhy,
        };
}
