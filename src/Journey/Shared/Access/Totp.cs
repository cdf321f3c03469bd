using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Homeward.Journey.Shared;

/// <summary>Six digits that change every 30 seconds, as authenticator apps make them (RFC 6238 with HMAC-SHA1, RFC 4226).</summary>
public static class Totp
{
    public const int StepSeconds = 30;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>160 bits as base 32, without padding.</summary>
    public static string NewSecret() => RandomNumberGenerator.GetString(Base32, 32);

    public static long StepAt(DateTime utc) => new DateTimeOffset(utc, TimeSpan.Zero).ToUnixTimeSeconds() / StepSeconds;

    public static string Code(string secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // RFC 6238's default, the only one every authenticator app reads; HMAC does not need collision resistance.
        var hash = HMACSHA1.HashData(Bytes(secret), counter);
#pragma warning restore CA5350
        var at = hash[^1] & 0x0F;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(at, 4)) & 0x7FFF_FFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step a code belongs to: now, one before or one after; never one that is not later than the last used.</summary>
    public static long? Match(string secret, string code, DateTime utc, long lastUsed)
    {
        var now = StepAt(utc);
        long? match = null;
        for (var step = now - 1; step <= now + 1; step++)
            if (
                step > lastUsed
                && CryptographicOperations.FixedTimeEquals(
                    Encoding.ASCII.GetBytes(Code(secret, step)),
                    Encoding.UTF8.GetBytes(code)
                )
            )
                match = step;
        return match;
    }

    /// <summary>What the QR picture says to the authenticator app.</summary>
    public static string Address(string secret, string account) =>
        $"otpauth://totp/Homeward:{Uri.EscapeDataString(account)}?secret={secret}&issuer=Homeward&digits=6&period={StepSeconds}";

    private static byte[] Bytes(string secret)
    {
        var bytes = new byte[secret.Length * 5 / 8];
        int bits = 0,
            held = 0,
            at = 0;
        foreach (var letter in secret)
        {
            held = (held << 5) | Base32.IndexOf(letter, StringComparison.Ordinal);
            bits += 5;
            if (bits < 8)
                continue;
            bits -= 8;
            bytes[at++] = (byte)(held >> bits);
            held &= (1 << bits) - 1;
        }
        return bytes;
    }
}
