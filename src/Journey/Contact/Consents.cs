using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Contact;

public sealed record StopMessages(Guid PatientId, string Channel, string How);

public sealed record ConsentView(Guid PatientId, string Channel, DateTime RevokedAt);

/// <summary>
/// Takes a patient's "no more messages". Any reasonable means counts (47 CFR 64.1200(a)(10)); it holds at once for everything queued.
/// Numbers given for an ordered delivery may be used to coordinate it until then.
/// </summary>
public sealed class RevokeConsent(Desk desk)
{
    public Task<Outcome<ConsentView>> Run(Command<StopMessages> command, CancellationToken ct) =>
        desk.Once<ConsentView>(
            command.Id,
            command.Data,
            async () =>
            {
                var data = command.Data;
                if (data.Channel is not ("sms" or "email"))
                    return new InvalidField("channel", "The channel is sms or email.");
                if (string.IsNullOrWhiteSpace(data.How) || data.How.Length > 200)
                    return new InvalidField("how", "Say how the patient asked, in at most 200 characters.");
                if (!await desk.Db.Patients.AnyAsync(p => p.Id == data.PatientId, ct))
                    return new NoSuch("patient");
                var consent = await desk.Db.Consents.FirstOrDefaultAsync(
                    c => c.PatientId == data.PatientId && c.Channel == data.Channel,
                    ct
                );
                if (consent?.RevokedAt is not null)
                    return new AlreadyRevoked();
                if (consent is null)
                    desk.Db.Add(
                        consent = new Consent
                        {
                            Id = desk.NewId(),
                            PatientId = data.PatientId,
                            Channel = data.Channel,
                            GivenAt = desk.Now,
                            How = "number given for delivery",
                        }
                    );
                (consent.RevokedAt, consent.RevokedHow) = (desk.Now, data.How.Trim());
                return new ConsentView(data.PatientId, data.Channel, desk.Now);
            },
            ct
        );
}
