using Homeward.Journey.Shared;

namespace Homeward.Journey.Crew;

public sealed record ShiftOverlaps(string Who, string When)
    : Refusal(
        "CRW-001",
        $"{Who} already works {When}. Nothing was saved.",
        "Shorten one of the two shifts, or choose somebody else.",
        RefusalKind.Conflict
    );

public sealed record VanTaken(string Van, string Who)
    : Refusal(
        "CRW-002",
        $"{Van} is already driven by {Who} at that time. Nothing was saved.",
        "Choose another van, or add this person as the second of the crew.",
        RefusalKind.Conflict
    );

public sealed record NoFirstDriver(string Van)
    : Refusal(
        "CRW-003",
        $"Nobody drives {Van} at that time, so there is no crew to be the second of.",
        "Add the driver's shift first."
    );

public sealed record VanNotFit(string Van, string Why)
    : Refusal(
        "CRW-004",
        $"{Van} cannot go out that day: {Why}.",
        "Choose another van, or put this one in order under Vehicles."
    );

public sealed record NotEmployed(string Who, string When)
    : Refusal("CRW-005", $"{Who} does not work for us on {When}.", "Check the dates of hire and leaving.");

public sealed record AlreadyRevoked(string On)
    : Refusal(
        "CRW-006",
        $"This credential was already withdrawn on {On}.",
        "Its history stays as it is; add a new credential if it is valid again."
    );

public sealed record CredentialRepeats(string Skill, string From, string To)
    : Refusal(
        "CRW-007",
        $"The same credential ({Skill}) is already held from {From} to {To}. Nothing was saved.",
        "Begin the new one the day after the old one ends.",
        RefusalKind.Conflict
    );

public sealed record VehicleNameTaken(string Name)
    : Refusal(
        "CRW-008",
        $"This branch already has a vehicle called {Name}. Nothing was saved.",
        "Choose another name.",
        RefusalKind.Conflict
    );

public sealed record NothingToCopy()
    : Refusal(
        "CRW-009",
        "There is no shift in the week before, so nothing was copied.",
        "Add the first shifts by hand."
    );
