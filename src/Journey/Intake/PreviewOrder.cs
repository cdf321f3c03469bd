using Homeward.Field.Checks;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Intake;

public sealed record PreviewLine(string Code, string Name, string Hcpcs, int Quantity, bool Added);

/// <summary>What an order would be if it were placed now. Nothing is saved.</summary>
public sealed record OrderPreview(
    Urgency Urgency,
    DateTime DueAt,
    string DueReason,
    string TimeZone,
    IReadOnlyList<PreviewLine> Lines,
    IReadOnlyList<MissingRow> Missing,
    IReadOnlyList<Refusal> Problems
);

/// <summary>Shows the clock, the lines with their accessories, and what is missing while an order is still being typed.</summary>
public sealed class PreviewOrder(
    Desk desk,
    PlaceOrder place,
    LinesOfOrder lines,
    WhatIsMissing missing,
    BranchTime time
)
{
    public async Task<OrderPreview?> Run(NewOrder request, CancellationToken ct)
    {
        var db = desk.Db;
        if (await time.Of(request.BranchId, ct) is not { } clock)
            return null;
        var problems = new List<Refusal>();
        var patientId = request.PatientId ?? Guid.Empty;
        var made = await lines.Read(request.Lines, 0, [], patientId, clock.DayOf(desk.Now), problems, ct);
        var npi = request.Practitioner?.Npi;
        var practitioner = Npi.IsValid(npi)
            ? await db.Practitioners.AsNoTracking().FirstOrDefaultAsync(p => p.Npi == npi, ct)
            : null;
        var order = new Order
        {
            Id = desk.NewId(),
            BranchId = request.BranchId,
            PatientId = patientId,
            Channel = request.Channel,
            ReceivedAt = desk.Now,
            UrgencyAsked = request.Urgency,
            OrderedOn = request.OrderedOn,
            Situation = request.Situation,
            DischargeAt = request.DischargeAt?.ToUniversalTime(),
            WantedOn = request.WantedOn,
            WantedTo = request.WantedTo,
            PractitionerId = practitioner?.Id,
            CoverageId = request.CoverageId,
            Diagnoses = [.. request.Diagnoses.Select(Icd10.Normalise).OfType<string>()],
            Lines = made,
        };
        await place.SetDue(order, clock, ct);
        var rows = (await missing.For([order], ct, draft: Draft(request.Patient)))[order.Id].ToList();
        // A practitioner who comes with a valid NPI and a name is registered with the order.
        if (practitioner is null && Npi.IsValid(npi) && !string.IsNullOrWhiteSpace(request.Practitioner?.Name))
            rows.RemoveAll(r => r.Fix == "practitioner");
        var ids = made.Select(l => l.ItemId).ToList();
        var items = await db.Items.AsNoTracking().Where(i => ids.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
        var asked = request
            .Lines.Select(l => l.Item?.Trim())
            .Where(i => i is not null)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new(
            order.Urgency,
            order.DueAt,
            order.DueReason,
            clock.Zone.Id,
            [
                .. made.Select(l => new PreviewLine(
                    items[l.ItemId].Code,
                    items[l.ItemId].Name,
                    items[l.ItemId].Hcpcs,
                    l.Quantity,
                    !asked.Contains(items[l.ItemId].Code) && !asked.Contains(items[l.ItemId].Hcpcs)
                )),
            ],
            rows,
            problems
        );
    }

    private static Patient? Draft(NewPatient? given) =>
        given is null
            ? null
            : new Patient
            {
                Phone = given.Phone?.Trim() ?? "",
                AddressLine = given.AddressLine?.Trim() ?? "",
                City = given.City?.Trim() ?? "",
                Zip = given.Zip?.Trim() ?? "",
                Location = ZipCode.IsShape(given.Zip) ? LocationGrade.ZipCentroid : LocationGrade.None,
            };
}
