namespace Homeward.Field.Proof;

/// <summary>A person of the supplier, who may never sign for a patient (POD-4).</summary>
/// <param name="Id">The id in this system.</param>
/// <param name="Name">The name as it is written, any order and case.</param>
public sealed record StaffIdentity(string Id, string Name);

/// <summary>A tenant's wish about one kind of evidence.</summary>
/// <param name="Kind">What is asked for.</param>
/// <param name="Level">How much it matters.</param>
/// <param name="Group">
/// The item's family or HCPCS code it holds for; null for all. A rule for a family or code beats the one for all, and a
/// code beats a family; the strictest of equals wins.
/// </param>
public sealed record EvidenceRule(EvidenceKind Kind, EvidenceLevel Level, string? Group = null);

/// <summary>Which date a shipped item is claimed under; the supplier may choose (POD-3).</summary>
public enum CarrierServiceDate
{
    /// <summary>The ship date: label made, or picked up by the carrier. The default.</summary>
    ShipDate,

    /// <summary>The date the carrier delivered.</summary>
    DeliveredDate,
}

/// <summary>What the rules need besides the evidence. All data; immutable.</summary>
public sealed record ProofSettings
{
    /// <summary>Settings with no staff known and the default evidence levels.</summary>
    public static ProofSettings Default { get; } = new();

    /// <summary>Everyone who works for the supplier or has worked for it lately. Default empty.</summary>
    public IReadOnlyList<StaffIdentity> Staff { get; init; } = [];

    /// <summary>
    /// The tenant's levels, laid over <see cref="DefaultRules"/>: any rule here about a kind, for the item or for all,
    /// stands before the default of that kind.
    /// </summary>
    public IReadOnlyList<EvidenceRule> Rules { get; init; } = [];

    /// <summary>Which date a shipped item is claimed under. Default <see cref="CarrierServiceDate.ShipDate"/>.</summary>
    public CarrierServiceDate CarrierDate { get; init; }

    /// <summary>
    /// Days between label and pickup by the carrier above which a warning is given. Default 3: the law says only
    /// "no significant variation", the number is ours.
    /// </summary>
    public int ShipDateTolerance { get; init; } = 3;

    /// <summary>Days before discharge a hand-over is accepted (POD-8). Default 2.</summary>
    public int PreDischargeDays { get; init; } = 2;

    /// <summary>Today in the branch's time zone; when set, a date of receipt after it is refused.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>
    /// The levels when the tenant says nothing. Relationship, printed name, instruction, condition block; serial, photo
    /// of a pickup warn; the rest is optional. These are our defaults, not law, where the rule's text does not say so.
    /// </summary>
    public static IReadOnlyList<EvidenceRule> DefaultRules { get; } =
    [
        new(EvidenceKind.Relationship, EvidenceLevel.Block),
        new(EvidenceKind.PrintedName, EvidenceLevel.Block),
        new(EvidenceKind.Instruction, EvidenceLevel.Block),
        new(EvidenceKind.Condition, EvidenceLevel.Block),
        new(EvidenceKind.Serial, EvidenceLevel.Optional),
        new(EvidenceKind.Lot, EvidenceLevel.Optional),
        new(EvidenceKind.Lot, EvidenceLevel.Warn, "oxygen"),
        new(EvidenceKind.Model, EvidenceLevel.Optional),
        new(EvidenceKind.Photo, EvidenceLevel.Optional),
        new(EvidenceKind.Checklist, EvidenceLevel.Optional),
        new(EvidenceKind.Location, EvidenceLevel.Optional),
        new(EvidenceKind.Invoice, EvidenceLevel.Optional),
    ];

    /// <summary>The level of a kind for an item, or for the visit as a whole when the item is null.</summary>
    /// <param name="kind">The kind of evidence.</param>
    /// <param name="item">The line, or null.</param>
    public EvidenceLevel LevelOf(EvidenceKind kind, DeliveredItem? item = null) =>
        Best(Rules, kind, item) ?? Best(DefaultRules, kind, item) ?? EvidenceLevel.Off;

    private static EvidenceLevel? Best(IReadOnlyList<EvidenceRule> rules, EvidenceKind kind, DeliveredItem? item)
    {
        EvidenceLevel? best = null;
        var bestRank = -1;
        foreach (var rule in rules)
        {
            if (rule.Kind != kind)
            {
                continue;
            }
            var rank =
                rule.Group is null ? 0
                : Same(rule.Group, item?.Hcpcs) ? 2
                : Same(rule.Group, item?.Group) ? 1
                : -1;
            if (rank < 0 || rank < bestRank)
            {
                continue;
            }
            best = rank > bestRank || rule.Level > best ? rule.Level : best;
            bestRank = rank;
        }
        return best;
    }

    private static bool Same(string a, string? b) => string.Equals(a, b?.Trim(), StringComparison.OrdinalIgnoreCase);
}
