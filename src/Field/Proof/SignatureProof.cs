using Homeward.Field.Visit;

namespace Homeward.Field.Proof;

/// <summary>Who signed, and whether that counts (POD-4, POD-5).</summary>
internal static class SignatureProof
{
    public static void Check(DeliveryMethod method, ProofEvidence evidence, ProofSettings settings, Findings found)
    {
        var signature = evidence.Signature;
        if (signature is null || ProofRules.Blank(signature.ImageHash))
        {
            found.Block(
                "PRF-06",
                evidence.Kind == VisitKind.Pickup ? "Nobody signed for the pickup." : "Nobody signed.",
                WhoActs.Driver,
                "Have the patient or a designee sign, or record a failed visit.",
                "2.1"
            );
        }
        if (signature is null)
        {
            return;
        }
        if (ProofRules.IsStaff(signature, evidence.BeneficiaryName, settings.Staff))
        {
            found.Block(
                "PRF-07",
                "The signer works for us. Our own people can never sign for a patient.",
                WhoActs.Driver,
                "Have the patient or someone else sign. A namesake prints the full name with the middle name.",
                "POD-4"
            );
        }
        if (signature.HasFinancialInterest)
        {
            found.Block(
                "PRF-08",
                "The signer has a financial interest in the delivery.",
                WhoActs.Driver,
                "Have the patient or someone without an interest sign.",
                "POD-4"
            );
        }
        if (signature.Role == SignerRole.FacilityStaff && method != DeliveryMethod.Facility)
        {
            found.Block(
                "PRF-17",
                "Facility staff signed, but this is not a facility delivery.",
                WhoActs.Office,
                "Change the delivery to the facility method, or have the patient or a designee sign.",
                "2.1"
            );
        }
        if (signature.Role == SignerRole.Designee && ProofRules.Blank(signature.Relationship))
        {
            found.At(
                settings.LevelOf(EvidenceKind.Relationship),
                "PRF-09",
                "The designee's relationship to the patient is missing.",
                WhoActs.Driver,
                "Ask and choose: spouse, child, neighbor, caregiver...",
                "POD-5"
            );
        }
        if (ProofRules.Blank(signature.PrintedName))
        {
            CheckPrintedName(signature, settings, found);
        }
    }

    private static void CheckPrintedName(Signature signature, ProofSettings settings, Findings found)
    {
        if (signature.Role != SignerRole.Beneficiary)
        {
            // Without a name nobody can tell that the signer is not staff: the rule behind it is law, so it always blocks.
            found.Block(
                "PRF-16",
                "The name of the person who signed is missing.",
                WhoActs.Driver,
                "Print the name next to the signature.",
                "POD-4"
            );
        }
        else if (!signature.IsLegible)
        {
            found.At(
                settings.LevelOf(EvidenceKind.PrintedName),
                "PRF-16",
                "The signature cannot be read and no name is printed.",
                WhoActs.Driver,
                "Print the name next to the signature.",
                "POD-5"
            );
        }
    }
}
