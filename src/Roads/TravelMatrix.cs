namespace Homeward.Roads;

/// <summary>A place in WGS 84 degrees. Not checked here: <see cref="TravelRequest"/> refuses what is out of range.</summary>
/// <param name="Latitude">Degrees north, -90 to 90.</param>
/// <param name="Longitude">Degrees east, -180 to 180.</param>
public readonly record struct Place(double Latitude, double Longitude)
{
    /// <summary>True when both values are numbers in range.</summary>
    public bool IsValid => Latitude is >= -90 and <= 90 && Longitude is >= -180 and <= 180;
}

/// <summary>Which travel is asked for: from every source to every target.</summary>
public sealed class TravelRequest
{
    /// <summary>Most cells one request may have: 16 million, 4,000 by 4,000.</summary>
    public const long MostCells = 16_000_000;

    /// <summary>Makes a request. The lists are kept, not copied: do not change them while it is used.</summary>
    /// <param name="sources">Where travel begins. May be empty.</param>
    /// <param name="targets">Where it ends. May be the same list.</param>
    /// <exception cref="ArgumentNullException">A list is null.</exception>
    /// <exception cref="ArgumentException">
    /// A place is out of range or not a number (the message names the list and the index), or there are more than
    /// <see cref="MostCells"/> cells.
    /// </exception>
    public TravelRequest(IReadOnlyList<Place> sources, IReadOnlyList<Place> targets)
    {
        Check(sources, nameof(sources));
        Check(targets, nameof(targets));
        if ((long)sources.Count * targets.Count > MostCells)
        {
            throw new ArgumentException(
                $"{sources.Count} by {targets.Count} is more than {MostCells} cells.",
                nameof(targets)
            );
        }
        Sources = sources;
        Targets = targets;
    }

    /// <summary>From every place to every other.</summary>
    /// <param name="places">Sources and targets.</param>
    public static TravelRequest Between(IReadOnlyList<Place> places) => new(places, places);

    /// <summary>Where travel begins.</summary>
    public IReadOnlyList<Place> Sources { get; }

    /// <summary>Where it ends.</summary>
    public IReadOnlyList<Place> Targets { get; }

    private static void Check(IReadOnlyList<Place> places, string name)
    {
        ArgumentNullException.ThrowIfNull(places, name);
        for (var i = 0; i < places.Count; i++)
        {
            if (!places[i].IsValid)
            {
                throw new ArgumentException($"{name}[{i}] is no place on earth: {places[i]}.", name);
            }
        }
    }
}

/// <summary>What is known about one cell.</summary>
public enum CellStatus : byte
{
    /// <summary>Nothing: the engine did not answer for it. The default, so that a forgotten cell never reads as zero.</summary>
    Unknown,

    /// <summary>Seconds and metres hold.</summary>
    Reached,

    /// <summary>There is no way.</summary>
    Unreachable,

    /// <summary>Source or target is too far from any road.</summary>
    OffRoad,
}

/// <summary>Where the numbers come from.</summary>
/// <param name="Engine">Name, such as "great circle" or "osrm".</param>
/// <param name="Version">Version of engine and data, as far as known.</param>
/// <param name="IsEstimate">True when no road was looked at.</param>
/// <param name="Note">Settings or a warning, in words; may be empty.</param>
public sealed record Provenance(string Engine, string Version, bool IsEstimate, string Note = "");

/// <summary>
/// Seconds and metres from every source to every target, row by row in flat arrays. A cell without a way holds -1 in both,
/// never 0. Immutable by contract; safe to read from many threads.
/// </summary>
public sealed class TravelMatrix
{
    private readonly int[] _seconds;
    private readonly int[] _metres;
    private readonly CellStatus[] _status;

    /// <summary>Takes over arrays of sources times targets cells; they must not be changed afterwards.</summary>
    /// <param name="sources">Rows, 0 or more.</param>
    /// <param name="targets">Columns, 0 or more.</param>
    /// <param name="seconds">Travel time. Every cell that is not <see cref="CellStatus.Reached"/> is set to -1.</param>
    /// <param name="metres">Travel distance, likewise.</param>
    /// <param name="status">What is known about each cell.</param>
    /// <param name="provenance">Where the numbers come from.</param>
    /// <exception cref="ArgumentException">A length is wrong, or a reached cell is negative.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public TravelMatrix(
        int sources,
        int targets,
        int[] seconds,
        int[] metres,
        CellStatus[] status,
        Provenance provenance
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sources);
        ArgumentOutOfRangeException.ThrowIfNegative(targets);
        ArgumentNullException.ThrowIfNull(seconds);
        ArgumentNullException.ThrowIfNull(metres);
        ArgumentNullException.ThrowIfNull(status);
        ArgumentNullException.ThrowIfNull(provenance);
        var cells = checked(sources * targets);
        if (seconds.Length != cells || metres.Length != cells || status.Length != cells)
        {
            throw new ArgumentException($"Seconds, metres and status need {cells} cells each.");
        }
        for (var i = 0; i < cells; i++)
        {
            if (status[i] != CellStatus.Reached)
            {
                seconds[i] = metres[i] = -1;
            }
            else if (seconds[i] < 0 || metres[i] < 0)
            {
                throw new ArgumentException($"Cell {i} is reached in negative time or distance.");
            }
        }
        SourceCount = sources;
        TargetCount = targets;
        _seconds = seconds;
        _metres = metres;
        _status = status;
        Provenance = provenance;
    }

    /// <summary>Rows.</summary>
    public int SourceCount { get; }

    /// <summary>Columns.</summary>
    public int TargetCount { get; }

    /// <summary>Where the numbers come from.</summary>
    public Provenance Provenance { get; }

    /// <summary>All seconds, row by row; -1 where there is no way.</summary>
    public ReadOnlySpan<int> AllSeconds => _seconds;

    /// <summary>All metres, row by row; -1 where there is no way.</summary>
    public ReadOnlySpan<int> AllMetres => _metres;

    /// <summary>All statuses, row by row.</summary>
    public ReadOnlySpan<CellStatus> AllStatus => _status;

    /// <summary>Cells that are not <see cref="CellStatus.Reached"/>.</summary>
    public int Unreached => _status.Count(s => s != CellStatus.Reached);

    /// <summary>What is known about a cell.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cell.</exception>
    public CellStatus Status(int source, int target) => _status[Cell(source, target)];

    /// <summary>Time and distance of a cell, when there is a way.</summary>
    /// <param name="source">Row.</param>
    /// <param name="target">Column.</param>
    /// <param name="seconds">Seconds, or -1.</param>
    /// <param name="metres">Metres, or -1.</param>
    /// <returns>True when the cell is <see cref="CellStatus.Reached"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cell.</exception>
    public bool TryGet(int source, int target, out int seconds, out int metres)
    {
        var cell = Cell(source, target);
        seconds = _seconds[cell];
        metres = _metres[cell];
        return _status[cell] == CellStatus.Reached;
    }

    private int Cell(int source, int target)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(source);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(source, SourceCount);
        ArgumentOutOfRangeException.ThrowIfNegative(target);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(target, TargetCount);
        return source * TargetCount + target;
    }
}

/// <summary>Something that knows how long travel takes. Implementations are safe to use from many threads.</summary>
public interface ITravelTimes
{
    /// <summary>Time and distance from every source to every target.</summary>
    /// <param name="request">The places; already checked.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    ValueTask<TravelMatrix> Matrix(TravelRequest request, CancellationToken cancellation = default);
}
