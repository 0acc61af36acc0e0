namespace Conduit.Cli.Generating;

/// <summary>SplitMix64 (Steele, Lea and Flood 2014): the same numbers from the same seed on every machine.</summary>
internal sealed class Rng(ulong seed)
{
    private ulong _state = seed;

    public int Next(int below) => (int)(((UInt128)Next() * (ulong)below) >> 64);

    public int Between(int from, int below) => from + Next(below - from);

    public bool Chance(int perThousand) => Next(1000) < perThousand;

    public T Of<T>(T[] items) => items[Next(items.Length)];

    private ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
