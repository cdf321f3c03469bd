using System.Collections.Frozen;

namespace Homeward.Journey.Shared;

/// <summary>A life as a table: (from, trigger) leads to one state; everything else is refused with a sentence.</summary>
public sealed class Transitions<TState, TTrigger>(
    string what,
    IEnumerable<(TState From, TTrigger Trigger, TState To)> rows
)
    where TState : struct, Enum
    where TTrigger : struct, Enum
{
    private readonly FrozenDictionary<(TState, TTrigger), TState> table = rows.ToFrozenDictionary(
        r => (r.From, r.Trigger),
        r => r.To
    );

    public IEnumerable<(TState From, TTrigger Trigger, TState To)> Rows =>
        table.Select(r => (r.Key.Item1, r.Key.Item2, r.Value));

    public bool Allows(TState from, TTrigger trigger) => table.ContainsKey((from, trigger));

    /// <summary>The next state, or null and why not.</summary>
    public (TState? Next, Refusal? Refusal) Next(TState from, TTrigger trigger) =>
        table.TryGetValue((from, trigger), out var to)
            ? (to, null)
            : (null, new IllegalMove(what, Words.Of(from.ToString()), Words.Of(trigger.ToString())));
}

/// <summary>Names as people write them.</summary>
public static class Words
{
    /// <summary>"OutForRepair" becomes "out for repair".</summary>
    public static string Of(string pascal) =>
        string.Concat(
            pascal.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : " ") + char.ToLowerInvariant(c) : c.ToString())
        );
}
