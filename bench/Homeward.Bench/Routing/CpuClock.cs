namespace Homeward.Bench.Routing;

/// <summary>A clock that runs while this process computes, on all its threads together: start-up and JIT count.</summary>
internal sealed class CpuClock : TimeProvider
{
    public static TimeSpan Spent => Environment.CpuUsage.TotalTime;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Spent.Ticks;
}
