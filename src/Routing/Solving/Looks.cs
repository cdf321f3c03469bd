namespace Homeward.Routing.Solving;

/// <summary>A slot that looks cheap and has to be driven through to be judged.</summary>
internal readonly record struct Look(long Estimate, WorkRoute Route, Slot Slot);

/// <summary>The few slots that look cheapest, cheapest first.</summary>
internal sealed class Looks(int most)
{
    private readonly Look[] looks = new Look[most];

    internal int Count { get; private set; }

    internal Look this[int n] => looks[n];

    internal void Clear() => Count = 0;

    /// <summary>Whether something of an estimate is not worth noting.</summary>
    internal bool IsBeyond(long estimate) => Count == looks.Length && estimate >= looks[^1].Estimate;

    internal void Note(in Look look)
    {
        if (IsBeyond(look.Estimate))
        {
            return;
        }

        var i = Count < looks.Length ? Count++ : looks.Length - 1;
        for (; i > 0 && looks[i - 1].Estimate > look.Estimate; i--)
        {
            looks[i] = looks[i - 1];
        }

        looks[i] = look;
    }
}
