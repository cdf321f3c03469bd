using Homeward.Journey.Shared;

namespace Homeward.Journey.Branches;

/// <summary>A row of a list that law or payers change: valid between dates, with its source.</summary>
public sealed class CodeListRow : Entity
{
    /// <summary>wopd, prior-authorisation, failure-reason, exchange-reason, payer, diagnosis ...</summary>
    public string List { get; internal set; } = "";
    public string Code { get; internal set; } = "";
    public string Text { get; internal set; } = "";
    public DateOnly From { get; internal set; }

    /// <summary>Last valid day; null means until further notice.</summary>
    public DateOnly? To { get; internal set; }
    public string Source { get; internal set; } = "";

    /// <summary>What a list needs beyond code and text, as a JSON object.</summary>
    public string Data { get; internal set; } = "{}";
}

public enum DocumentKind
{
    StandardWrittenOrder,
    WrittenOrderPriorToDelivery,
    FaceToFace,
    PriorAuthorisation,
    OxygenTest,
    SleepStudy,
    Prescription,
    MedicalNecessity,
    RefillConfirmation,
    Other,
}

public enum NeededBy
{
    /// <summary>Before the van leaves: the documentation stop.</summary>
    Dispatch,

    /// <summary>Before the claim.</summary>
    Claim,
}

/// <summary>Which document an item needs for a payer, from when to when, and who says so.</summary>
public sealed class DocumentRule : Entity
{
    /// <summary>HCPCS code; a beginning of it ending in *; "@wopd" for every code on that dated list; "*" for every item.</summary>
    public string Hcpcs { get; internal set; } = "*";

    /// <summary>Payer code; "*" is every payer.</summary>
    public string Payer { get; internal set; } = "*";
    public DocumentKind Document { get; internal set; }
    public NeededBy NeededBy { get; internal set; }

    /// <summary>The document may be at most this old on the order's date; null means any age.</summary>
    public int? MaxAgeDays { get; internal set; }
    public DateOnly From { get; internal set; }
    public DateOnly? To { get; internal set; }
    public string Source { get; internal set; } = "";
}
