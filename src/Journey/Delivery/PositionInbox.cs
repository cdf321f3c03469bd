using System.Collections.Concurrent;
using System.Data.Common;
using Homeward.Journey.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;

namespace Homeward.Journey.Delivery;

/// <summary>
/// Writes places into the history, many senders' together: whoever comes while a write is under way waits for the next, and all of
/// a write wait for one commit. What is answered is on disk. A place that is there already is not written again.
/// </summary>
public sealed class PositionInbox(IServiceScopeFactory scopes, Storage storage, WriteGate gate)
{
    /// <summary>More than this waiting means the database cannot keep up: the sender keeps them and comes again.</summary>
    public const int MostWaiting = 50_000;
    private const int MostInOne = 5_000;
    private readonly ConcurrentQueue<Parcel> queue = [];
    private int waiting;
    private int pumping;

    private sealed record Parcel(IReadOnlyList<Position> Rows, TaskCompletionSource<int> Done);

    /// <summary>How many were new, once all are on disk; null when there is no room now.</summary>
    internal async Task<int?> Put(IReadOnlyList<Position> rows)
    {
        if (rows.Count == 0)
            return 0;
        if (Interlocked.Add(ref waiting, rows.Count) > MostWaiting)
        {
            Interlocked.Add(ref waiting, -rows.Count);
            return null;
        }
        var parcel = new Parcel(rows, new(TaskCreationOptions.RunContinuationsAsynchronously));
        queue.Enqueue(parcel);
        if (Interlocked.CompareExchange(ref pumping, 1, 0) == 0)
            _ = Task.Run(Pump);
        return await parcel.Done.Task;
    }

    private async Task Pump()
    {
        do
        {
            while (Take() is { Count: > 0 } parcels)
                await Write(parcels);
            Interlocked.Exchange(ref pumping, 0);
            // Somebody may have come between the last look and the word that nobody pumps.
        } while (!queue.IsEmpty && Interlocked.CompareExchange(ref pumping, 1, 0) == 0);
    }

    private List<Parcel> Take()
    {
        var parcels = new List<Parcel>();
        var rows = 0;
        while (rows < MostInOne && queue.TryDequeue(out var parcel))
        {
            parcels.Add(parcel);
            rows += parcel.Rows.Count;
        }
        return parcels;
    }

    private async Task Write(List<Parcel> parcels)
    {
        var rows = parcels.SelectMany(p => p.Rows).ToList();
        try
        {
            using var pass = await gate.Enter(CancellationToken.None);
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<JourneyDb>();
            await db.Database.OpenConnectionAsync();
            var connection = db.Database.GetDbConnection();
            var added =
                storage.Kind == StorageKind.Sqlite
                    ? await Insert((SqliteConnection)connection, rows)
                    : await Insert((NpgsqlConnection)connection, rows);
            foreach (var parcel in parcels)
                parcel.Done.TrySetResult(parcel.Rows.Count(r => added.Remove((r.VehicleId, r.At))));
        }
        catch (Exception e)
        {
            foreach (var parcel in parcels)
                parcel.Done.TrySetException(e);
        }
        finally
        {
            Interlocked.Add(ref waiting, -rows.Count);
        }
    }

    private const string Columns = """
        "VehicleId", "At", "BranchId", "PersonId", "ReceivedAt", "Latitude", "Longitude", "AccuracyMetres", "SpeedMetresPerSecond", "BearingDegrees"
        """;

    private static async Task<HashSet<(Guid, DateTime)>> Insert(SqliteConnection connection, List<Position> rows)
    {
        var added = new HashSet<(Guid, DateTime)>();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.Transaction = (SqliteTransaction)transaction;
        command.CommandText =
            $"INSERT INTO \"Position\" ({Columns}) VALUES (@a, @b, @c, @d, @e, @f, @g, @h, @i, @j) ON CONFLICT DO NOTHING";
        var values = Enumerable.Range('a', 10).Select(i => new SqliteParameter($"@{(char)i}", null)).ToArray();
        command.Parameters.AddRange(values);
        foreach (var r in rows)
        {
            (values[0].Value, values[1].Value, values[2].Value) = (r.VehicleId, r.At, r.BranchId);
            (values[3].Value, values[4].Value) = (r.PersonId, r.ReceivedAt);
            (values[5].Value, values[6].Value) = (r.Latitude, r.Longitude);
            values[7].Value = (object?)r.AccuracyMetres ?? DBNull.Value;
            values[8].Value = (object?)r.SpeedMetresPerSecond ?? DBNull.Value;
            values[9].Value = (object?)r.BearingDegrees ?? DBNull.Value;
            if (command.ExecuteNonQuery() == 1)
                added.Add((r.VehicleId, r.At));
        }
        await transaction.CommitAsync();
        return added;
    }

    private static async Task<HashSet<(Guid, DateTime)>> Insert(NpgsqlConnection connection, List<Position> rows)
    {
        // In the order of the key, so that two nodes that write the same places never wait for each other in a ring.
        rows.Sort((a, b) => a.VehicleId.CompareTo(b.VehicleId) is not 0 and var v ? v : a.At.CompareTo(b.At));
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"INSERT INTO \"Position\" ({Columns}) SELECT * FROM unnest(@a, @b, @c, @d, @e, @f, @g, @h, @i, @j) ON CONFLICT DO NOTHING RETURNING \"VehicleId\", \"At\"";
        void Add<T>(string name, NpgsqlDbType type, Func<Position, T> value) =>
            command.Parameters.Add(
                new NpgsqlParameter<T[]>(name, NpgsqlDbType.Array | type) { TypedValue = [.. rows.Select(value)] }
            );
        Add("a", NpgsqlDbType.Uuid, r => r.VehicleId);
        Add("b", NpgsqlDbType.TimestampTz, r => r.At);
        Add("c", NpgsqlDbType.Uuid, r => r.BranchId);
        Add("d", NpgsqlDbType.Uuid, r => r.PersonId);
        Add("e", NpgsqlDbType.TimestampTz, r => r.ReceivedAt);
        Add("f", NpgsqlDbType.Double, r => r.Latitude);
        Add("g", NpgsqlDbType.Double, r => r.Longitude);
        Add("h", NpgsqlDbType.Double, r => r.AccuracyMetres);
        Add("i", NpgsqlDbType.Double, r => r.SpeedMetresPerSecond);
        Add("j", NpgsqlDbType.Double, r => r.BearingDegrees);
        var added = new HashSet<(Guid, DateTime)>();
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            added.Add((reader.GetGuid(0), DateTime.SpecifyKind(reader.GetDateTime(1), DateTimeKind.Utc)));
        return added;
    }
}
