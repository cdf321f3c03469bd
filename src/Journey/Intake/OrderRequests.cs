using Homeward.Journey.Branches;

namespace Homeward.Journey.Intake;

/// <summary>An order as any channel brings it: the screen, the portal, the API, FHIR, a CSV row, a refill. One shape, one path.</summary>
public sealed record NewOrder
{
    public Guid BranchId { get; init; }

    /// <summary>A patient we know; leave it out and give <see cref="Patient"/> for one we may not.</summary>
    public Guid? PatientId { get; init; }

    /// <summary>A whole patient, registered with the order (or found, when it is one we know).</summary>
    public NewPatient? Patient { get; init; }

    /// <summary>How it came in; each channel says so itself.</summary>
    public OrderChannel Channel { get; init; }

    /// <summary>The sender's own number. The same number from the same branch is the same order, placed once.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The date on the practitioner's order.</summary>
    public DateOnly? OrderedOn { get; init; }

    /// <summary>Left out: it follows from the items, the situation, the discharge and the day wanted.</summary>
    public Urgency? Urgency { get; init; }

    public Situation Situation { get; init; }

    /// <summary>When the patient leaves the hospital: an instant, with its offset or Z.</summary>
    public DateTime? DischargeAt { get; init; }

    /// <summary>The day and hours asked for, in the branch's local time.</summary>
    public DateOnly? WantedOn { get; init; }
    public TimeOnly? WantedFrom { get; init; }
    public TimeOnly? WantedTo { get; init; }

    /// <summary>Deliver no sooner than this local day (refills).</summary>
    public DateOnly? NotBefore { get; init; }
    public OrderingPractitioner? Practitioner { get; init; }
    public Guid? ReferralSourceId { get; init; }

    /// <summary>The coverage it is billed to; left out: the patient's primary one on the day.</summary>
    public Guid? CoverageId { get; init; }

    /// <summary>ICD-10-CM, the principal one first.</summary>
    public List<string> Diagnoses { get; init; } = [];
    public List<NewLine> Lines { get; init; } = [];

    /// <summary>Documents of the patient that belong to this order.</summary>
    public List<Guid> Documents { get; init; } = [];

    /// <summary>Accept it at once when the crew could go: address, phone and lines are there.</summary>
    public bool Accept { get; init; }

    /// <summary>The practitioner of the supply this order refills; set by the refill itself.</summary>
    internal Guid? OfSupply { get; init; }
    public string? Notes { get; init; }

    /// <summary>What the crew reads.</summary>
    public string? DeliveryNotes { get; init; }
}

/// <summary>Who prescribed it. The NPI finds them; the name is needed for one we do not know yet.</summary>
public sealed record OrderingPractitioner(string? Npi, string? Name = null, string? Phone = null, string? Fax = null);

/// <summary>One line: an item by id, by our code or by a HCPCS code that only one item has; or a kit by its code.</summary>
public sealed record NewLine
{
    public Guid? ItemId { get; init; }

    /// <summary>Our item code, a HCPCS code, or a kit's code.</summary>
    public string? Item { get; init; }
    public string? Kit { get; init; }
    public int Quantity { get; init; } = 1;
    public LineKind Kind { get; init; }

    /// <summary>Settings ordered, such as "2 L/min, continuous".</summary>
    public string? Prescription { get; init; }

    /// <summary>For exchanges and pickups: the unit the patient has.</summary>
    public Guid? UnitId { get; init; }
    public string? ExchangeReason { get; init; }
    public Guid? AuthorisationId { get; init; }

    /// <summary>Leaves out the accessories the item cannot be set up without (the patient has them).</summary>
    public bool WithoutAccessories { get; init; }
}

/// <summary>The order as it was taken, and what is still missing. <c>Repeated</c>: it was there already and nothing changed.</summary>
public sealed record OrderTaken(
    Guid Id,
    string Number,
    Guid PatientId,
    OrderState State,
    Urgency Urgency,
    DateTime DueAt,
    string DueReason,
    bool Repeated,
    IReadOnlyList<MissingRow> Missing,
    int Version
);

/// <summary>Something an order lacks: what, why and who says so, by when, and who can mend it how.</summary>
/// <param name="Code">MIS-xxx, stable.</param>
/// <param name="What">The sentence the user sees.</param>
/// <param name="Why">The rule.</param>
/// <param name="Source">Where the rule is from.</param>
/// <param name="NeededBy">Dispatch stops the van; claim stops the bill.</param>
/// <param name="Who">Who can mend it: intake, referral, patient, billing, clinical.</param>
/// <param name="ToDo">What to do.</param>
/// <param name="Fix">Which door leads to the mending: patient, coverage, practitioner, diagnosis, document, authorisation, line.</param>
/// <param name="Hcpcs">The code it is about, where it is about one.</param>
/// <param name="Document">The document wanted, where it is one.</param>
public sealed record MissingRow(
    string Code,
    string What,
    string Why,
    string Source,
    NeededBy NeededBy,
    string Who,
    string ToDo,
    string Fix,
    string? Hcpcs = null,
    DocumentKind? Document = null
);
