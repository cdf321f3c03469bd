using Homeward.Journey.Delivery;
using Orleans.Concurrency;

namespace Homeward.Web.Live;

/// <summary>A place as it is told to a grain.</summary>
[GenerateSerializer, Immutable]
public readonly record struct FixTold(
    DateTime At,
    double Latitude,
    double Longitude,
    double? Accuracy,
    double? Speed,
    double? Bearing
)
{
    internal static FixTold Of(LiveFix f) =>
        new(f.At, f.Latitude, f.Longitude, f.AccuracyMetres, f.SpeedMetresPerSecond, f.BearingDegrees);

    internal LiveFix Fix => new(At, Latitude, Longitude, Accuracy, Speed, Bearing);
}

/// <summary>Hears what becomes of a van: a node with boards open.</summary>
public interface IVanObserver : IGrainObserver
{
    /// <param name="van">A <see cref="LiveVan"/> as JSON.</param>
    [OneWay]
    Task Told(Guid branchId, string van);
}

/// <summary>
/// One van of the running day: a mailbox and a cache. It holds what the fence saw in the last minute and who listens; place, route
/// and visits are the database's, and read from there by whichever node it wakes up on.
/// </summary>
public interface IVehicleGrain : IGrainWithGuidKey
{
    /// <summary>A newer place, which is on disk already.</summary>
    Task Moved(Guid branchId, FixTold fix);

    /// <summary>What is known now, as JSON; null: it is on no published route.</summary>
    Task<string?> Look(Guid branchId);

    /// <summary>Tells this node what becomes of the van, for some minutes: whoever still listens says so again.</summary>
    Task Watch(IVanObserver observer);
}

/// <summary>A running optimisation, as the grain that owns it tells it.</summary>
[GenerateSerializer, Immutable]
public sealed record RunHeld(Guid RunId, string By, DateTime Since, DateTime Heard, bool Cancelled);

/// <summary>
/// The one running optimisation of a branch's day, key <c>branch/yyyy-MM-dd</c>. It solves nothing itself, so that no turn of it is
/// long: who solves says so every few seconds, and is told when it should end. A run that is not heard of for half a minute was lost
/// with its node, and another may begin.
/// </summary>
public interface IPlanGrain : IGrainWithStringKey
{
    /// <summary>Null: the day is this run's now; else the run that has it.</summary>
    Task<RunHeld?> Begin(Guid runId, string by);

    /// <summary>It still runs. False: end, it was cancelled or another run has the day.</summary>
    Task<bool> Beat(Guid runId);

    Task Cancel(Guid runId);

    Task End(Guid runId);

    /// <summary>The run that has the day, if any.</summary>
    Task<RunHeld?> Current();
}
