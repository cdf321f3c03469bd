using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Delivery;

/// <summary>The stage's tables and its doors into the database.</summary>
public static class DeliveryTables
{
    extension(JourneyDb db)
    {
        public DbSet<VisitEvent> VisitEvents => db.Set<VisitEvent>();
        public DbSet<Handover> Handovers => db.Set<Handover>();
        public DbSet<ChecklistAnswer> ChecklistAnswers => db.Set<ChecklistAnswer>();
        public DbSet<Position> Positions => db.Set<Position>();
        public DbSet<Tracker> Trackers => db.Set<Tracker>();
    }

    internal static void Map(ModelBuilder builder)
    {
        builder.Entity<VisitEvent>().HasIndex(e => new { e.VisitId, e.ServerTime });
        builder.Entity<Handover>(t =>
        {
            t.HasIndex(h => h.VisitId);
            t.HasIndex(h => h.UnitId);
            t.HasIndex(h => h.LotId);
            t.Property(h => h.MissingAccessories).AsJson();
        });
        builder.Entity<ChecklistAnswer>().HasIndex(a => a.VisitId);
        builder.Entity<Position>().HasKey(p => new { p.VehicleId, p.At });
        builder.Entity<Tracker>(t =>
        {
            t.HasIndex(d => d.CodeHash).IsUnique();
            t.HasIndex(d => d.VehicleId);
        });
    }
}
