namespace Homeward.Journey.Shared;

/// <summary>The failures every stage shares.</summary>
public sealed record NoSuch(string What)
    : Refusal(
        "GEN-404",
        $"There is no such {What}, or it is not yours to see.",
        "Check the address or ask your branch.",
        RefusalKind.NotFound
    );

public sealed record StaleVersion(string What)
    : Refusal(
        "GEN-409",
        $"Somebody changed this {What} since you opened it. Nothing was saved.",
        "Reload to see the change, then make yours again.",
        RefusalKind.Stale
    );

public sealed record CommandReused(Guid Id)
    : Refusal(
        "GEN-410",
        $"The command id {Id} was already used for a different request. Nothing was saved.",
        "Send a fresh command id with each new request; repeat the same id only to repeat the same request.",
        RefusalKind.Conflict
    );

public sealed record Busy()
    : Refusal(
        "GEN-411",
        "Too many people changed the same thing at once. Nothing was saved.",
        "Try again.",
        RefusalKind.Conflict
    );

public sealed record IllegalMove(string What, string From, string Trigger)
    : Refusal(
        "GEN-412",
        $"{What} is {From}; it cannot {Trigger} from there.",
        "Check its state: reload the page to see what can be done next."
    );

public sealed record NotAllowed(string ToDoWhat)
    : Refusal(
        "GEN-403",
        $"You may not {ToDoWhat}.",
        "Ask a manager of your branch for the role that may.",
        RefusalKind.Forbidden
    );

/// <summary>A field of a request that cannot be accepted as it stands.</summary>
public sealed record InvalidField : Refusal
{
    public InvalidField(string field, string sentence, string toDo = "Correct the field and send it again.")
        : base("GEN-400", sentence, toDo, RefusalKind.Invalid) => Field = field;
}

public sealed record Duplicate(string What)
    : Refusal(
        "GEN-413",
        $"{What} already exists. Nothing was saved.",
        "Open the existing one instead.",
        RefusalKind.Conflict
    );
