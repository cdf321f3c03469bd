using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Intake;

/// <summary>The stage's tables and its doors into the database.</summary>
public static class IntakeTables
{
    extension(JourneyDb db)
    {
        public DbSet<Patient> Patients => db.Set<Patient>();
        public DbSet<PatientKey> PatientKeys => db.Set<PatientKey>();
        public DbSet<Coverage> Coverages => db.Set<Coverage>();
        public DbSet<Authorisation> Authorisations => db.Set<Authorisation>();
        public DbSet<PatientDocument> Documents => db.Set<PatientDocument>();
        public DbSet<Practitioner> Practitioners => db.Set<Practitioner>();
        public DbSet<ReferralSource> ReferralSources => db.Set<ReferralSource>();
        public DbSet<Order> Orders => db.Set<Order>();
        public DbSet<OrderLine> OrderLines => db.Set<OrderLine>();
        public DbSet<OrderAttempt> OrderAttempts => db.Set<OrderAttempt>();
        public DbSet<RecurringSupply> RecurringSupplies => db.Set<RecurringSupply>();
        public DbSet<ImportRun> ImportRuns => db.Set<ImportRun>();
    }

    internal static void Map(ModelBuilder builder)
    {
        builder.Entity<Patient>(t =>
        {
            t.HasIndex(p => p.Number).IsUnique();
            t.HasIndex(p => new { p.BranchId, p.SearchName });
            t.HasIndex(p => p.BirthDate);
            t.HasIndex(p => p.Phone);
            t.HasIndex(p => p.OtherPhone);
            t.Property(p => p.Identifiers).AsJson();
            t.Ignore(p => p.Name);
            t.HasOne<Branch>().WithMany().HasForeignKey(p => p.BranchId).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<PatientKey>(t =>
        {
            t.ToTable("PatientKeys").HasIndex(k => new { k.BranchId, k.Key }).IsUnique();
            t.HasIndex(k => k.PatientId);
            t.HasIndex(k => k.Key);
        });
        builder.Entity<Coverage>().HasIndex(c => c.PatientId);
        builder.Entity<Authorisation>().HasIndex(a => a.PatientId);
        builder.Entity<PatientDocument>(t =>
        {
            t.ToTable("Documents").HasIndex(d => d.PatientId);
            t.HasIndex(d => d.OrderId);
            t.Property(d => d.Covers).AsJson();
        });
        builder.Entity<Practitioner>().HasIndex(p => p.Npi).IsUnique();
        builder.Entity<ReferralSource>().HasIndex(r => r.Name).IsUnique();
        builder.Entity<Order>(t =>
        {
            t.HasIndex(o => o.Number).IsUnique();
            t.HasIndex(o => new
            {
                o.BranchId,
                o.State,
                o.DueAt,
            });
            t.HasIndex(o => new { o.BranchId, o.ReceivedAt });
            t.HasIndex(o => o.PatientId);
            t.HasIndex(o => new { o.BranchId, o.ExternalId }).IsUnique();
            t.Property(o => o.Diagnoses).AsJson();
            t.Ignore(o => o.NotBillable);
            t.HasOne<Patient>().WithMany().HasForeignKey(o => o.PatientId).OnDelete(DeleteBehavior.Restrict);
            t.HasMany(o => o.Lines).WithOne().HasForeignKey(l => l.OrderId);
        });
        builder.Entity<OrderLine>(t =>
        {
            t.ToTable("OrderLines").HasIndex(l => new { l.OrderId, l.No });
            t.HasOne<CatalogueItem>().WithMany().HasForeignKey(l => l.ItemId).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<OrderAttempt>(t =>
        {
            t.HasIndex(a => new { a.VisitId, a.Delivered }).IsUnique();
            t.HasIndex(a => a.OrderId);
            t.Property(a => a.Lines).AsJson();
            t.HasOne<Order>().WithMany().HasForeignKey(a => a.OrderId);
        });
        builder.Entity<RecurringSupply>(t =>
        {
            t.HasIndex(r => new
            {
                r.BranchId,
                r.State,
                r.RunsOutOn,
            });
            t.HasIndex(r => r.PatientId);
            t.Property(r => r.Diagnoses).AsJson();
        });
        builder.Entity<ImportRun>(t =>
        {
            t.HasIndex(r => new { r.BranchId, r.At });
        });
    }
}
