using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Intake;

/// <summary>Makes one record of two: <paramref name="From"/> ends, <paramref name="Into"/> stays.</summary>
public sealed record PatientMerge(Guid From, Guid Into);

/// <summary>
/// Joins two records of one person. Orders, coverages, papers and whatever else carries the patient move; the old record stays
/// readable and points to the one that lives. What both say stays as the living record says it; the other's words stay on the old one.
/// </summary>
public sealed class MergePatients(Desk desk)
{
    public Task<Outcome<PatientView>> Run(Command<PatientMerge> command, CancellationToken ct) =>
        desk.Once<PatientView>(
            command.Id,
            command.Data,
            async () =>
            {
                if (command.Data.From == command.Data.Into)
                    return new NotWithItself { Field = "into" };
                var (from, refused) = await desk.Open(command.Data.From, ct);
                if (from is null)
                    return refused!;
                var (into, refusal) = await desk.Open(command.Data.Into, ct);
                if (into is null)
                    return refusal!;
                if (from.BranchId != into.BranchId)
                    return new NotTheSameBranch();
                await MakeRoom(from.Id, into.Id, ct);
                await MoveAll(from.Id, into.Id, ct);
                if (into.DiedOn is null && from.DiedOn is { } died)
                    desk.Emit(new PatientDied(into.Id, died));
                FillGaps(from, into);
                from.MergedInto = into.Id;
                desk.Emit(new PatientsMerged(from.Id, into.Id));
                return PatientBook.View(into);
            },
            ct
        );

    // Two coverages of one rank in one time cannot both be billed first: the moved ones queue behind.
    private async Task MakeRoom(Guid from, Guid into, CancellationToken ct)
    {
        var stay = await desk.Db.Coverages.Where(c => c.PatientId == into).ToListAsync(ct);
        var come = await desk.Db.Coverages.Where(c => c.PatientId == from).OrderBy(c => c.Rank).ToListAsync(ct);
        foreach (var coverage in come)
        {
            while (stay.Any(s => s.Rank == coverage.Rank && CoverageBook.Overlap(s, coverage)))
                coverage.Rank++;
            stay.Add(coverage);
        }
    }

    // Every table that names a patient, whichever stage it belongs to: the model knows them, this stage need not.
    private async Task MoveAll(Guid from, Guid into, CancellationToken ct)
    {
        var tables = desk
            .Db.Model.GetEntityTypes()
            .Where(t => t.ClrType != typeof(AuditRecord) && t.FindProperty("PatientId") is not null && !t.IsOwned());
        foreach (var table in tables.ToList())
        {
            var move =
                table.FindProperty("PatientId")!.ClrType == typeof(Guid) ? nameof(MoveRows) : nameof(MoveLooseRows);
            await (Task)
                GetType()
                    .GetMethod(
                        move,
                        System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance
                    )!
                    .MakeGenericMethod(table.ClrType)
                    .Invoke(this, [from, into, ct])!;
        }
    }

    // Rows of other branches move too: a patient is one person wherever the van comes from.
    private async Task MoveRows<T>(Guid from, Guid into, CancellationToken ct)
        where T : class
    {
        var rows = await desk
            .Db.Set<T>()
            .IgnoreQueryFilters([JourneyDb.BranchFilter])
            .Where(r => EF.Property<Guid>(r, "PatientId") == from)
            .ToListAsync(ct);
        foreach (var row in rows)
            desk.Db.Entry(row).Property("PatientId").CurrentValue = into;
    }

    private async Task MoveLooseRows<T>(Guid from, Guid into, CancellationToken ct)
        where T : class
    {
        var rows = await desk
            .Db.Set<T>()
            .IgnoreQueryFilters([JourneyDb.BranchFilter])
            .Where(r => EF.Property<Guid?>(r, "PatientId") == from)
            .ToListAsync(ct);
        foreach (var row in rows)
            desk.Db.Entry(row).Property("PatientId").CurrentValue = into;
    }

    private static void FillGaps(Patient from, Patient into)
    {
        into.Identifiers = [.. into.Identifiers.Union(from.Identifiers, StringComparer.OrdinalIgnoreCase)];
        into.Sex ??= from.Sex;
        into.Email ??= from.Email;
        if (into.Phone.Length == 0)
            into.Phone = from.Phone;
        else if (from.Phone.Length > 0 && from.Phone != into.Phone)
            into.OtherPhone ??= from.Phone;
        into.OtherPhone ??= from.OtherPhone;
        if (into.AddressLine.Length == 0)
            (into.AddressLine, into.AddressLine2, into.City, into.State, into.Zip) = (
                from.AddressLine,
                from.AddressLine2,
                from.City,
                from.State,
                from.Zip
            );
        if (into.Location < from.Location && AddressText.Key(into.AddressLine) == AddressText.Key(from.AddressLine))
            (into.Latitude, into.Longitude, into.Location) = (from.Latitude, from.Longitude, from.Location);
        into.GateCode ??= from.GateCode;
        into.Pets ??= from.Pets;
        into.AccessNotes ??= from.AccessNotes;
        into.FlightsOfStairs = Math.Max(into.FlightsOfStairs, from.FlightsOfStairs);
        into.Elevator |= from.Elevator;
        into.ContactName ??= from.ContactName;
        into.ContactRelationship ??= from.ContactRelationship;
        into.ContactPhone ??= from.ContactPhone;
        into.Hospice |= from.Hospice;
        into.DiedOn ??= from.DiedOn;
    }
}
