using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Conduit.Records;

/// <summary>SipHash with 128 bits, as its authors publish it (github.com/veorq/SipHash), in its two usual forms; tested against their code.</summary>
internal static class SipHash128
{
    /// <summary>SipHash-1-3: one round for each word and three at the end, as Rust, Ruby and Python hash the keys of their tables.</summary>
    // Runs once per row in processes that live for a fifth of a second: tiering up would come too late.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Hash128 Hash13(ulong k0, ulong k1, ReadOnlySpan<byte> bytes) => Hash(k0, k1, bytes, twice: false);

    /// <summary>SipHash-2-4, which states of older versions are hashed with.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Hash128 Hash24(ulong k0, ulong k1, ReadOnlySpan<byte> bytes) => Hash(k0, k1, bytes, twice: true);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Hash128 Hash(ulong k0, ulong k1, ReadOnlySpan<byte> bytes, bool twice)
    {
        ulong v0 = 0x736f6d6570736575 ^ k0;
        ulong v1 = 0x646f72616e646f6d ^ k1 ^ 0xee;
        ulong v2 = 0x6c7967656e657261 ^ k0;
        ulong v3 = 0x7465646279746573 ^ k1;

        ref byte start = ref MemoryMarshal.GetReference(bytes);
        int whole = bytes.Length & ~7;
        for (int at = 0; at < whole; at += 8)
            Take(Read(ref start, at), ref v0, ref v1, ref v2, ref v3, twice);
        Take(Last(ref start, bytes.Length), ref v0, ref v1, ref v2, ref v3, twice);

        v2 ^= 0xee;
        Finish(ref v0, ref v1, ref v2, ref v3, twice);
        ulong low = v0 ^ v1 ^ v2 ^ v3;
        v1 ^= 0xdd;
        Finish(ref v0, ref v1, ref v2, ref v3, twice);
        return new Hash128(v0 ^ v1 ^ v2 ^ v3, low);
    }

    // The bytes that fill no word, with the length above them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Last(ref byte start, int length)
    {
        ulong last = 0;
        int rest = length & 7;
        if (length >= 8)
        {
            // The last eight bytes, of which those that were taken already are shifted out; by 64 in two steps, for one would be none.
            last = Read(ref start, length - 8) >> (8 * (7 - rest)) >> 8;
        }
        else
        {
            for (int i = 0; i < rest; i++)
                last |= (ulong)Unsafe.Add(ref start, i) << (8 * i);
        }
        return last | ((ulong)length << 56);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read(ref byte start, int at)
    {
        ulong word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, at));
        return BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take(ulong word, ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3, bool twice)
    {
        v3 ^= word;
        Round(ref v0, ref v1, ref v2, ref v3);
        if (twice)
            Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= word;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3, bool twice)
    {
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        if (twice)
            Round(ref v0, ref v1, ref v2, ref v3);
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
