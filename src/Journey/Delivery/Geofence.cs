using Homeward.Field;

namespace Homeward.Journey.Delivery;

/// <summary>A door within reach: the visit, where it is, whether the crew is on its way to it or there.</summary>
internal readonly record struct FenceDoor(Guid VisitId, double Latitude, double Longitude, bool Arrived);

/// <summary>What the fence has seen of one van. Immutable; begins empty, and begins anew on another node.</summary>
internal readonly record struct FenceState(Guid? Near, DateTime NearSince, Guid? Gone, DateTime GoneSince);

internal enum FenceWord
{
    Nothing,

    /// <summary>Near the door and slow for long enough.</summary>
    Arrived,

    /// <summary>Away from the door of a visit that is still open, for long enough.</summary>
    Left,
}

internal readonly record struct FenceSeen(FenceState State, FenceWord Word, Guid VisitId, DateTime At);

/// <summary>
/// Says from places alone that a van has come to a door, or has left it. A place counts as near when the circle of its accuracy
/// touches the fence, and only when it is sharp enough to tell; as away when all of that circle lies outside.
/// </summary>
internal static class Geofence
{
    /// <summary>10 km/h: slower is parking or standing.</summary>
    public const double Slow = 2.8;

    public static FenceSeen See(
        FenceState state,
        LiveFix fix,
        LiveFix? before,
        IReadOnlyList<FenceDoor> doors,
        LiveSettings settings
    )
    {
        var accuracy = fix.AccuracyMetres ?? 0;
        if (accuracy > 2 * settings.FenceMetres)
            return new(state, FenceWord.Nothing, default, default);
        var here = new GeoPoint(fix.Latitude, fix.Longitude);
        double Away(FenceDoor d) => here.MetresTo(new(d.Latitude, d.Longitude));

        var gone = doors.Where(d => d.Arrived && Away(d) - accuracy > settings.FenceMetres).ToList();
        if (gone.Count > 0)
        {
            var left = gone[0].VisitId;
            var since = state.Gone == left ? state.GoneSince : fix.At;
            state = state with { Gone = left, GoneSince = since };
            if ((fix.At - since).TotalSeconds >= settings.FenceSeconds)
                return new(state, FenceWord.Left, left, since);
        }
        else
        {
            state = state with { Gone = null };
        }

        var near = doors.Where(d => !d.Arrived && Away(d) <= settings.FenceMetres + accuracy / 2).ToList();
        if (near.Count == 0 || Speed(fix, before) > Slow)
            return new(state with { Near = null }, FenceWord.Nothing, default, default);
        var door = near[0].VisitId;
        var came = state.Near == door ? state.NearSince : fix.At;
        state = state with { Near = door, NearSince = came };
        return (fix.At - came).TotalSeconds >= settings.FenceSeconds
            ? new(state, FenceWord.Arrived, door, came)
            : new(state, FenceWord.Nothing, default, default);
    }

    private static double Speed(LiveFix fix, LiveFix? before)
    {
        if (fix.SpeedMetresPerSecond is { } said)
            return said;
        if (before is null || (fix.At - before.At).TotalSeconds is not (> 0 and var seconds))
            return 0;
        return new GeoPoint(before.Latitude, before.Longitude).MetresTo(new(fix.Latitude, fix.Longitude)) / seconds;
    }
}
