using System.Text.Json.Serialization;

namespace Homeward.Field.Proof;

/// <summary>
/// How the item reached the beneficiary, which decides what proves it (Medicare Program Integrity Manual chapter 4,
/// section 4.7.3; 42 CFR 424.57(c)(12)). Serialised by name.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeliveryMethod>))]
public enum DeliveryMethod
{
    /// <summary>Method 1: the supplier hands it to the beneficiary or a designee.</summary>
    Direct,

    /// <summary>Method 2: a delivery or shipping service brings it.</summary>
    Carrier,

    /// <summary>Method 3: it goes to a nursing facility on the beneficiary's behalf.</summary>
    Facility,
}

/// <summary>Who signed. Serialised by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SignerRole>))]
public enum SignerRole
{
    /// <summary>The patient.</summary>
    Beneficiary,

    /// <summary>Someone who can accept on the patient's behalf, and is not the supplier's (POD-4).</summary>
    Designee,

    /// <summary>An employee of the nursing facility; only with <see cref="DeliveryMethod.Facility"/>.</summary>
    FacilityStaff,
}

/// <summary>How much a kind of evidence matters to this tenant. Serialised by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EvidenceLevel>))]
public enum EvidenceLevel
{
    /// <summary>Not asked for.</summary>
    Off,

    /// <summary>Asked for; its lack is not reported.</summary>
    Optional,

    /// <summary>Its lack is reported; the visit can be closed.</summary>
    Warn,

    /// <summary>The visit cannot be closed without it.</summary>
    Block,
}

/// <summary>Evidence beyond the payer's required elements, with a level each tenant sets. Serialised by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EvidenceKind>))]
public enum EvidenceKind
{
    /// <summary>The designee's relationship to the patient (POD-5: "should be noted").</summary>
    Relationship,

    /// <summary>The signer's printed name where the signature cannot be read (POD-5).</summary>
    PrintedName,

    /// <summary>The unit's serial number (POD-12).</summary>
    Serial,

    /// <summary>The lot number: oxygen contents, supplies (POD-12).</summary>
    Lot,

    /// <summary>Brand and model (POD-12).</summary>
    Model,

    /// <summary>At least one photo of the visit.</summary>
    Photo,

    /// <summary>Instruction on safe and effective use by a qualified party (POD-10).</summary>
    Instruction,

    /// <summary>The item's checklist, answered.</summary>
    Checklist,

    /// <summary>The place of the phone at the signature.</summary>
    Location,

    /// <summary>A voucher or invoice that describes the item well enough to test the coding (POD-7).</summary>
    Invoice,

    /// <summary>Condition of a unit that comes back.</summary>
    Condition,
}

/// <summary>Who has to act so that a missing element is no longer missing. Serialised by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WhoActs>))]
public enum WhoActs
{
    /// <summary>The driver, at the door.</summary>
    Driver,

    /// <summary>Intake or dispatch in the office.</summary>
    Office,

    /// <summary>The warehouse that packed and shipped.</summary>
    Warehouse,

    /// <summary>The nursing facility.</summary>
    Facility,

    /// <summary>A qualified person: respiratory therapist, nurse, trained technician.</summary>
    Clinician,
}
