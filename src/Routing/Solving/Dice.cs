using System.Runtime.CompilerServices;

namespace Homeward.Routing.Solving;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood 2014): dice of our own, so that a seed gives the same plan on every runtime version.
/// </summary>
internal sealed class Dice(long seed)
{
    private ulong state = unchecked((ulong)seed);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong Next()
    {
        unchecked
        {
            var z = state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }

    /// <summary>How many times something of a small chance does not happen before it does.</summary>
    internal int Gap(double chance) => (int)Math.Min(1e9, Math.Log(1 - NextDouble()) / Math.Log(1 - chance));

    /// <summary>0 to <paramref name="below"/> - 1.</summary>
    internal int Next(int below) => (int)(((UInt128)Next() * (ulong)below) >> 64);

    /// <summary>0 included to 1 excluded.</summary>
    internal double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));
}
