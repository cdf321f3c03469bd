using Microsoft.Data.Sqlite;
using Npgsql;

namespace Homeward.Journey.Shared;

public enum StorageKind
{
    Sqlite,
    Postgres,
}

/// <summary>Where the facts live. The connection string decides the engine: one that names a host is PostgreSQL.</summary>
public sealed record Storage(StorageKind Kind, string ConnectionString, string DataFolder)
{
    /// <param name="connectionString">SQLite ("Data Source=...") or PostgreSQL ("Host=..."); empty means SQLite in the data folder.</param>
    /// <param name="dataFolder">Holds the SQLite file, the blobs and the keys.</param>
    public static Storage From(string? connectionString, string dataFolder)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
            connectionString = $"Data Source={Path.Combine(dataFolder, "homeward.db")}";
        var postgres =
            connectionString.Contains("Host=", StringComparison.OrdinalIgnoreCase)
            || connectionString.StartsWith("postgres", StringComparison.OrdinalIgnoreCase);
        return postgres
            ? new(
                StorageKind.Postgres,
                new NpgsqlConnectionStringBuilder(connectionString).ConnectionString,
                dataFolder
            )
            : new(
                StorageKind.Sqlite,
                new SqliteConnectionStringBuilder(connectionString)
                {
                    ForeignKeys = true,
                    DefaultTimeout = 30,
                }.ConnectionString,
                dataFolder
            );
    }
}
