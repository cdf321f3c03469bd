using Homeward.Journey.Shared;

namespace Homeward.Journey.Intake;

// Every failure of a patient's record: INT-0xx; of an import: INT-2xx.

public sealed record LooksLikeSomebodyWeKnow(string Who, int Score, string Reasons, Guid PatientId)
    : Refusal(
        "INT-001",
        $"This looks like {Who} ({Score} of 100): {Reasons}",
        $"Use that record, or register again with confirmNotDuplicateOf [\"{PatientId}\"] when it is somebody else.",
        RefusalKind.Conflict
    );

public sealed record IdentifierTaken(string Identifier, string Who)
    : Refusal(
        "INT-002",
        $"The identifier {Identifier} belongs to {Who}, whose name or birth date differs.",
        "Check the number with its sender; if it is the same person, correct the record first.",
        RefusalKind.Conflict
    );

public sealed record BadPhone(string Number)
    : Refusal(
        "INT-003",
        $"“{Number}” is not a telephone number that can be called.",
        "Read it back to the caller: ten digits in the United States, or + and the country's code.",
        RefusalKind.Invalid
    );

public sealed record BornWhen(string Why)
    : Refusal("INT-004", Why, "Read the birth date back to the caller.", RefusalKind.Invalid);

public sealed record HalfAPlace()
    : Refusal(
        "INT-005",
        "A place needs latitude and longitude, both within the earth's degrees.",
        "Send both, or neither: then the ZIP code locates the patient.",
        RefusalKind.Invalid
    );

public sealed record WasMerged(string Into)
    : Refusal("INT-006", $"This record was merged into {Into}.", "Work with the record it was merged into.");

public sealed record NotTheSameBranch()
    : Refusal("INT-007", "The two records are of different branches.", "Merge records of one branch only.");

public sealed record NotWithItself()
    : Refusal("INT-008", "A record cannot be merged with itself.", "Choose the other record.", RefusalKind.Invalid);

public sealed record DiedWhen(string Why)
    : Refusal("INT-009", Why, "Read the date of death again.", RefusalKind.Invalid);

public sealed record UnknownPayer(string Payer)
    : Refusal(
        "INT-020",
        $"“{Payer}” is not in the list of payers.",
        "Choose a payer from the list, or add it under Set-up, Code lists.",
        RefusalKind.Invalid
    );

public sealed record MemberIdNeeded()
    : Refusal("INT-021", "A coverage needs the member id.", "Read it from the card.", RefusalKind.Invalid);

public sealed record NotAnMbi(string MemberId)
    : Refusal(
        "INT-022",
        $"“{MemberId}” does not have the shape of a Medicare number.",
        "Read the 11 characters from the red, white and blue card; it has no letters S, L, O, I, B or Z.",
        RefusalKind.Invalid
    );

public sealed record TwoOfOneRank(int Rank, string Payer)
    : Refusal(
        "INT-023",
        $"{Payer} already has rank {Rank} in that time: a claim goes to one payer of each rank.",
        "End the other coverage first, or give this one the next rank.",
        RefusalKind.Conflict
    );

public sealed record CoverageExists(string Payer)
    : Refusal(
        "INT-024",
        $"The patient has this coverage with {Payer} in that time already.",
        "Change the existing one.",
        RefusalKind.Conflict
    );

public sealed record EndsBeforeItBegins()
    : Refusal("INT-025", "The last day is before the first.", "Correct one of the two dates.", RefusalKind.Invalid);

public sealed record EligibilityNeedsNote()
    : Refusal(
        "INT-026",
        "A check by hand needs a note: who said it, or the reference of the answer.",
        "Write the reference number or the name of the person on the phone.",
        RefusalKind.Invalid
    );

public sealed record AuthorisationExists(string Number)
    : Refusal(
        "INT-030",
        $"The patient has an authorisation {Number} for this code already.",
        "Change the existing one.",
        RefusalKind.Conflict
    );

public sealed record AuthorisationUsed(int Used)
    : Refusal(
        "INT-031",
        $"{Used} units of this authorisation are used or promised already.",
        "Approve at least as many, or change the orders first."
    );

public sealed record CoverageOfSomebodyElse()
    : Refusal(
        "INT-032",
        "This patient has no such coverage.",
        "Choose one of the patient's coverages or add it first.",
        RefusalKind.Invalid
    );

public sealed record FileIsEmpty()
    : Refusal("INT-040", "The file is empty.", "Choose the file again.", RefusalKind.Invalid);

public sealed record FileTooLarge()
    : Refusal(
        "INT-041",
        "The file is larger than 25 MB.",
        "Scan it with fewer colours or in parts.",
        RefusalKind.Invalid
    );

public sealed record FileOfOtherKind()
    : Refusal(
        "INT-042",
        "The file is not a PDF, PNG, JPEG, HEIC or TIFF, whatever its name says.",
        "Scan or print it to one of these.",
        RefusalKind.Invalid
    );

public sealed record DocumentIsVoid() : Refusal("INT-043", "This document was voided.", "Upload the right one.");

public sealed record FileIsGone()
    : Refusal(
        "INT-044",
        "Only the existence of this paper was recorded; there is no file.",
        "Upload the file.",
        RefusalKind.NotFound
    );

public sealed record NotAnNpi(string Npi)
    : Refusal(
        "INT-050",
        $"“{Npi}” is not an NPI: ten digits, the last a check digit.",
        "Look the practitioner up in the NPI registry.",
        RefusalKind.Invalid
    );

public sealed record PractitionerExists(string Npi)
    : Refusal(
        "INT-051",
        $"A practitioner with NPI {Npi} is there already.",
        "Use or change that one.",
        RefusalKind.Conflict
    );

public sealed record ReferralSourceExists(string Name)
    : Refusal(
        "INT-052",
        $"A referral source “{Name}” is there already.",
        "Use or change that one.",
        RefusalKind.Conflict
    );

public sealed record ImportIsNotCsv(string Why)
    : Refusal(
        "INT-200",
        $"The file cannot be read as CSV: {Why}",
        "Save it as CSV (UTF-8) with a header line.",
        RefusalKind.Invalid
    );

public sealed record ImportLacksColumns(string Columns)
    : Refusal(
        "INT-201",
        $"The file has no column for: {Columns}.",
        "Name the columns as docs/import.md does; the order does not matter.",
        RefusalKind.Invalid
    );

public sealed record ImportTooLong(int Rows)
    : Refusal(
        "INT-202",
        $"The file has more than {Rows:N0} rows.",
        "Split it; rows taken already are repeated, not doubled.",
        RefusalKind.Invalid
    );

public sealed record BadCell(string Column, string Sentence, string ToDo = "Correct the cell and take the file again.")
    : Refusal("INT-203", Sentence, ToDo, RefusalKind.Invalid);

public sealed record ExternalIdTwice(int FirstRow)
    : Refusal(
        "INT-204",
        $"Row {FirstRow} of this file has the same order number and says something else.",
        "Give each order its own number.",
        RefusalKind.Conflict
    );

public sealed record ImportIsEmpty()
    : Refusal("INT-205", "The file has a header but no rows.", "Choose the right file.", RefusalKind.Invalid);
