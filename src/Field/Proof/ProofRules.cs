using System.Globalization;
using Homeward.Field.Checks;
using Homeward.Field.Visit;

namespace Homeward.Field.Proof;

/// <summary>
/// What proves a visit (Medicare fee-for-service, rules POD-1 to POD-12 in docs/field.md). Pure: the phone at the door
/// and the office ask the same questions and get the same answers. Thread safe.
/// </summary>
public static partial class ProofRules
{
    /// <summary>Years a proof is kept from the date of service (POD-6).</summary>
    public const int RetentionYears = 7;

    /// <summary>The first day a proof of this date of service may be destroyed, unless a legal hold says otherwise (POD-6).</summary>
    public static DateOnly KeepUntil(DateOnly dateOfService) => dateOfService.AddYears(RetentionYears);

    /// <summary>True when nothing that is missing blocks the visit.</summary>
    public static bool IsComplete(DeliveryMethod method, ProofEvidence evidence, ProofSettings settings) =>
        Missing(method, evidence, settings).All(m => m.Level != EvidenceLevel.Block);

    /// <summary>
    /// What the proof lacks, required elements first, in the order of their codes within each part. Empty when it lacks
    /// nothing. A failed visit is asked for its reason and a photo only; a pickup for what came back and a signature.
    /// </summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IReadOnlyList<MissingElement> Missing(
        DeliveryMethod method,
        ProofEvidence evidence,
        ProofSettings settings
    )
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(settings);
        var found = new Findings();
        if (evidence.Failure is not null)
        {
            CheckFailure(evidence, found);
        }
        else if (evidence.RecentlyEligible is not null)
        {
            CheckRecentlyEligible(evidence, found);
        }
        else
        {
            CheckVisit(method, evidence, settings, found);
        }
        return found.All;
    }

    /// <summary>
    /// True when the signer is one of the supplier's people: same id, or same name whatever its order, case, accents,
    /// titles or middle initials (POD-4). A beneficiary who signs in the beneficiary's own name is not taken for a
    /// namesake among the staff, unless the id is the same.
    /// </summary>
    /// <exception cref="ArgumentNullException">The signature or the staff is null.</exception>
    public static bool IsStaff(Signature signature, string? beneficiaryName, IReadOnlyList<StaffIdentity> staff)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(staff);
        var id = signature.PersonId?.Trim();
        var name = PersonName.Key(signature.PrintedName);
        var ownName =
            signature.Role == SignerRole.Beneficiary && name.Length > 0 && name == PersonName.Key(beneficiaryName);
        return staff.Any(s =>
            (!string.IsNullOrEmpty(id) && string.Equals(id, s.Id.Trim(), StringComparison.OrdinalIgnoreCase))
            || (!ownName && name.Length > 0 && name == PersonName.Key(s.Name))
        );
    }

    internal static string Say(DateOnly date) => date.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture);

    private static void CheckFailure(ProofEvidence evidence, Findings found)
    {
        if (Blank(evidence.Failure!.ReasonCode))
        {
            found.Block(
                "PRF-22",
                "The failed visit has no reason.",
                WhoActs.Driver,
                "Choose the reason from the list.",
                "tenant"
            );
        }
        if (evidence.Photos.Count == 0)
        {
            found.Block(
                "PRF-23",
                "The failed visit has no photo.",
                WhoActs.Driver,
                "Take a photo of the door or the place as you found it.",
                "tenant"
            );
        }
    }

    private static void CheckRecentlyEligible(ProofEvidence evidence, Findings found)
    {
        var papers = evidence.RecentlyEligible!;
        if (Blank(papers.BeneficiaryStatement))
        {
            found.Block(
                "PRF-29",
                "The beneficiary's statement about the item already in use is missing.",
                WhoActs.Office,
                "Have the beneficiary sign the statement.",
                "POD-11"
            );
        }
        if (Blank(papers.SupplierAttestation) || papers.InspectedOn is null)
        {
            found.Block(
                "PRF-30",
                "The supplier's attestation that it inspected the item is missing or has no date.",
                WhoActs.Office,
                "Inspect the item, date and sign the attestation.",
                "POD-11"
            );
        }
    }

    private static void CheckVisit(
        DeliveryMethod method,
        ProofEvidence evidence,
        ProofSettings settings,
        Findings found
    )
    {
        var delivers = evidence.Kind is VisitKind.Delivery or VisitKind.Exchange;
        var shipped = delivers && IsShipped(method, evidence);
        if (Blank(evidence.BeneficiaryName))
        {
            found.Block(
                "PRF-01",
                "The beneficiary's name is missing.",
                WhoActs.Office,
                "Add the name to the order.",
                "2.1"
            );
        }
        if (Blank(evidence.DeliveryAddress))
        {
            found.Block(
                "PRF-02",
                "The address where it was handed over is missing.",
                shipped ? WhoActs.Warehouse : WhoActs.Driver,
                "Enter the address where the item was handed over.",
                "2.1"
            );
        }
        if (delivers)
        {
            ItemProof.CheckItems(evidence, settings, found);
        }
        CheckDate(evidence, settings, shipped, found);
        if (shipped)
        {
            CheckShipment(evidence, settings, found);
        }
        else
        {
            SignatureProof.Check(method, evidence, settings, found);
            if (delivers && method == DeliveryMethod.Direct && evidence.RealTimeInteraction != true)
            {
                found.Block(
                    "PRF-10",
                    "Nobody received the item in person. A delivery left at the door by our own driver is not accepted.",
                    WhoActs.Driver,
                    "Hand it to the patient or a designee, or record a failed visit.",
                    "POD-9"
                );
            }
        }
        if (method == DeliveryMethod.Facility && delivers)
        {
            CheckFacility(evidence, found);
        }
        if (delivers && evidence.PreDischarge is { } early)
        {
            CheckPreDischarge(early, evidence, settings, found);
        }
        ItemProof.CheckKind(evidence, settings, found);
        ItemProof.CheckExtras(evidence, settings, shipped, found);
    }

    private static void CheckDate(ProofEvidence evidence, ProofSettings settings, bool shipped, Findings found)
    {
        var date = evidence.RecipientDate ?? evidence.SupplierDate;
        date = shipped ? evidence.Shipment?.DeliveredDate ?? date : date;
        if (date is null)
        {
            found.Block(
                "PRF-05",
                "The date of receipt is missing.",
                shipped ? WhoActs.Warehouse : WhoActs.Driver,
                shipped ? "Get the delivery date from the carrier." : "Enter the date it was received.",
                "POD-1"
            );
        }
        else if (settings.Today is { } today && date > today)
        {
            found.Block(
                "PRF-26",
                $"The date of receipt {Say(date.Value)} is in the future.",
                WhoActs.Driver,
                "Enter the date it was really received.",
                "POD-1"
            );
        }
    }

    private static void CheckShipment(ProofEvidence evidence, ProofSettings settings, Findings found)
    {
        var shipment = evidence.Shipment;
        if (Blank(shipment?.TrackingNumber) && Blank(shipment?.InvoiceNumber))
        {
            found.Block(
                "PRF-11",
                "Nothing links our papers with the carrier's: no package id and no invoice number.",
                WhoActs.Warehouse,
                "Enter the carrier's package id or the invoice number on the label.",
                "2.1"
            );
        }
        if (Blank(shipment?.EvidenceOfDelivery))
        {
            found.Block(
                "PRF-12",
                "The carrier's evidence of delivery is missing.",
                WhoActs.Warehouse,
                "Download the carrier's delivery confirmation, or attach the return invoice the beneficiary signed.",
                "2.1"
            );
        }
        if (
            shipment is { LabelDate: { } label, PickedUpDate: { } taken }
            && Math.Abs(taken.DayNumber - label.DayNumber) > settings.ShipDateTolerance
        )
        {
            found.Warn(
                "PRF-13",
                $"The label is of {Say(label)} but the carrier took it on {Say(taken)}.",
                WhoActs.Warehouse,
                "Check which date the claim uses: the two should not differ much.",
                "POD-3"
            );
        }
    }

    private static void CheckFacility(ProofEvidence evidence, Findings found)
    {
        if (Blank(evidence.Facility?.ProvidedRecord))
        {
            found.Block(
                "PRF-14",
                "The facility's record that the item was provided to the beneficiary is missing.",
                WhoActs.Facility,
                "Ask the facility for the record and attach it.",
                "2.1"
            );
        }
        if (Blank(evidence.Facility?.UsedRecord))
        {
            found.Block(
                "PRF-15",
                "The facility's record that the beneficiary used the item is missing.",
                WhoActs.Facility,
                "Ask the facility for the record and attach it.",
                "2.1"
            );
        }
    }

    private static void CheckPreDischarge(
        PreDischarge early,
        ProofEvidence evidence,
        ProofSettings settings,
        Findings found
    )
    {
        if (early.Purpose == PreDischargePurpose.Unstated)
        {
            found.Block(
                "PRF-27",
                "Handed over before discharge without a purpose; only fitting and training are accepted.",
                WhoActs.Driver,
                "Record whether it was for fitting or training.",
                "POD-8"
            );
        }
        var handed = evidence.RecipientDate ?? evidence.SupplierDate ?? evidence.Shipment?.DeliveredDate;
        if (handed is { } date && early.AnticipatedDischarge.DayNumber - date.DayNumber > settings.PreDischargeDays)
        {
            found.Block(
                "PRF-28",
                $"Handed over more than {settings.PreDischargeDays} days before the expected discharge.",
                WhoActs.Office,
                "Deliver again within the allowed days, or at home after the discharge.",
                "POD-8"
            );
        }
        if (early.ActualDischarge is null)
        {
            found.Warn(
                "PRF-31",
                "The discharge date is not known yet; the claim waits for it.",
                WhoActs.Office,
                "Enter the discharge date when the patient has gone home.",
                "POD-8"
            );
        }
    }

    internal static bool Blank(string? text) => string.IsNullOrWhiteSpace(text);
}

internal sealed class Findings
{
    private readonly List<MissingElement> _all = [];

    public IReadOnlyList<MissingElement> All => _all;

    public void Block(string code, string sentence, WhoActs who, string whatToDo, string rule, int? line = null) =>
        At(EvidenceLevel.Block, code, sentence, who, whatToDo, rule, line);

    public void Warn(string code, string sentence, WhoActs who, string whatToDo, string rule, int? line = null) =>
        At(EvidenceLevel.Warn, code, sentence, who, whatToDo, rule, line);

    public void At(
        EvidenceLevel level,
        string code,
        string sentence,
        WhoActs who,
        string whatToDo,
        string rule,
        int? line = null
    )
    {
        if (level is EvidenceLevel.Warn or EvidenceLevel.Block)
        {
            _all.Add(new(code, level, sentence, who, whatToDo, rule, line));
        }
    }
}
