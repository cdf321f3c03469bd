namespace Homeward.Journey.Intake;

/// <summary>What is known of a patient.</summary>
public record PatientFacts
{
    public string FirstName { get; init; } = "";
    public string LastName { get; init; } = "";
    public DateOnly? BirthDate { get; init; }

    /// <summary>female, male, other or unknown, as FHIR says it.</summary>
    public string? Sex { get; init; }

    /// <summary>As people write it; kept as E.164. Without a country code it is a United States number.</summary>
    public string? Phone { get; init; }
    public string? OtherPhone { get; init; }
    public string? Email { get; init; }

    /// <summary>BCP 47, such as en or es-MX. Left out: en.</summary>
    public string? Language { get; init; }
    public string? AddressLine { get; init; }
    public string? AddressLine2 { get; init; }
    public string? City { get; init; }

    /// <summary>Two letters or the full name.</summary>
    public string? State { get; init; }
    public string? Zip { get; init; }

    /// <summary>Where the door is, when the sender knows; both or none.</summary>
    public double? Latitude { get; init; }
    public double? Longitude { get; init; }
    public int FlightsOfStairs { get; init; }
    public bool Elevator { get; init; }
    public string? GateCode { get; init; }
    public string? Pets { get; init; }
    public string? AccessNotes { get; init; }
    public string? ContactName { get; init; }
    public string? ContactRelationship { get; init; }
    public string? ContactPhone { get; init; }
    public bool Hospice { get; init; }

    /// <summary>The sender's own numbers for this patient, each as "system|value".</summary>
    public List<string> Identifiers { get; init; } = [];
}

/// <summary>A whole patient as any channel brings them: the screen, the portal, the API, FHIR, a CSV row.</summary>
public sealed record NewPatient : PatientFacts
{
    public Guid BranchId { get; init; }

    /// <summary>Coverages that came with the patient.</summary>
    public List<NewCoverage> Coverages { get; init; } = [];

    /// <summary>A person looked at these likely duplicates and says that this is somebody else.</summary>
    public List<Guid> ConfirmNotDuplicateOf { get; init; } = [];

    /// <summary>
    /// When it is beyond doubt somebody we know (same name and birth date, and the same phone, address, identifier or member id),
    /// that record is the answer, with what is new added to it; nothing on it is overwritten. Machines' channels say true.
    /// </summary>
    public bool UseKnown { get; init; }
}

/// <summary>The record as it shall be: every fact, changed or not.</summary>
public sealed record PatientChange : PatientFacts
{
    public Guid PatientId { get; init; }
    public int Version { get; init; }
}

/// <summary>An insurance as any channel brings it.</summary>
public sealed record NewCoverage
{
    /// <summary>Code of the list "payer": medicare, medicaid-oh, aetna ...</summary>
    public string Payer { get; init; } = "";
    public string MemberId { get; init; } = "";

    /// <summary>1 is primary; left out: after the ones there are.</summary>
    public int? Rank { get; init; }

    /// <summary>First day; left out: today.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day; left out: until further notice.</summary>
    public DateOnly? To { get; init; }
}

/// <summary>A patient as the screens and the API show them.</summary>
/// <param name="ToDos">What is missing or doubtful on the record, by name.</param>
/// <param name="Likely">Records that may be the same person (score 70 to 89, or confirmed as somebody else).</param>
/// <param name="Known">The record was there already: this request found it.</param>
public sealed record PatientView(
    Guid Id,
    Guid BranchId,
    string Number,
    string FirstName,
    string LastName,
    DateOnly BirthDate,
    string? Sex,
    string Phone,
    string? OtherPhone,
    string? Email,
    string Language,
    string AddressLine,
    string? AddressLine2,
    string City,
    string State,
    string Zip,
    double? Latitude,
    double? Longitude,
    LocationGrade Location,
    int FlightsOfStairs,
    bool Elevator,
    string? GateCode,
    string? Pets,
    string? AccessNotes,
    string? ContactName,
    string? ContactRelationship,
    string? ContactPhone,
    bool Hospice,
    DateOnly? DiedOn,
    Guid? MergedInto,
    IReadOnlyList<string> Identifiers,
    IReadOnlyList<PatientToDo> ToDos,
    IReadOnlyList<LikelyDuplicate> Likely,
    bool Known,
    int Version
)
{
    public string Name => $"{FirstName} {LastName}";
}

/// <summary>Something on a patient's record that somebody should mend. It stops nothing by itself.</summary>
/// <param name="Code">PAT-xx, stable.</param>
/// <param name="Field">Where to mend it, as the API names the field.</param>
public sealed record PatientToDo(string Code, string Sentence, string ToDo, string Field);

/// <summary>A record that may be the same person, with the reasons for the score.</summary>
/// <param name="Score">0 to 100: from 90 it stops a registration, from 70 it warns.</param>
public sealed record LikelyDuplicate(
    Guid PatientId,
    string Number,
    string Name,
    DateOnly BirthDate,
    string Phone,
    string Address,
    int Score,
    IReadOnlyList<string> Reasons
);
