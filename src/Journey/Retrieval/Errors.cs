using Homeward.Journey.Shared;

namespace Homeward.Journey.Retrieval;

public sealed record UnknownReason(string Said)
    : Refusal(
        "RET-001",
        $"\"{Said}\" is not a reason for a pickup.",
        $"Choose one of: {string.Join(", ", PickupReasons.All)}.",
        RefusalKind.Invalid
    );

public sealed record AlreadyRequested(string Serial, string Number)
    : Refusal(
        "RET-002",
        $"The pickup of unit {Serial} is already asked for by {Number}. Nothing was saved.",
        "Open that request; change or cancel it there.",
        RefusalKind.Conflict
    );

public sealed record NothingToFetch()
    : Refusal(
        "RET-003",
        "The patient has no equipment of ours that is not already being fetched.",
        "Check the patient; equipment that was sold stays."
    );

public sealed record NotWithPatient(string Serial)
    : Refusal("RET-004", $"Unit {Serial} is not with this patient.", "Choose from the units the patient has.");

public sealed record NotAtDock(string Serial, string Where)
    : Refusal(
        "RET-005",
        $"Unit {Serial} is {Where}, not at the dock yet.",
        "Receive it into a dirty bin first, then go on."
    );

public sealed record ChecksMissing(string What, IReadOnlyList<string> Points)
    : Refusal(
        "RET-006",
        $"{What}: not done or not passed: {string.Join("; ", Points)}.",
        "Do every point; if the unit cannot pass, fail the inspection and say why."
    );

public sealed record NotWiped(string Serial)
    : Refusal(
        "RET-007",
        $"Unit {Serial} keeps patient data and has not been wiped since it came back.",
        "Wipe the device and record it, then pass it."
    );

public sealed record NoBinFor(string State)
    : Refusal(
        "RET-008",
        $"This branch has no bin where a unit that is {State} may lie.",
        "Open a bin of that kind under Bins & counts, or scan one of another place."
    );

public sealed record CannotComeBack(string Serial, string State)
    : Refusal(
        "RET-009",
        $"Unit {Serial} is {State}: it did not come back from a patient.",
        "If the record is wrong, count the bin; if it is damaged, quarantine it."
    );

public sealed record PickupClosed(string Number, string State)
    : Refusal(
        "RET-010",
        $"Pickup {Number} is {State} and cannot be cancelled.",
        "Ask for a new pickup if one is needed."
    );

public sealed record WhyNeeded(string ForWhat)
    : Refusal(
        "RET-011",
        $"{ForWhat} needs a reason.",
        "Say why in a few words, at most 200 characters: it stays in the log.",
        RefusalKind.Invalid
    );

public sealed record PickupUnderWay(string Number, string Visit)
    : Refusal(
        "RET-012",
        $"Pickup {Number} is on a route already, as visit {Visit}.",
        "Take the visit off the plan first, then choose another day."
    );
