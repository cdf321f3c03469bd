using Homeward.Journey.Shared;

namespace Homeward.Journey.Intake;

/// <summary>How good a location is; a route may be planned on any but <see cref="None"/>.</summary>
public enum LocationGrade
{
    /// <summary>Not located: a named to-do.</summary>
    None,

    /// <summary>The middle of the ZIP area: good for the day's shape, not for the door.</summary>
    ZipCentroid,

    /// <summary>Given by the sender.</summary>
    Given,

    /// <summary>Set by hand on the map.</summary>
    Pinned,
}

public sealed class Patient : Entity, IBranchScoped, IOfPatient
{
    Guid IOfPatient.PatientId => Id;

    public Guid BranchId { get; internal set; }

    /// <summary>The number people read out: P-100042.</summary>
    public string Number { get; internal set; } = "";
    public string FirstName { get; internal set; } = "";
    public string LastName { get; internal set; } = "";
    public DateOnly BirthDate { get; internal set; }
    public string? Sex { get; internal set; }

    /// <summary>E.164.</summary>
    public string Phone { get; internal set; } = "";
    public string? OtherPhone { get; internal set; }
    public string? Email { get; internal set; }
    public string Language { get; internal set; } = "en";
    public string AddressLine { get; internal set; } = "";
    public string? AddressLine2 { get; internal set; }
    public string City { get; internal set; } = "";
    public string State { get; internal set; } = "";
    public string Zip { get; internal set; } = "";
    public double? Latitude { get; internal set; }
    public double? Longitude { get; internal set; }
    public LocationGrade Location { get; internal set; }

    // What the crew must know before they stand at the door.
    public int FlightsOfStairs { get; internal set; }
    public bool Elevator { get; internal set; }
    public string? GateCode { get; internal set; }
    public string? Pets { get; internal set; }
    public string? AccessNotes { get; internal set; }

    /// <summary>The person to call besides the patient.</summary>
    public string? ContactName { get; internal set; }
    public string? ContactRelationship { get; internal set; }
    public string? ContactPhone { get; internal set; }
    public bool Hospice { get; internal set; }
    public DateOnly? DiedOn { get; internal set; }

    /// <summary>The sender's own number for this patient, as "system|value".</summary>
    public List<string> Identifiers { get; internal set; } = [];

    /// <summary>Normalised last name, first name, for search and the duplicate finder.</summary>
    public string SearchName { get; internal set; } = "";

    /// <summary>Set when this record was merged into another.</summary>
    public Guid? MergedInto { get; internal set; }

    public string Name => $"{FirstName} {LastName}";
}

public enum Eligibility
{
    NotChecked,
    Active,
    Inactive,
    Unknown,
}

public sealed class Coverage : Entity, IOfPatient
{
    public Guid PatientId { get; internal set; }

    /// <summary>Code of the list "payer": medicare, medicaid-oh, aetna ...</summary>
    public string Payer { get; internal set; } = "";
    public string MemberId { get; internal set; } = "";

    /// <summary>1 is primary.</summary>
    public int Rank { get; internal set; } = 1;
    public DateOnly From { get; internal set; }
    public DateOnly? To { get; internal set; }
    public Eligibility Eligibility { get; internal set; }
    public DateTime? EligibilityCheckedAt { get; internal set; }
    public string? EligibilityNote { get; internal set; }
}

public enum AuthorisationState
{
    Requested,
    Approved,
    Denied,
    Cancelled,
}

/// <summary>A payer's prior authorisation: so many units of a code between two dates.</summary>
public sealed class Authorisation : Entity, IOfPatient
{
    public Guid PatientId { get; internal set; }
    public Guid CoverageId { get; internal set; }
    public string Number { get; internal set; } = "";
    public string Hcpcs { get; internal set; } = "";
    public int UnitsApproved { get; internal set; }
    public int UnitsUsed { get; internal set; }
    public DateOnly From { get; internal set; }
    public DateOnly To { get; internal set; }
    public AuthorisationState State { get; internal set; }
}

/// <summary>A paper that came in: an order, a face-to-face note, a test.</summary>
public sealed class PatientDocument : Entity, IOfPatient
{
    public Guid PatientId { get; internal set; }
    public Guid? OrderId { get; internal set; }
    public Branches.DocumentKind Kind { get; internal set; }

    /// <summary>The date on it: of the order, the visit, the test.</summary>
    public DateOnly DatedOn { get; internal set; }
    public DateTime ReceivedAt { get; internal set; }
    public string FileName { get; internal set; } = "";
    public string ContentType { get; internal set; } = "";
    public long Bytes { get; internal set; }

    /// <summary>The address in the blob store; null when only its existence was recorded.</summary>
    public string? Blob { get; internal set; }

    /// <summary>The HCPCS codes it covers; empty means all of the order's.</summary>
    public List<string> Covers { get; internal set; } = [];
    public DateTime? VoidedAt { get; internal set; }
    public string? VoidReason { get; internal set; }
}

public sealed class Practitioner : Entity
{
    public string Npi { get; internal set; } = "";
    public string Name { get; internal set; } = "";
    public string? Phone { get; internal set; }
    public string? Fax { get; internal set; }
}

public sealed class ReferralSource : Entity
{
    public string Name { get; internal set; } = "";

    /// <summary>hospital, hospice, physician, facility, patient.</summary>
    public string Kind { get; internal set; } = "hospital";
    public string? Phone { get; internal set; }
}
