using Homeward.Journey.Shared;

namespace Homeward.Journey.Branches;

public sealed record CodeTaken(string What, string Name)
    : Refusal(
        "BRA-001",
        $"There is already a {What} called {Name}. Nothing was saved.",
        "Choose another code or name, or open the existing one and change it.",
        RefusalKind.Conflict
    );

public sealed record BadPolygon : Refusal
{
    public BadPolygon(string why)
        : base(
            "BRA-002",
            $"The zone's shape cannot be used: {why}",
            "Paste a GeoJSON Polygon or MultiPolygon (longitude before latitude, closed rings that do not cross themselves), or a corner a line: latitude, longitude.",
            RefusalKind.Invalid
        ) => Field = "polygon";
}

public sealed record OverlappingRow(string What, string From, string To)
    : Refusal(
        "BRA-003",
        $"{What} already holds from {From} to {To}; two rows may not hold on the same day. Nothing was saved.",
        "End the existing row the day before the new one begins.",
        RefusalKind.Conflict
    );

public sealed record UnknownCode : Refusal
{
    public UnknownCode(string field, string list, string code)
        : base(
            "BRA-004",
            $"\"{code}\" is not on the list \"{list}\" today.",
            $"Choose one of the list, or add it under Code lists first.",
            RefusalKind.Invalid
        ) => Field = field;
}

public sealed record AccessoryOfItself()
    : Refusal(
        "BRA-005",
        "An item cannot be its own accessory, and each accessory is named once.",
        "Take it off the list and save again."
    );

public sealed record AlreadyEnded(string What, string On)
    : Refusal(
        "BRA-006",
        $"{What} ended on {On}: what held in the past stays as it was.",
        "Add a new row that begins on a later day."
    );

public sealed record RetiredItem : Refusal
{
    public RetiredItem(string field, string code)
        : base(
            "BRA-007",
            $"{code} is retired and cannot be put into a set or beside another item.",
            "Choose an active item, or bring it back in the catalogue."
        ) => Field = field;
}

public sealed record BadRule : Refusal
{
    public BadRule(string rule, string why)
        : base("BRA-008", $"\"{rule}\" cannot be set to that. {why}", "Correct the value.", RefusalKind.Invalid) =>
        Field = "value";
}

public sealed record RuleOfThePast : Refusal
{
    public RuleOfThePast(DateOnly from)
        : base(
            "BRA-009",
            $"{from:MM/dd/yyyy} is over: what held on a past day stays as it was.",
            "Let the rule begin today or later.",
            RefusalKind.Invalid
        ) => Field = "from";
}
