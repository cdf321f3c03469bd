using System.Collections.Immutable;

namespace Homeward.Routing;

/// <summary>The faults found so far, the names that there are, and the questions that many fields are asked.</summary>
internal sealed class Faults(Problem problem)
{
    internal readonly List<string> Found = [];
    internal readonly HashSet<string> Dimensions = new(StringComparer.Ordinal);
    internal readonly HashSet<string> Vehicles = new(StringComparer.Ordinal);
    internal readonly HashSet<string> Visits = new(StringComparer.Ordinal);

    internal int Profiles => problem.Profiles.Length;

    internal void Require(bool holds, string sentence)
    {
        if (!holds)
        {
            Found.Add(sentence);
        }
    }

    /// <summary>Names every item that is null, has no name, or has another's; gathers the names.</summary>
    internal void Unnamed<T>(
        ImmutableArray<T> items,
        Func<T, string?> name,
        string kind,
        string what,
        HashSet<string> names
    )
    {
        var title = char.ToUpperInvariant(kind[0]) + kind[1..];
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i] is null)
            {
                Found.Add($"{title} {i + 1} is null.");
                continue;
            }

            var called = name(items[i]) ?? "";
            Require(called.Length > 0, $"A {kind} has no {what}.");
            Require(names.Add(called), $"{title} '{called}' is named twice.");
        }
    }

    /// <summary>The items of a list, or none where the list or one of them is null: that is a fault.</summary>
    internal IReadOnlyCollection<T> Given<T>(IReadOnlyCollection<T>? items, string what)
    {
        var whole = items is not null && !items.Any(item => item is null);
        Require(whole, $"{what}: the list, or something in it, is null.");
        return whole ? items! : [];
    }

    internal void Known(IReadOnlyCollection<string>? ids, HashSet<string> known, string kind, string who, string what)
    {
        foreach (var id in Given(ids, $"{who}: {what}").Where(id => !known.Contains(id)))
        {
            Found.Add($"{who}: there is no {kind} '{id}'.");
        }
    }

    internal void Place(int place, string what) =>
        Require(
            place >= 0 && place < problem.Travel.Places,
            $"{what}: place {place} is not in the matrix of {problem.Travel.Places} places."
        );

    internal void Time(Seconds time, string what) =>
        Require(
            time >= Seconds.Zero && time <= Seconds.Horizon,
            $"{what} {time} is not between 00:00 and {Seconds.Horizon}."
        );

    internal void Length(Seconds length, Seconds most, string what) =>
        Require(length >= Seconds.Zero && length <= most, $"{what} {length} is not between 00:00 and {most}.");

    internal void Window(TimeWindow w, string what) =>
        Require(
            w.Start >= Seconds.Zero && w.Start <= w.End && w.End <= Seconds.Horizon,
            $"{what}: {w} is not a span between 00:00 and {Seconds.Horizon}."
        );

    internal void Money(Cents amount, string what) =>
        Require(amount.Value is >= 0 and <= 100_000_000, $"{what}: {amount} is not between 0 and 1,000,000.00.");

    internal void Loads(IReadOnlyDictionary<string, int>? loads, string what)
    {
        foreach (var (name, amount) in Given(loads, what))
        {
            Require(Dimensions.Contains(name), $"{what}: there is no load dimension '{name}'.");
            Require(amount is >= 0 and <= 100_000_000, $"{what}: {amount} of '{name}' is out of range.");
        }
    }
}
