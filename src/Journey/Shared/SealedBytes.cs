using System.Security.Cryptography;

namespace Homeward.Journey.Shared;

/// <summary>Bytes encrypted at rest (AES-256-GCM), laid out as nonce, tag, cipher text.</summary>
public static class SealedBytes
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>How much longer the sealed bytes are than the plain ones.</summary>
    public const int Overhead = NonceBytes + TagBytes;

    /// <param name="key">32 bytes, derived for one purpose: <see cref="MasterKey.Derive"/>.</param>
    /// <param name="plain">What is kept secret.</param>
    /// <param name="bound">What the sealed bytes belong to; they open only with the same again.</param>
    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> bound = default)
    {
        var result = new byte[Overhead + plain.Length];
        var nonce = result.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, plain, result.AsSpan(Overhead), result.AsSpan(NonceBytes, TagBytes), bound);
        return result;
    }

    /// <summary>Throws <see cref="CryptographicException"/> when they were altered or belong to something else.</summary>
    public static byte[] Open(byte[] key, ReadOnlySpan<byte> stored, ReadOnlySpan<byte> bound = default)
    {
        if (stored.Length < Overhead)
            throw new CryptographicException("The sealed bytes are cut short.");
        var plain = new byte[stored.Length - Overhead];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(stored[..NonceBytes], stored[Overhead..], stored.Slice(NonceBytes, TagBytes), plain, bound);
        return plain;
    }
}
