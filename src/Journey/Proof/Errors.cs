using Homeward.Field.Proof;
using Homeward.Journey.Shared;

namespace Homeward.Journey.Proof;

/// <summary>A required element of the proof is missing. Its code is the rule's own (docs/field.md, PRF-01 to 38).</summary>
public sealed record ElementMissing(string Element, string What, string WhatToDo, string Rule, WhoActs Who)
    : Refusal(Element, What, WhatToDo)
{
    internal static ElementMissing Of(MissingElement m) => new(m.Code, m.Sentence, m.WhatToDo, m.Rule, m.Who);
}

public sealed record NotAllHanded(string Item, int Wanted, int Done, string Verb)
    : Refusal(
        "PRF-101",
        $"{Item}: {Wanted} planned, {Done} {Verb}.",
        "Scan what is still open, or say why the rest stays open: it comes again on another visit."
    );

public sealed record AnswerStops(string Question)
    : Refusal(
        "PRF-102",
        $"\"{Question}\" was answered in a way that forbids setting up here.",
        "Mend it and answer again, or record a failed visit."
    );

public sealed record VisitEnded(string State)
    : Refusal(
        "PRF-103",
        $"The visit is {State} already.",
        "Open its proof: the office adds what is missing as a correction.",
        RefusalKind.Conflict
    );

public sealed record NotAPicture(string What)
    : Refusal(
        "PRF-104",
        $"The {What} is not a picture we can keep.",
        "Send a PNG signature, or a JPEG or PNG photo.",
        RefusalKind.Invalid
    );

public sealed record PictureTooLarge(string What, int Megabytes)
    : Refusal(
        "PRF-105",
        $"The {What} is larger than {Megabytes} MB.",
        "Take the photo at a smaller size.",
        RefusalKind.Invalid
    );

public sealed record UnknownKind(string Said)
    : Refusal(
        "PRF-106",
        $"\"{Said}\" is no kind of evidence.",
        $"Send one of: {string.Join(", ", EvidenceKinds.All)}.",
        RefusalKind.Invalid
    );

public sealed record BadEvidence(string Sentence)
    : Refusal("PRF-107", Sentence, "Correct it and send it again.", RefusalKind.Invalid);

public sealed record WrongText()
    : Refusal(
        "PRF-108",
        "The text that was signed is not one of ours in that version.",
        "Reload the visit, show the text again and have it signed anew.",
        RefusalKind.Invalid
    );

public sealed record NoSuchEvidence()
    : Refusal(
        "PRF-109",
        "The visit has no such evidence, or it was corrected already.",
        "Reload the visit and name its newest record.",
        RefusalKind.NotFound
    );

public sealed record CorrectionNeedsReason()
    : Refusal(
        "PRF-110",
        "A correction needs a reason.",
        "Say why: the old record stays beside the new one.",
        RefusalKind.Invalid
    );

public sealed record OfficeCorrects()
    : Refusal(
        "PRF-111",
        "The visit is closed: only the office adds or corrects evidence now.",
        "Tell the office what is wrong."
    );

public sealed record UnknownReason(string Said)
    : Refusal(
        "PRF-112",
        $"\"{Said}\" is not a reason for a failed visit today.",
        "Choose one of the list.",
        RefusalKind.Invalid
    );

public sealed record NoteNeeded()
    : Refusal("PRF-113", "This reason needs a note.", "Write what happened in a sentence.", RefusalKind.Invalid);

public sealed record UnknownExchange(string Said)
    : Refusal(
        "PRF-114",
        $"\"{Said}\" is not a reason for an exchange today.",
        "Choose one of the list: it decides how it is billed.",
        RefusalKind.Invalid
    );

public sealed record StaffSigned()
    : Refusal(
        "PRF-07",
        "The signer works for us. Our own people can never sign for a patient.",
        "Have the patient or someone else sign. A namesake prints the full name with the middle name."
    );

public sealed record HoldNeedsReason()
    : Refusal(
        "PRF-115",
        "Setting or lifting a legal hold needs a reason.",
        "Name the matter, such as the audit's number.",
        RefusalKind.Invalid
    );

public sealed record HoldUnchanged(bool Held)
    : Refusal(
        "PRF-116",
        Held ? "The proof is on legal hold already." : "The proof is not on legal hold.",
        "Nothing needs to be done.",
        RefusalKind.Conflict
    );

public sealed record NotReady(string What)
    : Refusal("PRF-117", $"This proof cannot be exported: {What}", "Complete what is missing first.");

public sealed record FileTampered(string What)
    : Refusal(
        "PRF-118",
        $"{What} cannot be opened: it was altered, or its file is gone.",
        "Tell the administrator at once; restore the file from a backup."
    );

public sealed record NoVehicle()
    : Refusal(
        "PRF-119",
        "The visit has no van, so nothing can have changed hands.",
        "Ask the dispatcher to assign the visit."
    );

public sealed record UnknownMethod(string Said)
    : Refusal(
        "PRF-120",
        $"\"{Said}\" is no way of delivery.",
        "Send direct, carrier or facility.",
        RefusalKind.Invalid
    );
