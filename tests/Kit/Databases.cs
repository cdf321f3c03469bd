using System.Reflection;
using Homeward.Journey;
using Homeward.Journey.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit.Sdk;
using Xunit.v3;

namespace Homeward.TestKit;

/// <summary>Runs a test once on SQLite and once on PostgreSQL: its first parameter is the <see cref="StorageKind"/>.</summary>
public sealed class OnBothDatabasesAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod,
        DisposalTracker disposalTracker
    ) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([
            new TheoryDataRow<StorageKind>(StorageKind.Sqlite),
            new TheoryDataRow<StorageKind>(StorageKind.Postgres),
        ]);

    public override bool SupportsDiscoveryEnumeration() => true;
}

/// <summary>A database of its own for each test, copied from a template made once a process.</summary>
public static class Databases
{
    private static readonly Lazy<Task<string>> SqliteTemplate = new(MakeSqliteTemplate);
    private static readonly Lazy<Task<string>> PostgresTemplate = new(MakePostgresTemplate);
    private static int count;

    /// <summary>A fresh, empty, migrated database. Skips the test, saying so, where PostgreSQL is missing.</summary>
    public static async Task<Storage> Fresh(StorageKind kind)
    {
        var folder = Directory.CreateTempSubdirectory("homeward-test-").FullName;
        if (kind == StorageKind.Sqlite)
        {
            File.Copy(await SqliteTemplate.Value, Path.Combine(folder, "homeward.db"));
            return Storage.From(null, folder);
        }
        var server = await Server();
        var template = await PostgresTemplate.Value;
        var name = $"hw_{Environment.ProcessId}_{Interlocked.Increment(ref count)}";
        return Storage.From(await Postgres.Create(server, name, template), folder);
    }

    /// <summary>A database without a single table.</summary>
    public static async Task<Storage> Empty(StorageKind kind)
    {
        var folder = Directory.CreateTempSubdirectory("homeward-test-").FullName;
        return kind == StorageKind.Sqlite
            ? Storage.From(null, folder)
            : Storage.From(
                await Postgres.Create(await Server(), $"hw_{Environment.ProcessId}_{Interlocked.Increment(ref count)}"),
                folder
            );
    }

    public static async Task Drop(Storage storage)
    {
        if (storage.Kind == StorageKind.Postgres)
        {
            NpgsqlConnection.ClearPool(new NpgsqlConnection(storage.ConnectionString));
            await Postgres.Drop(await Server(), new NpgsqlConnectionStringBuilder(storage.ConnectionString).Database!);
        }
        else
        {
            SqliteConnection.ClearPool(new SqliteConnection(storage.ConnectionString));
        }
        Directory.Delete(storage.DataFolder, recursive: true);
    }

    private static async Task<string> Server()
    {
        var server = await Postgres.Connection;
        if (server is null)
            Assert.Skip("LEFT OUT: PostgreSQL is not installed here, so this test ran on SQLite only.");
        return server;
    }

    private static async Task<string> MakeSqliteTemplate()
    {
        var folder = Directory.CreateTempSubdirectory("homeward-template-").FullName;
        var storage = Storage.From(null, folder);
        await Create(storage);
        SqliteConnection.ClearAllPools();
        return Path.Combine(folder, "homeward.db");
    }

    private static async Task<string> MakePostgresTemplate()
    {
        var name = $"hw_template_{Environment.ProcessId}";
        var connection = await Postgres.Create(await Server(), name);
        await Create(Storage.From(connection, Path.GetTempPath()));
        NpgsqlConnection.ClearPool(new NpgsqlConnection(connection));
        return name;
    }

    // EnsureCreated, not Migrate: the drift test proves that both make the same tables.
    private static async Task Create(Storage storage)
    {
        await using var services = new ServiceCollection().AddLogging().AddJourney(storage).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<JourneyDb>().Database.EnsureCreatedAsync();
    }
}
