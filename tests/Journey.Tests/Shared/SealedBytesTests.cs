using System.Security.Cryptography;
using System.Text;
using Homeward.Journey.Shared;

namespace Homeward.Journey.Tests.Shared;

public sealed class SealedBytesTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(n => (byte)n)];
    private static readonly byte[] Plain = "581 S 3rd St"u8.ToArray();

    [Fact]
    public void What_was_sealed_opens_again_and_does_not_show()
    {
        var stored = SealedBytes.Seal(Key, Plain, [7]);
        Assert.Equal(Plain.Length + SealedBytes.Overhead, stored.Length);
        Assert.DoesNotContain("3rd St", Encoding.Latin1.GetString(stored), StringComparison.Ordinal);
        Assert.NotEqual(stored, SealedBytes.Seal(Key, Plain, [7]));
        Assert.Equal(Plain, SealedBytes.Open(Key, stored, [7]));
    }

    [Fact]
    public void Any_byte_altered_another_key_another_owner_or_a_cut_is_noticed()
    {
        var stored = SealedBytes.Seal(Key, Plain, [7]);
        for (var i = 0; i < stored.Length; i++)
        {
            var altered = stored.ToArray();
            altered[i] ^= 1;
            Refused(Key, altered, [7]);
        }
        Refused([.. Key.Reverse()], stored, [7]);
        Refused(Key, stored, [8]);
        Refused(Key, stored[..^1], [7]);
        Refused(Key, stored[..5], [7]);
        Refused(Key, [], [7]);
    }

    private static void Refused(byte[] key, byte[] stored, byte[] bound) =>
        Assert.ThrowsAny<CryptographicException>(() => SealedBytes.Open(key, stored, bound));
}
