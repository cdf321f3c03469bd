namespace Homeward.Bench.Routing;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood 2014) and nothing but whole numbers and IEEE arithmetic, so that a seed makes the same day on
/// every machine and runtime.
/// </summary>
internal sealed class Dice(long seed)
{
    private ulong state = unchecked((ulong)seed);

    public ulong Next()
    {
        unchecked
        {
            var z = state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }

    /// <summary>0 to <paramref name="below"/> - 1.</summary>
    public int Below(int below) => (int)(((UInt128)Next() * (ulong)below) >> 64);

    /// <summary>Both ends included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    public bool Chance(int percent) => Below(100) < percent;

    /// <summary>0 included to 1 excluded.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Near enough to the normal distribution: the sum of twelve, less six (Irwin-Hall).</summary>
    public double Bell()
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++)
            sum += Unit();
        return sum;
    }

    public T Of<T>(IReadOnlyList<T> some) => some[Below(some.Count)];
}
