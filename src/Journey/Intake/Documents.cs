using Homeward.Field.Checks;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Intake;

/// <summary>A paper that came in. The content travels beside it; without one only the paper's existence is recorded.</summary>
public sealed record NewDocument
{
    public Guid PatientId { get; init; }
    public Guid? OrderId { get; init; }
    public DocumentKind Kind { get; init; }

    /// <summary>The date on it.</summary>
    public DateOnly DatedOn { get; init; }
    public string FileName { get; init; } = "";

    /// <summary>HCPCS codes it covers; empty means all of the order's.</summary>
    public List<string> Covers { get; init; } = [];
}

public sealed record DocumentView(
    Guid Id,
    Guid PatientId,
    Guid? OrderId,
    DocumentKind Kind,
    DateOnly DatedOn,
    DateTime ReceivedAt,
    string FileName,
    string ContentType,
    long Bytes,
    bool HasFile,
    IReadOnlyList<string> Covers,
    DateTime? VoidedAt,
    string? VoidReason,
    int Version
);

/// <summary>What a file is, by its first bytes: names lie.</summary>
public static class FileKind
{
    public static string? Of(ReadOnlySpan<byte> content) =>
        content.StartsWith("%PDF-"u8) ? "application/pdf"
        : content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : content.StartsWith("II*\0"u8) || content.StartsWith("MM\0*"u8) ? "image/tiff"
        : content.Length >= 12 && content[4..8].SequenceEqual("ftyp"u8) && IsHeic(content[8..12]) ? "image/heic"
        : null;

    private static bool IsHeic(ReadOnlySpan<byte> brand) =>
        brand.SequenceEqual("heic"u8)
        || brand.SequenceEqual("heix"u8)
        || brand.SequenceEqual("heif"u8)
        || brand.SequenceEqual("hevc"u8)
        || brand.SequenceEqual("mif1"u8)
        || brand.SequenceEqual("msf1"u8);
}

/// <summary>Files a paper on a patient's record.</summary>
public sealed class AddDocument(Desk desk, BlobStore blobs)
{
    public async Task<Outcome<DocumentView>> Run(
        Command<NewDocument> command,
        ReadOnlyMemory<byte>? content,
        CancellationToken ct
    )
    {
        string? blob = null;
        string? type = null;
        if (content is { } file)
        {
            type = FileKind.Of(file.Span);
            Refusal? wrong =
                file.Length == 0 ? new FileIsEmpty()
                : file.Length > BlobStore.MaxBytes ? new FileTooLarge()
                : type is null ? new FileOfOtherKind()
                : null;
            if (wrong is not null)
                return wrong with { Field = "file" };
            // Content is addressed by its hash: storing it before the record can leave a stray file, never a record without one.
            if (await desk.Db.Patients.AnyAsync(p => p.Id == command.Data.PatientId, ct))
                blob = await blobs.Put(file, ct);
        }
        return await desk.Once<DocumentView>(
            command.Id,
            new DocumentFiled(command.Data, blob),
            () => Keep(command.Data, blob, type, content?.Length ?? 0, ct),
            ct
        );
    }

    private sealed record DocumentFiled(NewDocument Document, string? Blob);

    private async Task<Outcome<DocumentView>> Keep(
        NewDocument request,
        string? blob,
        string? type,
        long bytes,
        CancellationToken ct
    )
    {
        var (patient, refusal) = await desk.Open(request.PatientId, ct);
        if (patient is null)
            return refusal!;
        var problems = new List<Refusal>();
        var name = PatientChecks.Optional(problems, "fileName", request.FileName, 200);
        var today = await desk.TodayAt(patient.BranchId, ct);
        if (request.DatedOn > today)
            problems.Add(
                new InvalidField("datedOn", "The paper is dated in the future.", "Read the date on it again.")
            );
        else if (request.DatedOn < patient.BirthDate)
            problems.Add(
                new InvalidField("datedOn", "The paper is older than the patient.", "Read the date on it again.")
            );
        var covers = (request.Covers ?? []).Select(c => (c ?? "").Trim().ToUpperInvariant()).Distinct().ToList();
        if (covers.Count > 50 || covers.Any(c => !Hcpcs.IsShape(c)))
            problems.Add(
                new InvalidField("covers", "Each code covered is a HCPCS code.", "Such as E1390; leave empty for all.")
            );
        if (
            request.OrderId is { } order
            && !await desk.Db.Orders.AnyAsync(o => o.Id == order && o.PatientId == patient.Id, ct)
        )
            problems.Add(
                new InvalidField("orderId", "This patient has no such order.", "Choose one of the patient's orders.")
            );
        if (problems.Count > 0)
            return problems;
        var document = new PatientDocument
        {
            Id = desk.NewId(),
            PatientId = patient.Id,
            OrderId = request.OrderId,
            Kind = request.Kind,
            DatedOn = request.DatedOn,
            ReceivedAt = desk.Now,
            FileName = Path.GetFileName(name ?? Words.Of(request.Kind.ToString())),
            ContentType = type ?? "",
            Bytes = bytes,
            Blob = blob,
            Covers = covers,
        };
        desk.Db.Documents.Add(document);
        return View(document);
    }

    internal static DocumentView View(PatientDocument d) =>
        new(
            d.Id,
            d.PatientId,
            d.OrderId,
            d.Kind,
            d.DatedOn,
            d.ReceivedAt,
            d.FileName,
            d.ContentType,
            d.Bytes,
            d.Blob is not null,
            d.Covers,
            d.VoidedAt,
            d.VoidReason,
            d.Version
        );
}

public sealed record DocumentToVoid(Guid PatientId, Guid DocumentId, string Reason);

/// <summary>Takes a wrong paper out of use. It stays readable, with the reason.</summary>
public sealed class VoidDocument(Desk desk)
{
    public Task<Outcome<DocumentView>> Run(Command<DocumentToVoid> command, CancellationToken ct) =>
        desk.Once<DocumentView>(
            command.Id,
            command.Data,
            async () =>
            {
                var (patient, refusal) = await desk.Open(command.Data.PatientId, ct);
                if (patient is null)
                    return refusal!;
                var document = await desk.Db.Documents.FirstOrDefaultAsync(
                    d => d.Id == command.Data.DocumentId && d.PatientId == patient.Id,
                    ct
                );
                if (document is null)
                    return new NoSuch("document");
                if (document.VoidedAt is not null)
                    return new DocumentIsVoid();
                var problems = new List<Refusal>();
                var reason = PatientChecks.Required(
                    problems,
                    "reason",
                    command.Data.Reason,
                    500,
                    "To void a document takes a reason."
                );
                if (problems.Count > 0)
                    return problems;
                (document.VoidedAt, document.VoidReason) = (desk.Now, reason);
                return AddDocument.View(document);
            },
            ct
        );
}

/// <summary>A file as it was filed.</summary>
public sealed record DocumentFile(string FileName, string ContentType, byte[] Content);

/// <summary>Hands out a paper, and writes down to whom.</summary>
public sealed class DownloadDocument(Desk desk, BlobStore blobs)
{
    public async Task<Outcome<DocumentFile>> Run(Guid patientId, Guid documentId, CancellationToken ct)
    {
        var patients = desk.Db.Patients;
        var document = await desk
            .Db.Documents.AsNoTracking()
            .FirstOrDefaultAsync(
                d => d.Id == documentId && d.PatientId == patientId && patients.Any(p => p.Id == d.PatientId),
                ct
            );
        if (document is null)
            return new NoSuch("document");
        if (document.Blob is null || await blobs.Get(document.Blob, ct) is not { } content)
            return new FileIsGone();
        await desk.RecordRead(patientId, $"document {Words.Of(document.Kind.ToString())}", ct);
        return new DocumentFile(document.FileName, document.ContentType, content);
    }
}
