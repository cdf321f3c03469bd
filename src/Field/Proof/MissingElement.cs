namespace Homeward.Field.Proof;

/// <summary>One thing a proof lacks.</summary>
/// <param name="Code">A stable code, PRF-01 to PRF-38; docs/field.md lists them.</param>
/// <param name="Level"><see cref="EvidenceLevel.Block"/> or <see cref="EvidenceLevel.Warn"/>, never less.</param>
/// <param name="Sentence">What is wrong, for the person who reads it.</param>
/// <param name="Who">Who has to act.</param>
/// <param name="WhatToDo">What that person does.</param>
/// <param name="Rule">The rule behind it, such as "POD-9", "2.1" for a required element, or "tenant".</param>
/// <param name="Line">Index of the line it is about, from 0, or null for the visit.</param>
public sealed record MissingElement(
    string Code,
    EvidenceLevel Level,
    string Sentence,
    WhoActs Who,
    string WhatToDo,
    string Rule,
    int? Line = null
);

/// <summary>Where the claim says the service took place.</summary>
public enum ServicePlace
{
    /// <summary>The rules here do not decide it.</summary>
    Undecided,

    /// <summary>The patient's home (place of service 12).</summary>
    Home,
}

/// <summary>The date of service and why, or why there is none.</summary>
/// <param name="Date">The branch's local date, or null when none can be said.</param>
/// <param name="Reason">A sentence: why this date, or why none.</param>
/// <param name="Rule">The rule that decided, such as "POD-2".</param>
/// <param name="Place">Where the claim says the service took place.</param>
public sealed record ServiceDate(
    DateOnly? Date,
    string Reason,
    string Rule,
    ServicePlace Place = ServicePlace.Undecided
);
