using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Branches;

/// <summary>The stage's tables and its doors into the database.</summary>
public static class BranchesTables
{
    extension(JourneyDb db)
    {
        public DbSet<Branch> Branches => db.Set<Branch>();
        public DbSet<CalendarDay> CalendarDays => db.Set<CalendarDay>();
        public DbSet<DeliveryZone> DeliveryZones => db.Set<DeliveryZone>();
        public DbSet<CatalogueItem> Items => db.Set<CatalogueItem>();
        public DbSet<Accessory> Accessories => db.Set<Accessory>();
        public DbSet<Kit> Kits => db.Set<Kit>();
        public DbSet<CodeListRow> CodeLists => db.Set<CodeListRow>();
        public DbSet<DocumentRule> DocumentRules => db.Set<DocumentRule>();
        public DbSet<BranchRule> BranchRules => db.Set<BranchRule>();
    }

    internal static void Map(ModelBuilder builder)
    {
        builder.Entity<Branch>(t =>
        {
            t.HasIndex(b => b.Code).IsUnique();
            t.Property(b => b.OpenDays).AsJson();
            t.Ignore(b => b.Zone);
        });
        builder.Entity<CalendarDay>().HasIndex(d => new { d.BranchId, d.Date }).IsUnique();
        builder.Entity<DeliveryZone>(t =>
        {
            t.HasIndex(z => new { z.BranchId, z.Name }).IsUnique();
            t.Property(z => z.Days).AsJson();
        });
        builder.Entity<CatalogueItem>(t =>
        {
            t.ToTable("Items").HasIndex(i => i.Code).IsUnique();
            t.HasIndex(i => i.Hcpcs);
            t.HasIndex(i => i.Gtin);
        });
        builder.Entity<Accessory>().HasIndex(a => new { a.ItemId, a.AccessoryId }).IsUnique();
        builder.Entity<Kit>(t =>
        {
            t.HasIndex(k => k.Code).IsUnique();
            t.Property(k => k.Lines).AsJson();
        });
        builder
            .Entity<CodeListRow>()
            .ToTable("CodeLists")
            .HasIndex(r => new
            {
                r.List,
                r.Code,
                r.From,
            })
            .IsUnique();
        builder.Entity<DocumentRule>().HasIndex(r => new { r.Hcpcs, r.Payer });
        builder
            .Entity<BranchRule>()
            .ToTable("BranchRules")
            .HasIndex(r => new
            {
                r.BranchId,
                r.Key,
                r.From,
            });
    }
}
