namespace Homeward.Journey.Demo;

/// <summary>
/// A clock that begins at a given moment and runs faster than life until a given end, then as life does: a working day of the
/// demonstration passes in half an hour.
/// </summary>
public sealed class DemoClock : TimeProvider
{
    private readonly TimeProvider real;
    private long started;
    private readonly DateTimeOffset from;
    private readonly DateTimeOffset until;
    private readonly double speed;
    private DateTimeOffset? held;

    /// <param name="real">The clock underneath.</param>
    /// <param name="from">What it shows at first.</param>
    /// <param name="until">From here on it runs at life's speed.</param>
    /// <param name="speed">Seconds shown for each second lived; at least 1.</param>
    public DemoClock(TimeProvider real, DateTimeOffset from, DateTimeOffset until, double speed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(speed, 1);
        (this.real, this.from, this.until, this.speed) = (real, from, until, speed);
        started = real.GetTimestamp();
    }

    /// <summary>Stands still at a moment, while the days before the demonstration are made.</summary>
    public void Hold(DateTimeOffset at) => held = at;

    /// <summary>Begins to run.</summary>
    public void Release() => (held, started) = (null, real.GetTimestamp());

    public override TimeZoneInfo LocalTimeZone => real.LocalTimeZone;

    public override DateTimeOffset GetUtcNow()
    {
        if (held is { } at)
            return at;
        var lived = real.GetElapsedTime(started);
        var fast = until > from ? (until - from) / speed : TimeSpan.Zero;
        return lived <= fast ? from + lived * speed : (until > from ? until : from) + (lived - fast);
    }
}
