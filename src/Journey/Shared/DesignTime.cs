using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Homeward.Journey.Shared;

/// <summary>How <c>dotnet ef</c> makes the contexts when it writes migrations; no database is touched.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteJourneyDb>
{
    public SqliteJourneyDb CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<SqliteJourneyDb>().UseSqlite("Data Source=design.db").Options,
            new(),
            TimeProvider.System
        );
}

/// <inheritdoc cref="SqliteDesignTime"/>
internal sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresJourneyDb>
{
    public PostgresJourneyDb CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<PostgresJourneyDb>().UseNpgsql("Host=127.0.0.1;Database=design").Options,
            new(),
            TimeProvider.System
        );
}
