using Homeward.Journey.Branches;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Contact;

/// <summary>Which messages to list; empty fields do not filter.</summary>
public sealed record MessageFilter(
    string? Kind = null,
    MessageState? State = null,
    Guid? PatientId = null,
    Guid? VisitId = null,
    string? Text = null
);

public sealed record MessageRow(
    Guid Id,
    Guid PatientId,
    string PatientName,
    Guid? VisitId,
    string Kind,
    string Channel,
    string To,
    string Body,
    MessageState State,
    string? Why,
    DateTime CreatedAt,
    DateTime DueAt,
    DateTime? SentAt,
    string? Token,
    string TimeZone
);

/// <summary>The built-in inbox: everything that was said to patients, newest first.</summary>
public sealed class FindMessages(Desk desk, TrackingLinks links)
{
    public async Task<Page<MessageRow>> Run(MessageFilter filter, PageOf page, CancellationToken ct)
    {
        var patients = desk.Db.Patients;
        var branches = desk.Db.Branches;
        var tracking = desk.Db.TrackingLinks;
        var rows =
            from m in desk.Db.Messages.AsNoTracking()
            join p in patients on m.PatientId equals p.Id
            join b in branches on m.BranchId equals b.Id
            select new
            {
                m,
                Name = p.FirstName + " " + p.LastName,
                b.TimeZone,
            };
        if (filter.Kind is { Length: > 0 } kind)
            rows = rows.Where(r => r.m.Kind == kind);
        if (filter.State is { } state)
            rows = rows.Where(r => r.m.State == state);
        if (filter.PatientId is { } patient)
            rows = rows.Where(r => r.m.PatientId == patient);
        if (filter.VisitId is { } visit)
            rows = rows.Where(r => r.m.VisitId == visit);
        if (filter.Text?.Trim().ToLowerInvariant() is { Length: > 0 } text)
            rows = rows.Where(r => r.Name.ToLower().Contains(text) || r.m.To.Contains(text));
        var total = await rows.CountAsync(ct);
        var found = await rows.OrderByDescending(r => r.m.CreatedAt)
            .ThenByDescending(r => r.m.Id)
            .Skip(page.Skip)
            .Take(page.Take)
            .ToListAsync(ct);
        var visits = found
            .Where(f => f.m.Body.Contains(Wording.LinkMark, StringComparison.Ordinal))
            .Select(f => f.m.VisitId)
            .OfType<Guid>()
            .Distinct()
            .ToList();
        var live = await tracking
            .Where(l => visits.Contains(l.VisitId) && l.RevokedAt == null)
            .ToDictionaryAsync(l => l.VisitId, l => l.Id, ct);
        return new(
            [
                .. found.Select(f => new MessageRow(
                    f.m.Id,
                    f.m.PatientId,
                    f.Name,
                    f.m.VisitId,
                    f.m.Kind,
                    f.m.Channel,
                    f.m.To,
                    f.m.Body,
                    f.m.State,
                    f.m.Why,
                    f.m.CreatedAt,
                    f.m.DueAt,
                    f.m.SentAt,
                    f.m.VisitId is { } v && live.TryGetValue(v, out var link) ? links.TokenOf(link) : null,
                    f.TimeZone
                )),
            ],
            total,
            page.Number,
            page.Take
        );
    }
}

/// <summary>A fresh or the existing link of a visit, for somebody who reads it out or sends it by hand.</summary>
public sealed record LinkFor(Guid VisitId);

public sealed record LinkMade(string Token, DateTime ExpiresAt);

public sealed class MakeLink(Desk desk, TrackingLinks links)
{
    public Task<Outcome<LinkMade>> Run(Command<LinkFor> command, CancellationToken ct) =>
        Reveal(
            desk.Once<Guid>(
                command.Id,
                command.Data,
                async () =>
                {
                    var visit = await desk.Db.Visits.FirstOrDefaultAsync(v => v.Id == command.Data.VisitId, ct);
                    return visit is null ? new NoSuch("visit") : (await links.For(visit, ct)).Link.Id;
                },
                ct
            ),
            ct
        );

    // The token itself is not kept in the command log: it is derived again from the link's id.
    private async Task<Outcome<LinkMade>> Reveal(Task<Outcome<Guid>> making, CancellationToken ct)
    {
        var made = await making;
        if (!made.Ok)
            return made.Refused<LinkMade>();
        var link = await desk.Db.TrackingLinks.AsNoTracking().SingleAsync(l => l.Id == made.Value, ct);
        return new LinkMade(links.TokenOf(link.Id), link.ExpiresAt);
    }
}
