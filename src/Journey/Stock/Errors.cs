using Homeward.Journey.Shared;

namespace Homeward.Journey.Stock;

/// <summary>Fewer are free than asked for. Never filled with something else in silence.</summary>
public sealed record Short(string Item, int Wanted, int Free)
    : Refusal(
        "STK-001",
        $"{Item}: {Wanted} wanted, {Free} free on the shelves of this branch.",
        "Receive or transfer some in, clean what is in returns, or agree on another item with the referral source."
    );

public sealed record UnitNotFree(string Serial, string State)
    : Refusal(
        "STK-002",
        $"Unit {Serial} is {State}; only an available unit on a clean shelf can be promised.",
        "Choose another unit, or take this one through cleaning and inspection first."
    );

public sealed record WrongBin(string What, string State, string Bin, string BinKind)
    : Refusal(
        "STK-003",
        $"{What} is {State} and cannot go into {Bin}, which is a {BinKind} bin.",
        "Clean and dirty are kept apart: scan a bin of the right kind."
    );

public sealed record NotThere(string What, string Expected)
    : Refusal(
        "STK-004",
        $"{What} is not recorded {Expected}.",
        "Look up where it is recorded; if the record is wrong, count the bin or report what you found."
    );

public sealed record NotEnough(string Item, string Where, int Wanted, int There)
    : Refusal(
        "STK-005",
        $"{Item}: {Wanted} wanted from {Where}, {There} there and not promised to others.",
        "Take fewer, or count the place if you see more."
    );

public sealed record AlreadyKnown(string Serial, string State)
    : Refusal(
        "STK-006",
        $"Serial {Serial} of this item is already in the books: it is {State}. Nothing was changed.",
        "Look it up. A unit that came back goes through returns, not through receiving.",
        RefusalKind.Conflict
    );

public sealed record ScanRefused(string ScanCode, string Why, string WhatToDo)
    : Refusal("STK-007", $"{Why} ({ScanCode})", WhatToDo, RefusalKind.Invalid);

public sealed record UnknownItem(string Said)
    : Refusal(
        "STK-008",
        $"No active item of the catalogue matches \"{Said}\".",
        "Give the item's code, or add the label's GTIN to the item in the catalogue.",
        RefusalKind.Invalid
    );

public sealed record WrongTracking(string Item, string Tracking)
    : Refusal(
        "STK-009",
        $"{Item} is kept by {Tracking}.",
        "Serial items are received one by one with their serial; counted items by quantity, with the lot where they have one."
    );

public sealed record Expired(string What, DateOnly On)
    : Refusal("STK-010", $"{What} expired on {On:yyyy-MM-dd}.", "Put it aside and take one that is in date.");

public sealed record Recalled(string Lot)
    : Refusal("STK-011", $"Lot {Lot} was recalled.", "Quarantine it; do not hand it out.");

public sealed record LineNotOpen(int No)
    : Refusal(
        "STK-012",
        $"Order line {No} does not wait for equipment.",
        "Only open delivery and exchange lines of an accepted order are allocated."
    );

public sealed record NotClean(string Serial, string State)
    : Refusal(
        "STK-013",
        $"Unit {Serial} is {State}: it cannot be loaded or handed over as clean.",
        "Leave it in returns; take one from the shelf."
    );

public sealed record VehicleNotInService(string Vehicle)
    : Refusal("STK-014", $"{Vehicle} is out of service.", "Load another vehicle.");

public sealed record OtherItem(string Serial, string Wanted)
    : Refusal(
        "STK-015",
        $"Unit {Serial} is not a {Wanted}. Nothing is substituted in silence.",
        "Scan a unit of the item ordered, or change the order line first."
    );

public sealed record TransferClosed(string Number)
    : Refusal("STK-016", $"Transfer {Number} was already received.", "Look at the branch that received it.");

public sealed record InReturns(string Serial, string State)
    : Refusal("STK-017", $"Unit {Serial} is {State}: it is with returns.", "Go on with it on the returns board.");

public sealed record SameBranch()
    : Refusal(
        "STK-018",
        "A transfer goes to another branch.",
        "To move within the branch, move it from bin to bin.",
        RefusalKind.Invalid
    );

public sealed record ReasonNeeded(string ForWhat)
    : Refusal(
        "STK-019",
        $"{ForWhat} needs a reason.",
        "Say why in a few words: it stays in the trail.",
        RefusalKind.Invalid
    );

public sealed record PromisedElsewhere(string Serial)
    : Refusal(
        "STK-020",
        $"Unit {Serial} is promised to another order.",
        "Take the unit on the pick list, or release that reservation first."
    );
