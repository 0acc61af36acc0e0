using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text.Unicode;

namespace Conduit.Csv;

/// <summary>
/// Whether bytes go on as UTF-8, 16 at a time: three small tables, looked up by the halves of each byte and of the one before, say which pairs cannot follow each
/// other (Keiser and Lemire, "Validating UTF-8 in less than one instruction per byte", 2021).
/// </summary>
internal static class Utf8Blocks
{
    // What is wrong with a pair of bytes; a pair is wrong where all three tables agree on a bit.
    private const byte TooShort = 1 << 0; // a character of several bytes breaks off
    private const byte TooLong = 1 << 1; // a continuation follows ASCII
    private const byte Overlong3 = 1 << 2;
    private const byte TooLarge = 1 << 3;
    private const byte Surrogate = 1 << 4;
    private const byte Overlong2 = 1 << 5;
    private const byte TooLarge1000 = 1 << 6;
    private const byte Overlong4 = 1 << 6;
    private const byte TwoContinuations = 1 << 7; // right only as the third or fourth byte
    private const byte Carry = TooShort | TooLong | TwoContinuations;

    private static Vector128<byte> FirstHigh => Vector128.Create(
        TooLong, TooLong, TooLong, TooLong, TooLong, TooLong, TooLong, TooLong,
        TwoContinuations, TwoContinuations, TwoContinuations, TwoContinuations,
        TooShort | Overlong2, TooShort, TooShort | Overlong3 | Surrogate, TooShort | TooLarge | TooLarge1000 | Overlong4);

    private static Vector128<byte> FirstLow => Vector128.Create(
        Carry | Overlong3 | Overlong2 | Overlong4, Carry | Overlong2, Carry, Carry, Carry | TooLarge,
        Carry | TooLarge | TooLarge1000, Carry | TooLarge | TooLarge1000, Carry | TooLarge | TooLarge1000, Carry | TooLarge | TooLarge1000,
        Carry | TooLarge | TooLarge1000, Carry | TooLarge | TooLarge1000, Carry | TooLarge | TooLarge1000, Carry | TooLarge | TooLarge1000,
        Carry | TooLarge | TooLarge1000 | Surrogate, Carry | TooLarge | TooLarge1000, Carry | TooLarge | TooLarge1000);

    private static Vector128<byte> SecondHigh => Vector128.Create(
        TooShort, TooShort, TooShort, TooShort, TooShort, TooShort, TooShort, TooShort,
        TooLong | Overlong2 | TwoContinuations | Overlong3 | TooLarge1000 | Overlong4,
        TooLong | Overlong2 | TwoContinuations | Overlong3 | TooLarge,
        TooLong | Overlong2 | TwoContinuations | Surrogate | TooLarge,
        TooLong | Overlong2 | TwoContinuations | Surrogate | TooLarge,
        TooShort, TooShort, TooShort, TooShort);

    /// <summary>
    /// Looks at <c>[from, to)</c> and at characters that reach into it. A character that reaches beyond <paramref name="to"/> is the business of the next call.
    /// </summary>
    /// <param name="origin">The bytes.</param>
    /// <param name="start">Where a character starts that all looking back ends at.</param>
    /// <param name="from">Where to begin.</param>
    /// <param name="to">Where to end.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool IsValid(ref byte origin, int start, int from, int to)
    {
        if (!Vector128.IsHardwareAccelerated || from - start < 3 || to - from != StructuralScan.Step)
            return IsValidAtBorder(ref origin, start, from, to);
        return Wrong(ref Unsafe.Add(ref origin, from)) == Vector128<byte>.Zero;
    }

    /// <summary>Whether any of some steps holds a NUL or is wrong as <see cref="Wrong"/> tells it.</summary>
    /// <param name="first">The first byte of the first step.</param>
    /// <param name="steps">A bit for each step: whether to look at it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static bool HaveFaults(ref byte first, ReadOnlySpan<ulong> steps)
    {
        // Made here, they stay in registers for all steps.
        Vector512<byte> firstHigh = Repeat(FirstHigh);
        Vector512<byte> firstLow = Repeat(FirstLow);
        Vector512<byte> secondHigh = Repeat(SecondHigh);
        Vector512<byte> wrong512 = Vector512<byte>.Zero;
        Vector512<byte> least512 = Vector512<byte>.AllBitsSet;
        Vector128<byte> wrong = Vector128<byte>.Zero;
        bool hasNul = false;
        foreach (ulong word in steps)
        {
            for (ulong left = word; left != 0; left &= left - 1)
            {
                ref byte block = ref Unsafe.Add(ref first, BitOperations.TrailingZeroCount(left) * StructuralScan.Step);
                if (Avx512BW.IsSupported)
                {
                    wrong512 |= Wrong512(ref block, firstHigh, firstLow, secondHigh);
                    least512 = Vector512.Min(least512, Vector512.LoadUnsafe(ref block));
                }
                else
                {
                    wrong |= Wrong(ref block);
                    hasNul |= Vector512.EqualsAny(Vector512.LoadUnsafe(ref block), Vector512<byte>.Zero);
                }
            }

            first = ref Unsafe.Add(ref first, 64 * StructuralScan.Step);
        }

        return Avx512BW.IsSupported
            ? wrong512 != Vector512<byte>.Zero || Vector512.EqualsAny(least512, Vector512<byte>.Zero)
            : wrong != Vector128<byte>.Zero || hasNul;
    }

    /// <summary>
    /// Looks at the 64 bytes of a step and the three before it; zero when nothing is wrong with them. A character that reaches beyond them is the business of
    /// the next step.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Wrong(ref byte block)
    {
        if (Avx512BW.IsSupported)
        {
            Vector512<byte> all = Wrong512(ref block, Repeat(FirstHigh), Repeat(FirstLow), Repeat(SecondHigh));
            Vector256<byte> half = all.GetLower() | all.GetUpper();
            return half.GetLower() | half.GetUpper();
        }

        if (Avx2.IsSupported)
        {
            Vector256<byte> half = Wrong256(ref block) | Wrong256(ref Unsafe.Add(ref block, 32));
            return half.GetLower() | half.GetUpper();
        }

        return Wrong128(ref block) | Wrong128(ref Unsafe.Add(ref block, 16)) | Wrong128(ref Unsafe.Add(ref block, 32)) | Wrong128(ref Unsafe.Add(ref block, 48));
    }

    /// <summary>How many bytes at the end begin a character whose rest has not come yet.</summary>
    public static int CutAtEnd(ReadOnlySpan<byte> text)
    {
        for (int back = 1; back <= 3 && back <= text.Length; back++)
        {
            byte value = text[^back];
            if (value < 0x80)
                return 0;
            if (value >= 0xC0)
                return (value >= 0xF0 ? 4 : value >= 0xE0 ? 3 : 2) > back ? back : 0;
        }

        return 0;
    }

    // Where two bytes back starts a character of three, or three back one of four, two continuations in a row are right.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Wrong128(ref byte block)
    {
        Vector128<byte> bytes = Vector128.LoadUnsafe(ref block);
        Vector128<byte> one = Vector128.LoadUnsafe(ref Unsafe.Add(ref block, -1));
        Vector128<byte> two = Vector128.LoadUnsafe(ref Unsafe.Add(ref block, -2));
        Vector128<byte> three = Vector128.LoadUnsafe(ref Unsafe.Add(ref block, -3));
        Vector128<byte> low = Vector128.Create((byte)0x0F);
        Vector128<byte> pair = Vector128.ShuffleNative(FirstHigh, (one >>> 4) & low)
            & Vector128.ShuffleNative(FirstLow, one & low)
            & Vector128.ShuffleNative(SecondHigh, (bytes >>> 4) & low);
        Vector128<byte> continued = Vector128.SubtractSaturate(two, Vector128.Create((byte)0x60)) | Vector128.SubtractSaturate(three, Vector128.Create((byte)0x70));
        return pair ^ (continued & Vector128.Create((byte)0x80));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Wrong256(ref byte block)
    {
        Vector256<byte> bytes = Vector256.LoadUnsafe(ref block);
        Vector256<byte> one = Vector256.LoadUnsafe(ref Unsafe.Add(ref block, -1));
        Vector256<byte> two = Vector256.LoadUnsafe(ref Unsafe.Add(ref block, -2));
        Vector256<byte> three = Vector256.LoadUnsafe(ref Unsafe.Add(ref block, -3));
        Vector256<byte> low = Vector256.Create((byte)0x0F);
        Vector256<byte> pair = Avx2.Shuffle(Vector256.Create(FirstHigh, FirstHigh), (one.AsUInt16() >>> 4).AsByte() & low)
            & Avx2.Shuffle(Vector256.Create(FirstLow, FirstLow), one & low)
            & Avx2.Shuffle(Vector256.Create(SecondHigh, SecondHigh), (bytes.AsUInt16() >>> 4).AsByte() & low);
        Vector256<byte> continued = Vector256.SubtractSaturate(two, Vector256.Create((byte)0x60)) | Vector256.SubtractSaturate(three, Vector256.Create((byte)0x70));
        return pair ^ (continued & Vector256.Create((byte)0x80));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Wrong512(ref byte block, Vector512<byte> firstHigh, Vector512<byte> firstLow, Vector512<byte> secondHigh)
    {
        Vector512<byte> bytes = Vector512.LoadUnsafe(ref block);
        Vector512<byte> one = Vector512.LoadUnsafe(ref Unsafe.Add(ref block, -1));
        Vector512<byte> two = Vector512.LoadUnsafe(ref Unsafe.Add(ref block, -2));
        Vector512<byte> three = Vector512.LoadUnsafe(ref Unsafe.Add(ref block, -3));
        Vector512<byte> low = Vector512.Create((byte)0x0F);
        Vector512<byte> pair = Avx512BW.Shuffle(firstHigh, (one.AsUInt16() >>> 4).AsByte() & low)
            & Avx512BW.Shuffle(firstLow, one & low)
            & Avx512BW.Shuffle(secondHigh, (bytes.AsUInt16() >>> 4).AsByte() & low);
        Vector512<byte> continued = Vector512.SubtractSaturate(two, Vector512.Create((byte)0x60)) | Vector512.SubtractSaturate(three, Vector512.Create((byte)0x70));
        return pair ^ (continued & Vector512.Create((byte)0x80));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Repeat(Vector128<byte> table)
    {
        Vector256<byte> two = Vector256.Create(table, table);
        return Vector512.Create(two, two);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsValidAtBorder(ref byte origin, int start, int from, int to)
    {
        int back = CutAtEnd(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref origin, start), from - start));
        ReadOnlySpan<byte> text = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref origin, from - back), to - from + back);
        int cut = CutAtEnd(text);
        return Utf8.IsValid(text[..^cut]) && MayGoOn(text[^cut..]);
    }

    /// <summary>
    /// Whether a character can begin like this. The next step looks only at pairs that end in it, so those that end here are this step's business: where
    /// they are right, any continuation may follow.
    /// </summary>
    private static bool MayGoOn(ReadOnlySpan<byte> begun)
    {
        if (begun.Length < 2)
            return true;
        Span<byte> whole = stackalloc byte[begun[0] >= 0xF0 ? 4 : 3];
        whole.Fill(0x80);
        begun.CopyTo(whole);
        return Utf8.IsValid(whole);
    }
}
