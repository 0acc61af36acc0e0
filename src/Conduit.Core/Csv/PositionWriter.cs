using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Conduit.Csv;

/// <summary>
/// Writes the places of marked bytes with the one instruction that x86 has for it, where there is AVX-512 VBMI2. It pays only where the marks are in a vector already, which is in
/// the loop for plain steps.
/// </summary>
internal static class PositionWriter
{
    /// <summary>The number of each byte.</summary>
    public static Vector512<byte> Numbers => Vector512.Create(
        (byte)0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
        32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63);

    /// <summary>Writes eight positions, or as many as 64 where there are more; the caller knows how many count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref int next, Vector512<int> at, Vector512<byte> numbers, Vector512<byte> marks, int count)
    {
        Vector512<byte> packed = Avx512Vbmi2.Compress(Vector512<byte>.Zero, marks, numbers);
        (Avx2.ConvertToVector256Int32(packed.GetLower().GetLower()) + at.GetLower()).StoreUnsafe(ref next);
        if (count <= 8)
            return;
        (Avx512F.ConvertToVector512Int32(packed.GetLower().GetLower()) + at).StoreUnsafe(ref next);
        if (count <= 16)
            return;
        (Avx512F.ConvertToVector512Int32(packed.GetLower().GetUpper()) + at).StoreUnsafe(ref Unsafe.Add(ref next, 16));
        (Avx512F.ConvertToVector512Int32(packed.GetUpper().GetLower()) + at).StoreUnsafe(ref Unsafe.Add(ref next, 32));
        (Avx512F.ConvertToVector512Int32(packed.GetUpper().GetUpper()) + at).StoreUnsafe(ref Unsafe.Add(ref next, 48));
    }
}
