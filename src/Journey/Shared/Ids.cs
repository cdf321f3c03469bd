using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Homeward.Journey.Shared;

/// <summary>
/// Ids are UUID v7: made anywhere (phones too, offline), unique everywhere, sorted by time. Those made here within one
/// millisecond rise too: the 12 bits after the time count (RFC 9562, section 6.2, method 1), so that a trail keeps its order.
/// </summary>
public static class Ids
{
    private static readonly ConditionalWeakTable<TimeProvider, Counter> Counters = [];

    public static Guid New(TimeProvider clock) =>
        Counters.GetValue(clock, _ => new()).Next(clock.GetUtcNow().ToUnixTimeMilliseconds());

    private sealed class Counter
    {
        private readonly Lock gate = new();
        private long last;
        private int count;

        public Guid Next(long now)
        {
            Span<byte> bytes = stackalloc byte[16];
            RandomNumberGenerator.Fill(bytes[8..]);
            lock (gate)
            {
                // A full count borrows the next millisecond; a clock set back by hours starts anew, one set back by less goes on.
                if (now > last || last - now > 3_600_000)
                    (last, count) = (now, 0);
                else if (++count > 0xFFF)
                    (last, count) = (last + 1, 0);
                for (var i = 0; i < 6; i++)
                    bytes[i] = (byte)(last >> (40 - 8 * i));
                bytes[6] = (byte)(0x70 | (count >> 8));
                bytes[7] = (byte)count;
            }
            bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
            return new Guid(bytes, bigEndian: true);
        }
    }
}
