using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Intake;

/// <summary>An order on the patient's page.</summary>
public sealed record PatientOrder(
    Guid Id,
    string Number,
    OrderState State,
    Urgency Urgency,
    DateTime DueAt,
    DateTime ReceivedAt,
    int Lines
);

/// <summary>All of a patient's record.</summary>
/// <param name="MergedIntoNumber">Set when this record was merged: the number of the one that lives.</param>
public sealed record PatientRecord(
    PatientView Patient,
    string Branch,
    string TimeZone,
    string? MergedIntoNumber,
    IReadOnlyList<CoverageView> Coverages,
    IReadOnlyList<AuthorisationView> Authorisations,
    IReadOnlyList<DocumentView> Documents,
    IReadOnlyList<PatientOrder> Orders
);

/// <summary>Opens a patient's record. Who opened it is in the trail before it is shown.</summary>
public sealed class ReadPatient(Desk desk)
{
    public async Task<PatientRecord?> Run(Guid id, CancellationToken ct)
    {
        var db = desk.Db;
        var patient = await db.Patients.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, ct);
        if (patient is null)
            return null;
        await desk.RecordRead(id, "patient", ct);
        var branch = await db
            .Branches.Where(b => b.Id == patient.BranchId)
            .Select(b => new { b.Name, b.TimeZone })
            .FirstAsync(ct);
        var into = patient.MergedInto is { } other
            ? await db.Patients.Where(p => p.Id == other).Select(p => p.Number).FirstOrDefaultAsync(ct)
            : null;
        var coverages = await db.Coverages.AsNoTracking().Where(c => c.PatientId == id).ToListAsync(ct);
        var documents = await db.Documents.AsNoTracking().Where(d => d.PatientId == id).ToListAsync(ct);
        var authorisations = new List<AuthorisationView>();
        foreach (var a in await db.Authorisations.AsNoTracking().Where(a => a.PatientId == id).ToListAsync(ct))
            authorisations.Add(AuthorisationBook.View(a, await AuthorisationBook.OnLines(db, a.Id, ct)));
        var orders = await db
            .Orders.AsNoTracking()
            .Where(o => o.PatientId == id)
            .OrderByDescending(o => o.ReceivedAt)
            .Take(100)
            .Select(o => new PatientOrder(o.Id, o.Number, o.State, o.Urgency, o.DueAt, o.ReceivedAt, o.Lines.Count))
            .ToListAsync(ct);
        return new(
            PatientBook.View(patient),
            branch.Name,
            branch.TimeZone,
            into,
            [.. coverages.OrderBy(c => c.To is not null).ThenBy(c => c.Rank).Select(CoverageBook.View)],
            [.. authorisations.OrderByDescending(a => a.To)],
            [.. documents.OrderByDescending(d => d.ReceivedAt).Select(AddDocument.View)],
            orders
        );
    }
}

/// <summary>A line of the patient's trail.</summary>
public sealed record TrailRow(DateTime At, string Who, string Verb, string Subject, string? From, string? Why);

/// <summary>Who looked at or changed a patient's record, newest first. Asked only for a patient the actor may see.</summary>
public sealed class WhoLooked(Desk desk)
{
    public async Task<Page<TrailRow>> Run(Guid patientId, PageOf page, CancellationToken ct)
    {
        if (!await desk.Db.Patients.AnyAsync(p => p.Id == patientId, ct))
            return new([], 0, page.Number, page.Take);
        var trail = desk
            .Db.Audit.AsNoTracking()
            .Where(a => a.PatientId == patientId || (a.SubjectId == patientId && a.Subject == "Patient"));
        var total = await trail.CountAsync(ct);
        var items = await trail
            .OrderByDescending(a => a.At)
            .ThenByDescending(a => a.Id)
            .Skip(page.Skip)
            .Take(page.Take)
            .Select(a => new TrailRow(a.At, a.ActorName, a.Verb, a.Subject, a.From, a.Why))
            .ToListAsync(ct);
        return new(items, total, page.Number, page.Take);
    }
}
