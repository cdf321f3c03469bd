using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Intake;

/// <summary>Takes a new patient into the branch, or finds the one we know.</summary>
public sealed class RegisterPatients(Desk desk, FindDuplicates duplicates)
{
    private const long FirstNumber = 100_001;

    public Task<Outcome<PatientView>> Run(Command<NewPatient> command, CancellationToken ct) =>
        desk.Once<PatientView>(command.Id, command.Data, () => Register(command.Data, ct), ct);

    private async Task<Outcome<PatientView>> Register(NewPatient request, CancellationToken ct)
    {
        if (!desk.Actor.Sees(request.BranchId))
            return new NoSuch("branch");
        if (await desk.Db.Branches.FirstOrDefaultAsync(b => b.Id == request.BranchId, ct) is not { } branch)
            return new NoSuch("branch");
        var today = branch.Today(desk.Now);
        var problems = new List<Refusal>();
        var facts = PatientChecks.Read(request, today, problems);
        if (problems.Count > 0)
            return problems;

        var alike = (await duplicates.Find(Query(facts), ct))
            .Where(f => f.Verdict.Score >= DuplicateScore.Warns || f.Verdict.SharesIdentifier)
            .ToList();
        var here = alike.Where(f => f.Patient.BranchId == request.BranchId).ToList();
        if (request.UseKnown && here.FirstOrDefault(f => f.Verdict.Certain).Patient is { } found)
            return await AddWhatIsNew(found.Id, facts, request.Coverages ?? [], today, ct);
        var confirmed = request.ConfirmNotDuplicateOf ?? [];
        foreach (var (other, verdict) in here)
        {
            if (verdict.SharesIdentifier && !verdict.Certain)
                problems.Add(new IdentifierTaken(Shared(facts, other), other.Number) { Field = "identifiers" });
            else if (
                verdict.Score >= DuplicateScore.Blocks
                && !confirmed.Contains(other.Id)
                // A referral partner must not learn who else is a patient here: the office sees the likeness and decides.
                && desk.Actor.ReferralSourceId is null
            )
                problems.Add(
                    new LooksLikeSomebodyWeKnow(
                        other.Number,
                        verdict.Score,
                        string.Join(" ", verdict.Reasons),
                        other.Id
                    )
                    {
                        Field = "confirmNotDuplicateOf",
                    }
                );
        }
        if (problems.Count > 0)
            return problems;

        var patient = new Patient
        {
            Id = desk.NewId(),
            BranchId = request.BranchId,
            Number = $"P-{await desk.NextNumber("patient", FirstNumber, ct)}",
        };
        PatientBook.Write(patient, facts);
        desk.Db.Patients.Add(patient);
        await desk.KeepKeys(patient, ct);
        await CoverageBook.AddAll(desk, patient, request.Coverages ?? [], today, false, problems, ct);
        if (problems.Count > 0)
            return problems;
        if (desk.Actor.ReferralSourceId is not null)
            return PatientBook.View(patient);
        return PatientBook.View(patient, [.. alike.Take(10).Select(f => FindDuplicates.View(f.Patient, f.Verdict))]);
    }

    // What the sender knows and we do not is kept; what both know stays as it is here, where somebody may have mended it.
    private async Task<Outcome<PatientView>> AddWhatIsNew(
        Guid id,
        PatientFacts facts,
        List<NewCoverage> coverages,
        DateOnly today,
        CancellationToken ct
    )
    {
        var patient = await desk.Db.Patients.FirstAsync(p => p.Id == id, ct);
        var merged = patient.Identifiers.Union(facts.Identifiers, StringComparer.OrdinalIgnoreCase).ToList();
        if (merged.Count != patient.Identifiers.Count && merged.Count <= PatientChecks.Identifiers)
            patient.Identifiers = merged;
        patient.Sex ??= facts.Sex;
        patient.Email ??= facts.Email;
        if (patient.Phone.Length == 0)
            patient.Phone = facts.Phone ?? "";
        else if (facts.Phone is not null && facts.Phone != patient.Phone)
            patient.OtherPhone ??= facts.Phone;
        if (patient.AddressLine.Length == 0 && facts.AddressLine is not null)
        {
            patient.AddressLine = facts.AddressLine;
            patient.AddressLine2 = facts.AddressLine2;
            patient.City = facts.City ?? patient.City;
            patient.State = facts.State ?? patient.State;
            patient.Zip = facts.Zip ?? patient.Zip;
        }
        if (patient.Location == LocationGrade.None && facts is { Latitude: not null, Longitude: not null })
            (patient.Latitude, patient.Longitude, patient.Location) = (
                facts.Latitude,
                facts.Longitude,
                LocationGrade.Given
            );
        else if (patient.Location == LocationGrade.None && ZipCodes.Find(patient.Zip) is { } place)
            (patient.Latitude, patient.Longitude, patient.Location) = (
                place.Latitude,
                place.Longitude,
                LocationGrade.ZipCentroid
            );
        patient.ContactName ??= facts.ContactName;
        patient.ContactPhone ??= facts.ContactPhone;
        patient.AccessNotes ??= facts.AccessNotes;
        patient.Hospice |= facts.Hospice;
        await desk.KeepKeys(patient, ct);
        var problems = new List<Refusal>();
        await CoverageBook.AddAll(desk, patient, coverages, today, true, problems, ct);
        return problems.Count > 0 ? problems : PatientBook.View(patient, known: true);
    }

    private static string Shared(PatientFacts facts, Patient other) =>
        facts.Identifiers.Intersect(other.Identifiers, StringComparer.OrdinalIgnoreCase).FirstOrDefault() ?? "";

    internal static DuplicateQuery Query(PatientFacts facts, Guid? except = null) =>
        new()
        {
            FirstName = facts.FirstName,
            LastName = facts.LastName,
            BirthDate = facts.BirthDate,
            Phone = facts.Phone,
            OtherPhone = facts.OtherPhone,
            AddressLine = facts.AddressLine,
            AddressLine2 = facts.AddressLine2,
            Zip = facts.Zip,
            Identifiers = facts.Identifiers,
            Except = except,
        };
}
