using System.Text.Json.Serialization;
using Homeward.Field.Visit;

namespace Homeward.Field.Proof;

/// <summary>
/// All that is known about one visit when its proof is judged. Immutable; every part may be missing, that is what
/// <see cref="ProofRules"/> finds out. Times are UTC, dates are the branch's local dates.
/// </summary>
public sealed record ProofEvidence
{
    /// <summary>What the visit was for. Default <see cref="VisitKind.Delivery"/>.</summary>
    public VisitKind Kind { get; init; }

    /// <summary>The beneficiary's name.</summary>
    public string? BeneficiaryName { get; init; }

    /// <summary>Where the item was handed over: the home, or the store or hospital if that is where it was.</summary>
    public string? DeliveryAddress { get; init; }

    /// <summary>What was handed over, a line each. Default empty.</summary>
    public IReadOnlyList<DeliveredItem> Items { get; init; } = [];

    /// <summary>The date of receipt as the supplier entered it (POD-1).</summary>
    public DateOnly? SupplierDate { get; init; }

    /// <summary>The date of receipt as the beneficiary or designee entered it; it decides (POD-2).</summary>
    public DateOnly? RecipientDate { get; init; }

    /// <summary>Who signed, or null when nobody did.</summary>
    public Signature? Signature { get; init; }

    /// <summary>
    /// True when the driver dealt with the beneficiary or designee in person, at the time. Null: not recorded.
    /// Without it a direct delivery is a porch drop (POD-9).
    /// </summary>
    public bool? RealTimeInteraction { get; init; }

    /// <summary>The shipment; for <see cref="DeliveryMethod.Carrier"/>, and for a facility that was shipped to.</summary>
    public Shipment? Shipment { get; init; }

    /// <summary>The nursing facility's records, for <see cref="DeliveryMethod.Facility"/>.</summary>
    public FacilityRecord? Facility { get; init; }

    /// <summary>Set when the item was handed over in a hospital or nursing facility before discharge (POD-8).</summary>
    public PreDischarge? PreDischarge { get; init; }

    /// <summary>Set when the item was in use before Medicare eligibility; replaces delivery proof (POD-11).</summary>
    public RecentlyEligible? RecentlyEligible { get; init; }

    /// <summary>Instruction given; default empty.</summary>
    public IReadOnlyList<Instruction> Instructions { get; init; } = [];

    /// <summary>Photos; default empty.</summary>
    public IReadOnlyList<Photo> Photos { get; init; } = [];

    /// <summary>What came back: pickup and exchange. Default empty.</summary>
    public IReadOnlyList<ReturnedItem> Returned { get; init; } = [];

    /// <summary>Code of the <see cref="Visit.ExchangeReason"/>; for exchanges.</summary>
    public string? ExchangeReasonCode { get; init; }

    /// <summary>What was done; for service visits.</summary>
    public string? ServiceDone { get; init; }

    /// <summary>Set when the visit failed; then this, and nothing else, is asked for.</summary>
    public FailedVisit? Failure { get; init; }

    /// <summary>True when every required answer of the checklist was given. Null: there is no record.</summary>
    public bool? ChecklistComplete { get; init; }

    /// <summary>Where the phone was when the signature was taken.</summary>
    public GeoPoint? Place { get; init; }

    /// <summary>The voucher or invoice that describes the items (POD-7).</summary>
    public string? InvoiceNumber { get; init; }

    /// <summary>True when the delivery ran through a carrier, in fact or by the presence of a shipment.</summary>
    [JsonIgnore]
    public bool WasShipped => Shipment is not null;
}

/// <summary>One line handed over.</summary>
/// <param name="Narrative">A description in words.</param>
/// <param name="Hcpcs">The HCPCS code.</param>
/// <param name="BrandModel">Brand and model name or number. Narrative, code or model: one of them describes (2.1).</param>
/// <param name="Quantity">How many, 1 or more; null when not recorded.</param>
/// <param name="Serial">Serial number of a single unit.</param>
/// <param name="Lot">Lot number.</param>
/// <param name="Group">The item's family for tenant rules, such as "oxygen"; null for none.</param>
public sealed record DeliveredItem(
    string? Narrative = null,
    string? Hcpcs = null,
    string? BrandModel = null,
    int? Quantity = null,
    string? Serial = null,
    string? Lot = null,
    string? Group = null
)
{
    /// <summary>True when narrative, code or model is given.</summary>
    [JsonIgnore]
    public bool IsDescribed =>
        !string.IsNullOrWhiteSpace(Narrative)
        || !string.IsNullOrWhiteSpace(Hcpcs)
        || !string.IsNullOrWhiteSpace(BrandModel);

    /// <summary>What a person would call the line: narrative, model, code, or "an item without a description".</summary>
    [JsonIgnore]
    public string Called =>
        !string.IsNullOrWhiteSpace(Narrative) ? Narrative
        : !string.IsNullOrWhiteSpace(BrandModel) ? BrandModel
        : !string.IsNullOrWhiteSpace(Hcpcs) ? Hcpcs
        : "an item without a description";
}

/// <summary>A signature as it was taken.</summary>
/// <param name="Role">Who the signer is to the beneficiary.</param>
/// <param name="ImageHash">Hash of the signature image or strokes; null or blank means there is none.</param>
/// <param name="PrintedName">The name in print.</param>
/// <param name="IsLegible">True when the signature can be read without the printed name.</param>
/// <param name="Relationship">The designee's relationship: spouse, neighbor...</param>
/// <param name="PersonId">The signer's id in this system when known; compared with staff ids.</param>
/// <param name="HasFinancialInterest">True when the signer has a financial interest in the delivery (POD-4).</param>
/// <param name="SignedUtc">When it was taken, UTC.</param>
/// <param name="TextId">The <see cref="SignedText"/> that was signed.</param>
public sealed record Signature(
    SignerRole Role,
    string? ImageHash,
    string? PrintedName = null,
    bool IsLegible = true,
    string? Relationship = null,
    string? PersonId = null,
    bool HasFinancialInterest = false,
    DateTime? SignedUtc = null,
    string? TextId = null
);

/// <summary>A shipment by a delivery or shipping service (Method 2).</summary>
/// <param name="TrackingNumber">The carrier's package id.</param>
/// <param name="InvoiceNumber">The supplier's invoice number, or another key that links to the carrier's records.</param>
/// <param name="LabelDate">Local date the label was made.</param>
/// <param name="PickedUpDate">Local date the carrier took it.</param>
/// <param name="DeliveredDate">Local date the carrier delivered it.</param>
/// <param name="EvidenceOfDelivery">Hash or reference of the carrier's confirmation, or of a signed return invoice.</param>
public sealed record Shipment(
    string? TrackingNumber = null,
    string? InvoiceNumber = null,
    DateOnly? LabelDate = null,
    DateOnly? PickedUpDate = null,
    DateOnly? DeliveredDate = null,
    string? EvidenceOfDelivery = null
);

/// <summary>The nursing facility's own records (Method 3), kept to be shown on request.</summary>
/// <param name="Name">The facility.</param>
/// <param name="ProvidedRecord">Hash or reference: the item was provided to the beneficiary.</param>
/// <param name="UsedRecord">Hash or reference: the item was used by the beneficiary.</param>
public sealed record FacilityRecord(string? Name = null, string? ProvidedRecord = null, string? UsedRecord = null);

/// <summary>Why an item may be handed over before discharge. Serialised by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PreDischargePurpose>))]
public enum PreDischargePurpose
{
    /// <summary>Not recorded; not an accepted reason.</summary>
    Unstated,

    /// <summary>The item is fitted to the patient.</summary>
    Fitting,

    /// <summary>The patient is trained in its use.</summary>
    Training,
}

/// <summary>A hand-over in hospital or nursing facility before the patient goes home (POD-8).</summary>
/// <param name="AnticipatedDischarge">The discharge date expected at hand-over; from the order.</param>
/// <param name="ActualDischarge">The discharge date as it happened; null until known.</param>
/// <param name="Purpose">Fitting or training; no other purpose is accepted.</param>
public sealed record PreDischarge(
    DateOnly AnticipatedDischarge,
    DateOnly? ActualDischarge = null,
    PreDischargePurpose Purpose = PreDischargePurpose.Unstated
);

/// <summary>The two papers that stand in for delivery proof of a recently eligible beneficiary (POD-11).</summary>
/// <param name="BeneficiaryStatement">Hash or reference of the beneficiary's statement.</param>
/// <param name="SupplierAttestation">Hash or reference of the supplier's attestation that it inspected the item.</param>
/// <param name="InspectedOn">Local date of the inspection.</param>
public sealed record RecentlyEligible(
    string? BeneficiaryStatement = null,
    string? SupplierAttestation = null,
    DateOnly? InspectedOn = null
);

/// <summary>Instruction on safe and effective use (POD-10).</summary>
/// <param name="GivenBy">Name of the instructor.</param>
/// <param name="IsQualified">True when the instructor was qualified on that day for that item.</param>
/// <param name="GivenOn">Local date; may be before the delivery.</param>
/// <param name="Subject">What was taught.</param>
public sealed record Instruction(
    string? GivenBy = null,
    bool IsQualified = false,
    DateOnly? GivenOn = null,
    string? Subject = null
);

/// <summary>A photo.</summary>
/// <param name="Hash">Hash of the file.</param>
/// <param name="TakenUtc">When, UTC.</param>
/// <param name="Subject">What it shows, such as "bed in place" or "closed door".</param>
public sealed record Photo(string Hash, DateTime? TakenUtc = null, string? Subject = null);

/// <summary>One line that came back.</summary>
/// <param name="Called">What it is.</param>
/// <param name="Quantity">How many, 1 or more; null when not recorded.</param>
/// <param name="Serial">Serial number of a single unit.</param>
/// <param name="Lot">Lot number.</param>
/// <param name="Condition">Condition as found, in words or a code.</param>
/// <param name="MissingAccessories">Accessories that should have come back and did not. Null or empty: none.</param>
public sealed record ReturnedItem(
    string? Called = null,
    int? Quantity = null,
    string? Serial = null,
    string? Lot = null,
    string? Condition = null,
    IReadOnlyList<string>? MissingAccessories = null
);

/// <summary>A visit that did not succeed.</summary>
/// <param name="ReasonCode">Code of the <see cref="FailureReason"/>.</param>
/// <param name="Note">In the driver's words.</param>
public sealed record FailedVisit(string? ReasonCode, string? Note = null);
