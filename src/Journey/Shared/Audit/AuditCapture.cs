using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Homeward.Journey.Shared;

/// <summary>Reads the change tracker just before a save and writes what is about to happen into the trail.</summary>
internal static class AuditCapture
{
    // Secrets and noise: their change is told, their value is not.
    private static readonly HashSet<string> Hidden = ["PasswordHash", "SecurityStamp", "SecretHash", "TokenHash"];

    public static void Into(JourneyDb db, Actor actor, TimeProvider clock)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        var records = new List<AuditRecord>();
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (
                entry.Entity is not IAudited audited
                || entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted)
            )
                continue;
            var changes = Changes(entry);
            if (entry.State == EntityState.Modified && changes.Count == 0)
                continue;
            var record = Record(actor, clock, now, Verb(entry.State), entry.Metadata.ClrType.Name, audited.Id);
            record.PatientId = (entry.Entity as IOfPatient)?.PatientId;
            record.BranchId = (entry.Entity as IBranchScoped)?.BranchId;
            record.Changes = Json.Write(changes);
            records.Add(record);
        }
        db.Audit.AddRange(records);
    }

    public static AuditRecord Record(
        Actor actor,
        TimeProvider clock,
        DateTime now,
        string verb,
        string subject,
        Guid id
    ) =>
        new()
        {
            Id = Ids.New(clock),
            At = now,
            ActorKind = actor.Kind,
            ActorId = actor.Id,
            ActorName = actor.Name,
            From = actor.From,
            Why = actor.Why,
            Verb = verb,
            Subject = subject,
            SubjectId = id,
        };

    private static string Verb(EntityState state) =>
        state switch
        {
            EntityState.Added => "created",
            EntityState.Deleted => "deleted",
            _ => "changed",
        };

    private static SortedDictionary<string, object?> Changes(EntityEntry entry)
    {
        var changes = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in entry.Properties)
        {
            var name = property.Metadata.Name;
            if (name is "Id" or "Version" or "ConcurrencyStamp")
                continue;
            var added = entry.State == EntityState.Added;
            if (entry.State == EntityState.Modified && !property.IsModified)
                continue;
            var from = added ? null : property.OriginalValue;
            var to = entry.State == EntityState.Deleted ? null : property.CurrentValue;
            if (added && to is null)
                continue;
            changes[name] = Hidden.Contains(name) ? new { hidden = true } : new { from, to };
        }
        return changes;
    }
}
