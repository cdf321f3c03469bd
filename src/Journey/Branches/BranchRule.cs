using System.Globalization;
using Homeward.Journey.Shared;

namespace Homeward.Journey.Branches;

public enum RuleKind
{
    YesNo,
    Whole,
    Text,
    Phone,
}

/// <summary>A rule the house may set for all its branches, and each branch for itself.</summary>
/// <param name="Fallback">Holds until somebody sets it.</param>
public sealed record KnownRule(
    string Key,
    string Group,
    string Title,
    string Why,
    RuleKind Kind,
    string Fallback,
    int Least = 0,
    int Most = 0,
    string Unit = ""
);

/// <summary>What was said of a rule from a day on: by the centre (no branch), or by a branch. No value: as the centre says again.</summary>
public sealed class BranchRule : Entity
{
    public string Key { get; internal set; } = "";

    /// <summary>Empty: every branch that says nothing else.</summary>
    public Guid BranchId { get; internal set; }
    public DateOnly From { get; internal set; }
    public string? Value { get; internal set; }
    public string Reason { get; internal set; } = "";
    public DateTime At { get; internal set; }
    public string By { get; internal set; } = "";
}

/// <summary>The rules of central and local. Each is read by the use case its sentence speaks of.</summary>
public static class KnownRules
{
    public static readonly KnownRule StockStops = new(
        "publish.stop-without-stock",
        "Publish",
        "Equipment that is not promised keeps its visit at the dock",
        "Off: the visit goes out and the shortage is only named.",
        RuleKind.YesNo,
        "yes"
    );

    public static readonly KnownRule SameTime = new(
        "publish.same-minutes",
        "Publish",
        "A route counts as unchanged while its times move by at most",
        "Its papers then hold and its crew is not called.",
        RuleKind.Whole,
        "5",
        0,
        30,
        "min"
    );

    public static readonly KnownRule ExpiryNotice = new(
        "publish.expiry-days",
        "Publish",
        "Credentials that end soon after the day are named",
        "A warning beside the visit; it goes all the same.",
        RuleKind.Whole,
        "14",
        0,
        120,
        "days"
    );

    public static readonly KnownRule Manifest = new(
        "hazmat.manifest-always",
        "Hazardous material",
        "A manifest is written for every van with cylinders",
        "Off: only above 440 lb, where Materials of Trade (49 CFR 173.6) ends.",
        RuleKind.YesNo,
        "yes"
    );

    public static readonly KnownRule EmergencyPhone = new(
        "hazmat.emergency-phone",
        "Hazardous material",
        "Emergency response telephone on shipping papers",
        "Answered at all times while cylinders travel, by somebody who knows them (49 CFR 172.604).",
        RuleKind.Phone,
        ""
    );

    public static readonly KnownRule GivesAway = new(
        "move.out",
        "Between branches",
        "Visits may be moved to another branch",
        "Off: what was ordered here is done from here.",
        RuleKind.YesNo,
        "yes"
    );

    public static readonly KnownRule Takes = new(
        "move.in",
        "Between branches",
        "Visits of other branches are taken",
        "Off: this branch serves its own patients only.",
        RuleKind.YesNo,
        "yes"
    );

    public static readonly IReadOnlyList<KnownRule> All =
    [
        StockStops,
        SameTime,
        ExpiryNotice,
        Manifest,
        EmergencyPhone,
        GivesAway,
        Takes,
    ];

    public static KnownRule? Find(string? key) => All.FirstOrDefault(r => r.Key == key);

    /// <summary>The value as it is stored, or why it cannot be one.</summary>
    public static (string? Value, string? Fault) Read(KnownRule rule, string? text)
    {
        var said = (text ?? "").Trim();
        switch (rule.Kind)
        {
            case RuleKind.YesNo:
                return said.ToLowerInvariant() switch
                {
                    "yes" or "true" or "on" => ("yes", null),
                    "no" or "false" or "off" => ("no", null),
                    _ => (null, "Say yes or no."),
                };
            case RuleKind.Whole:
                return
                    int.TryParse(said, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n)
                    && n >= rule.Least
                    && n <= rule.Most
                    ? (n.ToString(CultureInfo.InvariantCulture), null)
                    : (null, $"Give a whole number from {rule.Least} to {rule.Most} {rule.Unit}.");
            case RuleKind.Phone:
                return
                    said.Count(char.IsAsciiDigit) is >= 10 and <= 15
                    && said.Length <= 30
                    && said.All(c => char.IsAsciiDigit(c) || "+-() .x".Contains(c, StringComparison.Ordinal))
                    ? (said, null)
                    : (null, "Give a telephone number with area code, such as 614-555-0100.");
            default:
                return said.Length is > 0 and <= 200 && !said.Any(char.IsControl)
                    ? (said, null)
                    : (null, "Give 1 to 200 characters.");
        }
    }
}
