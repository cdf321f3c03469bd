namespace Homeward.Routing.Solving;

/// <summary>A slot that looks cheap and has to be driven through to be judged.</summary>
internal readonly record struct Look(long Estimate, WorkRoute Route, Slot Slot);

/// <summary>The few slots that look cheapest, cheapest first.</summary>
internal sealed class Looks(int most)
{
    /// <summary>How many slots are kept for driving through.</summary>
    internal const int Many = 12;

    /// <summary>Where an estimate is only a guess: how many are driven through at most, and how many that work are enough.</summary>
    private const int Tries = 6;
    private const int Working = 3;

    private readonly Look[] looks = new Look[most];

    internal int Count { get; private set; }

    internal Look this[int n] => looks[n];

    /// <summary>
    /// Whether no more need be driven through. Where only metres cost, an estimate is what a slot adds: no dearer one can
    /// be better. Elsewhere it is a guess, and a few that work are enough.
    /// </summary>
    internal static bool IsEnough(in Look next, long best, int tried, int working) =>
        next.Route.Van.PerMetreOnly ? next.Estimate >= best : tried >= Tries || working >= Working;

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
