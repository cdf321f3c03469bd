using Homeward.Field;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Intake;

/// <summary>Writes the record anew.</summary>
public sealed class ChangePatient(Desk desk)
{
    public Task<Outcome<PatientView>> Run(Command<PatientChange> command, CancellationToken ct) =>
        desk.Once<PatientView>(
            command.Id,
            command.Data,
            async () =>
            {
                var request = command.Data;
                var (patient, refusal) = await desk.Open(request.PatientId, ct);
                if (patient is null)
                    return refusal!;
                if (patient.Version != request.Version)
                    return new StaleVersion("patient");
                var problems = new List<Refusal>();
                var facts = PatientChecks.Read(request, await desk.TodayAt(patient.BranchId, ct), problems);
                if (facts.BirthDate > patient.DiedOn)
                    problems.Add(new BornWhen("The birth date is after the date of death.") { Field = "birthDate" });
                var keys = facts.Identifiers.Select(PatientKey.Of).ToList();
                var taken = await desk
                    .Db.PatientKeys.Where(k =>
                        k.BranchId == patient.BranchId && k.PatientId != patient.Id && keys.Contains(k.Key)
                    )
                    .ToListAsync(ct);
                foreach (var key in taken)
                {
                    var owner = await desk
                        .Db.Patients.Where(p => p.Id == key.PatientId)
                        .Select(p => p.Number)
                        .FirstAsync(ct);
                    problems.Add(new IdentifierTaken(key.Key[3..], owner) { Field = "identifiers" });
                }
                if (problems.Count > 0)
                    return problems;
                PatientBook.Write(patient, facts);
                await desk.KeepKeys(patient, ct);
                return PatientBook.View(patient);
            },
            ct
        );
}

public sealed record PinMove(Guid PatientId, double Latitude, double Longitude, int Version);

/// <summary>Puts the home where somebody saw it on the map.</summary>
public sealed class MovePin(Desk desk)
{
    public Task<Outcome<PatientView>> Run(Command<PinMove> command, CancellationToken ct) =>
        desk.Once<PatientView>(
            command.Id,
            command.Data,
            async () =>
            {
                var (id, lat, lon, version) = command.Data;
                if (!GeoPoint.IsValid(lat, lon))
                    return new HalfAPlace { Field = "latitude" };
                var (patient, refusal) = await desk.Open(id, ct);
                if (patient is null)
                    return refusal!;
                if (patient.Version != version)
                    return new StaleVersion("patient");
                (patient.Latitude, patient.Longitude, patient.Location) = (
                    Math.Round(lat, 6),
                    Math.Round(lon, 6),
                    LocationGrade.Pinned
                );
                return PatientBook.View(patient);
            },
            ct
        );
}

public sealed record PatientDeath(Guid PatientId, DateOnly On);

/// <summary>Records a death: from then on no message goes out and only pickups are ordered. A second date corrects the first.</summary>
public sealed class RecordDeath(Desk desk)
{
    public Task<Outcome<PatientView>> Run(Command<PatientDeath> command, CancellationToken ct) =>
        desk.Once<PatientView>(
            command.Id,
            command.Data,
            async () =>
            {
                var (patient, refusal) = await desk.Open(command.Data.PatientId, ct);
                if (patient is null)
                    return refusal!;
                var on = command.Data.On;
                if (on > await desk.TodayAt(patient.BranchId, ct))
                    return new DiedWhen("The date of death is in the future.") { Field = "on" };
                if (on < patient.BirthDate)
                    return new DiedWhen("The date of death is before the birth date.") { Field = "on" };
                if (patient.DiedOn is null)
                    desk.Emit(new PatientDied(patient.Id, on));
                patient.DiedOn = on;
                return PatientBook.View(patient);
            },
            ct
        );
}
