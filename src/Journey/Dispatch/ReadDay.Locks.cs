using Homeward.Journey.Branches;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Roads;
using Homeward.Routing;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <content>What somebody locked on the day, and a visit that is not of the day.</content>
public sealed partial class ReadDay
{
    /// <summary>A visit looked at as if it were of that day, whatever its own day is; its place is its door.</summary>
    internal async Task<Outcome<(Routing.Visit Model, Place Door, DayVisit Facts)>> Candidate(
        Guid visitId,
        DayModel day,
        CancellationToken ct
    )
    {
        var visit = await db.Visits.AsNoTracking().Include(v => v.Lines).FirstAsync(v => v.Id == visitId, ct);
        var patient = await db.Patients.AsNoTracking().FirstAsync(p => p.Id == visit.PatientId, ct);
        if (visit.HoldReason is { } why)
            return new VisitIsHeld(visit.Number, why);
        if (patient is not { Latitude: { } lat, Longitude: { } lon } || patient.Location == LocationGrade.None)
            return new NotOnTheMap(patient.Name);
        var itemIds = visit.Lines.Select(l => l.ItemId).Distinct().ToList();
        var items = await db.Items.AsNoTracking().Where(i => itemIds.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
        var model = Of(visit, 0, items, day.At, day.Clock, day.Date, overdue: true, new());
        if (day.RouteLocks.Count > 0)
            model = model with { NotVehicles = [.. day.RouteLocks.Keys] };
        return (
            model,
            new Place(lat, lon),
            new(
                visit.Id,
                visit.Version,
                visit.Number,
                patient.Name,
                visit.State,
                true,
                visit.VehicleId,
                visit.BookedAt is not null
            )
        );
    }

    /// <summary>How far a locked visit's start may move: the rest of the day must be able to breathe.</summary>
    private static readonly Seconds LockTolerance = Seconds.FromMinutes(15);

    private sealed record DayLocks(
        IReadOnlyDictionary<Guid, (VisitLock Lock, string Van, Seconds? Tolerance)> ById,
        IReadOnlyDictionary<string, RouteLock> Routes,
        IReadOnlyDictionary<Guid, string> OnLockedRoute
    )
    {
        public Dictionary<string, VisitLock> Visits { get; } = new(StringComparer.Ordinal);

        /// <summary>
        /// A locked visit stays on its van and within a quarter of an hour; two of one van are held so that they cannot change places.
        /// What is on a locked route stays there, and nothing else comes.
        /// </summary>
        public Routing.Visit Hold(Visit visit, Routing.Visit model, Func<DateTime, Seconds> at)
        {
            if (Routes.Count > 0)
                model = OnLockedRoute.TryGetValue(visit.Id, out var route)
                    ? model with
                    {
                        OnlyVehicles = [route],
                    }
                    : model with
                    {
                        NotVehicles = [.. Routes.Keys],
                    };
            if (!ById.TryGetValue(visit.Id, out var held))
                return model;
            Visits[visit.Number] = held.Lock;
            var promise = held.Tolerance is { } tolerance
                ? new Promise(at(held.Lock.StartsAt), tolerance)
                : model.Promise;
            if (model.Promise is { Tolerance: { } announced } && announced < promise?.Tolerance)
                promise = model.Promise;
            return model with { OnlyVehicles = [held.Van], NotVehicles = [], Promise = promise };
        }
    }

    private async Task<DayLocks> LocksOf(
        Guid branchId,
        DateOnly date,
        Dictionary<string, DayVan> vans,
        Plan? latest,
        CancellationToken ct
    )
    {
        var routes = new Dictionary<string, RouteLock>(StringComparer.Ordinal);
        foreach (
            var held in await db
                .RouteLocks.AsNoTracking()
                .Where(l => l.BranchId == branchId && l.Date == date)
                .ToListAsync(ct)
        )
        foreach (var van in vans.Values.Where(v => v.VehicleId == held.VehicleId))
            routes[van.Key] = held;
        var onRoute = new Dictionary<Guid, string>();
        foreach (var route in latest?.Routes ?? [])
            if (DayModel.Van(vans.Values, route.VehicleId, route.PersonId) is { } van && routes.ContainsKey(van.Key))
                foreach (var stop in route.Stops)
                    if (stop.VisitId is { } id)
                        onRoute[id] = van.Key;
        var locks = await db
            .VisitLocks.AsNoTracking()
            .Where(l => l.BranchId == branchId && l.Date == date)
            .OrderBy(l => l.StartsAt)
            .ToListAsync(ct);
        var byId = new Dictionary<Guid, (VisitLock, string, Seconds?)>();
        foreach (var ofVan in locks.GroupBy(l => DayModel.Van(vans.Values, l.VehicleId, l.PersonId)?.Key))
        {
            // A van that does not work any more holds nothing.
            if (ofVan.Key is not { } key)
                continue;
            var held = ofVan.ToList();
            for (var i = 0; i < held.Count; i++)
            {
                var gap = LockTolerance.Value;
                if (i > 0)
                    gap = Math.Min(gap, ((int)(held[i].StartsAt - held[i - 1].StartsAt).TotalSeconds - 1) / 2);
                if (i + 1 < held.Count)
                    gap = Math.Min(gap, ((int)(held[i + 1].StartsAt - held[i].StartsAt).TotalSeconds - 1) / 2);
                byId[held[i].VisitId] = (held[i], key, new Seconds(Math.Max(0, gap)));
            }
        }
        return new(byId, routes, onRoute);
    }
}
