using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Dispatch;

/// <summary>The stage's tables and its doors into the database.</summary>
public static class DispatchTables
{
    extension(JourneyDb db)
    {
        public DbSet<Visit> Visits => db.Set<Visit>();
        public DbSet<VisitLine> VisitLines => db.Set<VisitLine>();
        public DbSet<Plan> Plans => db.Set<Plan>();
        public DbSet<PlanRoute> PlanRoutes => db.Set<PlanRoute>();
        public DbSet<PlanStop> PlanStops => db.Set<PlanStop>();
        public DbSet<PlanRun> PlanRuns => db.Set<PlanRun>();
        public DbSet<VisitLock> VisitLocks => db.Set<VisitLock>();
        public DbSet<RouteLock> RouteLocks => db.Set<RouteLock>();
    }

    internal static void Map(ModelBuilder builder)
    {
        builder.Entity<Visit>(t =>
        {
            t.HasIndex(v => v.Number).IsUnique();
            t.HasIndex(v => new
            {
                v.BranchId,
                v.Date,
                v.State,
            });
            t.HasIndex(v => v.OrderId);
            t.HasIndex(v => v.PatientId);
            t.HasIndex(v => new { v.PersonId, v.Date });
            t.Property(v => v.Skills).AsJson();
            t.HasOne<Patient>().WithMany().HasForeignKey(v => v.PatientId).OnDelete(DeleteBehavior.Restrict);
            t.HasMany(v => v.Lines).WithOne().HasForeignKey(l => l.VisitId);
        });
        builder.Entity<VisitLine>().ToTable("VisitLines").HasIndex(l => l.OrderLineId);
        builder.Entity<Plan>(t =>
        {
            t.HasIndex(p => new
                {
                    p.BranchId,
                    p.Date,
                    p.VersionNo,
                })
                .IsUnique();
            t.HasMany(p => p.Routes).WithOne().HasForeignKey(r => r.PlanId);
            t.HasMany(p => p.LeftOut).WithOne().HasForeignKey(l => l.PlanId);
        });
        builder.Entity<PlanRoute>(t =>
        {
            t.ToTable("PlanRoutes").HasMany(r => r.Stops).WithOne().HasForeignKey(s => s.RouteId);
            // Routes of before breaks were kept have none.
            t.Property(r => r.Breaks).AsJson().HasDefaultValueSql("'[]'");
        });
        builder.Entity<PlanStop>().ToTable("PlanStops").HasIndex(s => s.VisitId);
        builder.Entity<LeftOut>().ToTable("PlanLeftOut");
        // One search at a time for a branch's day; the database says so, whichever node asks.
        builder
            .Entity<PlanRun>()
            .ToTable("PlanRuns")
            .HasIndex(r => new { r.BranchId, r.Date })
            .IsUnique()
            .HasFilter("\"State\" = 'Running'");
        builder
            .Entity<VisitLock>()
            .ToTable("VisitLocks")
            .HasIndex(l => new
            {
                l.BranchId,
                l.Date,
                l.VisitId,
            })
            .IsUnique();
        builder
            .Entity<RouteLock>()
            .ToTable("RouteLocks")
            .HasIndex(l => new
            {
                l.BranchId,
                l.Date,
                l.VehicleId,
            })
            .IsUnique();
    }
}
