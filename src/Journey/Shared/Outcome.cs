using System.Diagnostics.CodeAnalysis;

namespace Homeward.Journey.Shared;

/// <summary>What a refusal means to the caller; the API turns it into a status code.</summary>
public enum RefusalKind
{
    /// <summary>The request itself is malformed or out of range (400).</summary>
    Invalid,

    /// <summary>There is no such thing, or not for you: the two are not told apart (404).</summary>
    NotFound,

    /// <summary>You may not do this (403).</summary>
    Forbidden,

    /// <summary>It was changed by somebody else since you read it (409).</summary>
    Stale,

    /// <summary>It clashes with something that already exists (409).</summary>
    Conflict,

    /// <summary>A rule of the trade, the law or the payer forbids it (422).</summary>
    Rule,
}

/// <summary>Why a change did not happen: a code to look up, the sentence the user sees, and what to do about it.</summary>
public abstract record Refusal(string Code, string Sentence, string ToDo, RefusalKind Kind = RefusalKind.Rule)
{
    /// <summary>The request's field that is at fault, as the API names it (camelCase path); null when it is the whole.</summary>
    public string? Field { get; init; }
}

/// <summary>A change that happened, with its result, or the refusals that stopped it. Never both, never neither.</summary>
public sealed class Outcome<T>
{
    private Outcome(T? value, IReadOnlyList<Refusal> refusals) => (Value, Refusals) = (value, refusals);

    public T? Value { get; }

    public IReadOnlyList<Refusal> Refusals { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    public bool Ok => Refusals.Count == 0;

    /// <summary>The result, for callers that have checked <see cref="Ok"/>; throws with the sentences otherwise.</summary>
    public T Must() =>
        Ok
            ? Value
            : throw new InvalidOperationException(string.Join(" ", Refusals.Select(r => $"{r.Code}: {r.Sentence}")));

    public static implicit operator Outcome<T>(T value) => new(value, []);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, [refusal]);

    public static implicit operator Outcome<T>(List<Refusal> refusals) =>
        refusals.Count > 0
            ? new(default, refusals)
            : throw new ArgumentException("An outcome without a value needs at least one refusal.", nameof(refusals));

    public Outcome<TOther> Refused<TOther>() =>
        Ok ? throw new InvalidOperationException("Nothing was refused.") : Refusals.ToList();
}

/// <summary>The result of a change that has nothing to tell.</summary>
public sealed record Done
{
    public static readonly Done It = new();
}
