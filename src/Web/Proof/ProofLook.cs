using Homeward.Journey.Proof;
using Homeward.Web.Ui;

namespace Homeward.Web.Proof;

/// <summary>States of proofs in a biller's words.</summary>
internal static class ProofLook
{
    /// <summary>What is kept but never billed says so: "ready" would send the biller after it.</summary>
    public static (string Text, Tone Tone) Of(ProofState state, bool notBillable) =>
        notBillable && state == ProofState.Ready ? ("Not billed", Tone.Muted) : Of(state);

    public static (string Text, Tone Tone) Of(ProofState state) =>
        state switch
        {
            ProofState.Waiting => ("Waiting", Tone.Warn),
            ProofState.Ready => ("Ready", Tone.Good),
            _ => ("Handed over", Tone.Muted),
        };
}
