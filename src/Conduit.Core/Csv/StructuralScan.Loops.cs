using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Conduit.Csv;

/// <content>The two loops that do nearly all the work.</content>
internal ref partial struct StructuralScan
{
    private const int PrefetchDistance = 2048;

    /// <summary>Whole steps, as long as they hold nothing but ASCII without quotes and NULs, and as positions have room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void PlainSteps(int steps)
    {
        ref byte block = ref Unsafe.Add(ref _data, _at);
        ref byte stop = ref Unsafe.Add(ref block, (nint)steps * Step);
        ref int next = ref Unsafe.Add(ref _positions, _count);
        ref ulong line = ref Unsafe.Add(ref _lines, (_at - _start) / Step);
        int behind = _at + _behind;
        int lineEnds = _lineEnds;
        Vector512<byte> separator512 = Vector512.Create(_separator);
        Vector256<byte> separator256 = Vector256.Create(_separator);
        Vector128<byte> separator128 = Vector128.Create(_separator);
        Vector512<int> origin = Vector512.Create(behind);
        while (Unsafe.IsAddressLessThan(ref block, ref stop))
        {
            ulong structure;
            ulong lines;
            Vector512<byte> isEnd = Vector512<byte>.Zero;
            if (Vector512.IsHardwareAccelerated)
            {
                Vector512<byte> bytes = Vector512.LoadUnsafe(ref block);
                Prefetch(ref block);
                // Signed, everything beyond ASCII lies below zero.
                if ((Vector512.Equals(bytes, Vector512.Create((byte)'"')) | Vector512.LessThan(bytes.AsSByte(), Vector512<sbyte>.One).AsByte()) != Vector512<byte>.Zero)
                    break;
                Vector512<byte> isLine = Vector512.Equals(bytes, Vector512.Create((byte)'\n')) | Vector512.Equals(bytes, Vector512.Create((byte)'\r'));
                lines = isLine.ExtractMostSignificantBits();
                isEnd = Vector512.Equals(bytes, separator512) | isLine;
                structure = isEnd.ExtractMostSignificantBits();
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                Vector256<byte> low = Vector256.LoadUnsafe(ref block);
                Vector256<byte> high = Vector256.LoadUnsafe(ref block, 32);
                Prefetch(ref block);
                if ((StepMasks.Others(low) | StepMasks.Others(high)) != Vector256<byte>.Zero)
                    break;
                lines = StepMasks.Join(StepMasks.LineEnds(low), StepMasks.LineEnds(high));
                structure = StepMasks.Join(Vector256.Equals(low, separator256), Vector256.Equals(high, separator256)) | lines;
            }
            else
            {
                Vector128<byte> a = Vector128.LoadUnsafe(ref block);
                Vector128<byte> b = Vector128.LoadUnsafe(ref block, 16);
                Vector128<byte> c = Vector128.LoadUnsafe(ref block, 32);
                Vector128<byte> d = Vector128.LoadUnsafe(ref block, 48);
                if ((StepMasks.Others(a) | StepMasks.Others(b) | StepMasks.Others(c) | StepMasks.Others(d)) != Vector128<byte>.Zero)
                    break;
                lines = StepMasks.Join(StepMasks.LineEnds(a), StepMasks.LineEnds(b), StepMasks.LineEnds(c), StepMasks.LineEnds(d));
                structure = StepMasks.Join(Vector128.Equals(a, separator128), Vector128.Equals(b, separator128), Vector128.Equals(c, separator128), Vector128.Equals(d, separator128)) | lines;
            }

            line = lines;
            lineEnds += BitOperations.PopCount(lines);
            line = ref Unsafe.Add(ref line, 1);
            next = ref Avx512Vbmi2.IsSupported
                ? ref PositionWriter.WriteCompressed(ref next, origin, structure, isEnd)
                : ref PositionWriter.Write(ref next, behind, structure);
            origin += Vector512.Create(Step);
            behind += Step;
            block = ref Unsafe.Add(ref block, Step);
        }

        _at = behind - _behind;
        _lineEnds = lineEnds;
        _count = (int)(Unsafe.ByteOffset(ref _positions, ref next) / sizeof(int));
    }

    /// <summary>
    /// Whole steps of any kind. There are two ways, one shorter for steps without quotes and not in any; nothing is called, so that most of what the loop needs stays in registers.
    /// Steps with characters of several bytes, and those whose quotes hold line breaks, are noted and looked at afterwards.
    /// </summary>
    /// <param name="steps">How many.</param>
    /// <param name="suspects">Room for the place of each step.</param>
    /// <param name="broken">Room for the place and the line breaks of each step.</param>
    /// <returns>Whether the next step has a quote out of order, so that it needs <see cref="OneStep"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private bool MixedSteps(int steps, ref int suspects, ref (int Behind, ulong Breaks) broken)
    {
        ref byte block = ref Unsafe.Add(ref _data, _at);
        ref byte stop = ref Unsafe.Add(ref block, (nint)steps * Step);
        ref int next = ref Unsafe.Add(ref _positions, _count);
        ref ulong line = ref Unsafe.Add(ref _lines, (_at - _start) / Step);
        ref int suspect = ref suspects;
        ref (int Behind, ulong Breaks) torn = ref broken;
        int behind = _at + _behind;
        int lineEnds = _lineEnds;
        ulong inside = _inside;
        ulong closedBefore = _closedBefore;
        ulong doubledBefore = _doubledBefore;
        ulong highBefore = _highBefore;
        ulong mayOpenFirst = MayOpen(_at);
        Vector512<byte> separator512 = Vector512.Create(_separator);
        Vector256<byte> separator256 = Vector256.Create(_separator);
        Vector128<byte> separator128 = Vector128.Create(_separator);
        Vector512<byte> least512 = Vector512<byte>.AllBitsSet;
        Vector256<byte> least256 = Vector256<byte>.AllBitsSet;
        Vector128<byte> least128 = Vector128<byte>.AllBitsSet;
        bool isOdd = false;
        while (Unsafe.IsAddressLessThan(ref block, ref stop))
        {
            ulong lines;
            ulong structure;
            ulong quotes;
            ulong high;
            if (Vector512.IsHardwareAccelerated)
            {
                Vector512<byte> bytes = Vector512.LoadUnsafe(ref block);
                Prefetch(ref block);
                lines = (Vector512.Equals(bytes, Vector512.Create((byte)'\n')) | Vector512.Equals(bytes, Vector512.Create((byte)'\r'))).ExtractMostSignificantBits();
                structure = Vector512.Equals(bytes, separator512).ExtractMostSignificantBits() | lines;
                quotes = Vector512.Equals(bytes, Vector512.Create((byte)'"')).ExtractMostSignificantBits();
                high = bytes.ExtractMostSignificantBits();
                least512 = Vector512.Min(least512, bytes);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                Vector256<byte> low = Vector256.LoadUnsafe(ref block);
                Vector256<byte> upper = Vector256.LoadUnsafe(ref block, 32);
                Prefetch(ref block);
                lines = StepMasks.Join(StepMasks.LineEnds(low), StepMasks.LineEnds(upper));
                structure = StepMasks.Join(Vector256.Equals(low, separator256), Vector256.Equals(upper, separator256)) | lines;
                quotes = StepMasks.Join(Vector256.Equals(low, Vector256.Create((byte)'"')), Vector256.Equals(upper, Vector256.Create((byte)'"')));
                high = StepMasks.Join(low, upper);
                least256 = Vector256.Min(least256, Vector256.Min(low, upper));
            }
            else
            {
                Vector128<byte> a = Vector128.LoadUnsafe(ref block);
                Vector128<byte> b = Vector128.LoadUnsafe(ref block, 16);
                Vector128<byte> c = Vector128.LoadUnsafe(ref block, 32);
                Vector128<byte> d = Vector128.LoadUnsafe(ref block, 48);
                Vector128<byte> quote = Vector128.Create((byte)'"');
                lines = StepMasks.Join(StepMasks.LineEnds(a), StepMasks.LineEnds(b), StepMasks.LineEnds(c), StepMasks.LineEnds(d));
                structure = StepMasks.Join(Vector128.Equals(a, separator128), Vector128.Equals(b, separator128), Vector128.Equals(c, separator128), Vector128.Equals(d, separator128)) | lines;
                quotes = StepMasks.Join(Vector128.Equals(a, quote), Vector128.Equals(b, quote), Vector128.Equals(c, quote), Vector128.Equals(d, quote));
                high = StepMasks.Join(a, b, c, d);
                least128 = Vector128.Min(least128, Vector128.Min(Vector128.Min(a, b), Vector128.Min(c, d)));
            }

            if ((quotes | inside | closedBefore) == 0)
            {
                suspect = behind;
                suspect = ref Unsafe.Add(ref suspect, (high | highBefore) != 0 ? 1 : 0);
                highBefore = high >> 61;
                mayOpenFirst = structure >> 63;
                line = lines;
                lineEnds += BitOperations.PopCount(lines);
                line = ref Unsafe.Add(ref line, 1);
                next = ref Avx512Vbmi2.IsSupported
                    ? ref PositionWriter.WriteCompressed(ref next, Vector512.Create(behind), structure, PositionWriter.BitMask(structure))
                    : ref PositionWriter.Write(ref next, behind, structure);
                behind += Step;
                block = ref Unsafe.Add(ref block, Step);
                continue;
            }

            ulong within = QuoteMask.PrefixXor(quotes) ^ inside; // from each opening quote to before its closing one
            ulong closings = quotes & ~within;
            structure &= ~within;
            // What may stand behind a closing quote is the end of the field or another quote, which makes it a doubled one. An opening quote stands at the start of a field or there.
            ulong behindClosing = (closings << 1) | closedBefore;
            ulong mayOpen = ((structure | closings) << 1) | mayOpenFirst;
            ulong openings = quotes & within;
            if (((openings & ~mayOpen) | (behindClosing & ~(structure | openings))) != 0)
            {
                isOdd = true;
                break;
            }

            suspect = behind;
            suspect = ref Unsafe.Add(ref suspect, (high | highBefore) != 0 ? 1 : 0);
            highBefore = high >> 61;
            mayOpenFirst = (structure | closings) >> 63;
            inside = (ulong)((long)within >> 63);
            closedBefore = closings >> 63;
            torn = (behind, lines & within);
            torn = ref Unsafe.Add(ref torn, (lines & within) != 0 ? 1 : 0);
            lines &= ~within;
            line = lines;
            lineEnds += BitOperations.PopCount(lines);
            line = ref Unsafe.Add(ref line, 1);
            ulong second = openings & behindClosing;
            ulong doubled = EndsAfter(second, doubledBefore, structure);
            doubledBefore = StaysOpen(second, doubledBefore, structure);
            next = ref Avx512Vbmi2.IsSupported
                ? ref PositionWriter.WriteCompressed(ref next, Vector512.Create(behind), structure, Vector512.Equals(Vector512.LoadUnsafe(ref Unsafe.Subtract(ref block, 1)), Vector512.Create((byte)'"')), doubled)
                : ref PositionWriter.Write(ref next, behind, structure, structure & behindClosing, doubled);
            behind += Step;
            block = ref Unsafe.Add(ref block, Step);
        }

        _at = behind - _behind;
        _lineEnds = lineEnds;
        _count = (int)(Unsafe.ByteOffset(ref _positions, ref next) / sizeof(int));
        _inside = inside;
        _closedBefore = closedBefore;
        _doubledBefore = doubledBefore;
        _highBefore = highBefore;
        _needsCheck |= Vector512.IsHardwareAccelerated ? Vector512.EqualsAny(least512, Vector512<byte>.Zero)
            : Vector256.IsHardwareAccelerated ? Vector256.EqualsAny(least256, Vector256<byte>.Zero)
            : Vector128.EqualsAny(least128, Vector128<byte>.Zero);
        int noted = (int)(Unsafe.ByteOffset(ref suspects, ref suspect) / sizeof(int));
        if (noted > 0)
            CheckText(MemoryMarshal.CreateReadOnlySpan(ref suspects, noted));
        for (; Unsafe.IsAddressLessThan(ref broken, ref torn); broken = ref Unsafe.Add(ref broken, 1))
            WriteBreaks(broken.Behind - _behind, broken.Breaks);
        return isOdd;
    }

    /// <summary>Between two scans the rows are walked, and the machine forgets that bytes in memory are read in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Prefetch(ref byte block)
    {
        // A hint about an address; it need not be valid, and nothing is read through it.
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref block, PrefetchDistance)));
    }
}
