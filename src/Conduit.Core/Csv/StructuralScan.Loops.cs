using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Conduit.Csv;

/// <content>The two loops that do nearly all the work.</content>
internal ref partial struct StructuralScan
{
    private const int PrefetchDistance = 2048;

    /// <summary>Whole steps, as long as they hold nothing but ASCII without quotes (and NULs, which wider vectors than 128 bits leave to be found afterwards), and as positions have room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void PlainSteps(int steps)
    {
        ref byte data = ref Unsafe.Add(ref _data, _at);
        ref int next = ref Unsafe.Add(ref _positions, _count);
        ref ulong words = ref Unsafe.Add(ref _lines, (_at - _start) / Step);
        int behind = _at + _behind;
        Vector512<byte> ends512 = StepMasks.EndsTable(_endBytes);
        Vector512<byte> separator512 = Vector512.Create(_endBytes.Separator);
        Vector256<byte> separator256 = Vector256.Create(_endBytes.Separator);
        Vector128<byte> separator128 = Vector128.Create(_endBytes.Separator);
        Vector512<int> origin = Vector512.Create(behind);
        int lineEnds = _lineEnds;
        Vector512<byte> least = Vector512<byte>.AllBitsSet; // shows afterwards whether there was a NUL
        Vector256<byte> least256 = Vector256<byte>.AllBitsSet;
        // Without AVX-512, positions are written a step late: the machine would otherwise queue up dozens of instructions behind masks that have not arrived yet.
        ulong pending = 0;
        behind -= Step;
        nint word = 0; // counts bytes of what is written for each step; the step's own bytes lie eight times as far
        for (nint stop = (nint)steps * sizeof(ulong); word < stop; word += sizeof(ulong))
        {
            ulong structure;
            ulong lines;
            Unsafe.SkipInit(out Vector512<byte> bytes);
            ref byte block = ref Unsafe.Add(ref data, word * sizeof(ulong));
            if (Vector512.IsHardwareAccelerated)
            {
                bytes = Vector512.LoadUnsafe(ref block);
                PrefetchAhead(ref block);
                // Quotes are made the highest of ASCII; everything beyond lies higher still. (Signed bytes could be compared as well, but they are another kind of vector, which the runtime
                // would load for this alone.)
                if (Vector512.GreaterThan(bytes ^ Vector512.Create((byte)('"' ^ 0x7F)), Vector512.Create((byte)0x7E)).ExtractMostSignificantBits() != 0)
                    break;
                least = Vector512.Min(least, bytes);
                structure = StepMasks.Ends(bytes, ends512).ExtractMostSignificantBits();
                lines = structure & ~Vector512.Equals(bytes, separator512).ExtractMostSignificantBits();
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                Vector256<byte> low = Vector256.LoadUnsafe(ref block);
                Vector256<byte> high = Vector256.LoadUnsafe(ref block, 32);
                PrefetchAhead(ref block);
                if ((Vector256.Equals(low, Vector256.Create((byte)'"')) | Vector256.Equals(high, Vector256.Create((byte)'"')) | low | high).ExtractMostSignificantBits() != 0)
                    break;
                least256 = Vector256.Min(least256, Vector256.Min(low, high));
                // Joined in halves, which spares widening each of them.
                uint lowLines = StepMasks.LineEnds(low).ExtractMostSignificantBits();
                uint highLines = StepMasks.LineEnds(high).ExtractMostSignificantBits();
                uint lowEnds = Vector256.Equals(low, separator256).ExtractMostSignificantBits() | lowLines;
                uint highEnds = Vector256.Equals(high, separator256).ExtractMostSignificantBits() | highLines;
                lines = lowLines | ((ulong)highLines << 32);
                structure = lowEnds | ((ulong)highEnds << 32);
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

            Unsafe.AddByteOffset(ref words, word) = lines;
            lineEnds += BitOperations.PopCount(lines);
            if (Avx512Vbmi2.IsSupported)
            {
                next = ref PositionWriter.WriteCompressed(ref next, origin, structure, StepMasks.Ends(bytes, ends512));
                origin += Vector512.Create(Step);
            }
            else
            {
                next = ref PositionWriter.Write(ref next, behind + (int)(word * sizeof(ulong)), pending, together: 7);
                pending = structure;
            }
        }

        if (!Avx512Vbmi2.IsSupported)
            next = ref PositionWriter.Write(ref next, behind + (int)(word * sizeof(ulong)), pending, 0, 0);
        if (Vector512.IsHardwareAccelerated)
            _needsCheck |= Vector512.EqualsAny(least, Vector512<byte>.Zero);
        else if (Vector256.IsHardwareAccelerated)
            _needsCheck |= Vector256.EqualsAny(least256, Vector256<byte>.Zero);
        _lineEnds = lineEnds;
        _at += (int)(word * sizeof(ulong));
        _count = (int)(Unsafe.ByteOffset(ref _positions, ref next) / sizeof(int));
    }

    /// <summary>
    /// Whole steps of any kind. There are two ways, one shorter for steps without quotes and not in any; nothing is called, so that what the loop needs stays in registers.
    /// What is no plain ASCII, and line breaks inside quotes, are noted and looked at afterwards.
    /// </summary>
    /// <param name="steps">How many. Another whole step must lie behind them, which is looked at for quotes.</param>
    /// <param name="broken">Room for the number and the line breaks of each step.</param>
    /// <returns>Whether the next step has a quote out of order, so that it needs <see cref="OneStep"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private bool MixedSteps(int steps, ref (int Step, ulong Breaks) broken)
    {
        // Steps are counted up to zero and all words lie at fixed distances from one place: each register more would be one on the stack.
        ref byte first = ref Unsafe.Add(ref _data, _at);
        ref byte data = ref Unsafe.Add(ref first, steps * Step);
        ref int next = ref Unsafe.Add(ref _positions, _count);
        ref ulong words = ref Unsafe.Add(ref _lines, ((_at - _start) / Step) + steps);
        int behind = _at + _behind + (steps * Step);
        _broken = 0;
        ulong quoting = _inside | _closedBefore; // what the step before leaves open: never both, so one word holds them
        ulong doubledBefore = _doubledBefore;
        ulong before = MayOpen(_at) << 63; // its separators, line ends and closing quotes, of which only the last byte counts
        int lineEnds = _lineEnds;
        bool isOdd = false;
        Vector512<byte> ends512 = StepMasks.EndsTable(_endBytes);
        Vector512<byte> separator512 = Vector512.Create(_endBytes.Separator);
        Vector256<byte> separator256 = Vector256.Create(_endBytes.Separator);
        Vector128<byte> separator128 = Vector128.Create(_endBytes.Separator);
        Vector512<int> origin = Vector512.Create(_at + _behind);
        ulong nextQuotes = StepMasks.QuotesOf(ref first);
        Vector512<byte> nextBytes = Vector512.IsHardwareAccelerated ? Vector512.LoadUnsafe(ref first) : default;
        nint word = -(nint)steps * sizeof(ulong);
        for (; word < 0; word += sizeof(ulong))
        {
            ulong lines;
            ulong structure;
            ulong odd;
            Unsafe.SkipInit(out Vector512<byte> bytes);
            ref byte block = ref Unsafe.Add(ref data, word * sizeof(ulong));
            ulong quotes = nextQuotes; // known a step ahead, so that a wrong guess about the way to take is found out early
            if (Vector512.IsHardwareAccelerated)
            {
                bytes = nextBytes; // loaded once for both, since most loads cross lines of the cache
                nextBytes = Vector512.LoadUnsafe(ref block, Step);
                nextQuotes = Vector512.Equals(nextBytes, Vector512.Create((byte)'"')).ExtractMostSignificantBits();
                PrefetchAhead(ref block);
                structure = StepMasks.Ends(bytes, ends512).ExtractMostSignificantBits();
                lines = structure & ~Vector512.Equals(bytes, separator512).ExtractMostSignificantBits();
                odd = Vector512.LessThan(bytes.AsSByte(), Vector512<sbyte>.One).ExtractMostSignificantBits();
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                Vector256<byte> low = Vector256.LoadUnsafe(ref block);
                Vector256<byte> high = Vector256.LoadUnsafe(ref block, 32);
                nextQuotes = StepMasks.QuotesOf(ref Unsafe.Add(ref block, Step));
                PrefetchAhead(ref block);
                lines = StepMasks.Join(StepMasks.LineEnds(low), StepMasks.LineEnds(high));
                structure = StepMasks.Join(Vector256.Equals(low, separator256), Vector256.Equals(high, separator256)) | lines;
                odd = StepMasks.Join(StepMasks.NotText(low), StepMasks.NotText(high));
            }
            else
            {
                Vector128<byte> a = Vector128.LoadUnsafe(ref block);
                Vector128<byte> b = Vector128.LoadUnsafe(ref block, 16);
                Vector128<byte> c = Vector128.LoadUnsafe(ref block, 32);
                Vector128<byte> d = Vector128.LoadUnsafe(ref block, 48);
                nextQuotes = StepMasks.QuotesOf(ref Unsafe.Add(ref block, Step));
                lines = StepMasks.Join(StepMasks.LineEnds(a), StepMasks.LineEnds(b), StepMasks.LineEnds(c), StepMasks.LineEnds(d));
                structure = StepMasks.Join(Vector128.Equals(a, separator128), Vector128.Equals(b, separator128), Vector128.Equals(c, separator128), Vector128.Equals(d, separator128)) | lines;
                odd = StepMasks.Join(StepMasks.NotText(a), StepMasks.NotText(b), StepMasks.NotText(c), StepMasks.NotText(d));
            }

            Unsafe.AddByteOffset(ref words, word + (ToOddities * sizeof(ulong))) = odd;
            Unsafe.AddByteOffset(ref words, word) = lines;
            lineEnds += BitOperations.PopCount(lines);
            if ((quotes | quoting) == 0)
            {
                before = structure;
                next = ref Avx512Vbmi2.IsSupported
                    ? ref PositionWriter.WriteCompressed(ref next, origin, structure, StepMasks.Ends(bytes, ends512))
                    : ref PositionWriter.Write(ref next, behind + (int)(word * sizeof(ulong)), structure, together: 8);
                origin += Vector512.Create(Step);
                continue;
            }

            ulong inside = (ulong)((long)quoting >> 63);
            ulong within = QuoteMask.PrefixXor(quotes) ^ inside; // from each opening quote to before its closing one
            ulong closings = quotes & ~within;
            structure &= ~within;
            // What may stand behind a closing quote is the end of the field or another quote, which makes it a doubled one. An opening quote stands at the start of a field or there.
            ulong behindClosing = (closings << 1) | (quoting ^ inside);
            ulong mayOpen = ((structure | closings) << 1) | (before >> 63);
            ulong openings = quotes & within;
            if (((openings & ~mayOpen) | (behindClosing & ~(structure | openings))) != 0)
            {
                lineEnds -= BitOperations.PopCount(lines);
                isOdd = true;
                break;
            }

            before = structure | closings;
            quoting = (ulong)((long)within >> 63) | (closings >> 63);
            if ((lines & within) != 0)
            {
                Unsafe.AddByteOffset(ref words, word) = lines & ~within;
                lineEnds -= BitOperations.PopCount(lines & within);
                Unsafe.Add(ref broken, _broken++) = ((int)(word / sizeof(ulong)) + steps, lines & within);
            }

            ulong second = openings & behindClosing;
            ulong doubled = EndsAfter(second, doubledBefore, structure);
            doubledBefore = StaysOpen(second, doubledBefore, structure);
            next = ref Avx512Vbmi2.IsSupported
                ? ref PositionWriter.WriteCompressed(ref next, origin, structure, Vector512.Equals(Vector512.LoadUnsafe(ref Unsafe.Subtract(ref block, 1)), Vector512.Create((byte)'"')), doubled)
                : ref PositionWriter.Write(ref next, behind + (int)(word * sizeof(ulong)), structure, structure & behindClosing, doubled);
            origin += Vector512.Create(Step);
        }

        _lineEnds = lineEnds;
        steps += (int)(word / sizeof(ulong)); // those that were taken
        if (steps > 0)
            CheckText(ref Unsafe.AddByteOffset(ref words, word + ((ToOddities - steps) * sizeof(ulong))), steps);
        for (int i = 0; i < _broken; i++)
        {
            (int step, ulong breaks) = Unsafe.Add(ref broken, i);
            WriteBreaks(_at + (step * Step), breaks);
        }

        _at += steps * Step;
        _count = (int)(Unsafe.ByteOffset(ref _positions, ref next) / sizeof(int));
        _inside = (ulong)((long)quoting >> 63);
        _closedBefore = quoting ^ _inside;
        _doubledBefore = doubledBefore;
        return isOdd;
    }

    /// <summary>Fetches bytes that will be needed soon into the first-level cache. A hint about an address; nothing is read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch(ref readonly byte place)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(in place));
    }

    /// <summary>Between two scans the rows are walked, and the machine forgets that bytes in memory are read in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PrefetchAhead(ref byte block) => Prefetch(in Unsafe.Add(ref block, PrefetchDistance)); // need not be valid
}
