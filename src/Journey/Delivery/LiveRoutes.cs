using System.Collections.Concurrent;
using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Roads;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Delivery;

/// <summary>A stop of a published route with what its arrival depends on; a reload has no visit.</summary>
internal sealed record RouteStop(
    Guid? VisitId,
    string Number,
    string Patient,
    int Sequence,
    VisitState? State,
    bool LifeSustaining,
    int Priority,
    Place? Place,
    double Drive,
    double Service,
    DateTime? WindowFrom,
    DateTime? WindowTo,
    DateTime PlannedStart,
    DateTime? ArrivedAt
)
{
    public bool IsOver => State is VisitState.Closed or VisitState.Failed or VisitState.Cancelled;
}

/// <summary>One van's published route of a day, as the database had it a moment ago.</summary>
internal sealed record VanRoute(
    Guid VehicleId,
    string Van,
    Guid PersonId,
    string Driver,
    DateTime StartsAt,
    DateTime EndsAt,
    double DriveBack,
    (DateTime From, DateTime To, double Length)? Rest,
    IReadOnlyList<RouteStop> Stops
);

/// <summary>A branch's published day.</summary>
internal sealed record DayRoutes(
    Guid BranchId,
    DateOnly Date,
    Guid? PlanId,
    int? PlanVersion,
    Place Depot,
    LiveSettings Settings,
    IReadOnlyDictionary<Guid, VanRoute> Vans,
    IReadOnlyList<(Guid Id, string Name)> Idle
);

/// <summary>
/// The published routes of the running days, in memory. A cache of the database: thrown away whenever a plan, a visit or what they
/// stand on is changed on this node, and after some seconds in any case, for what another node changed.
/// </summary>
public sealed class LiveRoutes : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
    private static readonly HashSet<string> Watched =
    [
        nameof(Branch),
        nameof(Plan),
        nameof(Visit),
        nameof(Shift),
        nameof(Crew.Vehicle),
        nameof(Patient),
        nameof(Setting),
    ];
    private readonly ConcurrentDictionary<(Guid, DateOnly), Held> held = [];
    private readonly ConcurrentDictionary<Guid, TimeZoneInfo> zones = [];
    private readonly IServiceScopeFactory scopes;
    private readonly TimeProvider clock;
    private readonly Pulse pulse;
    private long generation;

    public LiveRoutes(IServiceScopeFactory scopes, TimeProvider clock, Pulse pulse)
    {
        (this.scopes, this.clock, this.pulse) = (scopes, clock, pulse);
        pulse.Changed += Heard;
    }

    private sealed record Held(long Generation, DateTimeOffset At, Lazy<Task<DayRoutes>> Day);

    /// <summary>Rises with every change that may alter a route.</summary>
    internal long Generation => Interlocked.Read(ref generation);

    internal async ValueTask<DayRoutes> Of(Guid branchId, DateOnly date)
    {
        var (now, current) = (clock.GetUtcNow(), Generation);
        var key = (branchId, date);
        if (!held.TryGetValue(key, out var found) || found.Generation != current || now - found.At >= Longest)
        {
            // Days that are over are not asked for again: a few are kept, the rest goes.
            if (held.Count > 64)
                held.Clear();
            found = held.AddOrUpdate(
                key,
                _ => Fresh(),
                (_, old) => old.Generation == current && now - old.At < Longest ? old : Fresh()
            );
        }
        try
        {
            return await found.Day.Value;
        }
        catch
        {
            held.TryRemove(new(key, found));
            throw;
        }
        Held Fresh() => new(current, now, new(() => Task.Run(() => Load(branchId, date))));
    }

    /// <summary>The date that runs at the branch now.</summary>
    internal async ValueTask<DateOnly> Today(Guid branchId)
    {
        if (!zones.TryGetValue(branchId, out var zone))
        {
            await using var scope = scopes.CreateAsyncScope();
            var name = await scope
                .ServiceProvider.GetRequiredService<JourneyDb>()
                .Branches.AsNoTracking()
                .Where(b => b.Id == branchId)
                .Select(b => b.TimeZone)
                .FirstAsync();
            zones[branchId] = zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        }
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(clock.GetUtcNow().UtcDateTime, zone));
    }

    public void Forget() => Interlocked.Increment(ref generation);

    public void Dispose() => pulse.Changed -= Heard;

    private void Heard(IReadOnlySet<string> topics)
    {
        if (topics.Contains(nameof(Branch)))
            zones.Clear();
        if (topics.Overlaps(Watched))
            Forget();
    }

    private async Task<DayRoutes> Load(Guid branchId, DateOnly date)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System;
        var db = scope.ServiceProvider.GetRequiredService<JourneyDb>();
        var ct = CancellationToken.None;
        var branch = await db.Branches.AsNoTracking().FirstAsync(b => b.Id == branchId, ct);
        var settings = await LiveSettings.Of(db, branchId, ct);
        var vehicles = await db
            .Vehicles.AsNoTracking()
            .Where(v => v.BranchId == branchId)
            .OrderBy(v => v.Name)
            .Select(v => new { v.Id, v.Name })
            .ToListAsync(ct);
        var plan = await db
            .Plans.AsNoTracking()
            .Include(p => p.Routes)
                .ThenInclude(r => r.Stops)
            .Where(p => p.BranchId == branchId && p.Date == date && p.State == PlanState.Published)
            .OrderByDescending(p => p.VersionNo)
            .FirstOrDefaultAsync(ct);
        var vans = new Dictionary<Guid, VanRoute>();
        // What the crews have begun is in no later version's routes: the van is remembered by the visit itself.
        var visits = await db
            .Visits.AsNoTracking()
            .Where(v => v.BranchId == branchId && v.Date == date && v.VehicleId != null)
            .ToListAsync(ct);
        var patientIds = visits.Select(v => v.PatientId).Distinct().ToList();
        var patients = await db
            .Patients.AsNoTracking()
            .Where(p => patientIds.Contains(p.Id))
            .Select(p => new
            {
                p.Id,
                Name = p.FirstName + " " + p.LastName,
                p.Latitude,
                p.Longitude,
            })
            .ToDictionaryAsync(p => p.Id, ct);
        var personIds = visits
            .Select(v => v.PersonId)
            .OfType<Guid>()
            .Concat(plan?.Routes.Select(r => r.PersonId) ?? [])
            .Distinct()
            .ToList();
        var people = await db
            .People.AsNoTracking()
            .Where(p => personIds.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.FirstName + " " + p.LastName, ct);
        var shifts = (await scope.ServiceProvider.GetRequiredService<CrewOfDay>().Run(branchId, date, ct)).Value ?? [];
        var byVan = visits.ToLookup(v => v.VehicleId!.Value);
        foreach (var vehicle in vehicles)
        {
            var routes = plan?.Routes.Where(r => r.VehicleId == vehicle.Id).OrderBy(r => r.StartsAt).ToList() ?? [];
            var mine = byVan[vehicle.Id].ToDictionary(v => v.Id);
            if (routes.Count == 0 && mine.Count == 0)
                continue;
            var stops = new List<RouteStop>();
            foreach (var visit in mine.Values.Where(v => !routes.Any(r => r.Stops.Exists(s => s.VisitId == v.Id))))
                if (visit.State.HasBegun())
                    stops.Add(Stop(visit, null, 0));
            foreach (var stop in routes.SelectMany(r => r.Stops.OrderBy(s => s.Sequence)))
                if (stop.VisitId is not { } id)
                    stops.Add(
                        new(
                            null,
                            "",
                            "",
                            stop.Sequence,
                            null,
                            false,
                            0,
                            new(branch.Latitude, branch.Longitude),
                            stop.Drive.Seconds,
                            (stop.LeavesAt - stop.StartsAt).TotalSeconds,
                            null,
                            null,
                            stop.StartsAt,
                            null
                        )
                    );
                else if (mine.TryGetValue(id, out var visit))
                    stops.Add(Stop(visit, stop, stop.Drive.Seconds));
            var person = routes.FirstOrDefault()?.PersonId ?? mine.Values.First().PersonId ?? Guid.Empty;
            var shift = shifts.FirstOrDefault(s =>
                s.PersonId == person && s.BreakFromUtc != null && s.Break.Seconds > 0
            );
            vans[vehicle.Id] = new(
                vehicle.Id,
                vehicle.Name,
                person,
                people.GetValueOrDefault(person, ""),
                routes.FirstOrDefault()?.StartsAt ?? stops[0].PlannedStart,
                routes.LastOrDefault()?.EndsAt ?? stops[^1].PlannedStart,
                routes.LastOrDefault() is { } last
                    ? Math.Max(0, last.Driving.Seconds - last.Stops.Sum(s => s.Drive.Seconds))
                    : 0,
                shift is { BreakFromUtc: { } from } ? (from, from.AddHours(1), shift.Break.Seconds) : null,
                stops
            );
        }
        return new(
            branchId,
            date,
            plan?.Id,
            plan?.VersionNo,
            new(branch.Latitude, branch.Longitude),
            settings,
            vans,
            [.. vehicles.Where(v => !vans.ContainsKey(v.Id)).Select(v => (v.Id, v.Name))]
        );

        RouteStop Stop(Visit v, PlanStop? planned, double drive)
        {
            var patient = patients[v.PatientId];
            return new(
                v.Id,
                v.Number,
                patient.Name,
                planned?.Sequence ?? 0,
                v.State,
                v.LifeSustaining,
                Risks.Priority(v.Urgency, v.BookedAt is not null, v.LifeSustaining),
                patient is { Latitude: { } lat, Longitude: { } lon } ? new(lat, lon) : null,
                drive,
                v.Service.Seconds > 0 ? v.Service.Seconds
                    : planned is null ? 0
                    : (planned.LeavesAt - planned.StartsAt).TotalSeconds,
                v.WindowFrom,
                v.WindowTo,
                planned?.StartsAt ?? v.PlannedArrival ?? v.WindowFrom,
                v.ArrivedAt
            );
        }
    }
}
