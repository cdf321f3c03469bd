using System.Data;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Shared;

/// <summary>What a backup holds: shown after it was made and checked after it was restored.</summary>
public sealed record BackupManifest(
    int Format,
    DateTime MadeAt,
    string Engine,
    bool WithKeys,
    SortedDictionary<string, long> Rows,
    long Blobs,
    string? LastSeal
);

/// <summary>
/// A whole branch in one file: every table from one snapshot, every stored file still encrypted, and the keys. Taken from a running
/// host. Guard it like the data itself: with the keys in it, it can be read.
/// </summary>
public sealed class MakeBackup(JourneyDb db, Storage storage, TimeProvider clock)
{
    public const int Format = 1;

    public async Task<BackupManifest> Run(Stream to, bool withKeys, CancellationToken ct)
    {
        await using var gzip = new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true);
        await using var tar = new TarWriter(gzip, TarEntryFormat.Pax);
        var rows = new SortedDictionary<string, long>(StringComparer.Ordinal);
        string? seal;
        // One snapshot for all tables: SQLite reads the state at its first read, PostgreSQL at repeatable read.
        await using (
            var snapshot = await db.Database.BeginTransactionAsync(
                storage.Kind == StorageKind.Postgres ? IsolationLevel.RepeatableRead : IsolationLevel.Serializable,
                ct
            )
        )
        {
            seal = await db.AuditSeals.OrderByDescending(s => s.No).Select(s => s.Hash).FirstOrDefaultAsync(ct);
            foreach (var table in TableDump.Tables(db))
            {
                var name = table.GetTableName()!;
                // A tar entry tells its length first: the table goes through a temporary file that deletes itself.
                await using var part = new FileStream(
                    Path.GetTempFileName(),
                    FileMode.Create,
                    FileAccess.ReadWrite,
                    FileShare.None,
                    1 << 16,
                    FileOptions.DeleteOnClose
                );
                rows[name] = await TableDump.Write(db, table, part, ct);
                part.Position = 0;
                await tar.WriteEntryAsync(
                    new PaxTarEntry(TarEntryType.RegularFile, $"tables/{name}.jsonl") { DataStream = part },
                    ct
                );
            }
        }
        var blobs = await AddFolder(tar, "blobs", ct);
        if (withKeys)
            await AddFolder(tar, "keys", ct);
        var manifest = new BackupManifest(
            Format,
            clock.GetUtcNow().UtcDateTime,
            storage.Kind.ToString(),
            withKeys,
            rows,
            blobs,
            seal
        );
        using var json = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Json.Write(manifest)));
        await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, "manifest.json") { DataStream = json }, ct);
        return manifest;
    }

    private async Task<long> AddFolder(TarWriter tar, string folder, CancellationToken ct)
    {
        var root = Path.Combine(storage.DataFolder, folder);
        var count = 0L;
        if (!Directory.Exists(root))
            return 0;
        foreach (
            var file in Directory
                .EnumerateFiles(root, "*", SearchOption.AllDirectories)
                .Where(f => !f.EndsWith(".part", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        )
        {
            await tar.WriteEntryAsync(file, Path.GetRelativePath(storage.DataFolder, file).Replace('\\', '/'), ct);
            count++;
        }
        return count;
    }
}

/// <summary>Why a backup could not be restored.</summary>
public sealed record CannotRestore(string Reason, string What) : Refusal("BAK-001", Reason, What);

/// <summary>Puts a backup into an empty place: everything, or nothing.</summary>
public sealed class RestoreBackup(JourneyDb db, Storage storage)
{
    public async Task<Outcome<BackupManifest>> Run(Stream from, CancellationToken ct)
    {
        if (await db.Audit.AnyAsync(ct) || await db.Set<Account>().AnyAsync(ct))
            return new CannotRestore(
                "The database is not empty.",
                "Restore into an empty database and an empty data folder, then point Homeward at them."
            );
        // Unpacked beside the data first: a truncated archive must be found before anything is written.
        var unpacked = Directory.CreateTempSubdirectory("homeward-restore-").FullName;
        try
        {
            await using (var gzip = new GZipStream(from, CompressionMode.Decompress))
                await TarFile.ExtractToDirectoryAsync(gzip, unpacked, overwriteFiles: false, ct);
            var manifest = await Manifest(unpacked, ct);
            if (manifest is null)
                return new CannotRestore(
                    "The file is not a complete Homeward backup.",
                    "Take the newest backup that ended without an error."
                );
            if (manifest.Format > MakeBackup.Format)
                return new CannotRestore(
                    "The backup was made by a newer version.",
                    "Update Homeward to at least that version and restore again."
                );
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            foreach (var table in TableDump.Tables(db))
            {
                var path = Path.Combine(unpacked, "tables", $"{table.GetTableName()}.jsonl");
                if (!Path.Exists(path))
                    continue;
                using var rows = new StreamReader(path);
                var read = await TableDump.Read(db, table, rows, ct);
                if (manifest.Rows.TryGetValue(table.GetTableName()!, out var expected) && read != expected)
                    return new CannotRestore(
                        $"{table.GetTableName()} holds {read} rows; the backup says {expected}.",
                        "The file was altered: take another."
                    );
            }
            CopyFolder(unpacked, "blobs");
            CopyFolder(unpacked, "keys");
            await transaction.CommitAsync(ct);
            return manifest;
        }
        catch (Exception e)
            when (e
                    is InvalidDataException
                        or EndOfStreamException
                        or System.Text.Json.JsonException
                        or CryptographicException
            )
        {
            return new CannotRestore(
                "The file is damaged or is not a Homeward backup.",
                "Take another backup; nothing was changed here."
            );
        }
        finally
        {
            Directory.Delete(unpacked, recursive: true);
        }
    }

    private static async Task<BackupManifest?> Manifest(string folder, CancellationToken ct)
    {
        var path = Path.Combine(folder, "manifest.json");
        if (!Path.Exists(path))
            return null;
        using var reader = new StreamReader(path);
        return Json.Read<BackupManifest>(await reader.ReadToEndAsync(ct));
    }

    private void CopyFolder(string unpacked, string folder)
    {
        var root = Path.Combine(unpacked, folder);
        if (!Directory.Exists(root))
            return;
        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(storage.DataFolder, Path.GetRelativePath(unpacked, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            new FileInfo(file).CopyTo(target, overwrite: true);
        }
    }
}
