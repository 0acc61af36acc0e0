using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Conduit.Csv;

/// <summary>
/// Finds every separator and line end outside quotes, 64 bytes a step: comparisons become bit masks, a carry-less multiplication tells which bits lie inside quotes, and
/// the bits that are left are written as positions without a branch for each. That reading is right as long as every quote stands where a quoted field has one, which is
/// checked on the way; the scan stops at the first that does not.
/// </summary>
internal static class StructuralScan
{
    /// <summary>How many bytes a step takes.</summary>
    public const int Step = 64;

    /// <summary>How far beyond the positions in use a step may write.</summary>
    public const int Slack = Step + 8;

    /// <summary>Scans from the start of a row.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="start">Where a row starts.</param>
    /// <param name="end">Where to stop; no multi-byte character may be cut there, unless the input ends so.</param>
    /// <param name="separator">The separator.</param>
    /// <param name="positions">Room for the positions; the scan stops when it is nearly used up.</param>
    /// <param name="breaks">Room for the positions of line breaks inside quotes; likewise.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ScanState Run(ReadOnlySpan<byte> data, int start, int end, byte separator, Span<int> positions, Span<int> breaks)
    {
        var state = new ScanState { ScannedTo = start };
        if (!Vector128.IsHardwareAccelerated)
        {
            ScalarScan.Run(data, start, end, separator, positions, breaks, ref state);
            return state;
        }

        ref byte origin = ref MemoryMarshal.GetReference(data);
        ref int first = ref MemoryMarshal.GetReference(positions);
        Span<byte> tail = stackalloc byte[Step];
        int room = positions.Length - Slack;
        int count = 0;
        int lineEnds = 0;
        bool needsCheck = false;
        ulong inside = 0; // all ones while in quotes
        ulong closedBefore = 0; // one when the last byte of the step before closes quotes
        ulong highBefore = 0; // bits when a character of several bytes may reach over from the step before
        Vector512<byte> least512 = Vector512<byte>.AllBitsSet;
        Vector256<byte> least256 = Vector256<byte>.AllBitsSet;
        Vector128<byte> least128 = Vector128<byte>.AllBitsSet;
        Vector512<byte> separator512 = Vector512.Create(separator);
        Vector256<byte> separator256 = Vector256.Create(separator);
        Vector128<byte> separator128 = Vector128.Create(separator);

        int at = start;
        for (; at < end; at += Step)
        {
            if (count > room)
                break;
            scoped ref byte block = ref Unsafe.Add(ref origin, at);
            if (end - at < Step)
            {
                // What is missing is filled with blanks, which mean nothing.
                tail.Fill((byte)' ');
                data[at..end].CopyTo(tail);
                block = ref MemoryMarshal.GetReference(tail);
            }

            ulong structure;
            ulong lines;
            ulong quotes;
            ulong high;
            if (Vector512.IsHardwareAccelerated)
            {
                Vector512<byte> bytes = Vector512.LoadUnsafe(ref block);
                Vector512<byte> line = Vector512.Equals(bytes, Vector512.Create((byte)'\n')) | Vector512.Equals(bytes, Vector512.Create((byte)'\r'));
                lines = line.ExtractMostSignificantBits();
                structure = lines | Vector512.Equals(bytes, separator512).ExtractMostSignificantBits();
                quotes = Vector512.Equals(bytes, Vector512.Create((byte)'"')).ExtractMostSignificantBits();
                high = bytes.ExtractMostSignificantBits();
                least512 = Vector512.Min(least512, bytes);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                Vector256<byte> low = Vector256.LoadUnsafe(ref block);
                Vector256<byte> upper = Vector256.LoadUnsafe(ref block, 32);
                lines = Join(Lines(low), Lines(upper));
                structure = lines | Join(Vector256.Equals(low, separator256), Vector256.Equals(upper, separator256));
                quotes = Join(Vector256.Equals(low, Vector256.Create((byte)'"')), Vector256.Equals(upper, Vector256.Create((byte)'"')));
                high = Join(low, upper);
                least256 = Vector256.Min(least256, Vector256.Min(low, upper));
            }
            else
            {
                Vector128<byte> a = Vector128.LoadUnsafe(ref block);
                Vector128<byte> b = Vector128.LoadUnsafe(ref block, 16);
                Vector128<byte> c = Vector128.LoadUnsafe(ref block, 32);
                Vector128<byte> d = Vector128.LoadUnsafe(ref block, 48);
                lines = Join(Lines(a), Lines(b), Lines(c), Lines(d));
                structure = lines | Join(Vector128.Equals(a, separator128), Vector128.Equals(b, separator128), Vector128.Equals(c, separator128), Vector128.Equals(d, separator128));
                Vector128<byte> quote = Vector128.Create((byte)'"');
                quotes = Join(Vector128.Equals(a, quote), Vector128.Equals(b, quote), Vector128.Equals(c, quote), Vector128.Equals(d, quote));
                high = Join(a, b, c, d);
                least128 = Vector128.Min(Vector128.Min(least128, Vector128.Min(a, b)), Vector128.Min(c, d));
            }

            if ((high | highBefore) != 0)
            {
                needsCheck |= !Utf8Blocks.IsValid(ref origin, start, at, Math.Min(end, at + Step));
                highBefore = high >> 61;
            }

            if ((quotes | inside | closedBefore) != 0)
            {
                ulong within = QuoteMask.PrefixXor(quotes) ^ inside; // from each opening quote to before its closing one
                ulong openings = quotes & within;
                ulong closings = quotes & ~within;
                ulong plain = structure & ~within;
                // An opening quote stands at the start of a field, or right behind a closing one and so is the second half of a doubled quote.
                ulong mayOpen = ((plain | closings) << 1) | (MayOpen(ref origin, start, at, separator) ? 1UL : 0);
                ulong behindClosing = (closings << 1) | closedBefore;
                ulong stray = (openings & ~mayOpen) | (behindClosing & ~(plain | openings));
                if (at + Step > end)
                    stray &= ~0UL >> (at + Step - end);
                if (stray != 0)
                {
                    int good = BitOperations.TrailingZeroCount(stray);
                    ulong before = (1UL << good) - 1;
                    plain &= before;
                    lines &= before;
                    state.HasStrayQuote = true;
                    end = at + good; // ends the loop behind this step
                }

                ulong broken = lines & within;
                if (broken != 0)
                {
                    if (state.Breaks + Step > breaks.Length)
                    {
                        state.HasStrayQuote = false;
                        break;
                    }

                    state.Breaks = WriteBreaks(ref origin, at, broken, breaks, state.Breaks);
                }

                inside = (ulong)((long)within >> 63);
                closedBefore = closings >> 63;
                lines &= ~within;
                structure = plain;
            }

            ref int next = ref Unsafe.Add(ref first, count);
            count += BitOperations.PopCount(structure);
            lineEnds += BitOperations.PopCount(lines);
            ref int last = ref Unsafe.Add(ref first, count);
            do
            {
                Unsafe.Add(ref next, 0) = at + BitOperations.TrailingZeroCount(structure);
                structure &= structure - 1;
                Unsafe.Add(ref next, 1) = at + BitOperations.TrailingZeroCount(structure);
                structure &= structure - 1;
                Unsafe.Add(ref next, 2) = at + BitOperations.TrailingZeroCount(structure);
                structure &= structure - 1;
                Unsafe.Add(ref next, 3) = at + BitOperations.TrailingZeroCount(structure);
                structure &= structure - 1;
                Unsafe.Add(ref next, 4) = at + BitOperations.TrailingZeroCount(structure);
                structure &= structure - 1;
                Unsafe.Add(ref next, 5) = at + BitOperations.TrailingZeroCount(structure);
                structure &= structure - 1;
                Unsafe.Add(ref next, 6) = at + BitOperations.TrailingZeroCount(structure);
                structure &= structure - 1;
                Unsafe.Add(ref next, 7) = at + BitOperations.TrailingZeroCount(structure);
                structure &= structure - 1;
                next = ref Unsafe.Add(ref next, 8);
            }
            while (Unsafe.IsAddressLessThan(ref next, ref last));
        }

        state.Positions = count;
        state.LineEnds = lineEnds;
        state.ScannedTo = Math.Min(at, end);
        state.NeedsCheck = needsCheck
            || Vector512.EqualsAny(least512, Vector512<byte>.Zero)
            || Vector256.EqualsAny(least256, Vector256<byte>.Zero)
            || Vector128.EqualsAny(least128, Vector128<byte>.Zero);
        return state;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Lines(Vector256<byte> bytes) =>
        Vector256.Equals(bytes, Vector256.Create((byte)'\n')) | Vector256.Equals(bytes, Vector256.Create((byte)'\r'));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Lines(Vector128<byte> bytes) =>
        Vector128.Equals(bytes, Vector128.Create((byte)'\n')) | Vector128.Equals(bytes, Vector128.Create((byte)'\r'));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Join(Vector256<byte> low, Vector256<byte> upper) =>
        low.ExtractMostSignificantBits() | ((ulong)upper.ExtractMostSignificantBits() << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Join(Vector128<byte> a, Vector128<byte> b, Vector128<byte> c, Vector128<byte> d) =>
        a.ExtractMostSignificantBits() | (b.ExtractMostSignificantBits() << 16)
        | ((ulong)(c.ExtractMostSignificantBits() | (d.ExtractMostSignificantBits() << 16)) << 32);

    /// <summary>Whether a quote at this place, outside of quotes, opens a field or is the second half of a doubled one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool MayOpen(ref byte origin, int start, int at, byte separator)
    {
        if (at == start)
            return true;
        byte before = Unsafe.Add(ref origin, at - 1);
        return before == separator || before is (byte)'\n' or (byte)'\r' or (byte)'"';
    }

    /// <summary>Writes where lines break inside quotes; a CRLF breaks once.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int WriteBreaks(ref byte origin, int at, ulong broken, Span<int> breaks, int count)
    {
        for (; broken != 0; broken &= broken - 1)
        {
            int position = at + BitOperations.TrailingZeroCount(broken);
            // A quote stands before the first byte inside quotes, so there is one to look at.
            if (Unsafe.Add(ref origin, position) != (byte)'\n' || Unsafe.Add(ref origin, position - 1) != (byte)'\r')
                breaks[count++] = position;
        }

        return count;
    }
}
