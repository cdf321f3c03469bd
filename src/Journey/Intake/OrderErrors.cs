using Homeward.Journey.Shared;

namespace Homeward.Journey.Intake;

// Every failure of an order: INT-1xx.

public sealed record OrderNeedsPatient()
    : Refusal(
        "INT-101",
        "The order names no patient, or names one twice over.",
        "Give a patient id or a new patient, not both.",
        RefusalKind.Invalid
    );

public sealed record PatientWasMerged(string Into)
    : Refusal(
        "INT-102",
        $"This patient's record was merged into {Into}.",
        "Place the order for the record it was merged into."
    );

public sealed record PatientHasDied()
    : Refusal(
        "INT-103",
        "This patient has died. Only pickups can be ordered.",
        "Order a pickup through the family or the hospice."
    );

public sealed record PatientOfOtherBranch()
    : Refusal(
        "INT-104",
        "This patient belongs to another branch.",
        "Place the order at the patient's branch, or move the patient first."
    );

public sealed record OrderNeedsLines()
    : Refusal("INT-105", "An order needs at least one line.", "Add an item.", RefusalKind.Invalid);

public sealed record UnknownItem(string Item)
    : Refusal(
        "INT-106",
        $"There is no active item “{Item}” in the catalogue.",
        "Search the catalogue by code, HCPCS or name.",
        RefusalKind.Invalid
    );

public sealed record AmbiguousItem(string Item, string Candidates)
    : Refusal(
        "INT-107",
        $"“{Item}” is the code of more than one item: {Candidates}.",
        "Name one of them by its own code.",
        RefusalKind.Invalid
    );

public sealed record UnknownKit(string Kit)
    : Refusal(
        "INT-108",
        $"There is no active kit “{Kit}”.",
        "Search the catalogue for the kit's code.",
        RefusalKind.Invalid
    );

public sealed record WindowEndsBeforeItStarts()
    : Refusal("INT-109", "The window asked for ends before it starts.", "Give a later end.", RefusalKind.Invalid);

public sealed record UnknownExchangeReason(string Reason)
    : Refusal(
        "INT-110",
        $"“{Reason}” is not a reason for an exchange.",
        "Choose a reason from the list: it decides how it is billed.",
        RefusalKind.Invalid
    );

public sealed record NoSuchCoverage()
    : Refusal(
        "INT-111",
        "This patient has no such coverage.",
        "Choose one of the patient's coverages or add it first.",
        RefusalKind.Invalid
    );

public sealed record NoSuchDocument(Guid Id)
    : Refusal(
        "INT-112",
        $"This patient has no document {Id}, or it was voided.",
        "Upload the document first, then name it.",
        RefusalKind.Invalid
    );

public sealed record NoSuchReferral()
    : Refusal("INT-113", "There is no such referral source.", "Choose one from the list.", RefusalKind.Invalid);

public sealed record PractitionerNeedsName()
    : Refusal(
        "INT-114",
        "We do not know this NPI yet: its practitioner needs a name.",
        "Give the practitioner's name beside the NPI.",
        RefusalKind.Invalid
    );

public sealed record OrderIsIncomplete(string What)
    : Refusal(
        "INT-115",
        $"The order cannot be accepted: {What}",
        "Mend it; what blocks only the claim or the van can follow after acceptance."
    );

public sealed record ReasonNeeded(string Verb)
    : Refusal(
        "INT-116",
        $"To {Verb} an order takes a reason.",
        "Give the reason: it is kept with your name.",
        RefusalKind.Invalid
    );

public sealed record UnknownCancelReason(string Reason)
    : Refusal(
        "INT-117",
        $"“{Reason}” is not a reason to cancel.",
        "Choose a reason from the list.",
        RefusalKind.Invalid
    );

public sealed record NoSuchLine(Guid Id)
    : Refusal(
        "INT-118",
        $"The order has no line {Id}.",
        "Reload the order and choose one of its lines.",
        RefusalKind.Invalid
    );

public sealed record LineIsClosed(int No, string State)
    : Refusal("INT-119", $"Line {No} is {State}; it cannot be changed.", "Add a new line instead.");

public sealed record BelowDelivered(int No, int Delivered)
    : Refusal(
        "INT-120",
        $"{Delivered} of line {No} were delivered already; it cannot ask for fewer.",
        "Ask for at least what was delivered, or fetch the rest back."
    );

public sealed record NoLineLeft()
    : Refusal("INT-121", "That would leave the order without an open line.", "Cancel the order instead.");

public sealed record TooSoonForRefill(string Day)
    : Refusal(
        "INT-122",
        $"This supply may be delivered no sooner than {Day}.",
        "Choose that day or a later one (42 CFR 410.38: no sooner than 10 days before it runs out)."
    );

public sealed record RefillNotAllowed(string Why)
    : Refusal("INT-123", Why, "Wait for the first allowed day and ask the patient.");

public sealed record RefillUnderWay(string Number)
    : Refusal(
        "INT-124",
        $"Order {Number} for this refill is already under way.",
        "Open that order instead.",
        RefusalKind.Conflict
    );

public sealed record RefillNotActive(string State)
    : Refusal("INT-125", $"This recurring supply is {State}.", "Resume it first, or place an order by hand.");

public sealed record NothingHeldBack()
    : Refusal(
        "INT-126",
        "Nothing blocks this order's dispatch, so there is nothing to release.",
        "Plan it: it may go."
    );

public sealed record OrderIsOver(string State)
    : Refusal("INT-127", $"The order is {State}; it can no longer be changed.", "Place a new order.");

public sealed record ExternalIdTaken()
    : Refusal(
        "INT-128",
        "Another sender already used this number at this branch.",
        "Send another external id.",
        RefusalKind.Conflict
    );

public sealed record NoSuchAuthorisation()
    : Refusal(
        "INT-129",
        "This patient has no such authorisation.",
        "Choose one of the patient's authorisations or leave it out.",
        RefusalKind.Invalid
    );

public sealed record SplitNeedsRest()
    : Refusal(
        "INT-130",
        "A split moves some open lines and leaves others.",
        "Choose some of the open lines, not all and not none.",
        RefusalKind.Invalid
    );

public sealed record ReleasedAlready(string By)
    : Refusal("INT-131", $"{By} released this order already.", "Plan it: it may go.", RefusalKind.Conflict);

public sealed record TooManyAtOnce(int Quantity)
    : Refusal(
        "INT-132",
        $"One line takes 1 to {OrderLimits.Quantity} pieces, not {Quantity}.",
        "Correct the quantity.",
        RefusalKind.Invalid
    );
