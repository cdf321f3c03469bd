using Homeward.Journey.Shared;

namespace Homeward.Journey.Dispatch;

// Refusals of publishing and of moving visits between branches; the board's own are in Errors.cs.

public sealed record AlreadyPublished(int VersionNo, string By)
    : Refusal(
        "DSP-201",
        $"Plan v{VersionNo} is already with the crews: {By} published it. Nothing was sent twice.",
        "Look at it: change the day if it should be otherwise, and publish that.",
        RefusalKind.Conflict
    );

public sealed record RouteNotOut(string Van)
    : Refusal(
        "DSP-202",
        $"The route of {Van} is not with its crew.",
        "Reload the plan to see which routes are given out.",
        RefusalKind.Conflict
    );

public sealed record RouteUnderway(string Van, string Number, string State)
    : Refusal(
        "DSP-203",
        $"{Van} has begun its day: visit {Number} is {State}. A route that is driven cannot be taken back.",
        "Move the visits that are still to do to another van, then publish."
    );

public sealed record NoManifest(string Van)
    : Refusal(
        "DSP-204",
        $"{Van} carries no cylinders that need a manifest.",
        "The rule \"hazmat.manifest-always\" says from which weight one is written.",
        RefusalKind.NotFound
    );

public sealed record SameBranch(string Number, string Branch)
    : Refusal("DSP-210", $"Visit {Number} is of {Branch} already.", "Choose another branch.", RefusalKind.Conflict);

public sealed record BranchKeepsItsVisits(string Branch)
    : Refusal(
        "DSP-211",
        $"{Branch} gives no visit away: its rule \"move.out\" says so.",
        "Ask a manager of that branch, or change the rule under Set-up, Rules."
    );

public sealed record BranchTakesNone(string Branch)
    : Refusal(
        "DSP-212",
        $"{Branch} takes no visits of other branches: its rule \"move.in\" says so.",
        "Choose another branch, or change the rule under Set-up, Rules."
    );

public sealed record OutsideTheArea(string Patient, string Branch)
    : Refusal(
        "DSP-213",
        $"{Patient} lives outside every zone of {Branch}.",
        "Choose the branch whose zone holds the address, or draw the zone wider."
    );

public sealed record NotOnThatWeekday(string Zone, DateOnly Day)
    : Refusal(
        "DSP-214",
        $"Zone {Zone} is not served on {Day:dddd}s.",
        "Agree on a day the zone is served, then move the visit."
    );

public sealed record NobodyThereMay(string Branch, string Needs, DateOnly Day)
    : Refusal(
        "DSP-215",
        $"Nobody of {Branch} may do it on {Day:MM/dd/yyyy}: it needs {Needs}.",
        "Choose another branch or day, or record the credential."
    );

public sealed record ShortThere(string Branch, string Item, int Missing, int Wanted)
    : Refusal(
        "DSP-216",
        $"{Branch} has not enough on its shelves: {Missing} of {Wanted} {Item} are missing.",
        "Send it there by transfer first, or choose another branch."
    );

public sealed record AlreadyAboard(string Item, string Van)
    : Refusal(
        "DSP-217",
        $"{Item} for this visit is loaded on {Van}.",
        "Unload it to a shelf first, or leave the visit with its branch."
    );

public sealed record FetchesOurUnit(string Serial, string Branch)
    : Refusal(
        "DSP-218",
        $"It fetches unit {Serial}, which is in the books of {Branch} and comes back there.",
        "Leave the pickup with its branch; a delivery of the same order can be split off and moved."
    );

public sealed record TakeItOffFirst(string Number, int VersionNo)
    : Refusal(
        "DSP-219",
        $"Visit {Number} is with a crew (plan v{VersionNo}).",
        "Take its route back or take it off the plan and publish; then move it.",
        RefusalKind.Conflict
    );
