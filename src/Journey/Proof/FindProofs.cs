using Homeward.Journey.Branches;
using Homeward.Journey.Delivery;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Proof;

public sealed record ProofFilter
{
    public ProofState? State { get; init; }
    public Guid? BranchId { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }

    /// <summary>Who has to act: Driver, Office, Warehouse, Facility, Clinician.</summary>
    public string? Who { get; init; }
    public bool? Billable { get; init; }
    public bool? LegalHold { get; init; }

    /// <summary>Part of the visit's number, the patient's number or name.</summary>
    public string? Text { get; init; }
}

public sealed record ProofRow(
    Guid VisitId,
    Guid ProofId,
    string VisitNumber,
    VisitKind Kind,
    string Patient,
    string PatientNumber,
    string Method,
    ProofState State,
    DateOnly? DateOfService,
    DateTime MadeAt,
    DateTime? ReadyAt,
    DateTime? ExportedAt,
    bool NotBillable,
    string? NotBillableReason,
    bool LegalHold,
    IReadOnlyList<MissingView> Missing,
    string TimeZone
);

/// <summary>
/// How many wait, are ready, were exported; how many are kept but never billed (failed visits, releases); and how long papers took
/// from the door to ready.
/// </summary>
public sealed record ProofCounts(int Waiting, int Ready, int Exported, int NotBilled, double? LagHoursMedian);

/// <summary>The biller's queue.</summary>
public sealed class FindProofs(Desk desk)
{
    public async Task<Page<ProofRow>> Run(ProofFilter filter, PageOf page, CancellationToken ct)
    {
        var query = Held(filter);
        if (filter.State is { } state)
            query = query.Where(p => p.State == state);
        var total = await query.CountAsync(ct);
        var visits = desk.Db.Visits;
        var patients = desk.Db.Set<Intake.Patient>();
        var branches = desk.Db.Set<Branch>();
        var rows = await query
            .OrderBy(p => p.State)
            .ThenBy(p => p.MadeAt)
            .ThenBy(p => p.Id)
            .Skip(page.Skip)
            .Take(page.Take)
            .Select(p => new
            {
                Proof = p,
                Visit = visits.First(v => v.Id == p.VisitId),
                Patient = patients.First(x => x.Id == p.PatientId),
                Zone = branches.Where(b => b.Id == p.BranchId).Select(b => b.TimeZone).First(),
            })
            .ToListAsync(ct);
        return new(
            [
                .. rows.Select(r => new ProofRow(
                    r.Visit.Id,
                    r.Proof.Id,
                    r.Visit.Number,
                    r.Visit.Kind,
                    r.Patient.Name,
                    r.Patient.Number,
                    r.Proof.Method,
                    r.Proof.State,
                    r.Proof.DateOfService,
                    r.Proof.MadeAt,
                    r.Proof.ReadyAt,
                    r.Proof.ExportedAt,
                    r.Proof.NotBillable,
                    r.Proof.NotBillableReason,
                    r.Proof.LegalHold,
                    Json.Read<List<MissingView>>(r.Proof.Missing) ?? [],
                    r.Zone
                )),
            ],
            total,
            page.Number,
            page.Take
        );
    }

    public async Task<ProofCounts> Count(ProofFilter filter, CancellationToken ct)
    {
        var query = Held(filter with { State = null });
        var states = await query
            .GroupBy(p => new { p.State, p.NotBillable })
            .Select(g => new
            {
                g.Key.State,
                g.Key.NotBillable,
                Count = g.Count(),
            })
            .ToListAsync(ct);
        var lags = (
            await query
                .Where(p => p.ReadyAt != null && !p.NotBillable)
                .OrderByDescending(p => p.MadeAt)
                .Take(500)
                .Select(p => new { p.MadeAt, p.ReadyAt })
                .ToListAsync(ct)
        )
            .Select(p => (p.ReadyAt!.Value - p.MadeAt).TotalHours)
            .Order()
            .ToList();
        return new(
            Of(ProofState.Waiting),
            Of(ProofState.Ready),
            Of(ProofState.Exported),
            states.Where(s => s.NotBillable && s.State == ProofState.Ready).Sum(s => s.Count),
            lags.Count == 0 ? null : lags[lags.Count / 2]
        );

        int Of(ProofState state) =>
            states.Where(s => s.State == state && (!s.NotBillable || state != ProofState.Ready)).Sum(s => s.Count);
    }

    private IQueryable<ProofDocument> Held(ProofFilter filter)
    {
        var query = desk.Db.Proofs.AsNoTracking();
        if (filter.BranchId is { } branch)
            query = query.Where(p => p.BranchId == branch);
        if (filter.From is { } from)
            query = query.Where(p => p.DateOfService >= from);
        if (filter.To is { } to)
            query = query.Where(p => p.DateOfService <= to);
        if (filter.Billable is { } billable)
            query = query.Where(p => p.NotBillable != billable);
        if (filter.LegalHold is { } hold)
            query = query.Where(p => p.LegalHold == hold);
        if (filter.Who is { Length: > 0 } who)
        {
            var said = $"\"who\":\"{who}\"";
            query = query.Where(p => p.Missing.Contains(said));
        }
        if (filter.Text?.Trim() is { Length: > 0 } typed)
        {
            var text = (typed.Length > 100 ? typed[..100] : typed).ToLowerInvariant();
            var visits = desk.Db.Visits;
            var patients = desk.Db.Set<Intake.Patient>();
#pragma warning disable CA1304, CA1311, CA1862 // Translated to SQL, where there is no culture.
            query = query.Where(p =>
                visits.Any(v => v.Id == p.VisitId && v.Number.ToLower().Contains(text))
                || patients.Any(x =>
                    x.Id == p.PatientId
                    && (x.Number.ToLower().Contains(text) || (x.FirstName + " " + x.LastName).ToLower().Contains(text))
                )
            );
#pragma warning restore CA1304, CA1311, CA1862
        }
        return query;
    }
}

/// <summary>One proof with all behind it.</summary>
public sealed record ProofView(
    Guid ProofId,
    Guid VisitId,
    string VisitNumber,
    VisitKind Kind,
    VisitState VisitState,
    string Patient,
    string PatientNumber,
    Guid PatientId,
    string Method,
    ProofState State,
    DateOnly? DateOfService,
    string DateReason,
    string DateRule,
    IReadOnlyList<MissingView> Missing,
    string EvidenceHash,
    string? PdfHash,
    DateTime MadeAt,
    DateTime? ReadyAt,
    DateTime? ExportedAt,
    DateOnly? KeepUntil,
    bool LegalHold,
    bool NotBillable,
    string? NotBillableReason,
    IReadOnlyList<EvidenceView> Evidence,
    IReadOnlyList<StepView> Journal,
    IReadOnlyList<LineView> Lines,
    IReadOnlyList<string> Faults,
    string TimeZone,
    int Version
);

public sealed class ShowProof(Desk desk, StopSheets sheets, VerifyProof verify, BlobStore blobs)
{
    public async Task<ProofView?> Run(Guid visitId, CancellationToken ct)
    {
        var proof = await desk
            .Db.Proofs.AsNoTracking()
            .FirstOrDefaultAsync(p => p.VisitId == visitId || p.Id == visitId, ct);
        if (proof is null || (await sheets.Of([proof.VisitId], ct)).GetValueOrDefault(proof.VisitId) is not { } sheet)
            return null;
        await desk.RecordRead(proof.PatientId, "proof", ct);
        var evidence = await desk.Db.Evidence.AsNoTracking().Where(e => e.VisitId == proof.VisitId).ToListAsync(ct);
        var gone = evidence.Select(e => e.Corrects).OfType<Guid>().ToHashSet();
        var number = await desk
            .Db.Set<Intake.Patient>()
            .Where(p => p.Id == proof.PatientId)
            .Select(p => p.Number)
            .FirstAsync(ct);
        return new ProofView(
            proof.Id,
            proof.VisitId,
            sheet.Number,
            sheet.Kind,
            sheet.State,
            sheet.Patient.Name,
            number,
            proof.PatientId,
            proof.Method,
            proof.State,
            proof.DateOfService,
            proof.DateReason ?? "",
            proof.DateRule ?? "",
            Json.Read<List<MissingView>>(proof.Missing) ?? [],
            proof.EvidenceHash,
            proof.PdfBlob,
            proof.MadeAt,
            proof.ReadyAt,
            proof.ExportedAt,
            proof.KeepUntil,
            proof.LegalHold,
            proof.NotBillable,
            proof.NotBillableReason,
            [
                .. evidence
                    .OrderBy(e => e.ServerTime)
                    .ThenBy(e => e.Id)
                    .Select(e => EvidenceView.Of(e, !gone.Contains(e.Id) && e.Kind != EvidenceKinds.Withdrawn)),
            ],
            sheet.Journal,
            sheet.Lines,
            await verify.Faults(proof, ct),
            sheet.TimeZone,
            proof.Version
        );
    }

    /// <summary>The document; null when there is none. Its opening is written into the trail.</summary>
    public async Task<Outcome<byte[]>> Document(Guid visitId, CancellationToken ct)
    {
        var proof = await desk
            .Db.Proofs.AsNoTracking()
            .FirstOrDefaultAsync(p => p.VisitId == visitId || p.Id == visitId, ct);
        return proof?.PdfBlob is null
            ? new NoSuch("proof")
            : await Open(proof.PdfBlob, proof.PatientId, "The document", ct);
    }

    /// <summary>A picture of the evidence, for those who read proof.</summary>
    public async Task<Outcome<(byte[] File, string Type)>> Picture(Guid evidenceId, CancellationToken ct)
    {
        var row = await desk
            .Db.Evidence.AsNoTracking()
            .FirstOrDefaultAsync(e => e.Id == evidenceId && e.Blob != null, ct);
        if (row is null)
            return new NoSuch("picture");
        var patient = await desk.Db.Visits.Where(v => v.Id == row.VisitId).Select(v => v.PatientId).FirstAsync(ct);
        var file = await Open(row.Blob!, patient, "The picture", ct);
        return file.Ok ? (file.Value, row.ContentType ?? "application/octet-stream") : file.Refused<(byte[], string)>();
    }

    private async Task<Outcome<byte[]>> Open(string blob, Guid patientId, string what, CancellationToken ct)
    {
        await desk.RecordRead(patientId, "proof", ct);
        try
        {
            return await blobs.Get(blob, ct) is { } file ? file : new FileTampered(what);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return new FileTampered(what);
        }
    }
}
