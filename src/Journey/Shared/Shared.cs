using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Homeward.Journey.Shared;

public static class SharedServices
{
    public static IServiceCollection AddShared(this IServiceCollection services, Storage storage)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(storage);
        services.AddSingleton<WriteGate>();
        services.AddSingleton<OutboxBell>();
        services.AddSingleton<OutboxPump>();
        services.AddSingleton<Pulse>();
        services.AddSingleton<MasterKey>();
        services.AddSingleton<BlobStore>();
        services.AddScoped<CurrentActor>();
        services.AddScoped<Desk>();
        services.AddScoped<AuditSealer>();
        services.AddScoped<VerifyAudit>();
        services.AddScoped<VerifyBlobs>();
        services.AddScoped<MakeBackup>();
        services.AddScoped<RestoreBackup>();
        if (storage.Kind == StorageKind.Sqlite)
        {
            services.AddDbContext<SqliteJourneyDb>(o =>
                Strict(o).UseSqlite(storage.ConnectionString, s => s.UseQuerySplittingBehavior(SplitBy))
            );
            services.AddScoped<JourneyDb>(s => s.GetRequiredService<SqliteJourneyDb>());
        }
        else
        {
            services.AddDbContext<PostgresJourneyDb>(o =>
                Strict(o).UseNpgsql(storage.ConnectionString, s => s.UseQuerySplittingBehavior(SplitBy))
            );
            services.AddScoped<JourneyDb>(s => s.GetRequiredService<PostgresJourneyDb>());
        }
        return services;
    }

    // Two lists of one thing are two queries: joined, they would multiply.
    private const QuerySplittingBehavior SplitBy = QuerySplittingBehavior.SplitQuery;

    /// <summary>What EF only warns of, and nobody reads: the first rows of no order are a different answer each time.</summary>
    private static DbContextOptionsBuilder Strict(DbContextOptionsBuilder options) =>
        options.ConfigureWarnings(w => w.Throw(CoreEventId.RowLimitingOperationWithoutOrderByWarning));

    /// <summary>The workers of a running host: outbox and audit sealer. Tools and tests pump by hand.</summary>
    public static IServiceCollection AddJourneyWorkers(this IServiceCollection services) =>
        services.AddHostedService<OutboxWorker>().AddHostedService<SealWorker>();

    /// <summary>Brings the database to this version's shape: the folder, the migrations, SQLite's write-ahead log.</summary>
    public static async Task PrepareDatabase(this IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var storage = scope.ServiceProvider.GetRequiredService<Storage>();
        Directory.CreateDirectory(storage.DataFolder);
        var db = scope.ServiceProvider.GetRequiredService<JourneyDb>();
        await db.Database.MigrateAsync(ct);
        if (storage.Kind == StorageKind.Sqlite)
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;", ct);
    }
}
