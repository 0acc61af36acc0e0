using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Conduit.Records;

/// <summary>SipHash-2-4 with 128 bits, as its authors publish it (github.com/veorq/SipHash); tested against their vectors.</summary>
internal static class SipHash128
{
    // Runs once per row in processes that live for a fifth of a second: tiering up would come too late.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Hash128 Hash(ulong k0, ulong k1, ReadOnlySpan<byte> bytes)
    {
        ulong v0 = 0x736f6d6570736575 ^ k0;
        ulong v1 = 0x646f72616e646f6d ^ k1 ^ 0xee;
        ulong v2 = 0x6c7967656e657261 ^ k0;
        ulong v3 = 0x7465646279746573 ^ k1;

        int length = bytes.Length;
        while (bytes.Length >= 8)
        {
            ulong m = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            v3 ^= m;
            Round(ref v0, ref v1, ref v2, ref v3);
            Round(ref v0, ref v1, ref v2, ref v3);
            v0 ^= m;
            bytes = bytes[8..];
        }

        ulong last = (ulong)length << 56;
        for (int i = 0; i < bytes.Length; i++)
            last |= (ulong)bytes[i] << (8 * i);
        v3 ^= last;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= last;

        v2 ^= 0xee;
        ulong low = Finish(ref v0, ref v1, ref v2, ref v3);
        v1 ^= 0xdd;
        ulong high = Finish(ref v0, ref v1, ref v2, ref v3);
        return new Hash128(high, low);
    }

    private static ulong Finish(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        for (int i = 0; i < 4; i++)
            Round(ref v0, ref v1, ref v2, ref v3);
        return v0 ^ v1 ^ v2 ^ v3;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v2 += v3;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}
