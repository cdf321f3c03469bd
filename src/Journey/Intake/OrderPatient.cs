using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Intake;

/// <summary>The patient of an order: one we know by id, or a whole one that is registered with the order.</summary>
public sealed class OrderPatient(Desk desk, RegisterPatients register)
{
    private readonly JourneyDb db = desk.Db;

    internal async Task<Patient?> Find(NewOrder request, List<Refusal> problems, CancellationToken ct)
    {
        if (request.PatientId is null == request.Patient is null)
        {
            problems.Add(new OrderNeedsPatient { Field = "patientId" });
            return null;
        }
        return request.PatientId is { } id
            ? await Known(id, request, problems, ct)
            : await Fresh(request, problems, ct);
    }

    private async Task<Patient?> Known(Guid id, NewOrder request, List<Refusal> problems, CancellationToken ct)
    {
        var patient = await db.Patients.FirstOrDefaultAsync(p => p.Id == id, ct);
        var orders = db.Orders;
        if (
            patient is null
            || desk.Actor.ReferralSourceId is { } me
                && !await orders.AnyAsync(o => o.PatientId == id && o.ReferralSourceId == me, ct)
        )
        {
            problems.Add(new NoSuch("patient") { Field = "patientId" });
            return null;
        }
        if (patient.MergedInto is { } into)
        {
            var number = await db.Patients.Where(p => p.Id == into).Select(p => p.Number).FirstOrDefaultAsync(ct);
            problems.Add(new PatientWasMerged(number ?? "another one") { Field = "patientId" });
        }
        if (patient.BranchId != request.BranchId)
            problems.Add(new PatientOfOtherBranch { Field = "patientId" });
        return patient;
    }

    private async Task<Patient?> Fresh(NewOrder request, List<Refusal> problems, CancellationToken ct)
    {
        var given = request.Patient! with
        {
            BranchId = request.BranchId,
            // A machine cannot be asked "is it the same person?"; beyond doubt it is, or the refusal says why not.
            UseKnown = request.Patient.UseKnown || request.Channel != OrderChannel.Screen,
        };
        var outcome = await register.Run(new(desk.NewId(), given), ct);
        if (!outcome.Ok)
        {
            problems.AddRange(
                outcome.Refusals.Select(r => r with { Field = r.Field is null ? "patient" : $"patient.{r.Field}" })
            );
            return null;
        }
        return await db.Patients.FindAsync([outcome.Value.Id], ct);
    }
}
