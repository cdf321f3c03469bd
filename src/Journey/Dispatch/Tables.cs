using System.Linq.Expressions;
using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

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
        public DbSet<RoutePaper> RoutePapers => db.Set<RoutePaper>();
    }

    /// <summary>
    /// A patient is seen by the branch that keeps the record, and by a branch that was given a visit there: its crew stands at that
    /// door, and its papers name it for years.
    /// </summary>
    internal static void Sight(ModelBuilder builder, JourneyDb context)
    {
        Expression<Func<JourneyDb, Patient, bool>> sees = (db, p) =>
            db.SeesAll
            || db.Seen.Contains(p.BranchId)
            || db.Set<Visit>().Any(v => v.PatientId == p.Id && db.Seen.Contains(v.BranchId));
        var body = ReplacingExpressionVisitor.Replace(
            sees.Parameters[0],
            Expression.Constant(context, typeof(JourneyDb)),
            sees.Body
        );
        builder.Entity<Patient>().HasQueryFilter(JourneyDb.BranchFilter, Expression.Lambda(body, sees.Parameters[1]));
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
            t.Property(r => r.News).AsJson().HasDefaultValueSql("'[]'");
        });
        builder.Entity<RoutePaper>().HasIndex(p => new { p.RouteId, p.Kind }).IsUnique();
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
