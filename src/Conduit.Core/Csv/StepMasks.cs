using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Conduit.Csv;

/// <summary>What stands where in the 64 bytes of a step, a bit for each byte.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct StepMasks
{
    /// <summary>Separators and line ends.</summary>
    public ulong Structure;

    /// <summary>Line ends.</summary>
    public ulong Lines;

    /// <summary>Quotes.</summary>
    public ulong Quotes;

    /// <summary>Bytes beyond ASCII.</summary>
    public ulong High;

    /// <summary>Whether there is a NUL.</summary>
    public bool HasNul;

    /// <summary>What stands where in a step, by vectors that every machine has: for steps apart from the loops, which need not be fast and had better not be compiled in every process.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static StepMasks Look(ref byte block, byte separator)
    {
        Vector128<byte> a = Vector128.LoadUnsafe(ref block);
        Vector128<byte> b = Vector128.LoadUnsafe(ref block, 16);
        Vector128<byte> c = Vector128.LoadUnsafe(ref block, 32);
        Vector128<byte> d = Vector128.LoadUnsafe(ref block, 48);
        Vector128<byte> splitter = Vector128.Create(separator);
        Vector128<byte> quote = Vector128.Create((byte)'"');
        Vector128<byte> nul = Vector128<byte>.Zero;
        StepMasks masks = default;
        masks.Lines = Join(LineEnds(a), LineEnds(b), LineEnds(c), LineEnds(d));
        masks.Structure = Join(Vector128.Equals(a, splitter), Vector128.Equals(b, splitter), Vector128.Equals(c, splitter), Vector128.Equals(d, splitter)) | masks.Lines;
        masks.Quotes = Join(Vector128.Equals(a, quote), Vector128.Equals(b, quote), Vector128.Equals(c, quote), Vector128.Equals(d, quote));
        masks.High = Join(a, b, c, d);
        masks.HasNul = (Vector128.Equals(a, nul) | Vector128.Equals(b, nul) | Vector128.Equals(c, nul) | Vector128.Equals(d, nul)) != nul;
        return masks;
    }

    /// <summary>The quotes of a step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong QuotesOf(ref byte block)
    {
        if (Vector512.IsHardwareAccelerated)
            return Vector512.Equals(Vector512.LoadUnsafe(ref block), Vector512.Create((byte)'"')).ExtractMostSignificantBits();
        if (Vector256.IsHardwareAccelerated)
        {
            Vector256<byte> wide = Vector256.Create((byte)'"');
            return Join(Vector256.Equals(Vector256.LoadUnsafe(ref block), wide), Vector256.Equals(Vector256.LoadUnsafe(ref block, 32), wide));
        }

        Vector128<byte> quote = Vector128.Create((byte)'"');
        return Join(
            Vector128.Equals(Vector128.LoadUnsafe(ref block), quote),
            Vector128.Equals(Vector128.LoadUnsafe(ref block, 16), quote),
            Vector128.Equals(Vector128.LoadUnsafe(ref block, 32), quote),
            Vector128.Equals(Vector128.LoadUnsafe(ref block, 48), quote));
    }

    // As signed numbers, NUL and everything beyond ASCII lie below one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> NotText(Vector256<byte> bytes) => Vector256.LessThan(bytes.AsSByte(), Vector256<sbyte>.One).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Others(Vector128<byte> bytes) =>
        Vector128.Equals(bytes, Vector128.Create((byte)'"')) | NotText(bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> NotText(Vector128<byte> bytes) => Vector128.LessThan(bytes.AsSByte(), Vector128<sbyte>.One).AsByte();

    /// <summary>
    /// Line ends, looked up by the lower half of each byte: comparisons of vectors this wide, and masks to be joined, are what the loops wait for, and this takes one instead of two.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> LineEnds(Vector512<byte> bytes) => Avx512BW.IsSupported
        ? Vector512.Equals(bytes, Avx512BW.Shuffle(
            Vector512.Create(~0UL, 0xFFFF_0DFF_FF0A_FFFF, ~0UL, 0xFFFF_0DFF_FF0A_FFFF, ~0UL, 0xFFFF_0DFF_FF0A_FFFF, ~0UL, 0xFFFF_0DFF_FF0A_FFFF).AsByte(), bytes))
        : Vector512.Equals(bytes, Vector512.Create((byte)'\n')) | Vector512.Equals(bytes, Vector512.Create((byte)'\r'));

    /// <summary>
    /// Separators and line ends, by one comparison with what a table has for the lower six bits of each byte (AVX-512 VBMI). Better said twice than kept in a variable, which would
    /// not stay in a register for masks.
    /// </summary>
    /// <param name="bytes">The bytes of a step.</param>
    /// <param name="table">The <see cref="EndsTable"/> of the separator.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Ends(Vector512<byte> bytes, Vector512<byte> table) => Avx512Vbmi.IsSupported
        ? Vector512.Equals(bytes, Avx512Vbmi.PermuteVar64x8(table, bytes))
        : Vector512.Equals(bytes, table) | LineEnds(bytes);

    /// <summary>What <see cref="Ends"/> looks up in: the table, or without VBMI the separator everywhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> EndsTable(EndBytes ends) => Avx512Vbmi.IsSupported ? Vector512.LoadUnsafe(ref ends.Table[0]) : Vector512.Create(ends.Separator);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> LineEnds(Vector256<byte> bytes) => Avx2.IsSupported
        ? Vector256.Equals(bytes, Avx2.Shuffle(Vector256.Create(~0UL, 0xFFFF_0DFF_FF0A_FFFF, ~0UL, 0xFFFF_0DFF_FF0A_FFFF).AsByte(), bytes))
        : Vector256.Equals(bytes, Vector256.Create((byte)'\n')) | Vector256.Equals(bytes, Vector256.Create((byte)'\r'));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> LineEnds(Vector128<byte> bytes) =>
        Vector128.Equals(bytes, Vector128.Create((byte)'\n')) | Vector128.Equals(bytes, Vector128.Create((byte)'\r'));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Join(Vector256<byte> low, Vector256<byte> high) =>
        low.ExtractMostSignificantBits() | ((ulong)high.ExtractMostSignificantBits() << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Join(Vector128<byte> a, Vector128<byte> b, Vector128<byte> c, Vector128<byte> d) =>
        a.ExtractMostSignificantBits() | (b.ExtractMostSignificantBits() << 16)
        | ((ulong)(c.ExtractMostSignificantBits() | (d.ExtractMostSignificantBits() << 16)) << 32);
}
