using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Conduit.Csv;

/// <summary>Looks at a range of bits.</summary>
internal static class BitRange
{
    /// <summary>The 64 bits from <paramref name="from"/> on, counted from the word at <paramref name="origin"/>; there is one word more behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Take(ulong[] words, int origin, int from)
    {
        int index = origin + (from >> 6);
        ulong next = words[index + 1];
        ulong word = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(words), (uint)index);
        return (word >> from) | (next << 1 << ~from); // shifts are by the low six bits
    }

    /// <summary>Whether any of so many bits is set.</summary>
    public static bool Any(ulong[] words, int origin, int from, int length)
    {
        for (; length > 64; length -= 64, from += 64)
        {
            if (Take(words, origin, from) != 0)
                return true;
        }

        return Take(words, origin, from) << -length != 0;
    }
}
