#pragma warning disable RS0030 // This is the blob store: the one place that touches files.
using System.Security.Cryptography;

namespace Homeward.Journey.Shared;

/// <summary>
/// Photos, signatures and documents: encrypted at rest (AES-256-GCM), addressed by the SHA-256 of their content, written
/// whole or not at all. The same content is stored once.
/// </summary>
public sealed class BlobStore
{
    public const int MaxBytes = 25 * 1024 * 1024;
    private static readonly byte[] Magic = "HWB1"u8.ToArray();

    private readonly string folder;
    private readonly byte[] key;

    public BlobStore(Storage storage, MasterKey master)
    {
        folder = Path.Combine(storage.DataFolder, "blobs");
        Directory.CreateDirectory(folder);
        key = master.Derive("stored files");
    }

    /// <summary>Stores the content and returns its address: the SHA-256 in lower-case hex.</summary>
    public async Task<string> Put(ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        if (content.Length > MaxBytes)
            throw new ArgumentOutOfRangeException(nameof(content), $"A file may hold {MaxBytes / 1024 / 1024} MB.");
        var digest = SHA256.HashData(content.Span);
        var hash = Convert.ToHexStringLower(digest);
        var path = PathOf(hash);
        if (File.Exists(path))
            return hash;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{RandomNumberGenerator.GetHexString(8)}.part";
        await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            await file.WriteAsync(Seal(content.Span, digest), ct);
            file.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
        return hash;
    }

    /// <summary>The content at this address; null when there is none. Throws <see cref="CryptographicException"/> when it was tampered with.</summary>
    public async Task<byte[]?> Get(string hash, CancellationToken ct)
    {
        if (!IsAddress(hash))
            return null;
        var path = PathOf(hash);
        return File.Exists(path) ? Open(await File.ReadAllBytesAsync(path, ct), Convert.FromHexString(hash)) : null;
    }

    public bool Has(string hash) => IsAddress(hash) && File.Exists(PathOf(hash));

    /// <summary>Every address in the store.</summary>
    public IEnumerable<string> All() =>
        Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetFileName(f)!)
            .Where(IsAddress);

    private static bool IsAddress(string hash) => hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower);

    private string PathOf(string hash) => Path.Combine(folder, hash[..2], hash);

    private byte[] Seal(ReadOnlySpan<byte> content, byte[] digest) =>
        [.. Magic, .. SealedBytes.Seal(key, content, digest)];

    private byte[] Open(byte[] stored, byte[] digest)
    {
        if (stored.Length < Magic.Length + SealedBytes.Overhead || !stored.AsSpan(0, Magic.Length).SequenceEqual(Magic))
            throw new CryptographicException("The stored file is not one of ours.");
        var content = SealedBytes.Open(key, stored.AsSpan(Magic.Length), digest);
        return SHA256.HashData(content).AsSpan().SequenceEqual(digest)
            ? content
            : throw new CryptographicException("The stored file was altered.");
    }
}
