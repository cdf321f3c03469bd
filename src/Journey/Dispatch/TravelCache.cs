using Homeward.Roads;

namespace Homeward.Journey.Dispatch;

/// <summary>
/// The travel between a day's places, kept for a quarter of an hour: a day is read again after each edit, and its places are the
/// same. Shared by all; holds no more than it is told to.
/// </summary>
public sealed class TravelCache(TimeProvider clock)
{
    private const int Most = 16;
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(15);
    private readonly Lock gate = new();
    private readonly LinkedList<Entry> entries = [];

    private sealed record Entry(
        Place[] Places,
        ITravelTimes Source,
        Routing.TravelMatrix Matrix,
        Provenance Provenance,
        DateTimeOffset Until
    );

    internal async Task<(Routing.TravelMatrix Matrix, Provenance Provenance)> Between(
        List<Place> places,
        ITravelTimes travel,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            var node = entries.First;
            while (node is not null)
            {
                var (next, entry) = (node.Next, node.Value);
                if (entry.Until <= now)
                    entries.Remove(node);
                else if (ReferenceEquals(entry.Source, travel) && entry.Places.AsSpan().SequenceEqual(places.ToArray()))
                {
                    entries.Remove(node);
                    entries.AddFirst(node);
                    return (entry.Matrix, entry.Provenance);
                }
                node = next;
            }
        }
        var found = await travel.Matrix(TravelRequest.Between(places), ct);
        var matrix = Of(found);
        lock (gate)
        {
            entries.AddFirst(new Entry([.. places], travel, matrix, found.Provenance, now + Age));
            while (entries.Count > Most)
                entries.RemoveLast();
        }
        return (matrix, found.Provenance);
    }

    /// <summary>A matrix with one more place: what is known stays, only the way there and back is asked.</summary>
    internal static async Task<Routing.TravelMatrix> With(
        Routing.TravelMatrix known,
        IReadOnlyList<Place> places,
        Place more,
        ITravelTimes travel,
        CancellationToken ct
    )
    {
        var (there, back) = (
            await travel.Matrix(new TravelRequest([.. places], [more]), ct),
            await travel.Matrix(new TravelRequest([more], [.. places]), ct)
        );
        var (n, m) = (known.Places, known.Places + 1);
        var (seconds, metres) = (new int[m * m], new int[m * m]);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                (seconds[i * m + j], metres[i * m + j]) = known.Reaches(i, j)
                    ? (known.Time(i, j).Value, known.Distance(i, j).Value)
                    : (Routing.TravelMatrix.Unreachable, 0);
            (seconds[i * m + n], metres[i * m + n]) = there.TryGet(i, 0, out var s, out var d)
                ? (s, d)
                : (Routing.TravelMatrix.Unreachable, 0);
            (seconds[n * m + i], metres[n * m + i]) = back.TryGet(0, i, out s, out d)
                ? (s, d)
                : (Routing.TravelMatrix.Unreachable, 0);
        }
        return new(m, seconds, metres);
    }

    private static Routing.TravelMatrix Of(TravelMatrix from)
    {
        var (seconds, metres) = (from.AllSeconds.ToArray(), from.AllMetres.ToArray());
        for (var i = 0; i < seconds.Length; i++)
            if (from.AllStatus[i] != CellStatus.Reached)
                (seconds[i], metres[i]) = (Routing.TravelMatrix.Unreachable, 0);
        return new(from.SourceCount, seconds, metres);
    }
}
