using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Delivery;

public sealed record PositionBatch(Guid VehicleId, IReadOnlyList<PositionTold> Positions);

/// <summary>How many were new, known already, or could not be true (by their index, with code and reason).</summary>
public sealed record PositionsKept(int New, int Known, IReadOnlyList<PositionRefused> Refused, DateTime? Newest);

/// <summary>
/// Takes the places of a van from our own app, in any order, however late. The newest by the device's own clock is where the van
/// is; the others fill its history. One bad place never blocks the rest. The command's id is not kept: van and time are the key of
/// a place, so a batch that is sent again adds nothing, and a day of places leaves no log of commands behind.
/// </summary>
public sealed class ReceivePositions(Desk desk, BranchTime time, TakePositions take)
{
    public const int Most = 1_000;

    public async Task<Outcome<PositionsKept>> Run(Command<PositionBatch> command, CancellationToken ct)
    {
        var batch = command.Data;
        if (batch.Positions is not { Count: > 0 and <= Most })
            return new TooManyPositions(batch.Positions?.Count ?? 0);
        if (batch.Positions.Any(p => p is null))
            return new InvalidField("positions", "A place is an object, never null.");
        var van = await desk.Db.Vehicles.AsNoTracking().FirstOrDefaultAsync(v => v.Id == batch.VehicleId, ct);
        if (van is null)
            return new NotYourVan();
        var now = desk.Now;
        var good = batch.Positions.Where(p => PositionRules.Fault(p, now) is null).ToList();
        if (!await Drives(van.BranchId, van.Id, good, ct))
            return new NotYourVan();
        return await take.Run(
            van.BranchId,
            van.Id,
            desk.Actor.PersonId ?? desk.Actor.Id,
            batch.Positions,
            desk.Actor.Can(May.WritePlan)
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
}

/// <param name="Code">What the device calls itself.</param>
public sealed record TrackerReport(string? Code, IReadOnlyList<PositionTold> Positions);

/// <summary>Takes the places of a van from a device bound to it: OsmAnd, Traccar's client, or anything that speaks like them.</summary>
public sealed class ReceiveTracker(TrackerBook book, TakePositions take)
{
    public async Task<Outcome<PositionsKept>> Run(TrackerReport report, CancellationToken ct)
    {
        if (
            string.IsNullOrWhiteSpace(report.Code)
            || report.Code.Length > 200
            || await book.Of(report.Code, ct) is not { } device
        )
            return new UnknownDevice();
        return report.Positions is { Count: > 0 and <= ReceivePositions.Most }
            ? await take.Run(device.BranchId, device.VehicleId, device.Id, report.Positions)
            : new TooManyPositions(report.Positions?.Count ?? 0);
    }
}

/// <summary>What both ways have in common: what cannot be true is named, the rest is on disk before it is answered, the newest is told.</summary>
public sealed class TakePositions(Fleet fleet, PositionInbox inbox, TimeProvider clock)
{
    /// <param name="trusted">Somebody who dispatches corrects where a van is: a jump is no fault then.</param>
    internal async Task<Outcome<PositionsKept>> Run(
        Guid branchId,
        Guid vehicleId,
        Guid sender,
        IReadOnlyList<PositionTold> told,
        bool trusted = false
    )
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var track = await fleet.Of(vehicleId);
        var refused = new List<PositionRefused>();
        var rows = new List<Position>(told.Count);
        PositionTold? before = null;
        foreach (var (i, p) in told.Index().OrderBy(p => p.Item.At))
        {
            var fault = PositionRules.Fault(p, now);
            // Within the batch against the place before; the first against what is known of the van.
            if (fault is null && !trusted && !(before is null ? track.Believes(p) : Follows(before, p, track)))
                fault = new PositionJump();
            if (fault is not null)
            {
                refused.Add(new(i, fault.Code, fault.Sentence));
                continue;
            }
            before = p;
            rows.Add(
                new()
                {
                    VehicleId = vehicleId,
                    At = p.At.AddTicks(-(p.At.Ticks % TimeSpan.TicksPerMicrosecond)),
                    BranchId = branchId,
                    PersonId = sender,
                    ReceivedAt = now,
                    Latitude = p.Latitude,
                    Longitude = p.Longitude,
                    AccuracyMetres = p.AccuracyMetres,
                    SpeedMetresPerSecond = p.SpeedMetresPerSecond,
                    BearingDegrees = p.BearingDegrees,
                }
            );
        }
        if (await inbox.Put(rows) is not { } added)
            return new PositionsTooFast();
        if (before is not null)
            await fleet.Heard(
                branchId,
                vehicleId,
                new(
                    rows[^1].At,
                    before.Latitude,
                    before.Longitude,
                    before.AccuracyMetres,
                    before.SpeedMetresPerSecond,
                    before.BearingDegrees
                )
            );
        refused.Sort((a, b) => a.Index.CompareTo(b.Index));
        return new PositionsKept(added, rows.Count - added, refused, track.Newest?.At);
    }

    private static bool Follows(PositionTold before, PositionTold p, Fleet.VanTrack track) =>
        PositionRules.Reaches(
            (before.At, before.Latitude, before.Longitude, before.AccuracyMetres),
            (p.At, p.Latitude, p.Longitude, p.AccuracyMetres)
        ) || (track.Newest is { } known && p.At > known.At && before.At <= known.At && track.Believes(p));
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
