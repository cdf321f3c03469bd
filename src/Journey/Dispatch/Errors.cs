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

public sealed record Soon() : Refusal("DSP-099", "This is not built yet.", "Come back soon.", RefusalKind.Conflict);

/// <summary>Why one visit cannot go out, on its row: a code, a sentence, what to do.</summary>
public sealed record Block(string Code, string Sentence, string ToDo);
