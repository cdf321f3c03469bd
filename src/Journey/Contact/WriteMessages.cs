using Homeward.Journey.Branches;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Contact;

/// <summary>Hears what happens to a visit and writes what the patient is told about it.</summary>
public sealed class WriteMessages(Desk desk, TrackingLinks links)
    : IHandle<VisitBooked>,
        IHandle<VisitEnRoute>,
        IHandle<VisitClosed>,
        IHandle<VisitFailed>,
        IHandle<VisitCancelled>
{
    public Task Handle(VisitBooked fact, CancellationToken ct) => Write(fact.VisitId, "booked", null, ct);

    public Task Handle(VisitEnRoute fact, CancellationToken ct) => Write(fact.VisitId, "on-the-way", fact.Eta, ct);

    public Task Handle(VisitClosed fact, CancellationToken ct) => Write(fact.VisitId, "done", null, ct);

    public Task Handle(VisitFailed fact, CancellationToken ct) => Write(fact.VisitId, "missed", null, ct);

    public Task Handle(VisitCancelled fact, CancellationToken ct) => Write(fact.VisitId, "cancelled", null, ct);

    private async Task Write(Guid visitId, string kind, DateTime? eta, CancellationToken ct)
    {
        var visit = await desk.Db.Visits.FirstOrDefaultAsync(v => v.Id == visitId, ct);
        if (visit is null)
            return;
        // Nobody is told that a visit is cancelled who was never told that it was set.
        if (kind == "cancelled" && visit.BookedAt is null)
            return;
        var patient = await desk.Db.Patients.SingleAsync(p => p.Id == visit.PatientId, ct);
        var branch = await desk.Db.Branches.SingleAsync(b => b.Id == visit.BranchId, ct);
        var zone = branch.Zone;
        var language = Wording.LanguageOf(patient.Language);
        await links.For(visit, ct);
        // What is said at the door's rhythm cannot wait for the morning; a booking can.
        var due = kind is "on-the-way" ? desk.Now : QuietHours.NextAllowed(desk.Now, zone);
        var message = new Message
        {
            Id = desk.NewId(),
            BranchId = visit.BranchId,
            PatientId = patient.Id,
            VisitId = visit.Id,
            Kind = kind,
            To = patient.Phone,
            Language = language,
            Body = Wording.Say(
                kind,
                language,
                branch.Name,
                PhoneText.Show(branch.Phone),
                Local(visit.WindowFrom, zone),
                Local(visit.WindowTo, zone),
                eta is { } at ? Local(at, zone) : null
            ),
            State = MessageState.Queued,
            CreatedAt = desk.Now,
            DueAt = due,
        };
        desk.Db.Add(message);
        desk.Emit(new MessageDue(message.Id), due);
    }

    private static DateTime Local(DateTime utc, TimeZoneInfo zone) => TimeZoneInfo.ConvertTimeFromUtc(utc, zone);
}
