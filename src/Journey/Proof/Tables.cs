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
        public DbSet<IssuedProof> IssuedProofs => db.Set<IssuedProof>();
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
            t.HasIndex(p => p.EvidenceHash);
        });
        builder.Entity<IssuedProof>(t =>
        {
            t.ToTable("IssuedProofs").HasIndex(i => i.PdfHash).IsUnique();
            t.HasIndex(i => i.EvidenceHash);
            t.HasIndex(i => i.ProofId);
        });
    }
}
