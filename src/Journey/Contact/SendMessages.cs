using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Contact;

/// <summary>
/// Sends what is due, after looking again whether it may go: a patient who died or took consent back meanwhile gets nothing,
/// queued messages included. Without a provider the built-in inbox is where it goes.
/// </summary>
public sealed class SendMessages(Desk desk) : IHandle<MessageDue>, IHandle<PatientDied>
{
    public async Task Handle(MessageDue fact, CancellationToken ct)
    {
        var message = await desk.Db.Messages.FirstOrDefaultAsync(m => m.Id == fact.MessageId, ct);
        if (message is null || message.State != MessageState.Queued)
            return;
        if (await WhyNot(message, ct) is { } why)
        {
            (message.State, message.Why) = (MessageState.Suppressed, why);
            return;
        }
        (message.State, message.SentAt) = (MessageState.Sent, desk.Now);
    }

    public async Task Handle(PatientDied fact, CancellationToken ct)
    {
        foreach (
            var message in await desk
                .Db.Messages.Where(m => m.PatientId == fact.PatientId && m.State == MessageState.Queued)
                .ToListAsync(ct)
        )
            (message.State, message.Why) = (MessageState.Suppressed, "The patient died.");
        var visits = desk.Db.Visits;
        foreach (
            var link in await desk
                .Db.TrackingLinks.Where(l =>
                    l.RevokedAt == null && visits.Any(v => v.Id == l.VisitId && v.PatientId == fact.PatientId)
                )
                .ToListAsync(ct)
        )
            link.RevokedAt = desk.Now;
    }

    private async Task<string?> WhyNot(Message message, CancellationToken ct)
    {
        var patient = await desk.Db.Patients.SingleAsync(p => p.Id == message.PatientId, ct);
        if (patient.DiedOn is not null)
            return "The patient died.";
        if (message.To.Length == 0)
            return "There is no phone number.";
        if (
            await desk.Db.Consents.AnyAsync(
                c => c.PatientId == patient.Id && c.Channel == message.Channel && c.RevokedAt != null,
                ct
            )
        )
            return "The patient asked for no messages.";
        var visit = await desk.Db.Visits.FirstOrDefaultAsync(v => v.Id == message.VisitId, ct);
        return message.Kind switch
        {
            "booked" when visit is null or { State: VisitState.Cancelled } =>
                "The visit was cancelled before this went out.",
            "booked" when visit.WindowTo < desk.Now => "The visit's window was over before this went out.",
            "on-the-way" when visit?.State is not VisitState.EnRoute =>
                "The crew was no longer on the way when this was due.",
            _ => null,
        };
    }
}
