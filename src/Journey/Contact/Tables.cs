using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Contact;

/// <summary>The stage's tables and its doors into the database.</summary>
public static class ContactTables
{
    extension(JourneyDb db)
    {
        public DbSet<Message> Messages => db.Set<Message>();
        public DbSet<TrackingLink> TrackingLinks => db.Set<TrackingLink>();
        public DbSet<Consent> Consents => db.Set<Consent>();
    }

    internal static void Map(ModelBuilder builder)
    {
        builder.Entity<Message>(t =>
        {
            t.HasIndex(m => new { m.BranchId, m.CreatedAt });
            t.HasIndex(m => m.PatientId);
        });
        builder.Entity<TrackingLink>(t =>
        {
            t.HasIndex(l => l.TokenHash).IsUnique();
            t.HasIndex(l => l.VisitId);
        });
        builder.Entity<Consent>().HasIndex(c => c.PatientId);
    }
}
