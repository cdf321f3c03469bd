using System.Linq.Expressions;
using Homeward.Field;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Homeward.Journey.Shared;

/// <summary>
/// The one database. Each stage maps its own tables (Tables.cs) and opens its own doors. Every query is held to the branches
/// the current actor may see; every save writes the audit trail and raises the versions.
/// </summary>
public abstract class JourneyDb(DbContextOptions options, CurrentActor actor, TimeProvider clock)
    : IdentityUserContext<Account, Guid>(options)
{
    /// <summary>Switches the branch filter off for one query: <c>IgnoreQueryFilters([JourneyDb.BranchFilter])</c>, with the reason beside it.</summary>
    public const string BranchFilter = "branch";

    public DbSet<RoleGrant> RoleGrants => Set<RoleGrant>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<CommandRecord> Commands => Set<CommandRecord>();
    public DbSet<NumberSeries> Numbers => Set<NumberSeries>();
    public DbSet<Setting> Settings => Set<Setting>();
    public DbSet<AuditRecord> Audit => Set<AuditRecord>();
    public DbSet<AuditSeal> AuditSeals => Set<AuditSeal>();
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    // Read by the query filters at each query.
    internal bool SeesAll => actor.Value.AllBranches;
    internal IReadOnlyList<Guid> Seen => actor.Value.Branches;

    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    public override Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default
    )
    {
        ChangeTracker.DetectChanges();
        AuditCapture.Into(this, actor.Value, clock);
        foreach (var entry in ChangeTracker.Entries<IVersioned>().Where(e => e.State == EntityState.Modified))
            entry.Property(v => v.Version).CurrentValue = entry.Property(v => v.Version).OriginalValue + 1;
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Save with SaveChangesAsync: a blocked thread is a frozen screen.");

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<Mass>().HaveConversion<MassConverter>();
        configurationBuilder.Properties<Volume>().HaveConversion<VolumeConverter>();
        configurationBuilder.Properties<WorkTime>().HaveConversion<WorkTimeConverter>();
        configurationBuilder.Properties<Distance>().HaveConversion<DistanceConverter>();
        configurationBuilder.Properties<Money>().HaveConversion<MoneyConverter>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Account>(t =>
        {
            t.ToTable("Accounts");
            t.HasIndex(a => a.NormalizedEmail).IsUnique();
        });
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("AccountClaims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("AccountLogins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("AccountTokens");
        builder.Entity<RoleGrant>(t =>
        {
            t.HasIndex(g => new
                {
                    g.AccountId,
                    g.Role,
                    g.BranchId,
                })
                .IsUnique();
            t.HasOne<Account>().WithMany().HasForeignKey(g => g.AccountId);
        });
        builder.Entity<ApiKey>().HasIndex(k => k.Prefix).IsUnique();
        builder.Entity<CommandRecord>().ToTable("Commands");
        builder.Entity<NumberSeries>(t =>
        {
            t.ToTable("Numbers").HasKey(n => n.Name);
            t.Property(n => n.Last).IsConcurrencyToken();
        });
        builder.Entity<Setting>().HasIndex(s => new { s.Key, s.BranchId }).IsUnique();
        builder.Entity<AuditRecord>(t =>
        {
            t.ToTable("Audit").HasIndex(a => new { a.SealNo, a.Leaf });
            t.HasIndex(a => new { a.SubjectId, a.At });
            t.HasIndex(a => new { a.PatientId, a.At });
            t.HasIndex(a => a.At);
        });
        builder.Entity<AuditSeal>(t =>
        {
            t.HasKey(s => s.No);
            t.Property(s => s.No).ValueGeneratedNever();
        });
        builder.Entity<OutboxMessage>().ToTable("Outbox").HasIndex(m => new { m.DoneAt, m.DueAt });
        Stages.Map(builder);
        foreach (var type in builder.Model.GetEntityTypes().Select(t => t.ClrType).ToList())
            Hold(builder, type);
        Stages.Sight(builder, this);
    }

    private void Hold(ModelBuilder builder, Type type)
    {
        if (typeof(IVersioned).IsAssignableFrom(type))
            builder.Entity(type).Property(nameof(IVersioned.Version)).IsConcurrencyToken();
        // Ids are made by whoever makes the thing; a database that made them would need a round trip first.
        if (builder.Model.FindEntityType(type)?.FindProperty("Id") is { } id && id.ClrType == typeof(Guid))
            id.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
        if (!typeof(IBranchScoped).IsAssignableFrom(type))
            return;
        // e => SeesAll || Seen.Contains(e.BranchId)
        var row = Expression.Parameter(type, "row");
        var me = Expression.Constant(this, typeof(JourneyDb));
        var seen = Expression.Property(me, nameof(Seen));
        var contains = Expression.Call(
            typeof(Enumerable),
            nameof(Enumerable.Contains),
            [typeof(Guid)],
            seen,
            Expression.Property(row, nameof(IBranchScoped.BranchId))
        );
        builder
            .Entity(type)
            .HasQueryFilter(
                BranchFilter,
                Expression.Lambda(Expression.OrElse(Expression.Property(me, nameof(SeesAll)), contains), row)
            );
    }

    private sealed class UtcConverter()
        : ValueConverter<DateTime, DateTime>(
            d => d.Kind == DateTimeKind.Utc ? d : Unspecified(d),
            d => DateTime.SpecifyKind(d, DateTimeKind.Utc)
        )
    {
        // A time that was never set stays "never set".
        private static DateTime Unspecified(DateTime d) =>
            d.Ticks == 0
                ? DateTime.SpecifyKind(d, DateTimeKind.Utc)
                : throw new InvalidOperationException($"A stored time must be UTC; {d:O} does not say so.");
    }

    private sealed class MassConverter() : ValueConverter<Mass, int>(m => m.Grams, g => new Mass(g));

    private sealed class VolumeConverter() : ValueConverter<Volume, int>(v => v.Millilitres, m => new Volume(m));

    private sealed class WorkTimeConverter() : ValueConverter<WorkTime, int>(w => w.Seconds, s => new WorkTime(s));

    private sealed class DistanceConverter() : ValueConverter<Distance, int>(d => d.Metres, m => new Distance(m));

    private sealed class MoneyConverter() : ValueConverter<Money, long>(m => m.Cents, c => new Money(c));
}

/// <summary>The same model on SQLite; a type of its own, so that its migrations are its own.</summary>
public sealed class SqliteJourneyDb(DbContextOptions<SqliteJourneyDb> options, CurrentActor actor, TimeProvider clock)
    : JourneyDb(options, actor, clock);

/// <summary>The same model on PostgreSQL.</summary>
public sealed class PostgresJourneyDb(
    DbContextOptions<PostgresJourneyDb> options,
    CurrentActor actor,
    TimeProvider clock
) : JourneyDb(options, actor, clock);
