using Homeward.Field.Checks;
using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Intake;

/// <summary>What the patient's use cases share: finding the record, writing facts on it, showing it.</summary>
internal static class PatientBook
{
    /// <summary>The day it is at the branch.</summary>
    public static DateOnly Today(this Branch branch, DateTime utc) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, branch.Zone));

    public static async Task<DateOnly> TodayAt(this Desk desk, Guid branchId, CancellationToken ct) =>
        (await desk.Db.Branches.FirstAsync(b => b.Id == branchId, ct)).Today(desk.Now);

    /// <summary>The record, tracked; a new one of this same transaction too. A merged one is refused with its successor's number.</summary>
    public static async Task<(Patient? Patient, Refusal? Refusal)> Open(this Desk desk, Guid id, CancellationToken ct)
    {
        var patient =
            desk.Db.Patients.Local.FirstOrDefault(p => p.Id == id && desk.Actor.Sees(p.BranchId))
            ?? await desk.Db.Patients.FirstOrDefaultAsync(p => p.Id == id, ct);
        if (patient is null)
            return (null, new NoSuch("patient"));
        if (patient.MergedInto is not { } into)
            return (patient, null);
        var number = await desk.Db.Patients.Where(p => p.Id == into).Select(p => p.Number).FirstOrDefaultAsync(ct);
        return (null, new WasMerged(number ?? "another record"));
    }

    /// <summary>Writes checked facts on the record.</summary>
    public static void Write(Patient patient, PatientFacts facts)
    {
        patient.FirstName = facts.FirstName;
        patient.LastName = facts.LastName;
        patient.BirthDate = facts.BirthDate!.Value;
        patient.Sex = facts.Sex;
        patient.Phone = facts.Phone ?? "";
        patient.OtherPhone = facts.OtherPhone;
        patient.Email = facts.Email;
        patient.Language = facts.Language ?? "en";
        var moved =
            AddressText.Key(patient.AddressLine) != AddressText.Key(facts.AddressLine)
            || patient.Zip != (facts.Zip ?? "");
        patient.AddressLine = facts.AddressLine ?? "";
        patient.AddressLine2 = facts.AddressLine2;
        patient.City = facts.City ?? "";
        patient.State = facts.State ?? "";
        patient.Zip = facts.Zip ?? "";
        Locate(patient, facts, moved);
        patient.FlightsOfStairs = facts.FlightsOfStairs;
        patient.Elevator = facts.Elevator;
        patient.GateCode = facts.GateCode;
        patient.Pets = facts.Pets;
        patient.AccessNotes = facts.AccessNotes;
        patient.ContactName = facts.ContactName;
        patient.ContactRelationship = facts.ContactRelationship;
        patient.ContactPhone = facts.ContactPhone;
        patient.Hospice = facts.Hospice;
        patient.Identifiers = [.. facts.Identifiers];
        patient.SearchName = $"{PersonName.Normalise(facts.LastName)}, {PersonName.Normalise(facts.FirstName)}";
    }

    // A pin belongs to a door: it stays while the address stays, and goes with it.
    private static void Locate(Patient patient, PatientFacts facts, bool moved)
    {
        var given = facts is { Latitude: not null, Longitude: not null };
        var unchanged = facts.Latitude == patient.Latitude && facts.Longitude == patient.Longitude;
        if (given && !(unchanged && patient.Location is not LocationGrade.None))
            (patient.Latitude, patient.Longitude, patient.Location) = (
                facts.Latitude,
                facts.Longitude,
                LocationGrade.Given
            );
        else if (!moved && patient.Location != LocationGrade.None)
            return;
        else if (ZipCodes.Find(facts.Zip) is { } place)
            (patient.Latitude, patient.Longitude, patient.Location) = (
                place.Latitude,
                place.Longitude,
                LocationGrade.ZipCentroid
            );
        else
            (patient.Latitude, patient.Longitude, patient.Location) = (null, null, LocationGrade.None);
    }

    /// <summary>Brings the patient's unique keys in line with the record. A key that is another's stays theirs.</summary>
    public static async Task KeepKeys(this Desk desk, Patient patient, CancellationToken ct)
    {
        var wanted = PatientKey.Of(patient).Distinct().ToList();
        var keys = desk.Db.PatientKeys;
        var there = await keys.Where(k => k.PatientId == patient.Id).ToListAsync(ct);
        var taken = await keys.Where(k => k.BranchId == patient.BranchId && k.PatientId != patient.Id)
            .Where(k => wanted.Contains(k.Key))
            .Select(k => k.Key)
            .ToListAsync(ct);
        keys.RemoveRange(there.Where(k => !wanted.Contains(k.Key)));
        foreach (var key in wanted.Except(there.Select(k => k.Key)).Except(taken))
            keys.Add(
                new PatientKey
                {
                    Id = desk.NewId(),
                    BranchId = patient.BranchId,
                    PatientId = patient.Id,
                    Key = key,
                }
            );
    }

    public static PatientView View(Patient p, IReadOnlyList<LikelyDuplicate>? likely = null, bool known = false) =>
        new(
            p.Id,
            p.BranchId,
            p.Number,
            p.FirstName,
            p.LastName,
            p.BirthDate,
            p.Sex,
            p.Phone,
            p.OtherPhone,
            p.Email,
            p.Language,
            p.AddressLine,
            p.AddressLine2,
            p.City,
            p.State,
            p.Zip,
            p.Latitude,
            p.Longitude,
            p.Location,
            p.FlightsOfStairs,
            p.Elevator,
            p.GateCode,
            p.Pets,
            p.AccessNotes,
            p.ContactName,
            p.ContactRelationship,
            p.ContactPhone,
            p.Hospice,
            p.DiedOn,
            p.MergedInto,
            [.. p.Identifiers],
            PatientToDos.Of(p),
            likely ?? [],
            known,
            p.Version
        );
}
