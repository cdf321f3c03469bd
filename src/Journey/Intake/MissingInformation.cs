using System.Globalization;
using Homeward.Field.Checks;
using Homeward.Journey.Branches;

namespace Homeward.Journey.Intake;

/// <summary>All that decides what an order lacks, read once; the rule over it is pure.</summary>
public sealed record MissingFacts(
    DateOnly Today,
    OrderFacts Order,
    HomeFacts Patient,
    PractitionerFacts? Practitioner,
    CoverageFacts? Coverage,
    IReadOnlyList<LineFacts> Lines,
    IReadOnlyList<DocumentFacts> Documents,
    IReadOnlyList<AuthorisationFacts> Authorisations
);

/// <param name="Id">The order; null while it is still being typed.</param>
/// <param name="Day">The order's date for rules and ages: the practitioner's date, else the day it came in.</param>
/// <param name="Service">The day it is to be delivered: what dated rules, coverage and authorisations are read on.</param>
public sealed record OrderFacts(
    Guid? Id,
    DateOnly Day,
    DateOnly Service,
    int Diagnoses,
    DateOnly? NotBefore,
    bool Released
);

public sealed record HomeFacts(
    string Phone,
    string? ContactPhone,
    string Address,
    string City,
    string Zip,
    bool Located,
    bool Died
);

public sealed record PractitionerFacts(string Npi, string Name);

public sealed record CoverageFacts(Guid Id, string Payer, DateOnly From, DateOnly? To, Eligibility Eligibility);

/// <summary>A line still to be done, with the documents its item needs for the payer on the day.</summary>
public sealed record LineFacts(
    int No,
    LineKind Kind,
    string Item,
    string Hcpcs,
    int Left,
    Guid? AuthorisationId,
    IReadOnlyList<DocumentNeeded> Needs
);

public sealed record DocumentFacts(DocumentKind Kind, DateOnly DatedOn, Guid? OrderId, IReadOnlyList<string> Covers);

public sealed record AuthorisationFacts(
    Guid Id,
    Guid CoverageId,
    string Number,
    string Hcpcs,
    int Left,
    DateOnly From,
    DateOnly To,
    AuthorisationState State
);

/// <summary>What an order lacks: a named list, each row with its rule, its source, its day of need and who can mend it.</summary>
public static class MissingInformation
{
    public const string Intake = "intake";
    public const string Referral = "referral";
    public const string Billing = "billing";
    private const string House = "House rule: a van needs a door, a phone and a day.";
    private const string Swo = "42 CFR 410.38(d)(1): elements of the standard written order";

    public static IReadOnlyList<MissingRow> Of(MissingFacts facts)
    {
        var rows = new List<MissingRow>();
        Home(facts, rows);
        var billed = facts.Lines.Where(l => l.Kind != LineKind.Pickup && l.Left > 0).ToList();
        if (billed.Count > 0)
        {
            Order(facts, rows);
            Cover(facts, rows);
            foreach (var line in billed)
            foreach (var need in line.Needs)
                if (need.Document == DocumentKind.PriorAuthorisation)
                    Authorised(facts, line, need, rows);
                else
                    Document(facts, line, need, rows);
        }
        if (facts.Order.NotBefore is { } first && facts.Order.Service < first)
            rows.Add(
                new(
                    "MIS-110",
                    $"It may be delivered no sooner than {Day(first)}.",
                    "A refill is delivered no sooner than 10 days before the present supply ends.",
                    "42 CFR 410.38(d)(4); cms.gov/dmepos-refill-requirements",
                    NeededBy.Dispatch,
                    Intake,
                    "Choose that day or a later one.",
                    "order"
                )
            );
        // One paper may be asked for by several lines of the same code: say it once.
        return
        [
            .. rows.DistinctBy(r => (r.Code, r.Document, r.Hcpcs, r.What))
                .OrderBy(r => r.NeededBy)
                .ThenBy(r => r.Code, StringComparer.Ordinal),
        ];
    }

    private static void Home(MissingFacts facts, List<MissingRow> rows)
    {
        if (facts.Patient.Address.Length == 0 || facts.Patient.City.Length == 0 || !ZipCode.IsShape(facts.Patient.Zip))
            rows.Add(
                new(
                    "MIS-101",
                    "The address is not complete.",
                    "The crew drives to it and the proof of delivery names it.",
                    "Medicare proof of delivery, element 2 (A55426)",
                    NeededBy.Dispatch,
                    Intake,
                    "Ask for street, city and ZIP code.",
                    "patient"
                )
            );
        else if (!facts.Patient.Located)
            rows.Add(
                new(
                    "MIS-102",
                    "The address was not found on the map.",
                    "No route can be planned to a place we do not know.",
                    House,
                    NeededBy.Dispatch,
                    Intake,
                    "Correct the address or set the pin by hand.",
                    "patient"
                )
            );
        if (facts.Patient.Phone.Length == 0 && string.IsNullOrEmpty(facts.Patient.ContactPhone))
            rows.Add(
                new(
                    "MIS-103",
                    "There is no valid phone number.",
                    "Nobody can be told when the crew comes, or asked why no one opens.",
                    House,
                    NeededBy.Dispatch,
                    Intake,
                    "Ask the caller or the referral for a number.",
                    "patient"
                )
            );
        if (facts.Patient.Died && facts.Lines.Any(l => l.Kind != LineKind.Pickup && l.Left > 0))
            rows.Add(
                new(
                    "MIS-111",
                    "The patient has died.",
                    "Nothing is delivered to a house of mourning.",
                    House,
                    NeededBy.Dispatch,
                    Intake,
                    "Cancel the order; plan the pickup.",
                    "order"
                )
            );
    }

    private static void Order(MissingFacts facts, List<MissingRow> rows)
    {
        if (facts.Practitioner is null)
            rows.Add(
                new(
                    "MIS-104",
                    "No practitioner is named.",
                    "A written order names the practitioner or their NPI.",
                    Swo,
                    NeededBy.Claim,
                    Referral,
                    "Ask the referral who prescribed it.",
                    "practitioner"
                )
            );
        else if (!Npi.IsValid(facts.Practitioner.Npi))
            rows.Add(
                new(
                    "MIS-105",
                    $"{facts.Practitioner.Name} has no valid NPI.",
                    "The claim names the ordering practitioner by NPI.",
                    "42 CFR 424.507; 45 CFR 162.406",
                    NeededBy.Claim,
                    Referral,
                    "Look the NPI up and correct it.",
                    "practitioner"
                )
            );
        if (facts.Order.Diagnoses == 0)
            rows.Add(
                new(
                    "MIS-106",
                    "No diagnosis is given.",
                    "The claim shows why the item is needed.",
                    "ICD-10-CM on the claim (837P HI segment)",
                    NeededBy.Claim,
                    Referral,
                    "Ask the referral for the diagnosis.",
                    "diagnosis"
                )
            );
    }

    private static void Cover(MissingFacts facts, List<MissingRow> rows)
    {
        if (facts.Coverage is not { } cover)
            rows.Add(
                new(
                    "MIS-107",
                    "No coverage is in force.",
                    "Nobody is named who pays.",
                    "House rule: verify coverage before the claim.",
                    NeededBy.Claim,
                    Billing,
                    "Add the patient's insurance, or mark it as self-pay.",
                    "coverage"
                )
            );
        else if (!Dated.Holds(cover.From, cover.To, facts.Order.Service))
            rows.Add(
                new(
                    "MIS-108",
                    $"The coverage ({cover.Payer}) is not in force on {Day(facts.Order.Service)}.",
                    "A claim is paid by the coverage of the day of service.",
                    "House rule: verify coverage before the claim.",
                    NeededBy.Claim,
                    Billing,
                    "Ask for the present insurance card.",
                    "coverage"
                )
            );
        else if (cover.Eligibility is Eligibility.Inactive)
            rows.Add(
                new(
                    "MIS-109",
                    $"The payer ({cover.Payer}) says the coverage is not active.",
                    "The eligibility check (270/271) came back inactive.",
                    "X12 271, EB01 = 6",
                    NeededBy.Claim,
                    Billing,
                    "Check the member number, or ask for another insurance.",
                    "coverage"
                )
            );
    }

    private static void Document(MissingFacts facts, LineFacts line, DocumentNeeded need, List<MissingRow> rows)
    {
        var fit = facts
            .Documents.Where(d =>
                d.Kind == need.Document
                && Covers(d, line)
                && (d.OrderId is null || facts.Order.Id is null || d.OrderId == facts.Order.Id)
            )
            .ToList();
        // A written order before delivery is a complete standard written order held in time: it serves as both.
        if (need.Document == DocumentKind.StandardWrittenOrder)
            fit.AddRange(
                facts.Documents.Where(d => d.Kind == DocumentKind.WrittenOrderPriorToDelivery && Covers(d, line))
            );
        var name = Words(need.Document);
        if (fit.Count == 0)
        {
            rows.Add(
                new(
                    "MIS-120",
                    $"{name} for {Of(line)} is missing.",
                    need.NeededBy == NeededBy.Dispatch
                        ? "It must be in hand before delivery."
                        : "It must be in hand before the claim.",
                    need.Source,
                    need.NeededBy,
                    Referral,
                    $"Ask the referral for it and add it to the order's documents.",
                    "document",
                    line.Hcpcs,
                    need.Document
                )
            );
            return;
        }
        if (need.MaxAgeDays is { } most && fit.All(d => facts.Order.Day.DayNumber - d.DatedOn.DayNumber > most))
            rows.Add(
                new(
                    "MIS-121",
                    $"{name} for {Of(line)} is too old: {Day(fit.Max(d => d.DatedOn))}.",
                    $"It may be at most {most} days old on {Day(facts.Order.Day)}.",
                    need.Source,
                    need.NeededBy,
                    Referral,
                    "Ask the referral for a newer one.",
                    "document",
                    line.Hcpcs,
                    need.Document
                )
            );
    }

    private static void Authorised(MissingFacts facts, LineFacts line, DocumentNeeded need, List<MissingRow> rows)
    {
        var mine = facts
            .Authorisations.Where(a => string.Equals(a.Hcpcs, line.Hcpcs, StringComparison.OrdinalIgnoreCase))
            .Where(a =>
                line.AuthorisationId is null
                    ? facts.Coverage is null || a.CoverageId == facts.Coverage.Id
                    : a.Id == line.AuthorisationId
            )
            .ToList();
        var day = facts.Order.Service;
        // Lines of one code draw on the same units: count them together.
        var wanted = facts.Lines.Where(l => l.Kind != LineKind.Pickup && l.Hcpcs == line.Hcpcs).Sum(l => l.Left);
        var approved = mine.Where(a => a.State == AuthorisationState.Approved).ToList();
        var inForce = approved.Where(a => Dated.Holds(a.From, a.To, day)).ToList();
        (string Code, string What, string ToDo)? lack =
            inForce.Any(a => a.Left >= wanted) ? null
            : inForce.Count > 0
                ? (
                    "MIS-133",
                    $"Authorisation {inForce[0].Number} for {Of(line)} has {Math.Max(0, inForce.Max(a => a.Left))} units left, the order needs {wanted}.",
                    "Ask the payer for more units."
                )
            : approved.Count > 0
                ? (
                    "MIS-132",
                    $"Authorisation {approved[0].Number} for {Of(line)} is not in force on {Day(day)}.",
                    "Ask the payer to extend it."
                )
            : mine.Any(a => a.State == AuthorisationState.Denied)
                ? (
                    "MIS-131",
                    $"The payer denied the authorisation for {Of(line)}.",
                    "Appeal, or agree with the patient on paying."
                )
            : mine.Any(a => a.State == AuthorisationState.Requested)
                ? (
                    "MIS-134",
                    $"The authorisation for {Of(line)} is requested and not answered yet.",
                    "Follow it up with the payer."
                )
            : ("MIS-130", $"The authorisation for {Of(line)} is missing.", "Request it from the payer.");
        if (lack is { } row)
            rows.Add(
                new(
                    row.Code,
                    row.What,
                    "This payer pays only with prior authorisation: enough units, in force on the day.",
                    need.Source,
                    need.NeededBy,
                    Billing,
                    row.ToDo,
                    "authorisation",
                    line.Hcpcs,
                    need.Document
                )
            );
    }

    private static bool Covers(DocumentFacts document, LineFacts line) =>
        document.Covers.Count == 0 || document.Covers.Contains(line.Hcpcs, StringComparer.OrdinalIgnoreCase);

    private static string Of(LineFacts line) => line.Hcpcs.Length > 0 ? $"{line.Hcpcs} ({line.Item})" : line.Item;

    private static string Day(DateOnly day) => day.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture);

    internal static string Words(DocumentKind kind) =>
        kind switch
        {
            DocumentKind.StandardWrittenOrder => "The written order",
            DocumentKind.WrittenOrderPriorToDelivery => "The written order prior to delivery",
            DocumentKind.FaceToFace => "The face-to-face note",
            DocumentKind.OxygenTest => "The oxygen test",
            DocumentKind.SleepStudy => "The sleep study",
            DocumentKind.MedicalNecessity => "The proof of medical necessity",
            DocumentKind.RefillConfirmation => "The patient's yes to the refill",
            DocumentKind.PriorAuthorisation => "The prior authorisation",
            DocumentKind.Prescription => "The prescription",
            _ => "The document",
        };
}

/// <summary>What keeps the van at the dock: the part of the missing list that blocks dispatch, unless it was released by name.</summary>
public static class DispatchStop
{
    /// <summary>Papers a clinician may answer for; a door that cannot be found stays a stop whoever releases it.</summary>
    public static bool CanBeReleased(MissingRow row) =>
        row.Fix is "document" or "authorisation" or "coverage" or "practitioner" or "diagnosis";

    public static IReadOnlyList<MissingRow> For(IReadOnlyList<MissingRow> missing, bool released) =>
        [.. missing.Where(r => r.NeededBy == NeededBy.Dispatch && !(released && CanBeReleased(r)))];
}
