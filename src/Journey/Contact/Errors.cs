using Homeward.Journey.Shared;

namespace Homeward.Journey.Contact;

public sealed record LinkGone()
    : Refusal(
        "CON-001",
        "This link has expired or was never valid.",
        "Call the number on your papers, or ask for a new link.",
        RefusalKind.NotFound
    );

public sealed record NoPhone(string Patient)
    : Refusal(
        "CON-002",
        $"{Patient} has no phone number that can take messages.",
        "Add a mobile number to the patient's record."
    );

public sealed record AlreadyRevoked()
    : Refusal(
        "CON-003",
        "This patient already asked for no messages on this channel.",
        "Nothing needs to be done.",
        RefusalKind.Conflict
    );
