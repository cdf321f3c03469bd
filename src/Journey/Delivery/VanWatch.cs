using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Homeward.Roads;
using Microsoft.Extensions.DependencyInjection;

namespace Homeward.Journey.Delivery;

/// <summary>
/// Watches one van: on each place its arrival times, its arrival at a door by the fence. One thread at a time (its mailbox is a
/// grain). What it remembers is the fence's last minute alone: all else is read from the database again where it is lost.
/// </summary>
public sealed class VanWatch(
    Guid vehicleId,
    Fleet fleet,
    LiveRoutes routes,
    ITravelTimes travel,
    TimeProvider clock,
    IServiceScopeFactory scopes
)
{
    private FenceState fence;
    private (Guid Visit, DateTime At)? gone;
    private LiveFix? before;
    private Guid? tried;

    /// <summary>A newer place of the van: what can be said of it now; null when it is on no published route.</summary>
    public async Task<LiveVan?> Moved(Guid branchId, LiveFix fix)
    {
        var day = await Day(branchId);
        if (!day.Vans.TryGetValue(vehicleId, out var route))
            return null;
        if (day.Settings.Fence && await Fence(day, route, fix))
        {
            day = await Day(branchId);
            if (!day.Vans.TryGetValue(vehicleId, out route))
                return null;
        }
        before = fix;
        return await Look(day, route);
    }

    /// <summary>What can be said of the van now, without a new place.</summary>
    public async Task<LiveVan?> Look(Guid branchId)
    {
        var day = await Day(branchId);
        return day.Vans.TryGetValue(vehicleId, out var route) ? await Look(day, route) : null;
    }

    private async Task<LiveVan> Look(DayRoutes day, VanRoute route)
    {
        var fix = await fleet.Newest(vehicleId);
        return VanLook.Of(day, route, fix, await Drive(travel, route, fix), clock.GetUtcNow().UtcDateTime, gone);
    }

    internal static async ValueTask<double?> Drive(ITravelTimes travel, VanRoute route, LiveFix? fix)
    {
        if (VanLook.PlaceOf(fix) is not { } here || VanLook.Next(route)?.Place is not { } there)
            return null;
        var matrix = await travel.Matrix(new TravelRequest([here], [there]));
        return matrix.TryGet(0, 0, out var seconds, out _) ? seconds : null;
    }

    private async ValueTask<DayRoutes> Day(Guid branchId) => await routes.Of(branchId, await routes.Today(branchId));

    /// <summary>True when an arrival was recorded, so that the route is not what it was.</summary>
    private async Task<bool> Fence(DayRoutes day, VanRoute route, LiveFix fix)
    {
        var left = VanLook.Left(route);
        var doors = left.Where(s => s.State == VisitState.Arrived)
            .Concat(left.Where(s => s.State == VisitState.EnRoute))
            .Concat(left.Where(s => s.State == VisitState.Published).Take(1))
            .Where(s => s is { VisitId: not null, Place: not null })
            .Select(s => new FenceDoor(
                s.VisitId!.Value,
                s.Place!.Value.Latitude,
                s.Place.Value.Longitude,
                s.State == VisitState.Arrived
            ))
            .ToList();
        var seen = Geofence.See(fence, fix, before, doors, day.Settings);
        fence = seen.State;
        if (fence.Gone is null)
            gone = null;
        switch (seen.Word)
        {
            case FenceWord.Left:
                gone = (seen.VisitId, seen.At);
                return false;
            // Refused once (a person took it back), it is not asked again while the van stands there.
            case FenceWord.Arrived when tried != seen.VisitId:
                tried = seen.VisitId;
                return await Arrive(seen.VisitId, seen.At, fix);
            default:
                return false;
        }
    }

    private async Task<bool> Arrive(Guid visitId, DateTime at, LiveFix fix)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = Actor.System with { Name = "Geofence" };
        var outcome = await scope
            .ServiceProvider.GetRequiredService<Arrive>()
            .Run(
                new(
                    Ids.New(clock),
                    new(visitId, new Capture(at, fix.Latitude, fix.Longitude, fix.AccuracyMetres)) { ByFence = true }
                ),
                CancellationToken.None
            );
        return outcome.Ok;
    }
}
