using Homeward.Field.Visit;

namespace Homeward.Field.Proof;

/// <summary>What is asked of each line, of the kind of visit, and of the tenant's extra evidence.</summary>
internal static class ItemProof
{
    public static void CheckItems(ProofEvidence evidence, ProofSettings settings, Findings found)
    {
        if (evidence.Items.Count == 0)
        {
            found.Block("PRF-03", "No item is listed.", WhoActs.Driver, "List what was handed over.", "2.1");
            found.Block(
                "PRF-04",
                "No quantity is recorded.",
                WhoActs.Driver,
                "Enter how many were handed over.",
                "2.1"
            );
        }
        for (var i = 0; i < evidence.Items.Count; i++)
        {
            var item = evidence.Items[i];
            if (!item.IsDescribed)
            {
                found.Block(
                    "PRF-03",
                    $"Line {i + 1} has no description.",
                    WhoActs.Office,
                    "Add a narrative, the HCPCS code, or brand and model.",
                    "2.1",
                    i
                );
            }
            if (item.Quantity is not > 0)
            {
                found.Block(
                    "PRF-04",
                    $"The quantity of {item.Called} is missing.",
                    WhoActs.Driver,
                    "Enter how many were handed over.",
                    "2.1",
                    i
                );
            }
            Extra(EvidenceKind.Serial, item.Serial, "PRF-18", "serial number", item, i, settings, found);
            // A serial number traces the piece by itself; the lot is for what has none, such as gas.
            if (ProofRules.Blank(item.Serial))
                Extra(EvidenceKind.Lot, item.Lot, "PRF-19", "lot number", item, i, settings, found);
            Extra(EvidenceKind.Model, item.BrandModel, "PRF-20", "brand and model", item, i, settings, found);
        }
    }

    private static void Extra(
        EvidenceKind kind,
        string? value,
        string code,
        string called,
        DeliveredItem item,
        int line,
        ProofSettings settings,
        Findings found
    )
    {
        if (ProofRules.Blank(value))
        {
            found.At(
                settings.LevelOf(kind, item),
                code,
                $"The {called} of {item.Called} is missing.",
                WhoActs.Driver,
                $"Scan or type the {called}.",
                "POD-12",
                line
            );
        }
    }

    public static void CheckKind(ProofEvidence evidence, ProofSettings settings, Findings found)
    {
        if (evidence.Kind is VisitKind.Pickup or VisitKind.Exchange)
        {
            CheckReturned(evidence, settings, found);
        }
        if (evidence.Kind == VisitKind.Exchange && ProofRules.Blank(evidence.ExchangeReasonCode))
        {
            found.Block(
                "PRF-24",
                "The exchange has no reason.",
                WhoActs.Driver,
                "Choose the reason; it decides how the exchange is billed.",
                "tenant"
            );
        }
        if (evidence.Kind == VisitKind.Service && ProofRules.Blank(evidence.ServiceDone))
        {
            found.Block(
                "PRF-25",
                "It is not written what was done.",
                WhoActs.Driver,
                "Describe the work done.",
                "tenant"
            );
        }
    }

    private static void CheckReturned(ProofEvidence evidence, ProofSettings settings, Findings found)
    {
        if (
            evidence.Returned.Count == 0
            || evidence.Returned.Any(r => ProofRules.Blank(r.Called) || r.Quantity is not > 0)
        )
        {
            found.Block(
                "PRF-21",
                "What came back is not listed with its quantity.",
                WhoActs.Driver,
                "Scan each unit that comes back, or record a failed visit.",
                "tenant"
            );
        }
        for (var i = 0; i < evidence.Returned.Count; i++)
        {
            if (ProofRules.Blank(evidence.Returned[i].Condition))
            {
                found.At(
                    settings.LevelOf(EvidenceKind.Condition),
                    "PRF-32",
                    $"The condition of {evidence.Returned[i].Called ?? "a returned item"} is missing.",
                    WhoActs.Driver,
                    "Choose the condition as you found it.",
                    "tenant",
                    i
                );
            }
        }
    }

    public static void CheckExtras(ProofEvidence evidence, ProofSettings settings, bool shipped, Findings found)
    {
        if (evidence.Kind is VisitKind.Delivery or VisitKind.Exchange)
        {
            CheckInstruction(evidence, settings, found);
            if (ProofRules.Blank(evidence.InvoiceNumber) && ProofRules.Blank(evidence.Shipment?.InvoiceNumber))
            {
                found.At(
                    Strictest(EvidenceKind.Invoice, evidence, settings),
                    "PRF-35",
                    "No voucher or invoice describes the items for a coding review.",
                    WhoActs.Office,
                    "Attach the invoice or enter its number.",
                    "POD-7"
                );
            }
        }
        if (shipped)
        {
            return;
        }
        if (evidence.Photos.Count == 0)
        {
            found.At(
                Strictest(EvidenceKind.Photo, evidence, settings),
                "PRF-36",
                "There is no photo.",
                WhoActs.Driver,
                "Take a photo of the equipment in place.",
                "tenant"
            );
        }
        if (evidence.ChecklistComplete != true)
        {
            found.At(
                Strictest(EvidenceKind.Checklist, evidence, settings),
                "PRF-37",
                "The checklist is not finished.",
                WhoActs.Driver,
                "Answer the required questions.",
                "tenant"
            );
        }
        if (evidence.Place is null)
        {
            found.At(
                Strictest(EvidenceKind.Location, evidence, settings),
                "PRF-38",
                "The place of the signature was not recorded.",
                WhoActs.Driver,
                "Allow the phone to use its location and sign again.",
                "tenant"
            );
        }
    }

    private static void CheckInstruction(ProofEvidence evidence, ProofSettings settings, Findings found)
    {
        var level = Strictest(EvidenceKind.Instruction, evidence, settings);
        if (evidence.Instructions.Count == 0)
        {
            found.At(
                level,
                "PRF-33",
                "Instruction on safe and effective use is not documented.",
                WhoActs.Clinician,
                "Have a qualified person instruct the patient and record it.",
                "POD-10"
            );
        }
        else if (!evidence.Instructions.Any(i => i.IsQualified && !ProofRules.Blank(i.GivenBy)))
        {
            found.At(
                level,
                "PRF-34",
                "The patient was instructed, but not by a named, qualified person.",
                WhoActs.Clinician,
                "Have a qualified person instruct the patient and record it.",
                "POD-10"
            );
        }
    }

    private static EvidenceLevel Strictest(EvidenceKind kind, ProofEvidence evidence, ProofSettings settings) =>
        evidence.Items.Count == 0 ? settings.LevelOf(kind) : evidence.Items.Max(item => settings.LevelOf(kind, item));
}
