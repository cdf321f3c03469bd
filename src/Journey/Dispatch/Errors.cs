using Homeward.Journey.Shared;

namespace Homeward.Journey.Dispatch;

public sealed record NoCrewToPlan(DateOnly Date)
    : Refusal(
        "DSP-001",
        $"Nobody with a fit van works on {Date:MM/dd/yyyy}.",
        "Plan shifts with vans for that day (Set-up, Crew), and look at the vans' inspections."
    );

public sealed record NothingToPlan(DateOnly Date)
    : Refusal(
        "DSP-002",
        $"There is no visit to plan on {Date:MM/dd/yyyy}.",
        "Accept orders first, or choose another day.",
        RefusalKind.Conflict
    );

public sealed record DayChanged(string What)
    : Refusal(
        "DSP-003",
        $"The day changed while it was being planned: {What}. Nothing was saved.",
        "Plan again: it takes the change into account.",
        RefusalKind.Stale
    );

public sealed record PlanFailsCheck(string Sentence)
    : Refusal(
        "DSP-004",
        $"The independent check found a fault, so the plan was not saved: {Sentence}",
        "Plan again; if it stays, send the operator this sentence."
    );

public sealed record MoveBreaks(string Sentence)
    : Refusal("DSP-005", Sentence, "Choose another van or place; this rule is not a dispatcher's to break.");

public sealed record MoveAsks(string Sentence)
    : Refusal(
        "DSP-006",
        Sentence,
        "Choose another place, or accept it by name: the plan then says so.",
        RefusalKind.Conflict
    );

public sealed record NotOnTheMap(string Patient)
    : Refusal(
        "DSP-007",
        $"{Patient} has no place on the map.",
        "Open the patient and set the place; the visit can be planned at once."
    );

public sealed record AlreadyBooked(string Number)
    : Refusal(
        "DSP-008",
        $"Visit {Number} has a booked window, and a booked window is frozen.",
        "Agree on another one with the patient and say why in the reason.",
        RefusalKind.Conflict
    );

public sealed record CannotBeKept(string Sentence)
    : Refusal("DSP-009", Sentence, "Take one of the windows offered, or let a dispatcher book it by name.");

public sealed record NothingCanGo(int Visits)
    : Refusal(
        "DSP-010",
        Visits == 1 ? "The one visit of this plan cannot go." : $"None of the {Visits} visits of this plan can go.",
        "Each visit names what it waits for; mend it, then publish again."
    );

public sealed record NotThisPlan(string State)
    : Refusal(
        "DSP-011",
        $"The plan is {State}: this cannot be done with it.",
        "Open the latest version of the day.",
        RefusalKind.Conflict
    );

public sealed record VisitIsHeld(string Number, string Reason)
    : Refusal("DSP-012", $"Visit {Number} is on hold: {Reason}", "Release its order first.");

public sealed record VisitHasBegun(string Number, string State)
    : Refusal(
        "DSP-013",
        $"Visit {Number} is {State}; it is not planned any more.",
        "Reload the page to see where it stands.",
        RefusalKind.Conflict
    );

public sealed record DayIsOver(DateOnly Date)
    : Refusal(
        "DSP-014",
        $"{Date:MM/dd/yyyy} is over; it cannot be planned.",
        "Choose today or a later day.",
        RefusalKind.Invalid
    );

public sealed record NotInThisDay(string What)
    : Refusal("DSP-015", $"{What} is not part of this day.", "Reload the plan.", RefusalKind.Conflict);

/// <summary>The edit was based on a version that is not the latest any more: who came first, and what they did.</summary>
public sealed record EditedMeanwhile(string Sentence)
    : Refusal("GEN-409", Sentence, "Look at the day as it is now, then make your change again.", RefusalKind.Stale)
{
    internal static EditedMeanwhile By(Plan? latest, Branches.BranchClock clock) =>
        new(
            latest is null
                ? "This day has no plan any more. Nothing was saved."
                : string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"{latest.MadeBy} changed this day at {clock.ToLocal(latest.MadeAt).Time:h:mm tt}: {FindPlans.Summary(latest).Note} (version {latest.VersionNo}). Nothing was saved."
                )
        );
}

public sealed record VisitIsLocked(string Number, string By, TimeOnly At)
    : Refusal(
        "DSP-016",
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"Visit {Number} is locked by {By} since {At:h:mm tt}."
        ),
        "Unlock it first, or ask them.",
        RefusalKind.Conflict
    );

public sealed record RouteIsLocked(string Van, string By, TimeOnly At)
    : Refusal(
        "DSP-017",
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"The route of {Van} is locked by {By} since {At:h:mm tt}."
        ),
        "Unlock the route first, or choose another van.",
        RefusalKind.Conflict
    );

public sealed record RunIsGoing(string By, DateOnly Date)
    : Refusal(
        "DSP-018",
        $"{By} is optimising {Date:MM/dd/yyyy} already.",
        "Wait for it, or cancel it.",
        RefusalKind.Conflict
    );

public sealed record RunIsOver(string State)
    : Refusal(
        "DSP-019",
        $"The run is {State}: this cannot be done with it.",
        "Start another one.",
        RefusalKind.Conflict
    );

public sealed record CannotRelax(string Sentence)
    : Refusal("DSP-020", Sentence, "Make that change where it belongs, then plan again.");

public sealed record NothingToUndo(string Sentence)
    : Refusal(
        "DSP-021",
        Sentence,
        "Restore an earlier version by name if that is what you want.",
        RefusalKind.Conflict
    );

public sealed record NotOnARoute(string Number)
    : Refusal(
        "DSP-022",
        $"Visit {Number} is on no route, so there is nothing to hold it to.",
        "Place it first, then lock it.",
        RefusalKind.Conflict
    );

/// <summary>Why one visit cannot go out, on its row: a code, a sentence, what to do.</summary>
public sealed record Block(string Code, string Sentence, string ToDo);
