using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Conduit.Records;

/// <summary>
/// SipHash-1-3 of eight texts at once: each step of the hash waits for the one before, and eight texts side by side in vectors wait together. Gives the same as
/// <see cref="SipHash128"/>; a test holds the two together.
/// </summary>
internal static class SipHashLanes
{
    /// <summary>How many texts are hashed at once.</summary>
    public const int Count = 8;

    private const int Half = Count / 2;
    private const int WordsOfBlock = 4;
    private const int MostWords = 32;
    private const int LastRounds = 3;

    /// <summary>Whether the machine has what it takes.</summary>
    public static bool IsSupported => Avx2.IsSupported;

    /// <summary>Whether a text of a length can be one of the eight.</summary>
    public static bool Takes(int length) => (uint)(length - sizeof(ulong)) <= (MostWords - 1) * sizeof(ulong);

    /// <summary>Hashes eight texts.</summary>
    /// <param name="k0">The lower half of the key.</param>
    /// <param name="k1">The upper half of the key.</param>
    /// <param name="origin">What the places count from.</param>
    /// <param name="texts">Eight places, of lengths that <see cref="Takes"/> lets through.</param>
    /// <param name="rows">The rows that they are.</param>
    /// <param name="stamps">Gets the stamps of these rows. Written here, they need not be passed on by code that was compiled ahead, which took 8 ns a row.</param>
    // Runs for every row in processes that live for a fifth of a second: tiering up would come too late.
    [SkipLocalsInit] // what is not written is masked
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Stamp13(ulong k0, ulong k1, ref byte origin, ReadOnlySpan<TextPlace> texts, ReadOnlySpan<int> rows, Span<RowStamp> stamps)
    {
        // The words of the texts, those of one step after one another; the last word of a text is made of what is left of it.
        ulong* words = stackalloc ulong[(MostWords + 1) * Count];
        int* counts = stackalloc int[2 * Count];
        Measure(texts, counts, out int shared, out int most);
        for (int lane = 0; lane < Count; lane++)
            WriteRest(ref Unsafe.Add(ref origin, texts[lane].Start), texts[lane].Length, shared & -WordsOfBlock, words + lane);
        for (int at = 0; at + WordsOfBlock <= shared; at += WordsOfBlock)
        {
            for (int first = 0; first < Count; first += Half)
            {
                // Four words of each of four texts, turned.
                Vector256<ulong> r0 = Block(ref origin, texts[first], at);
                Vector256<ulong> r1 = Block(ref origin, texts[first + 1], at);
                Vector256<ulong> r2 = Block(ref origin, texts[first + 2], at);
                Vector256<ulong> r3 = Block(ref origin, texts[first + 3], at);
                Vector256<ulong> even01 = Avx2.UnpackLow(r0, r1);
                Vector256<ulong> odd01 = Avx2.UnpackHigh(r0, r1);
                Vector256<ulong> even23 = Avx2.UnpackLow(r2, r3);
                Vector256<ulong> odd23 = Avx2.UnpackHigh(r2, r3);
                ulong* target = words + (at * Count) + first;
                Avx2.Permute2x128(even01, even23, 0x20).Store(target);
                Avx2.Permute2x128(odd01, odd23, 0x20).Store(target + Count);
                Avx2.Permute2x128(even01, even23, 0x31).Store(target + (2 * Count));
                Avx2.Permute2x128(odd01, odd23, 0x31).Store(target + (3 * Count));
            }
        }

        Vector256<ulong> a0 = Vector256.Create(0x736f6d6570736575 ^ k0);
        Vector256<ulong> a1 = Vector256.Create(0x646f72616e646f6d ^ k1 ^ 0xee);
        Vector256<ulong> a2 = Vector256.Create(0x6c7967656e657261 ^ k0);
        Vector256<ulong> a3 = Vector256.Create(0x7465646279746573 ^ k1);
        Vector256<ulong> b0 = a0;
        Vector256<ulong> b1 = a1;
        Vector256<ulong> b2 = a2;
        Vector256<ulong> b3 = a3;
        // The rounds at the end are those of a word of zeros. So one loop does for all, and is compiled once: three loops took every process 1.3 ms more.
        int phaseEnd = most;
        for (int step = 0; ; step++)
        {
            Vector256<ulong> ofA = Vector256<ulong>.Zero;
            Vector256<ulong> ofB = Vector256<ulong>.Zero;
            if (step <= most)
            {
                ofA = Vector256.Load(words + (step * Count));
                ofB = Vector256.Load(words + (step * Count) + Half);
            }
            Vector256<ulong> c0 = a0;
            Vector256<ulong> c1 = a1;
            Vector256<ulong> c2 = a2;
            Vector256<ulong> c3 = a3 ^ ofA;
            Vector256<ulong> d0 = b0;
            Vector256<ulong> d1 = b1;
            Vector256<ulong> d2 = b2;
            Vector256<ulong> d3 = b3 ^ ofB;
            Round(ref c0, ref c1, ref c2, ref c3);
            Round(ref d0, ref d1, ref d2, ref d3);
            c0 ^= ofA;
            d0 ^= ofB;
            if (step > shared && step <= most)
            {
                // Texts that have ended stay as they are.
                Vector256<ulong> isOpenA = Vector256.GreaterThan(Vector256.Load(counts), Vector256.Create(step - 1)).AsUInt64();
                Vector256<ulong> isOpenB = Vector256.GreaterThan(Vector256.Load(counts + Count), Vector256.Create(step - 1)).AsUInt64();
                c0 = Vector256.ConditionalSelect(isOpenA, c0, a0);
                c1 = Vector256.ConditionalSelect(isOpenA, c1, a1);
                c2 = Vector256.ConditionalSelect(isOpenA, c2, a2);
                c3 = Vector256.ConditionalSelect(isOpenA, c3, a3);
                d0 = Vector256.ConditionalSelect(isOpenB, d0, b0);
                d1 = Vector256.ConditionalSelect(isOpenB, d1, b1);
                d2 = Vector256.ConditionalSelect(isOpenB, d2, b2);
                d3 = Vector256.ConditionalSelect(isOpenB, d3, b3);
            }
            a0 = c0;
            a1 = c1;
            a2 = c2;
            a3 = c3;
            b0 = d0;
            b1 = d1;
            b2 = d2;
            b3 = d3;
            if (step != phaseEnd)
                continue;
            if (step == most)
            {
                a2 ^= Vector256.Create(0xeeUL);
                b2 ^= Vector256.Create(0xeeUL);
            }
            else
            {
                // First the lower halves, then, three rounds later, the upper ones.
                ulong* half = step == most + LastRounds ? words : words + Count;
                (a0 ^ a1 ^ a2 ^ a3).Store(half);
                (b0 ^ b1 ^ b2 ^ b3).Store(half + Half);
                if (half != words)
                    break;
                a1 ^= Vector256.Create(0xddUL);
                b1 ^= Vector256.Create(0xddUL);
            }
            phaseEnd += LastRounds;
        }
        for (int lane = 0; lane < Count; lane++)
            stamps[rows[lane]] = new RowStamp { High = words[Count + lane], Low = words[lane] };
    }

    // How many whole words each text has, in both halves of a word; the fewest and the most.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Measure(ReadOnlySpan<TextPlace> texts, int* counts, out int shared, out int most)
    {
        shared = MostWords;
        most = 0;
        for (int lane = 0; lane < Count; lane++)
        {
            int whole = texts[lane].Length >> 3;
            counts[2 * lane] = whole;
            counts[(2 * lane) + 1] = whole;
            shared = Math.Min(shared, whole);
            most = Math.Max(most, whole);
        }
    }

    // The words of a text from one of them on, and its last: the bytes that fill none, with the length above them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void WriteRest(ref byte text, int length, nint from, ulong* words)
    {
        nint whole = length >> 3;
        for (nint word = from; word < whole; word++)
            words[word * Count] = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref text, word * sizeof(ulong)));
        // The last eight bytes, of which those that were taken already are shifted out; by 64 in two steps, for one would be none.
        ulong last = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref text, length - sizeof(ulong))) >> (8 * (7 - (length & 7))) >> 8;
        words[whole * Count] = last | ((ulong)length << 56);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Block(ref byte origin, TextPlace text, int word) =>
        Vector256.LoadUnsafe(ref Unsafe.Add(ref origin, text.Start + (word * sizeof(ulong)))).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(ref Vector256<ulong> v0, ref Vector256<ulong> v1, ref Vector256<ulong> v2, ref Vector256<ulong> v3)
    {
        v0 += v1;
        v2 += v3;
        v1 = Rotate(v1, 13) ^ v0;
        v3 = Rotate(v3, 16) ^ v2;
        v0 = Avx2.Shuffle(v0.AsInt32(), 0b10_11_00_01).AsUInt64();
        v2 += v1;
        v0 += v3;
        v1 = Rotate(v1, 17) ^ v2;
        v3 = Rotate(v3, 21) ^ v0;
        v2 = Avx2.Shuffle(v2.AsInt32(), 0b10_11_00_01).AsUInt64();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Rotate(Vector256<ulong> value, [ConstantExpected] byte by) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateLeft(value, by) : (value << by) | (value >> (64 - by));
}
