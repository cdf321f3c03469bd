using Homeward.Journey.Shared;

namespace Homeward.Journey.Delivery;

public sealed record NoRoute(DateOnly Date)
    : Refusal(
        "DEL-001",
        $"You are on no published route on {Date:yyyy-MM-dd}.",
        "Ask your dispatcher: the plan may not be published yet, or the route is another person's.",
        RefusalKind.NotFound
    );

public sealed record NotAtTheDoor(string State)
    : Refusal(
        "DEL-002",
        $"The visit is {State}: nothing can be handed over or signed before you have arrived.",
        "Tap Arrive first."
    );

public sealed record VisitIsOver(string State)
    : Refusal(
        "DEL-003",
        $"The visit is {State}. What was recorded stays as it is.",
        "Tell the office what is wrong: it adds a correction."
    );

public sealed record UnknownLabel(string Said)
    : Refusal(
        "DEL-004",
        $"No unit or lot with the label \"{Said}\" is known at your branch.",
        "Scan the serial number's label again, or type the number. Do not hand over what is not in the books."
    );

public sealed record UnreadableLabel(string ScanCode, string Why, string WhatToDo)
    : Refusal("DEL-005", $"{Why} ({ScanCode})", WhatToDo, RefusalKind.Invalid);

public sealed record ManyUnits(string Serial)
    : Refusal(
        "DEL-006",
        $"More than one item has a unit with the serial {Serial}.",
        "Scan the full label with the product code, or open the line of the item first."
    );

public sealed record NotOnThisVan(string What)
    : Refusal(
        "DEL-007",
        $"{What} is not recorded on this van.",
        "Load it by scan first, or hand over what was loaded."
    );

public sealed record NotThisItem(string Serial, string Has, string Wanted)
    : Refusal(
        "DEL-008",
        $"{Serial} is {Has}; the line asks for {Wanted}. Nothing is substituted in silence.",
        "Hand over the item ordered. One that bills under the same HCPCS code may take its place when you say why."
    );

public sealed record TooMany(string Item, int Asked, int Left)
    : Refusal(
        "DEL-009",
        $"{Item}: {Asked} handed over, but only {Left} are left on this line.",
        "Correct the quantity, or undo an earlier hand-over."
    );

public sealed record HandedAlready(string What)
    : Refusal(
        "DEL-010",
        $"{What} is already recorded as changing hands at a visit that is still open.",
        "Undo that first if it was a mistake.",
        RefusalKind.Conflict
    );

public sealed record NoSuchStep()
    : Refusal(
        "DEL-011",
        "There is no such step at this visit.",
        "Reload the visit and choose a step from its history.",
        RefusalKind.NotFound
    );

public sealed record UndoneAlready()
    : Refusal("DEL-012", "This step was undone already.", "Reload the visit.", RefusalKind.Conflict);

public sealed record UndoLaterFirst(string Later)
    : Refusal("DEL-013", $"\"{Later}\" came after it and stands on it.", "Undo the later step first.");

public sealed record CannotUndo(string Step)
    : Refusal(
        "DEL-014",
        $"\"{Step}\" cannot be undone.",
        "Evidence is corrected by a newer record that names the old one; it is never taken away."
    );

public sealed record ReasonNeeded(string What)
    : Refusal(
        "DEL-015",
        $"To {What} takes a reason.",
        "Say why in a few words: both facts stay in the trail.",
        RefusalKind.Invalid
    );

public sealed record NoSuchQuestion(string Question)
    : Refusal(
        "DEL-016",
        $"This visit's checklist has no question \"{Question}\".",
        "Reload the visit: the checklist follows its items.",
        RefusalKind.Invalid
    );

public sealed record BadAnswer(string Question, string Wants)
    : Refusal("DEL-017", $"\"{Question}\" takes {Wants}.", "Answer it again.", RefusalKind.Invalid);

public sealed record QualifiedOnly(string Question, string Skills)
    : Refusal(
        "DEL-018",
        $"\"{Question}\" is answered by a person qualified for it on the day ({Skills}).",
        "Call the office for a qualified colleague, or record a failed visit."
    );

public sealed record NoSuchLine()
    : Refusal(
        "DEL-019",
        "The visit has no such line for this direction.",
        "Reload the visit and choose one of its lines.",
        RefusalKind.Invalid
    );

public sealed record LotNeeded(string Item)
    : Refusal(
        "DEL-020",
        $"{Item} is kept by lot: its lot number is missing.",
        "Scan or type the lot number on the label.",
        RefusalKind.Invalid
    );

public sealed record SerialNeeded(string Item)
    : Refusal(
        "DEL-021",
        $"{Item} has a serial number: scan it.",
        "Scan or type the serial number on the unit.",
        RefusalKind.Invalid
    );

public sealed record NotOnLoadList(string What)
    : Refusal(
        "DEL-022",
        $"{What} is on no stop of this route.",
        "Load what the list names. If it should go along, ask your dispatcher to add it."
    );

public sealed record LoadedAlready(string Item)
    : Refusal(
        "DEL-023",
        $"All {Item} of this route are loaded already.",
        "Leave this one on the shelf.",
        RefusalKind.Conflict
    );

public sealed record PromisedToOther(string Serial)
    : Refusal("DEL-024", $"{Serial} is promised to another order.", "Load the unit named on the list.");

public sealed record OnTheWayAlready(string Number)
    : Refusal(
        "DEL-025",
        $"This van is already on the way to visit {Number}.",
        "Arrive there, or undo that departure with a reason."
    );

public sealed record UnknownCondition(string Said)
    : Refusal(
        "DEL-026",
        $"\"{Said}\" is no condition we know.",
        $"Choose one of: {string.Join(", ", Conditions.All)}.",
        RefusalKind.Invalid
    );

public sealed record NotYourVan()
    : Refusal(
        "DEL-027",
        "You are not on this van on that day.",
        "Send positions of the van you drive.",
        RefusalKind.NotFound
    );

public sealed record TooManyPositions(int Count)
    : Refusal(
        "DEL-028",
        $"One batch takes 1 to {ReceivePositions.Most} positions, not {Count}.",
        "Send them in smaller batches.",
        RefusalKind.Invalid
    );

public sealed record NotEnoughAboard(string Item, int Asked, int There)
    : Refusal(
        "DEL-029",
        $"{Item}: {Asked} handed over, {There} recorded on this van.",
        "Correct the quantity or the lot, or load the rest first."
    );

public sealed record UnknownDevice()
    : Refusal(
        "DEL-030",
        "No van knows this device.",
        "Bind the device to its van (Set-up, Vehicles) and type the code given there into it.",
        RefusalKind.NotFound
    );

public sealed record PositionInFuture()
    : Refusal("DEL-031", "The time lies in the future.", "Set the device's clock.", RefusalKind.Invalid);

public sealed record PositionTooOld()
    : Refusal("DEL-032", "The time is more than a week ago.", "It is not kept any more.", RefusalKind.Invalid);

public sealed record PositionOffEarth()
    : Refusal(
        "DEL-033",
        "There is no such place on earth.",
        "A latitude runs from -90 to 90, a longitude from -180 to 180.",
        RefusalKind.Invalid
    );

public sealed record PositionAtNull()
    : Refusal(
        "DEL-034",
        "A place of 0, 0 means that the device did not know where it was.",
        "Wait for the device to find itself.",
        RefusalKind.Invalid
    );

public sealed record PositionFieldOff(string What)
    : Refusal("DEL-035", $"The {What} is out of range.", "Send none rather than a wrong one.", RefusalKind.Invalid);

public sealed record PositionJump()
    : Refusal(
        "DEL-036",
        "No van can have come there so fast from where it was.",
        "Nothing to do: the next place that agrees with this one is believed.",
        RefusalKind.Invalid
    );

public sealed record PositionsTooFast()
    : Refusal(
        "DEL-037",
        "More places come than the database can write just now.",
        "Keep them and send them again in a minute.",
        RefusalKind.Conflict
    );

public sealed record TrackerCodeTaken()
    : Refusal(
        "DEL-038",
        "This code belongs to another device.",
        "Revoke does not free a code: choose another, or let one be made.",
        RefusalKind.Conflict
    );

public sealed record PersonSaidOtherwise()
    : Refusal(
        "DEL-039",
        "A person took this arrival back: the fence does not say it again.",
        "Tap Arrive at the door.",
        RefusalKind.Conflict
    );

public sealed record LiveSettingOff(string What, int Least, int Most)
    : Refusal("DEL-040", $"{What} runs from {Least} to {Most}.", "Choose a value within.", RefusalKind.Invalid);
