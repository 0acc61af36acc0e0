using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Conduit.Csv;

/// <summary>The value of a field that begins with a quote.</summary>
internal static class Unquoting
{
    /// <summary>How far <see cref="CopyShort"/> may read and write beyond the field.</summary>
    public const int Slack = 32;

    /// <summary>
    /// Writes the value of a field of at most 64 bytes whose quotes are all in order; returns its length. 64 bytes are looked at. Pieces are copied 16 bytes at a time, whether they
    /// are as long or not; what they spill behind the value is put back, for the value of the next field may lie there.
    /// </summary>
    public static int CopyShort(ref byte field, int length, ref byte destination)
    {
        // Of the quotes inside, the second of each pair goes.
        ulong inner = Vector512.Equals(Vector512.LoadUnsafe(ref field), Vector512.Create((byte)'"')).ExtractMostSignificantBits() & ((1UL << (length - 1)) - 2);
        ulong doubled = inner & ~QuoteMask.PrefixXor(inner);
        int from = 1;
        int written = 0;
        ref byte behind = ref Unsafe.Add(ref destination, length - 2 - BitOperations.PopCount(doubled));
        Vector128<byte> kept = Vector128.LoadUnsafe(ref behind);
        while (true)
        {
            int to = doubled == 0 ? length - 1 : BitOperations.TrailingZeroCount(doubled);
            for (int i = from; i < to; i += Vector128<byte>.Count)
                Vector128.LoadUnsafe(ref Unsafe.Add(ref field, i)).StoreUnsafe(ref Unsafe.Add(ref destination, written + i - from));
            written += to - from;
            from = to + 1;
            if (doubled == 0)
            {
                kept.StoreUnsafe(ref behind);
                return written;
            }

            doubled &= doubled - 1;
        }
    }

    /// <summary>Whether the value is anything but one piece of <paramref name="raw"/>.</summary>
    public static bool NeedsCopy(ReadOnlySpan<byte> raw)
    {
        int next = raw[1..].IndexOf((byte)'"') + 1;
        return next != 0 && next != raw.Length - 1;
    }

    /// <summary>The value of <paramref name="raw"/>, in <paramref name="scratch"/> where it is not one piece of it.</summary>
    public static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> raw, Span<byte> scratch)
    {
        int next = raw[1..].IndexOf((byte)'"') + 1;
        if (next == 0)
            return raw[1..]; // a quote that never closed, cut at the end of the line
        return next == raw.Length - 1 ? raw[1..^1] : scratch[..Copy(raw, next, scratch)];
    }

    /// <summary>Writes the value of <paramref name="raw"/>, whose first inner quote stands at <paramref name="next"/>; returns its length.</summary>
    private static int Copy(ReadOnlySpan<byte> raw, int next, Span<byte> destination)
    {
        int from = 1;
        int written = 0;
        while (true)
        {
            raw[from..next].CopyTo(destination[written..]);
            written += next - from;
            if (next + 1 == raw.Length)
                return written;
            if (raw[next + 1] != (byte)'"')
            {
                // The quote closed and text follows (the row is damaged): that text is kept as it stands.
                raw[(next + 1)..].CopyTo(destination[written..]);
                return written + raw.Length - next - 1;
            }

            destination[written++] = (byte)'"';
            from = next + 2;
            next = raw[from..].IndexOf((byte)'"') + from;
            if (next < from)
            {
                raw[from..].CopyTo(destination[written..]);
                return written + raw.Length - from;
            }
        }
    }
}
