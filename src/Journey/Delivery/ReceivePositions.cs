using Homeward.Field;
using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Delivery;

public sealed record PositionTold(
    DateTime At,
    double Latitude,
    double Longitude,
    double? AccuracyMetres = null,
    double? SpeedMetresPerSecond = null
);

public sealed record PositionBatch(Guid VehicleId, IReadOnlyList<PositionTold> Positions);

/// <summary>How many were new, known already, or could not be true (by their index, with the reason).</summary>
public sealed record PositionsKept(int New, int Known, IReadOnlyList<PositionRefused> Refused, DateTime? Newest);

public sealed record PositionRefused(int Index, string Reason);

/// <summary>
/// Takes the places of a van, in any order, however late. The newest by the device's own clock is where the van is; the others
/// fill its history. One bad place never blocks the rest.
/// </summary>
public sealed class ReceivePositions(Desk desk, BranchTime time, Travel travel)
{
    public const int Most = 1_000;

    public Task<Outcome<PositionsKept>> Run(Command<PositionBatch> command, CancellationToken ct) =>
        desk.Once<PositionsKept>(command.Id, command.Data, () => Keep(command.Data, ct), ct);

    private async Task<Outcome<PositionsKept>> Keep(PositionBatch batch, CancellationToken ct)
    {
        if (batch.Positions is not { Count: > 0 and <= Most })
            return new TooManyPositions(batch.Positions?.Count ?? 0);
        var van = await desk.Db.Vehicles.AsNoTracking().FirstOrDefaultAsync(v => v.Id == batch.VehicleId, ct);
        if (van is null)
            return new NotYourVan();
        var now = desk.Now;
        var refused = new List<PositionRefused>();
        var good = new List<PositionTold>();
        for (var i = 0; i < batch.Positions.Count; i++)
            if (Fault(batch.Positions[i], now) is { } fault)
                refused.Add(new(i, fault));
            else
                good.Add(batch.Positions[i]);
        if (!await Drives(van.BranchId, van.Id, good, ct))
            return new NotYourVan();
        var (from, to) = good.Count == 0 ? (now, now) : (good.Min(p => p.At), good.Max(p => p.At));
        var known = (
            await desk
                .Db.Positions.Where(p => p.VehicleId == van.Id && p.At >= from && p.At <= to)
                .Select(p => p.At)
                .ToListAsync(ct)
        ).ToHashSet();
        var newestKnown = await desk.Db.Positions.Where(p => p.VehicleId == van.Id).MaxAsync(p => (DateTime?)p.At, ct);
        var added = 0;
        foreach (var p in good.OrderBy(p => p.At))
        {
            var at = p.At.AddTicks(-(p.At.Ticks % TimeSpan.TicksPerMicrosecond));
            if (!known.Add(at))
                continue;
            added++;
            desk.Db.Positions.Add(
                new()
                {
                    Id = desk.NewId(),
                    BranchId = van.BranchId,
                    VehicleId = van.Id,
                    PersonId = desk.Actor.PersonId ?? desk.Actor.Id,
                    At = at,
                    ReceivedAt = now,
                    Latitude = p.Latitude,
                    Longitude = p.Longitude,
                    AccuracyMetres = p.AccuracyMetres,
                    SpeedMetresPerSecond = p.SpeedMetresPerSecond,
                }
            );
        }
        if (added > 0 && (newestKnown is null || to > newestKnown))
            await Reckon(van.Id, good.MaxBy(p => p.At)!, now, ct);
        return new PositionsKept(
            added,
            good.Count - added,
            refused,
            added > 0 && !(newestKnown > to) ? to : newestKnown
        );
    }

    // Whoever dispatches may send for any van of the branch; a driver for the van of their published route of each day.
    private async Task<bool> Drives(Guid branchId, Guid vanId, List<PositionTold> good, CancellationToken ct)
    {
        if (desk.Actor.Can(May.WritePlan))
            return true;
        if (desk.Actor.PersonId is not { } me || await time.Of(branchId, ct) is not { } clock)
            return false;
        var days = good.Select(p => clock.DayOf(p.At)).Append(clock.DayOf(desk.Now)).Distinct().ToList();
        var plans = desk.Db.Plans;
        var routes = desk.Db.PlanRoutes;
        var mine = await plans
            .Where(p => days.Contains(p.Date) && p.State != PlanState.Draft)
            .Where(p =>
                routes.Any(r =>
                    r.PlanId == p.Id && r.VehicleId == vanId && (r.PersonId == me || r.SecondPersonId == me)
                )
            )
            .Select(p => p.Date)
            .ToListAsync(ct);
        return good.Count == 0 ? mine.Count > 0 : good.All(p => mine.Contains(clock.DayOf(p.At)));
    }

    private async Task Reckon(Guid vanId, PositionTold newest, DateTime now, CancellationToken ct)
    {
        if (now - newest.At > TimeSpan.FromMinutes(10))
            return;
        var next = await desk.Db.Visits.FirstOrDefaultAsync(
            v => v.VehicleId == vanId && v.State == VisitState.EnRoute,
            ct
        );
        if (next is null)
            return;
        var eta = await travel.Eta(next, new Capture(newest.At, newest.Latitude, newest.Longitude), ct);
        // Smaller changes are noise of the estimate.
        if (eta is { } time && (next.Eta is null || (time - next.Eta.Value).Duration() > TimeSpan.FromMinutes(1)))
            next.Eta = time;
    }

    private static string? Fault(PositionTold p, DateTime now) =>
        p.At.Kind != DateTimeKind.Utc ? "The time must be UTC."
        : p.At > now.AddMinutes(5) ? "The time lies in the future."
        : p.At < now.AddDays(-7) ? "The time is more than a week ago."
        : !GeoPoint.IsValid(p.Latitude, p.Longitude) ? "There is no such place on earth."
        : p.AccuracyMetres is { } a && !(a is >= 0 and <= 100_000) ? "The accuracy is out of range."
        : p.SpeedMetresPerSecond is { } s && !(s is >= 0 and <= 100) ? "The speed is out of range."
        : null;
}

/// <summary>Where a van is: the newest place by the device's clock, with its age.</summary>
public sealed record VanPlace(
    Guid VehicleId,
    string Vehicle,
    DateTime At,
    double Latitude,
    double Longitude,
    double? AccuracyMetres
);

public sealed class VanPlaces(Desk desk)
{
    public async Task<IReadOnlyList<VanPlace>> Run(Guid? branchId, CancellationToken ct)
    {
        var positions = desk.Db.Positions;
        var rows = await desk
            .Db.Vehicles.AsNoTracking()
            .Where(v => branchId == null || v.BranchId == branchId)
            .OrderBy(v => v.Name)
            .Select(v => new
            {
                v.Id,
                v.Name,
                Newest = positions.Where(p => p.VehicleId == v.Id).OrderByDescending(p => p.At).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return
        [
            .. rows.Where(r => r.Newest is not null)
                .Select(r => new VanPlace(
                    r.Id,
                    r.Name,
                    r.Newest!.At,
                    r.Newest.Latitude,
                    r.Newest.Longitude,
                    r.Newest.AccuracyMetres
                )),
        ];
    }
}
