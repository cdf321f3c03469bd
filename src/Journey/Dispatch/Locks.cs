using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Shared;
using Homeward.Routing;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <summary>A visit that stays on its van, near its time and in its order among the other locked ones, until somebody unlocks it.</summary>
public sealed class VisitLock : Entity, IBranchScoped
{
    public Guid BranchId { get; internal set; }
    public DateOnly Date { get; internal set; }
    public Guid VisitId { get; internal set; }
    public Guid VehicleId { get; internal set; }
    public Guid PersonId { get; internal set; }
    public DateTime StartsAt { get; internal set; }
    public string By { get; internal set; } = "";
    public DateTime At { get; internal set; }
}

/// <summary>A van's route of a day that nothing comes into, leaves, or is moved within.</summary>
public sealed class RouteLock : Entity, IBranchScoped
{
    public Guid BranchId { get; internal set; }
    public DateOnly Date { get; internal set; }
    public Guid VehicleId { get; internal set; }
    public string By { get; internal set; } = "";
    public DateTime At { get; internal set; }
}

public sealed record LockVisitsRequest(Guid BranchId, DateOnly Date, List<Guid> VisitIds, bool Locked = true);

public sealed record LockRouteRequest(Guid BranchId, DateOnly Date, Guid VehicleId, bool Locked = true);

/// <summary>What became of one thing of many: done, or the code and sentence that say why not.</summary>
public sealed record RowResult(
    Guid Id,
    string Number,
    bool Ok,
    string? Code = null,
    string? Sentence = null,
    string? ToDo = null
);

public sealed record VisitsLocked(IReadOnlyList<RowResult> Rows);

/// <summary>Locks visits of the latest plan where they are, or unlocks them; a row for each says whether it worked.</summary>
public sealed class LockVisits(Desk desk, BranchTime time)
{
    private const int Most = 500;
    private readonly JourneyDb db = desk.Db;

    public Task<Outcome<VisitsLocked>> Run(Command<LockVisitsRequest> command, CancellationToken ct) =>
        desk.Once<VisitsLocked>(command.Id, command.Data, () => Lock(command.Data, ct), ct);

    private async Task<Outcome<VisitsLocked>> Lock(LockVisitsRequest request, CancellationToken ct)
    {
        if (await PlanLocks.Refuses(desk, time, request.BranchId, request.Date, ct) is { } refusal)
            return refusal;
        if (request.VisitIds is not { Count: > 0 and <= Most })
            return new InvalidField("visitIds", $"Name 1 to {Most} visits.");
        var ids = request.VisitIds.Distinct().ToList();
        var visits = await db
            .Visits.AsNoTracking()
            .Where(v => v.BranchId == request.BranchId && ids.Contains(v.Id))
            .ToDictionaryAsync(v => v.Id, ct);
        var held = await db
            .VisitLocks.Where(l => l.BranchId == request.BranchId && l.Date == request.Date && ids.Contains(l.VisitId))
            .ToDictionaryAsync(l => l.VisitId, ct);
        var stops = await Stops(request, ids, ct);
        var rows = new List<RowResult>();
        foreach (var id in ids)
        {
            if (!visits.TryGetValue(id, out var visit))
                rows.Add(PlanLocks.Row(id, "", new NoSuch("visit")));
            else if (!request.Locked)
            {
                if (held.TryGetValue(id, out var old))
                    db.Remove(old);
                rows.Add(new(id, visit.Number, true));
            }
            else if (!visit.State.IsOpen())
                rows.Add(
                    PlanLocks.Row(id, visit.Number, new VisitHasBegun(visit.Number, Words.Of(visit.State.ToString())))
                );
            else if (!stops.TryGetValue(id, out var at))
                rows.Add(PlanLocks.Row(id, visit.Number, new NotOnARoute(visit.Number)));
            else
            {
                if (!held.ContainsKey(id))
                    db.Add(
                        new VisitLock
                        {
                            Id = desk.NewId(),
                            BranchId = request.BranchId,
                            Date = request.Date,
                            VisitId = id,
                            VehicleId = at.VehicleId,
                            PersonId = at.PersonId,
                            StartsAt = at.StartsAt,
                            By = desk.Actor.Name,
                            At = desk.Now,
                        }
                    );
                rows.Add(new(id, visit.Number, true));
            }
        }
        return new VisitsLocked(rows);
    }

    private async Task<Dictionary<Guid, (Guid VehicleId, Guid PersonId, DateTime StartsAt)>> Stops(
        LockVisitsRequest request,
        List<Guid> ids,
        CancellationToken ct
    )
    {
        var latest = await db
            .Plans.AsNoTracking()
            .Include(p => p.Routes)
                .ThenInclude(r => r.Stops)
            .Where(p => p.BranchId == request.BranchId && p.Date == request.Date)
            .OrderByDescending(p => p.VersionNo)
            .FirstOrDefaultAsync(ct);
        var stops = new Dictionary<Guid, (Guid, Guid, DateTime)>();
        foreach (var route in latest?.Routes ?? [])
        foreach (var stop in route.Stops)
            if (stop.VisitId is { } id && ids.Contains(id))
                stops[id] = (route.VehicleId, route.PersonId, stop.StartsAt);
        return stops;
    }
}

/// <summary>Locks a van's whole route of a day, or unlocks it.</summary>
public sealed class LockRoute(Desk desk, BranchTime time)
{
    public Task<Outcome<Done>> Run(Command<LockRouteRequest> command, CancellationToken ct) =>
        desk.Once<Done>(
            command.Id,
            command.Data,
            async () =>
            {
                var (request, db) = (command.Data, desk.Db);
                if (await PlanLocks.Refuses(desk, time, request.BranchId, request.Date, ct) is { } refusal)
                    return refusal;
                if (!await db.Vehicles.AnyAsync(v => v.Id == request.VehicleId && v.BranchId == request.BranchId, ct))
                    return new NoSuch("van");
                var held = await db.RouteLocks.FirstOrDefaultAsync(
                    l => l.BranchId == request.BranchId && l.Date == request.Date && l.VehicleId == request.VehicleId,
                    ct
                );
                if (!request.Locked && held is not null)
                    db.Remove(held);
                if (request.Locked && held is null)
                    db.Add(
                        new RouteLock
                        {
                            Id = desk.NewId(),
                            BranchId = request.BranchId,
                            Date = request.Date,
                            VehicleId = request.VehicleId,
                            By = desk.Actor.Name,
                            At = desk.Now,
                        }
                    );
                return Done.It;
            },
            ct
        );
}

/// <summary>What locks allow.</summary>
internal static class PlanLocks
{
    public static async Task<Refusal?> Refuses(
        Desk desk,
        BranchTime time,
        Guid branchId,
        DateOnly date,
        CancellationToken ct
    )
    {
        if (!desk.Actor.Can(May.WritePlan))
            return new NotAllowed("change a plan");
        if (await time.Of(branchId, ct) is not { } clock)
            return new NoSuch("branch");
        return date < clock.DayOf(desk.Now) ? new DayIsOver(date) : null;
    }

    public static RowResult Row(Guid id, string number, Refusal why) =>
        new(id, number, false, why.Code, why.Sentence, why.ToDo);

    /// <summary>
    /// The lock that new orders would break: a locked route is as it was; locked visits are on their van, in their order.
    /// </summary>
    public static Refusal? Broken(DayModel day, IReadOnlyList<FixedRoute> before, IReadOnlyList<FixedRoute> after)
    {
        TimeOnly At(DateTime utc) => day.Clock.ToLocal(utc).Time;
        foreach (var (van, held) in day.RouteLocks)
            if (!Stops(before, van).SequenceEqual(Stops(after, van)))
                return new RouteIsLocked(van, held.By, At(held.At));
        if (day.VisitLocks.Count == 0)
            return null;
        foreach (var order in before)
        {
            var was = order.Stops.Where(day.VisitLocks.ContainsKey).ToList();
            if (was.Count == 0)
                continue;
            var now = Stops(after, order.Vehicle).Where(was.Contains).ToList();
            if (was.SequenceEqual(now))
                continue;
            var moved = was.Find(v => !now.Contains(v)) ?? was.Where((v, i) => now[i] != v).First();
            var held = day.VisitLocks[moved];
            return new VisitIsLocked(moved, held.By, At(held.At));
        }
        return null;
    }

    private static IReadOnlyList<string> Stops(IReadOnlyList<FixedRoute> orders, string van) =>
        orders.FirstOrDefault(o => o.Vehicle == van)?.Stops ?? [];
}
