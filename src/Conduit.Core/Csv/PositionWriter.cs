using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Conduit.Csv;

/// <summary>Turns the bits of a step into entries of <see cref="FieldEnds"/>, without a branch for each.</summary>
internal static class PositionWriter
{
    /// <summary>Writes an entry for each bit, none of a quoted field; returns where the next goes. What lies behind, up to 70 places from the first, may be overwritten.</summary>
    /// <param name="next">Where the first goes.</param>
    /// <param name="behind">The entry of a bit 0.</param>
    /// <param name="bits">The bits.</param>
    /// <param name="together">How many are written before asking whether there are more, 7 or 8: each that is written in vain takes five instructions, and a wrong guess far more.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref int Write(ref int next, int behind, ulong bits, [ConstantExpected] int together)
    {
        nint left = Popcnt.X64.IsSupported ? (nint)Popcnt.X64.PopCount(bits) : BitOperations.PopCount(bits); // an int would have to be widened
        while (true)
        {
            Unsafe.Add(ref next, 0) = behind + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            Unsafe.Add(ref next, 1) = behind + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            Unsafe.Add(ref next, 2) = behind + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            Unsafe.Add(ref next, 3) = behind + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            Unsafe.Add(ref next, 4) = behind + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            Unsafe.Add(ref next, 5) = behind + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            Unsafe.Add(ref next, 6) = behind + BitOperations.TrailingZeroCount(bits);
            if (together == 8)
            {
                bits &= bits - 1;
                Unsafe.Add(ref next, 7) = behind + BitOperations.TrailingZeroCount(bits);
            }

            if (left <= together)
                return ref Unsafe.Add(ref next, left);
            bits &= bits - 1;
            next = ref Unsafe.Add(ref next, together);
            left -= together;
        }
    }

    /// <summary>The same, compressed from a vector (AVX-512 VBMI2) by the mask that the bits were taken from.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref int WriteCompressed(ref int next, Vector512<int> behind, ulong bits, Vector512<byte> mask)
    {
        Vector512<byte> places = Avx512Vbmi2.Compress(Vector512<byte>.Zero, mask, Vector512<byte>.Indices);
        nint count = (nint)Popcnt.X64.PopCount(bits); // an int would have to be widened
        (Avx512F.ConvertToVector512Int32(places.GetLower().GetLower()) + behind).StoreUnsafe(ref next);
        if (count > 16)
        {
            (Avx512F.ConvertToVector512Int32(places.GetLower().GetUpper()) + behind).StoreUnsafe(ref next, 16);
            (Avx512F.ConvertToVector512Int32(places.GetUpper().GetLower()) + behind).StoreUnsafe(ref next, 32);
            (Avx512F.ConvertToVector512Int32(places.GetUpper().GetUpper()) + behind).StoreUnsafe(ref next, 48);
        }

        return ref Unsafe.Add(ref next, count);
    }

    /// <summary>The same, with flags for the fields whose bit is set in <paramref name="quoted"/>, and further for those in <paramref name="doubled"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref int Write(ref int next, int behind, ulong bits, ulong quoted, ulong doubled)
    {
        for (; bits != 0; bits &= bits - 1)
        {
            int at = BitOperations.TrailingZeroCount(bits);
            next = (behind + at) | ((int)(quoted >> at) << 31) | ((int)((doubled >> at) & 1) << 30);
            next = ref Unsafe.Add(ref next, 1);
        }

        return ref next;
    }

    /// <summary>The same, compressed from a vector (AVX-512 VBMI2), with the flags in the two highest bits of each place until it is widened.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref int WriteCompressed(ref int next, Vector512<int> behind, ulong bits, Vector512<byte> afterQuote, ulong doubled)
    {
        Vector512<byte> places = Vector512.ConditionalSelect(afterQuote, Vector512<byte>.Indices | Vector512.Create((byte)0x80), Vector512<byte>.Indices);
        places = Vector512.ConditionalSelect(NotIn(doubled), places, places | Vector512.Create((byte)0x40));
        places = Avx512Vbmi2.Compress(Vector512<byte>.Zero, NotIn(~bits), places);
        nint count = (nint)Popcnt.X64.PopCount(bits);
        Entries(places.GetLower().GetLower(), behind).StoreUnsafe(ref next);
        if (count > 16)
        {
            Entries(places.GetLower().GetUpper(), behind).StoreUnsafe(ref next, 16);
            Entries(places.GetUpper().GetLower(), behind).StoreUnsafe(ref next, 32);
            Entries(places.GetUpper().GetUpper(), behind).StoreUnsafe(ref next, 48);
        }

        return ref Unsafe.Add(ref next, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Entries(Vector128<byte> places, Vector512<int> behind)
    {
        Vector512<int> entries = Avx512F.ConvertToVector512Int32(places);
        return ((entries & Vector512.Create(0x3F)) + behind) | ((entries << 24) & Vector512.Create(FieldEnds.Quoted | FieldEnds.Doubled));
    }

    /// <summary>The bytes whose bit is not set, which takes one instruction less than those whose bit is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> NotIn(ulong bits)
    {
        Vector512<byte> spread = Avx512BW.Shuffle(Vector512.Create(bits).AsByte(), Vector512.Create(
            0x0000000000000000UL, 0x0101010101010101, 0x0202020202020202, 0x0303030303030303,
            0x0404040404040404, 0x0505050505050505, 0x0606060606060606, 0x0707070707070707).AsByte());
        return Vector512.Equals(spread & Vector512.Create(0x8040201008040201UL).AsByte(), Vector512<byte>.Zero);
    }
}
