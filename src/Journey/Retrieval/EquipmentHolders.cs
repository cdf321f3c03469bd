using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Retrieval;

public sealed record EquipmentHolder(Guid PatientId, string Number, string Name, int Units);

/// <summary>Patients who have units of ours, by part of a name or number: whom a pickup can be asked for.</summary>
public sealed class EquipmentHolders(Desk desk)
{
    public async Task<IReadOnlyList<EquipmentHolder>> Run(string text, CancellationToken ct)
    {
        var wanted = text.Trim().ToLowerInvariant();
        var units = desk.Db.Units;
#pragma warning disable CA1304, CA1311, CA1862 // Translated to SQL, where there is no culture.
        return await desk
            .Db.Patients.AsNoTracking()
            .Where(p =>
                (p.FirstName + " " + p.LastName).ToLower().Contains(wanted) || p.Number.ToLower().Contains(wanted)
            )
            .Where(p =>
                units.Any(u =>
                    u.PlaceKind == PlaceKind.Patient && u.PlaceId == p.Id && u.State == UnitState.WithPatient
                )
            )
            .OrderBy(p => p.FirstName)
            .ThenBy(p => p.LastName)
            .ThenBy(p => p.Number)
            .Take(20)
            .Select(p => new EquipmentHolder(
                p.Id,
                p.Number,
                p.FirstName + " " + p.LastName,
                units.Count(u =>
                    u.PlaceKind == PlaceKind.Patient && u.PlaceId == p.Id && u.State == UnitState.WithPatient
                )
            ))
            .ToListAsync(ct);
#pragma warning restore CA1304, CA1311, CA1862
    }
}
