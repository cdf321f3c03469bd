using Homeward.Field.Proof;

namespace Homeward.Journey.Proof;

/// <summary>The kinds of evidence, as they are stored and sent.</summary>
public static class EvidenceKinds
{
    public const string Signature = "signature";
    public const string Photo = "photo";
    public const string Note = "note";
    public const string Instruction = "instruction";
    public const string Exchange = "exchange-reason";
    public const string Service = "service";
    public const string Carrier = "carrier";
    public const string Facility = "facility-record";
    public const string Invoice = "invoice";
    public const string Discharge = "pre-discharge";
    public const string Eligible = "recently-eligible";
    public const string Method = "method";

    /// <summary>Takes an earlier record back without another in its place.</summary>
    public const string Withdrawn = "withdrawn";

    public static readonly IReadOnlyList<string> All =
    [
        Signature,
        Photo,
        Note,
        Instruction,
        Exchange,
        Service,
        Carrier,
        Facility,
        Invoice,
        Discharge,
        Eligible,
        Method,
        Withdrawn,
    ];

    /// <summary>What only the office knows or may say.</summary>
    internal static readonly IReadOnlySet<string> OfOffice = new HashSet<string>
    {
        Carrier,
        Facility,
        Invoice,
        Eligible,
        Method,
    };
}

/// <summary>
/// Who signed what. The text is kept as it was shown, with its version and hash, so that what was signed can be read years later.
/// </summary>
public sealed record SignatureData(
    SignerRole Role,
    string? PrintedName,
    string? Relationship,
    bool Legible,
    bool MetInPerson,
    DateOnly? RecipientDate,
    string TextId,
    int TextVersion,
    string TextLanguage,
    bool HasFinancialInterest = false
)
{
    public string? Text { get; init; }
    public string? TextHash { get; init; }
}

public sealed record PhotoData(string? Subject);

public sealed record NoteData(string? Text);

/// <summary>Instruction by the signed-in crew member, or by a named colleague. Whether they were qualified is looked up, not told.</summary>
public sealed record InstructionData(string? Subject, bool TeachBack, Guid? PersonId = null, DateOnly? GivenOn = null)
{
    public string? GivenBy { get; init; }
    public bool Qualified { get; init; }
}

public sealed record ExchangeData(string? Code);

public sealed record ServiceData(string? Done);

public sealed record CarrierData(
    string? TrackingNumber,
    string? InvoiceNumber,
    DateOnly? LabelDate,
    DateOnly? PickedUpDate,
    DateOnly? DeliveredDate,
    string? EvidenceOfDelivery
);

public sealed record FacilityData(string? Name, string? ProvidedRecord, string? UsedRecord);

public sealed record InvoiceData(string? Number);

public sealed record DischargeData(DateOnly Anticipated, DateOnly? Actual, PreDischargePurpose Purpose);

public sealed record EligibleData(string? BeneficiaryStatement, string? SupplierAttestation, DateOnly? InspectedOn);

public sealed record MethodData(DeliveryMethod Method);
