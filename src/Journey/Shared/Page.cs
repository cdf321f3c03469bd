namespace Homeward.Journey.Shared;

/// <summary>One page of a list: its rows, and how many there are in all.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total, int Number, int Size);

/// <summary>Which page is asked for: from 1, at most 200 rows.</summary>
public sealed record PageOf(int Number = 1, int Size = 50)
{
    public int Skip => (Math.Clamp(Number, 1, 1_000_000) - 1) * Take;

    public int Take => Math.Clamp(Size, 1, 200);
}
