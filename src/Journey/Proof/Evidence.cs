using Homeward.Journey.Shared;

namespace Homeward.Journey.Proof;

/// <summary>A captured fact of a visit: append-only, hashed where it was captured and again on arrival.</summary>
public sealed class Evidence : IAudited, IBranchScoped
{
    public Guid Id { get; internal set; }
    public Guid BranchId { get; internal set; }
    public Guid VisitId { get; internal set; }

    /// <summary>signature, photo, carrier, facility-record, instruction, note ...</summary>
    public string Kind { get; internal set; } = "";
    public string? Blob { get; internal set; }
    public string? ContentType { get; internal set; }

    /// <summary>What the kind needs: signer, relationship, printed name, text id and version ... as a JSON object.</summary>
    public string Data { get; internal set; } = "{}";

    /// <summary>SHA-256 over data and blob address.</summary>
    public string Hash { get; internal set; } = "";
    public DateTime DeviceTime { get; internal set; }
    public DateTime ServerTime { get; internal set; }
    public double? Latitude { get; internal set; }
    public double? Longitude { get; internal set; }
    public double? AccuracyMetres { get; internal set; }
    public Guid CapturedBy { get; internal set; }
    public string CapturedByName { get; internal set; } = "";

    /// <summary>The earlier record this one corrects.</summary>
    public Guid? Corrects { get; internal set; }
    public string? CorrectionReason { get; internal set; }
}

public enum ProofState
{
    /// <summary>Something is missing: it names what and who must act.</summary>
    Waiting,
    Ready,
    Exported,
}

/// <summary>The proof of one visit: the date of service and why, the document and its hash, how long it is kept.</summary>
public sealed class ProofDocument : Entity, IBranchScoped, IOfPatient
{
    public Guid BranchId { get; internal set; }
    public Guid PatientId { get; internal set; }
    public Guid VisitId { get; internal set; }
    public Guid? OrderId { get; internal set; }

    /// <summary>direct, carrier or facility; pickup and failed visits have proof too.</summary>
    public string Method { get; internal set; } = "";
    public ProofState State { get; internal set; }
    public DateOnly? DateOfService { get; internal set; }
    public string? DateReason { get; internal set; }
    public string? DateRule { get; internal set; }

    /// <summary>What is missing, as a JSON array of {code, sentence, who, toDo}.</summary>
    public string Missing { get; internal set; } = "[]";
    public string? PdfBlob { get; internal set; }

    /// <summary>SHA-256 over the evidence set, in order.</summary>
    public string EvidenceHash { get; internal set; } = "";
    public string? SignedTextId { get; internal set; }
    public int? SignedTextVersion { get; internal set; }
    public DateTime MadeAt { get; internal set; }
    public DateTime? ReadyAt { get; internal set; }
    public DateTime? ExportedAt { get; internal set; }

    /// <summary>Seven years from the date of service.</summary>
    public DateOnly? KeepUntil { get; internal set; }
    public bool LegalHold { get; internal set; }
    public string? LegalHoldReason { get; internal set; }
    public bool NotBillable { get; internal set; }
    public string? NotBillableReason { get; internal set; }
}

/// <summary>A document we issued, by its hash: also when a newer one took its place, an old print can be told from a forged one.</summary>
public sealed class IssuedProof : IAudited, IBranchScoped
{
    public Guid Id { get; internal set; }
    public Guid BranchId { get; internal set; }
    public Guid ProofId { get; internal set; }

    /// <summary>SHA-256 of the file: its address in the blob store too.</summary>
    public string PdfHash { get; internal set; } = "";
    public string EvidenceHash { get; internal set; } = "";
    public DateTime IssuedAt { get; internal set; }
}
