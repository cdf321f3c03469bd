using Homeward.Journey.Branches;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Crew;

/// <summary>The stage's tables and its doors into the database.</summary>
public static class CrewTables
{
    extension(JourneyDb db)
    {
        public DbSet<Person> People => db.Set<Person>();
        public DbSet<Credential> Credentials => db.Set<Credential>();
        public DbSet<Shift> Shifts => db.Set<Shift>();
        public DbSet<Vehicle> Vehicles => db.Set<Vehicle>();
    }

    internal static void Map(ModelBuilder builder)
    {
        builder.Entity<Person>(t =>
        {
            t.ToTable("People").Ignore(p => p.Name);
            t.Property(p => p.Languages).AsJson();
            t.HasOne<Branch>().WithMany().HasForeignKey(p => p.BranchId).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<Credential>(t =>
        {
            t.HasIndex(c => new { c.PersonId, c.Skill });
            t.HasIndex(c => c.ValidTo);
            t.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<Shift>(t =>
        {
            t.HasIndex(s => new { s.BranchId, s.Date });
            t.HasIndex(s => new { s.PersonId, s.Date });
            t.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Restrict);
            t.HasOne<Vehicle>().WithMany().HasForeignKey(s => s.VehicleId).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<Vehicle>().HasIndex(v => new { v.BranchId, v.Name }).IsUnique();
    }
}
