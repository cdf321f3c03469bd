using Homeward.Field.Proof;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Proof;

/// <summary>
/// Seals what was captured: a chain over the evidence goes into the proof's row, and with it into the audit trail; the document
/// is drawn, stored, and its hash kept among those we issued. Runs inside the save of whoever calls it.
/// </summary>
public sealed class SealProof(Desk desk, ProofCases cases, BlobStore blobs)
{
    /// <summary>The proof of a visit that ends now; a failed one names its reason.</summary>
    internal async Task<Outcome<ProofDocument>> First(ProofCase known, string? failure, CancellationToken ct)
    {
        var visit = known.Visit;
        var proof = new ProofDocument
        {
            Id = desk.NewId(),
            BranchId = visit.BranchId,
            PatientId = visit.PatientId,
            VisitId = visit.Id,
            OrderId = visit.OrderId,
            MadeAt = desk.Now,
        };
        if (failure is not null)
            (proof.NotBillable, proof.NotBillableReason) = (true, $"The visit failed: {failure}.");
        else if (known.Order is { NotBillable: true })
            (proof.NotBillable, proof.NotBillableReason) = (true, "The order was released without its documents.");
        else if (visit.Kind is VisitKind.Pickup or VisitKind.Service)
            (proof.NotBillable, proof.NotBillableReason) = (true, "Nothing was delivered at this visit.");
        desk.Db.Proofs.Add(proof);
        return await Fill(proof, known, ct) is { } refusal ? refusal : proof;
    }

    /// <summary>The proof anew, after the office added or corrected evidence of a visit that has ended.</summary>
    internal async Task<Refusal?> Again(Visit visit, CancellationToken ct)
    {
        var proof = await desk.Db.Proofs.FirstOrDefaultAsync(p => p.VisitId == visit.Id, ct);
        if (proof is null)
            return new NoSuch("proof");
        var failure = visit.State == VisitState.Failed ? new FailedVisit(visit.FailureCode, visit.FailureNote) : null;
        return await Fill(proof, await cases.Of(visit, failure, ct), ct);
    }

    private async Task<Refusal?> Fill(ProofDocument proof, ProofCase known, CancellationToken ct)
    {
        var missing = known.Missing.Where(m => m.Level is EvidenceLevel.Block or EvidenceLevel.Warn).ToList();
        var date = known.Date;
        var signed = known.Last<SignatureData>(EvidenceKinds.Signature);
        // A claim waits for what blocks it, and for a date of service it still lacks.
        var waits = missing.Exists(m => m.Level == EvidenceLevel.Block) || (!proof.NotBillable && date.Date is null);
        proof.Method = known.Method.ToString().ToLowerInvariant();
        (proof.DateOfService, proof.DateReason, proof.DateRule) = (date.Date, date.Reason, date.Rule);
        proof.Missing = Json.Write(missing.Select(MissingView.Of).ToList());
        (proof.SignedTextId, proof.SignedTextVersion) = (signed?.TextId, signed?.TextVersion);
        proof.EvidenceHash = EvidenceHash.Chain(known.Visit.Id.ToString(), known.Evidence.Select(e => e.Hash));
        proof.State = waits ? ProofState.Waiting : ProofState.Ready;
        proof.ReadyAt = waits ? null : proof.ReadyAt ?? desk.Now;
        proof.ExportedAt = null;
        proof.KeepUntil = ProofRules.KeepUntil(date.Date ?? known.Visit.Date);
        var pictures = new Dictionary<string, byte[]>();
        foreach (
            var e in known.Current.Where(e =>
                e.Blob is not null && e.Kind is EvidenceKinds.Signature or EvidenceKinds.Photo
            )
        )
        {
            try
            {
                pictures[e.Blob!] =
                    await blobs.Get(e.Blob!, ct)
                    ?? throw new System.Security.Cryptography.CryptographicException("It is gone.");
            }
            catch (System.Security.Cryptography.CryptographicException)
            {
                return new FileTampered($"The {e.Kind} of {e.ServerTime:yyyy-MM-dd HH:mm} UTC");
            }
        }
        var file = ProofPdf.Draw(known, proof, pictures, await PublicUrl(ct));
        proof.PdfBlob = await blobs.Put(file, ct);
        if (!await desk.Db.IssuedProofs.AnyAsync(i => i.PdfHash == proof.PdfBlob, ct))
            desk.Db.IssuedProofs.Add(
                new()
                {
                    Id = desk.NewId(),
                    BranchId = proof.BranchId,
                    ProofId = proof.Id,
                    PdfHash = proof.PdfBlob,
                    EvidenceHash = proof.EvidenceHash,
                    IssuedAt = desk.Now,
                }
            );
        return null;
    }

    private async Task<string> PublicUrl(CancellationToken ct) =>
        (
            await desk
                .Db.Settings.AsNoTracking()
                .Where(s => s.Key == "site.url")
                .Select(s => s.Value)
                .FirstOrDefaultAsync(ct)
        )?.TrimEnd('/') ?? "";

    internal static VisitProven View(Visit visit, ProofDocument proof) =>
        new(
            visit.Id,
            proof.Id,
            visit.State,
            proof.State,
            proof.DateOfService,
            proof.DateReason ?? "",
            proof.DateRule ?? "",
            proof.EvidenceHash,
            Json.Read<List<MissingView>>(proof.Missing) ?? []
        );
}
