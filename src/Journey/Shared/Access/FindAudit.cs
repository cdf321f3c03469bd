using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Shared;

/// <summary>One field of a change. A hidden one tells that it changed, not what it was.</summary>
public sealed record FieldChange(string Field, string? From, string? To, bool Hidden);

public sealed record AuditLine(
    Guid Id,
    DateTime At,
    ActorKind ActorKind,
    Guid ActorId,
    string Actor,
    string? From,
    string? Why,
    string Verb,
    string Subject,
    Guid SubjectId,
    Guid? PatientId,
    Guid? BranchId,
    IReadOnlyList<FieldChange> Changes,
    long? SealNo
);

/// <summary>What to look for in the trail. From counts, until does not.</summary>
public sealed record AuditFilter(
    string? Who = null,
    string? Subject = null,
    Guid? SubjectId = null,
    Guid? PatientId = null,
    string? Verb = null,
    DateTime? From = null,
    DateTime? Until = null
);

/// <summary>
/// The trail, newest first. Whoever sees all branches sees all of it; others see what is marked with a branch of theirs. To ask
/// who touched a patient's record is itself a look at that record, and is written down.
/// </summary>
public sealed class FindAudit(Desk desk)
{
    public async Task<Page<AuditLine>> Run(AuditFilter filter, PageOf page, CancellationToken ct)
    {
        if (filter.PatientId is { } looked)
            await desk.RecordRead(looked, "audit trail", ct);
        var actor = desk.Actor;
        var rows = desk.Db.Audit.AsNoTracking();
        if (!actor.AllBranches)
            rows = rows.Where(a => a.BranchId != null && actor.Branches.Contains(a.BranchId.Value));
        if (Guid.TryParse(filter.Who, out var id))
            rows = rows.Where(a => a.ActorId == id);
        else if (filter.Who?.Trim().ToLowerInvariant() is { Length: > 0 } who)
            rows = rows.Where(a => a.ActorName.ToLower().Contains(who));
        if (filter.Subject?.Trim().ToLowerInvariant() is { Length: > 0 } subject)
            rows = rows.Where(a => a.Subject.ToLower() == subject);
        if (filter.SubjectId is { } subjectId)
            rows = rows.Where(a => a.SubjectId == subjectId);
        if (filter.PatientId is { } patient)
            rows = rows.Where(a => a.PatientId == patient);
        if (filter.Verb is { Length: > 0 } verb)
            rows = rows.Where(a => a.Verb == verb);
        if (filter.From?.ToUniversalTime() is { } from)
            rows = rows.Where(a => a.At >= from);
        if (filter.Until?.ToUniversalTime() is { } until)
            rows = rows.Where(a => a.At < until);
        var total = await rows.CountAsync(ct);
        var found = await rows.OrderByDescending(a => a.Id).Skip(page.Skip).Take(page.Take).ToListAsync(ct);
        return new([.. found.Select(Line)], total, page.Number, page.Take);
    }

    /// <summary>The words in use, for the filters.</summary>
    public async Task<(IReadOnlyList<string> Verbs, IReadOnlyList<string> Subjects)> Words(CancellationToken ct) =>
        (
            await desk.Db.Audit.Select(a => a.Verb).Distinct().OrderBy(v => v).ToListAsync(ct),
            await desk.Db.Audit.Select(a => a.Subject).Distinct().OrderBy(s => s).ToListAsync(ct)
        );

    private static AuditLine Line(AuditRecord a) =>
        new(
            a.Id,
            a.At,
            a.ActorKind,
            a.ActorId,
            a.ActorName,
            a.From,
            a.Why,
            a.Verb,
            a.Subject,
            a.SubjectId,
            a.PatientId,
            a.BranchId,
            Changes(a.Changes),
            a.SealNo
        );

    private static List<FieldChange> Changes(string json)
    {
        using var document = JsonDocument.Parse(json);
        return
        [
            .. document
                .RootElement.EnumerateObject()
                .Select(p => new FieldChange(
                    p.Name,
                    Text(p.Value, "from"),
                    Text(p.Value, "to"),
                    p.Value.TryGetProperty("hidden", out _)
                )),
        ];
    }

    private static string? Text(JsonElement change, string side) =>
        change.TryGetProperty(side, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => value.GetString(),
                _ => value.GetRawText(),
            }
            : null;
}
