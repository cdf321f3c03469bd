using System.Security.Cryptography;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Proof;

public enum ProofVerdict
{
    /// <summary>We issued no such document.</summary>
    Unknown,

    /// <summary>Ours, unchanged, and the evidence behind it is whole.</summary>
    Authentic,

    /// <summary>Ours and unchanged; a newer document with corrections took its place.</summary>
    Superseded,

    /// <summary>Ours, but the evidence behind it no longer matches what was sealed.</summary>
    Altered,
}

/// <summary>What anyone may know: no patient, no item, no date of birth.</summary>
public sealed record Verification(ProofVerdict Verdict, string Sentence, string? Branch, DateTime? IssuedAt);

/// <summary>Tells whether a document (by file or hash) is ours and unchanged, and whether the evidence behind it still is.</summary>
public sealed class VerifyProof(Desk desk, BlobStore blobs)
{
    public Task<Verification> File(byte[] file, CancellationToken ct) =>
        Run(Convert.ToHexStringLower(SHA256.HashData(file)), ct);

    public async Task<Verification> Run(string hash, CancellationToken ct)
    {
        var wanted = (hash ?? "").Trim().ToLowerInvariant();
        if (wanted.Length != 64 || !wanted.All(char.IsAsciiHexDigitLower))
            return Unknown;
        // A stranger with a paper in hand sees no branch; the answer names none of the patient's facts.
        var issued = await desk
            .Db.IssuedProofs.IgnoreQueryFilters([JourneyDb.BranchFilter])
            .AsNoTracking()
            .Where(i => i.PdfHash == wanted || i.EvidenceHash == wanted)
            .OrderByDescending(i => i.IssuedAt)
            .FirstOrDefaultAsync(ct);
        if (issued is null)
            return Unknown;
        var proof = await desk
            .Db.Proofs.IgnoreQueryFilters([JourneyDb.BranchFilter])
            .AsNoTracking()
            .FirstAsync(p => p.Id == issued.ProofId, ct);
        var branch = await desk
            .Db.Set<Branches.Branch>()
            .Where(b => b.Id == proof.BranchId)
            .Select(b => b.Name)
            .FirstOrDefaultAsync(ct);
        if ((await Faults(proof, ct)).Count > 0)
            return new(
                ProofVerdict.Altered,
                "This document is ours, but the records behind it no longer match what was sealed. Do not rely on it; call the branch.",
                branch,
                issued.IssuedAt
            );
        return
            proof.EvidenceHash == issued.EvidenceHash
            && (proof.PdfBlob == issued.PdfHash || wanted == issued.EvidenceHash)
            ? new(
                ProofVerdict.Authentic,
                "This document is authentic: we issued it, and the records behind it are unchanged.",
                branch,
                issued.IssuedAt
            )
            : new(
                ProofVerdict.Superseded,
                "This document is authentic, but a newer one with a correction took its place. Ask the branch for it.",
                branch,
                issued.IssuedAt
            );
    }

    /// <summary>What no longer matches: altered rows, broken chain, missing or altered files. Empty when all is whole.</summary>
    public async Task<IReadOnlyList<string>> Faults(ProofDocument proof, CancellationToken ct)
    {
        var faults = new List<string>();
        var rows = await desk
            .Db.Evidence.IgnoreQueryFilters([JourneyDb.BranchFilter])
            .AsNoTracking()
            .Where(e => e.VisitId == proof.VisitId)
            .ToListAsync(ct);
        rows = [.. rows.OrderBy(e => e.ServerTime).ThenBy(e => e.Id)];
        foreach (var row in rows)
        {
            if (EvidenceHash.Of(row) != row.Hash)
                faults.Add(
                    $"The {row.Kind} of {row.ServerTime:yyyy-MM-dd HH:mm} UTC was altered after it was captured."
                );
            if (row.Blob is not null && !await Whole(row.Blob, ct))
                faults.Add(
                    $"The picture of the {row.Kind} of {row.ServerTime:yyyy-MM-dd HH:mm} UTC was altered or is gone."
                );
        }
        if (EvidenceHash.Chain(proof.VisitId.ToString(), rows.Select(r => r.Hash)) != proof.EvidenceHash)
            faults.Add("Evidence was added, taken away or altered after the proof was sealed.");
        if (proof.PdfBlob is not null && !await Whole(proof.PdfBlob, ct))
            faults.Add("The document's file was altered or is gone.");
        return faults;
    }

    private async Task<bool> Whole(string blob, CancellationToken ct)
    {
        try
        {
            return await blobs.Get(blob, ct) is not null;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static Verification Unknown { get; } =
        new(
            ProofVerdict.Unknown,
            "We know no such document. It was not issued here, or it was changed after it was issued.",
            null,
            null
        );
}
