using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Proof;

/// <summary>The stage's tables and its doors into the database.</summary>
public static class ProofTables
{
    extension(JourneyDb db)
    {
        public DbSet<Evidence> Evidence => db.Set<Evidence>();
        public DbSet<ProofDocument> Proofs => db.Set<ProofDocument>();
    }

    internal static void Map(ModelBuilder builder)
    {
        builder.Entity<Evidence>().ToTable("Evidence").HasIndex(e => e.VisitId);
        builder.Entity<ProofDocument>(t =>
        {
            t.ToTable("Proofs").HasIndex(p => p.VisitId).IsUnique();
            t.HasIndex(p => new
            {
                p.BranchId,
                p.State,
                p.MadeAt,
            });
            t.HasIndex(p => p.OrderId);
            t.HasIndex(p => p.PdfBlob);
        });
    }
}
