namespace Homeward.Cli.Routing;

/// <summary>
/// A clock that counts the processor's seconds of this process, all threads and the start of the program included: a limit
/// by it is fair on a busy machine.
/// </summary>
internal sealed class CpuClock : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Zero is the start of the process.</summary>
    public override long GetTimestamp() => Environment.CpuUsage.TotalTime.Ticks;
}
