using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Roads;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Delivery;

/// <summary>When a van on its way will be there: from its newest place, by the straight line's estimate.</summary>
public sealed class Travel(Desk desk)
{
    // Older than this, a place says little about where the van is now.
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(30);
    private static readonly GreatCircleTravel Estimate = new();

    /// <summary>Null where the door has no place on the map, or nobody knows where the van is.</summary>
    public async Task<DateTime?> Eta(Visit visit, Capture? at, CancellationToken ct)
    {
        var now = desk.Now;
        var door = await desk
            .Db.Patients.Where(p => p.Id == visit.PatientId && p.Latitude != null && p.Longitude != null)
            .Select(p => new { Lat = p.Latitude!.Value, Lon = p.Longitude!.Value })
            .FirstOrDefaultAsync(ct);
        if (door is null || await Van(visit, at, now, ct) is not { } van)
            return null;
        return now + Drive(van, new Place(door.Lat, door.Lon));
    }

    public static TimeSpan Drive(Place from, Place to)
    {
        var matrix = Estimate.Estimate(new TravelRequest([from], [to]));
        return matrix.TryGet(0, 0, out var seconds, out _) ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
    }

    private async Task<Place?> Van(Visit visit, Capture? at, DateTime now, CancellationToken ct)
    {
        if (at?.Point is { } here)
            return new Place(here.Latitude, here.Longitude);
        var newest = await desk
            .Db.Positions.Where(p => p.VehicleId == visit.VehicleId)
            .OrderByDescending(p => p.At)
            .FirstOrDefaultAsync(ct);
        if (newest is not null && now - newest.At < Stale)
            return new Place(newest.Latitude, newest.Longitude);
        // No signal yet today: the door of the visit that ended last, else the depot.
        var last = await desk
            .Db.Visits.Where(v => v.VehicleId == visit.VehicleId && v.Date == visit.Date && v.EndedAt != null)
            .OrderByDescending(v => v.EndedAt)
            .Select(v => v.PatientId)
            .FirstOrDefaultAsync(ct);
        var door = await desk
            .Db.Patients.Where(p => p.Id == last && p.Latitude != null && p.Longitude != null)
            .Select(p => new { Lat = p.Latitude!.Value, Lon = p.Longitude!.Value })
            .FirstOrDefaultAsync(ct);
        if (door is not null)
            return new Place(door.Lat, door.Lon);
        var depot = await desk
            .Db.Set<Branches.Branch>()
            .Where(b => b.Id == visit.BranchId)
            .Select(b => new { b.Latitude, b.Longitude })
            .FirstOrDefaultAsync(ct);
        return depot is null || (depot.Latitude == 0 && depot.Longitude == 0)
            ? null
            : new Place(depot.Latitude, depot.Longitude);
    }
}
