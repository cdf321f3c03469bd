using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Stock;

/// <summary>The stage's tables and its doors into the database.</summary>
public static class StockTables
{
    extension(JourneyDb db)
    {
        public DbSet<Unit> Units => db.Set<Unit>();
        public DbSet<Bin> Bins => db.Set<Bin>();
        public DbSet<Lot> Lots => db.Set<Lot>();
        public DbSet<Balance> Balances => db.Set<Balance>();
        public DbSet<Reservation> Reservations => db.Set<Reservation>();
        public DbSet<CustodyMove> CustodyMoves => db.Set<CustodyMove>();
        public DbSet<CustodyPosting> CustodyPostings => db.Set<CustodyPosting>();
        public DbSet<Transfer> Transfers => db.Set<Transfer>();
        public DbSet<ParLevel> ParLevels => db.Set<ParLevel>();
        public DbSet<BinCount> BinCounts => db.Set<BinCount>();
    }

    internal static void Map(ModelBuilder builder)
    {
        builder.Entity<Unit>(t =>
        {
            t.HasIndex(u => new { u.ItemId, u.Serial }).IsUnique();
            t.HasIndex(u => u.Serial);
            t.HasIndex(u => new
            {
                u.BranchId,
                u.ItemId,
                u.State,
            });
            t.HasIndex(u => new { u.PlaceKind, u.PlaceId });
            t.HasIndex(u => u.OrderLineId);
            t.HasIndex(u => u.LotId);
            t.Ignore(u => u.Place);
            t.HasOne<CatalogueItem>().WithMany().HasForeignKey(u => u.ItemId).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<Bin>().HasIndex(b => new { b.BranchId, b.Code }).IsUnique();
        builder.Entity<Lot>().HasIndex(l => new { l.ItemId, l.Number }).IsUnique();
        builder.Entity<Balance>(t =>
        {
            t.HasIndex(b => new { b.BranchId, b.ItemId });
            t.HasIndex(b => new
                {
                    b.ItemId,
                    b.LotId,
                    b.PlaceKind,
                    b.PlaceId,
                })
                .IsUnique();
        });
        builder.Entity<Reservation>(t =>
        {
            t.HasIndex(r => r.OrderLineId);
            t.HasIndex(r => r.UnitId).IsUnique();
            t.HasIndex(r => r.BalanceId);
        });
        builder.Entity<CustodyMove>(t =>
        {
            t.HasIndex(m => new { m.BranchId, m.At });
            t.HasMany(m => m.Postings).WithOne().HasForeignKey(p => p.MoveId);
        });
        builder.Entity<CustodyPosting>(t =>
        {
            t.ToTable("CustodyPostings").HasIndex(p => p.UnitId);
            t.HasIndex(p => new { p.PlaceKind, p.PlaceId });
            t.HasIndex(p => p.LotId);
            t.HasIndex(p => p.MoveId);
        });
        builder.Entity<Transfer>(t =>
        {
            t.HasIndex(x => x.Number).IsUnique();
            t.HasIndex(x => new { x.ToBranchId, x.State });
            t.Property(x => x.UnitIds).AsJson();
            t.Property(x => x.Counted).AsJson();
        });
        builder.Entity<ParLevel>().HasIndex(p => new { p.BranchId, p.ItemId }).IsUnique();
        builder.Entity<BinCount>(t =>
        {
            t.HasIndex(c => new { c.BinId, c.At });
            t.Property(c => c.Findings).AsJson();
        });
    }
}
