using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Conduit.Csv;

/// <summary>
/// Finds every separator and line end outside quotes, 64 bytes a step: comparisons become bit masks, a carry-less multiplication tells which bits lie inside quotes, and
/// the bits that are left are written as positions without a branch for each. That reading is right as long as every quote stands where a quoted field has one, which is
/// checked on the way; the scan stops at the first that does not.
/// </summary>
/// <remarks>
/// Two loops take turns: one for steps of plain ASCII without quotes, which most are, the other for steps with quotes or characters of several bytes. Both hold all they need in
/// registers and leave what is rare to a third method, one step at a time.
/// </remarks>
internal ref struct StructuralScan
{
    /// <summary>How many bytes a step takes.</summary>
    public const int Step = 64;

    /// <summary>How far beyond the positions in use a step may write.</summary>
    public const int Slack = Step + 8;

    /// <summary>How many steps the loop for mixed steps takes before it offers the next to the other.</summary>
    private const int MostMixed = 512;

    private const int PrefetchDistance = 2048;

    private readonly ref byte _data;
    private readonly ref int _positions;
    private readonly ref ulong _lines;
    private readonly Span<int> _breaks;
    private readonly int _start;
    private readonly int _room;
    private readonly int _behind; // what to add to a place to have the entry of the byte there
    private readonly byte _separator;
    private int _at;
    private int _end;
    private int _count;
    private int _lineEnds;
    private int _breakCount;
    private bool _needsCheck;
    private bool _hasQuotes;
    private bool _hasStrayQuote;
    private bool _isFull;
    private ulong _inside; // all ones while in quotes
    private ulong _closedBefore; // one when the byte before closes quotes
    private ulong _doubledBefore; // one when the field that is not over yet has a doubled quote
    private ulong _highBefore; // not zero when a character of several bytes may reach over from the step before

    private StructuralScan(ReadOnlySpan<byte> data, int start, int end, byte separator, FieldEnds ends, Span<int> breaks, Span<ulong> lines)
    {
        Span<int> positions = ends.Items.AsSpan(ends.Count);
        _data = ref MemoryMarshal.GetReference(data);
        _positions = ref MemoryMarshal.GetReference(positions);
        _lines = ref MemoryMarshal.GetReference(lines);
        _breaks = breaks;
        _start = _at = start;
        _end = end;
        _room = positions.Length - Slack;
        _behind = 1 - ends.Origin;
        _separator = separator;
    }

    /// <summary>Scans from the start of a row.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="start">Where a row starts.</param>
    /// <param name="end">Where to stop; no multi-byte character may be cut there, unless the input ends so.</param>
    /// <param name="separator">The separator.</param>
    /// <param name="ends">Where the positions go, from its count on; the scan stops when there is nearly no room left. The count stays.</param>
    /// <param name="breaks">Room for the positions of line breaks inside quotes; likewise.</param>
    /// <param name="lines">A bit for each byte from <paramref name="start"/> on, which will tell where a line ends outside quotes.</param>
    public static ScanState Run(ReadOnlySpan<byte> data, int start, int end, byte separator, FieldEnds ends, Span<int> breaks, Span<ulong> lines)
    {
        var state = new ScanState { ScannedTo = start };
        if (!Vector128.IsHardwareAccelerated)
        {
            ScalarScan.Run(data, start, end, separator, ends, breaks, lines, ref state);
            return state;
        }

        var scan = new StructuralScan(data, start, end, separator, ends, breaks, lines);
        scan.AllSteps();
        if (scan._at < scan._end && !scan._isFull)
            scan.LastStep(data);
        scan.Report(ref state);
        return state;
    }

    private void AllSteps()
    {
        Span<int> suspects = stackalloc int[MostMixed];
        while (_end - _at >= Step)
        {
            if (_count > _room)
            {
                _isFull = true;
                return;
            }

            if ((_inside | _closedBefore | _highBefore) == 0)
                PlainSteps(StepsWithRoom());
            if (_end - _at < Step || _count > _room)
                continue;
            _hasQuotes = true;
            // The first step is one whose past does not lie before it.
            if (_at == _start || MixedSteps(Math.Min(StepsWithRoom(), suspects.Length), ref MemoryMarshal.GetReference(suspects)))
                OneStep(ref Unsafe.Add(ref _data, _at));
            if (_isFull)
                return;
        }
    }

    /// <summary>How many whole steps there are whose positions are sure to have room.</summary>
    private readonly int StepsWithRoom() => Math.Min((_end - _at) / Step, ((_room - _count) / Step) + 1);

    private readonly void Report(ref ScanState state)
    {
        state.Positions = _count;
        state.Breaks = _breakCount;
        state.ScannedTo = Math.Min(_at, _end);
        state.HasStrayQuote = _hasStrayQuote;
        state.HasQuotes = _hasQuotes;
        state.NeedsCheck = _needsCheck;
        state.LineEnds = _lineEnds;
    }

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
        while (Unsafe.IsAddressLessThan(ref block, ref stop))
        {
            ulong structure;
            ulong lines;
            if (Avx512Vbmi2.IsSupported)
            {
                Vector512<byte> bytes = Vector512.LoadUnsafe(ref block);
                Prefetch(ref block);
                // Signed, everything beyond ASCII lies below zero.
                if ((Vector512.Equals(bytes, Vector512.Create((byte)'"')) | Vector512.LessThan(bytes.AsSByte(), Vector512<sbyte>.One).AsByte()) != Vector512<byte>.Zero)
                    break;
                Vector512<byte> isLine = Vector512.Equals(bytes, Vector512.Create((byte)'\n')) | Vector512.Equals(bytes, Vector512.Create((byte)'\r'));
                lines = isLine.ExtractMostSignificantBits();
                Vector512<byte> isEnd = Vector512.Equals(bytes, separator512) | isLine;
                next = ref PositionWriter.WriteCompressed(ref next, behind, isEnd.ExtractMostSignificantBits(), isEnd);
                line = lines;
                lineEnds += BitOperations.PopCount(lines);
                line = ref Unsafe.Add(ref line, 1);
                behind += Step;
                block = ref Unsafe.Add(ref block, Step);
                continue;
            }
            else if (Vector512.IsHardwareAccelerated)
            {
                Vector512<byte> bytes = Vector512.LoadUnsafe(ref block);
                Prefetch(ref block);
                // Signed, everything beyond ASCII lies below zero.
                if ((Vector512.Equals(bytes, Vector512.Create((byte)'"')) | Vector512.LessThan(bytes.AsSByte(), Vector512<sbyte>.One).AsByte()) != Vector512<byte>.Zero)
                    break;
                lines = (Vector512.Equals(bytes, Vector512.Create((byte)'\n')) | Vector512.Equals(bytes, Vector512.Create((byte)'\r'))).ExtractMostSignificantBits();
                structure = Vector512.Equals(bytes, separator512).ExtractMostSignificantBits() | lines;
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
            next = ref PositionWriter.Write(ref next, behind, structure);
            behind += Step;
            block = ref Unsafe.Add(ref block, Step);
        }

        _at = behind - _behind;
        _lineEnds = lineEnds;
        _count = (int)(Unsafe.ByteOffset(ref _positions, ref next) / sizeof(int));
    }

    /// <summary>
    /// Whole steps of any kind. No step takes another way than the one before, whatever it holds, for a wrong guess costs as much as a step; and nothing is called, so that all the
    /// loop needs stays in registers. What is rare ends it. Steps with characters of several bytes are noted and looked at afterwards.
    /// </summary>
    /// <param name="steps">How many.</param>
    /// <param name="suspects">Room for the place of each step.</param>
    /// <returns>Whether the next step needs <see cref="OneStep"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private bool MixedSteps(int steps, ref int suspects)
    {
        ref byte block = ref Unsafe.Add(ref _data, _at);
        ref byte stop = ref Unsafe.Add(ref block, (nint)steps * Step);
        ref int next = ref Unsafe.Add(ref _positions, _count);
        ref ulong line = ref Unsafe.Add(ref _lines, (_at - _start) / Step);
        ref int suspect = ref suspects;
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
                    ? ref PositionWriter.WriteCompressed(ref next, behind, structure, PositionWriter.BitMask(structure))
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
            if (((openings & ~mayOpen) | (behindClosing & ~(structure | openings)) | (lines & within)) != 0)
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
            line = lines;
            lineEnds += BitOperations.PopCount(lines);
            line = ref Unsafe.Add(ref line, 1);
            ulong second = openings & behindClosing;
            ulong doubled = EndsAfter(second, doubledBefore, structure);
            doubledBefore = StaysOpen(second, doubledBefore, structure);
            next = ref Avx512Vbmi2.IsSupported
                ? ref PositionWriter.WriteCompressed(ref next, behind, structure, Vector512.Equals(Vector512.LoadUnsafe(ref Unsafe.Subtract(ref block, 1)), Vector512.Create((byte)'"')), doubled)
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
        return isOdd;
    }

    /// <summary>Whether the text of some steps is UTF-8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void CheckText(scoped ReadOnlySpan<int> steps)
    {
        Vector128<byte> wrong = Vector128<byte>.Zero;
        ref byte data = ref _data;
        foreach (int behind in steps)
            wrong |= Utf8Blocks.Wrong(ref Unsafe.Add(ref data, behind - _behind));
        _needsCheck |= wrong != Vector128<byte>.Zero;
    }

    /// <summary>One step of any kind.</summary>
    /// <param name="block">Its bytes: those at the present place, or a padded copy of them.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OneStep(scoped ref byte block)
    {
        int at = _at;
        StepMasks masks = StepMasks.Look(ref block, _separator);
        ulong structure = masks.Structure;
        ulong lines = masks.Lines;
        int length = Math.Min(Step, _end - at);
        ulong behindClosing = 0;
        ulong doubled = 0;
        if (!masks.IsText || _highBefore != 0)
            _needsCheck |= StepMasks.HasNul(ref block) || !Utf8Blocks.IsValid(ref _data, _start, at, at + length);
        if ((masks.Quotes | _inside | _closedBefore) != 0)
        {
            _hasQuotes = true;
            ulong within = QuoteMask.PrefixXor(masks.Quotes) ^ _inside;
            ulong openings = masks.Quotes & within;
            ulong closings = masks.Quotes & ~within;
            structure &= ~within;
            behindClosing = (closings << 1) | _closedBefore;
            ulong mayOpen = ((structure | closings) << 1) | MayOpen(at);
            ulong stray = (openings & ~mayOpen) | (behindClosing & ~(structure | openings));
            if (length < Step)
                stray &= (1UL << length) - 1;
            ulong broken = lines & within;
            lines &= ~within;
            if (stray != 0)
            {
                int good = BitOperations.TrailingZeroCount(stray);
                ulong before = (1UL << good) - 1;
                structure &= before;
                lines &= before;
                broken &= before;
                _hasStrayQuote = true;
                _end = at + good;
            }

            if (broken != 0 && !TryWriteBreaks(at, broken))
                return;
            doubled = EndsAfter(openings & behindClosing, _doubledBefore, structure);
            _doubledBefore = StaysOpen(openings & behindClosing, _doubledBefore, structure);
            _inside = (ulong)((long)within >> 63);
            _closedBefore = closings >> 63;
        }

        _highBefore = StepMasks.High(ref block) >> 61;
        Unsafe.Add(ref _lines, (at - _start) / Step) = lines;
        _lineEnds += BitOperations.PopCount(lines);
        PositionWriter.Write(ref Unsafe.Add(ref _positions, _count), at + _behind, structure, structure & behindClosing, doubled);
        _count += BitOperations.PopCount(structure);
        _at = at + Step;
    }

    /// <summary>The rest, shorter than a step. What is missing is filled with blanks, which mean nothing.</summary>
    private void LastStep(ReadOnlySpan<byte> data)
    {
        Span<byte> padded = stackalloc byte[Step];
        padded.Fill((byte)' ');
        data[_at.._end].CopyTo(padded);
        if (_count > _room)
            _isFull = true;
        else
            OneStep(ref MemoryMarshal.GetReference(padded));
    }

    /// <summary>Which ends of fields have such a bit between the end before and themselves: a carry runs through all that is no end until it meets one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong EndsAfter(ulong bits, ulong before, ulong ends) => (~ends + bits + before) & ends;

    /// <summary>One when there is such a bit behind the last end. No bit is an end itself, so the higher number is the one with the higher bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong StaysOpen(ulong bits, ulong before, ulong ends) => (bits | before) > ends ? 1UL : 0;

    /// <summary>Between two scans the rows are walked, and the machine forgets that bytes in memory are read in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Prefetch(ref byte block)
    {
        // A hint about an address; it need not be valid, and nothing is read through it.
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref block, PrefetchDistance)));
    }

    /// <summary>One when a quote at this place, outside of quotes, opens a field or is the second half of a doubled one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ulong MayOpen(int at)
    {
        if (at == _start)
            return 1;
        byte before = Unsafe.Add(ref _data, at - 1);
        return before == _separator || before is (byte)'\n' or (byte)'\r' or (byte)'"' ? 1UL : 0;
    }

    /// <summary>Writes where lines break inside quotes; a CRLF breaks once. False when there is no more room.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryWriteBreaks(int at, ulong broken)
    {
        if (_breakCount + Step > _breaks.Length)
        {
            _isFull = true;
            _hasStrayQuote = false;
            return false;
        }

        for (; broken != 0; broken &= broken - 1)
        {
            int position = at + BitOperations.TrailingZeroCount(broken);
            // A quote stands before the first byte inside quotes, so there is one to look at.
            if (Unsafe.Add(ref _data, position) != (byte)'\n' || Unsafe.Add(ref _data, position - 1) != (byte)'\r')
                _breaks[_breakCount++] = position;
        }

        return true;
    }
}
