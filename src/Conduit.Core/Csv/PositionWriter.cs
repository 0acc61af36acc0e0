using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Conduit.Csv;

/// <summary>Turns the bits of a step into positions, without a branch for each.</summary>
internal static class PositionWriter
{
    /// <summary>Writes the place of each bit; returns where the next goes. What lies behind, up to 64 places from the first, may be overwritten.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref int Write(ref int next, int at, ulong bits)
    {
        ref int last = ref Unsafe.Add(ref next, BitOperations.PopCount(bits));
        do
        {
            Unsafe.Add(ref next, 0) = at + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            Unsafe.Add(ref next, 1) = at + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            Unsafe.Add(ref next, 2) = at + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            Unsafe.Add(ref next, 3) = at + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            Unsafe.Add(ref next, 4) = at + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            Unsafe.Add(ref next, 5) = at + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            Unsafe.Add(ref next, 6) = at + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            Unsafe.Add(ref next, 7) = at + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            next = ref Unsafe.Add(ref next, 8);
        }
        while (Unsafe.IsAddressLessThan(ref next, ref last));
        return ref last;
    }

    /// <summary>
    /// The same where registers are scarce: compressed from a vector where the machine can, which takes a third of the instructions. In a loop that has registers to spare it is slower.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref int WriteCompressed(ref int next, int at, ulong bits)
    {
        if (!Avx512Vbmi2.IsSupported)
            return ref Write(ref next, at, bits);
        int count = BitOperations.PopCount(bits);
        Vector512<byte> places = Avx512Vbmi2.Compress(Vector512<byte>.Zero, BitMask(bits), Vector512<byte>.Indices);
        Vector512<int> origin = Vector512.Create(at);
        (Avx512F.ConvertToVector512Int32(places.GetLower().GetLower()) + origin).StoreUnsafe(ref next);
        if (count > 16)
        {
            (Avx512F.ConvertToVector512Int32(places.GetLower().GetUpper()) + origin).StoreUnsafe(ref next, 16);
            (Avx512F.ConvertToVector512Int32(places.GetUpper().GetLower()) + origin).StoreUnsafe(ref next, 32);
            (Avx512F.ConvertToVector512Int32(places.GetUpper().GetUpper()) + origin).StoreUnsafe(ref next, 48);
        }

        return ref Unsafe.Add(ref next, count);
    }

    // Every lane has all 64 bits; each byte takes the one of its place.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> BitMask(ulong bits)
    {
        Vector512<byte> spread = Avx512BW.Shuffle(Vector512.Create(bits).AsByte(), Vector512.Create(
            0x0000000000000000UL, 0x0101010101010101, 0x0202020202020202, 0x0303030303030303,
            0x0404040404040404, 0x0505050505050505, 0x0606060606060606, 0x0707070707070707).AsByte());
        Vector512<byte> bit = Vector512.Create(0x8040201008040201UL).AsByte();
        return Vector512.Equals(spread & bit, bit);
    }
}
