using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Retrieval;

/// <summary>The stage's tables and its doors into the database.</summary>
public static class RetrievalTables
{
    extension(JourneyDb db)
    {
        public DbSet<PickupRequest> PickupRequests => db.Set<PickupRequest>();
        public DbSet<Return> Returns => db.Set<Return>();
        public DbSet<CareStep> CareSteps => db.Set<CareStep>();
    }

    internal static void Map(ModelBuilder builder)
    {
        builder.Entity<PickupRequest>(t =>
        {
            t.HasIndex(p => p.Number).IsUnique();
            t.HasIndex(p => new { p.BranchId, p.State });
            t.HasIndex(p => p.PatientId);
            t.Property(p => p.UnitIds).AsJson();
        });
        builder.Entity<Return>(t =>
        {
            t.HasIndex(r => new { r.BranchId, r.State });
            t.HasIndex(r => r.UnitId);
            t.HasIndex(r => r.OpenUnitId).IsUnique();
            t.HasIndex(r => r.ClosedAt);
            t.Property(r => r.MissingAccessories).AsJson();
            t.HasMany(r => r.Steps).WithOne().HasForeignKey(s => s.ReturnId);
        });
        builder.Entity<CareStep>().ToTable("CareSteps");
    }
}
