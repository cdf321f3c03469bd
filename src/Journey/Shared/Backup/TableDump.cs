using System.Data.Common;
using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Homeward.Journey.Shared;

/// <summary>
/// Reads and writes whole tables as JSON lines, by the model: what one engine wrote the other can read, so a backup of SQLite
/// restores into PostgreSQL and back.
/// </summary>
internal static class TableDump
{
    private static readonly MethodInfo Reader = typeof(TableDump).GetMethod(
        nameof(Rows),
        BindingFlags.NonPublic | BindingFlags.Static
    )!;

    /// <summary>Every table, those that are pointed at before those that point at them.</summary>
    public static IReadOnlyList<IEntityType> Tables(JourneyDb db)
    {
        var left = db
            .Model.GetEntityTypes()
            .Where(t => !t.IsOwned() && t.GetTableName() is not null)
            .OrderBy(t => t.GetTableName(), StringComparer.Ordinal)
            .ToList();
        var ordered = new List<IEntityType>();
        while (left.Count > 0)
        {
            var next = left.First(t =>
                t.GetForeignKeys().All(f => f.PrincipalEntityType == t || ordered.Contains(f.PrincipalEntityType))
            );
            ordered.Add(next);
            left.Remove(next);
        }
        return ordered;
    }

    /// <summary>Writes the table's rows, one JSON object a line, in the order of the key; returns how many.</summary>
    public static async Task<long> Write(JourneyDb db, IEntityType table, Stream to, CancellationToken ct)
    {
        var properties = table.GetProperties().OrderBy(p => p.Name, StringComparer.Ordinal).ToList();
        var count = 0L;
        var rows = (IAsyncEnumerable<object>)Reader.MakeGenericMethod(table.ClrType).Invoke(null, [db])!;
        await foreach (var row in rows.WithCancellation(ct))
        {
            var line = new Dictionary<string, object?>();
            foreach (var property in properties)
                if (property.GetGetter().GetClrValue(row) is { } value)
                    line[property.Name] = value;
            await JsonSerializer.SerializeAsync(to, line, Json.Options, ct);
            to.WriteByte((byte)'\n');
            count++;
        }
        return count;
    }

    /// <summary>Inserts rows as they were dumped, past the change tracker: versions, seals and hidden fields stay what they were.</summary>
    public static async Task<long> Read(JourneyDb db, IEntityType table, TextReader from, CancellationToken ct)
    {
        var store = StoreObjectIdentifier.Table(table.GetTableName()!, table.GetSchema());
        var sql = db.GetService<ISqlGenerationHelper>();
        var properties = table.GetProperties().ToList();
        var columns = string.Join(", ", properties.Select(p => sql.DelimitIdentifier(p.GetColumnName(store)!)));
        var names = string.Join(", ", properties.Select((_, i) => $"@p{i}"));
        var connection = db.Database.GetDbConnection();
        await using var command = connection.CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText =
            $"INSERT INTO {sql.DelimitIdentifier(table.GetTableName()!)} ({columns}) VALUES ({names})";
        var count = 0L;
        while (await from.ReadLineAsync(ct) is { } line)
        {
            using var row = JsonDocument.Parse(line);
            command.Parameters.Clear();
            for (var i = 0; i < properties.Count; i++)
                command.Parameters.Add(Parameter(command, properties[i], row.RootElement, $"@p{i}"));
            await command.ExecuteNonQueryAsync(ct);
            count++;
        }
        return count;
    }

    private static DbParameter Parameter(DbCommand command, IProperty property, JsonElement row, string name)
    {
        var value = row.TryGetProperty(property.Name, out var json)
            ? json.Deserialize(property.ClrType, Json.Options)
            : null;
        if (value is DateTime { Kind: DateTimeKind.Unspecified } time)
            value = DateTime.SpecifyKind(time, DateTimeKind.Utc);
        return property.GetRelationalTypeMapping().CreateParameter(command, name, value, property.IsNullable);
    }

    private static async IAsyncEnumerable<object> Rows<T>(JourneyDb db)
        where T : class
    {
        var rows = db.Set<T>().IgnoreQueryFilters().IgnoreAutoIncludes().AsNoTracking();
        var key = db.Model.FindEntityType(typeof(T))!.FindPrimaryKey()!.Properties;
        var ordered = key.Skip(1)
            .Aggregate(
                rows.OrderBy(r => EF.Property<object>(r, key[0].Name)),
                (q, p) => q.ThenBy(r => EF.Property<object>(r, p.Name))
            );
        await foreach (var row in ordered.AsAsyncEnumerable())
            yield return row;
    }
}
