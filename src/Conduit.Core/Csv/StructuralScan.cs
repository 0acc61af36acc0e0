using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
internal ref partial struct StructuralScan
{
    /// <summary>How many bytes a step takes.</summary>
    public const int Step = 64;

    /// <summary>How far beyond the positions in use a step may write.</summary>
    public const int Slack = Step + 8;

    /// <summary>How many steps the loop for mixed steps takes before it offers the next to the other.</summary>
    private const int MostMixed = 512;

    /// <summary>How far behind the word for the line ends of a step stands the one for its oddities, that is for bytes that are not ASCII, or NUL.</summary>
    private const int ToOddities = MostMixed + 1;

    /// <summary>How many words the loop for mixed steps needs behind those for line ends.</summary>
    public const int MoreWords = ToOddities + 8;

    private readonly ref byte _data;
    private readonly ref int _positions;
    private readonly ref ulong _lines;
    private readonly Span<int> _breaks;
    private readonly int _start;
    private readonly int _length; // of the data, which may go on behind the end
    private readonly int _room;
    private readonly int _behind; // what to add to a place to have the entry of the byte there
    private readonly EndBytes _endBytes;
    private int _at;
    private int _end;
    private int _count;
    private int _lineEnds;
    private int _breakCount;
    private int _broken; // how many steps of the loop have line breaks inside quotes
    private bool _needsCheck;
    private bool _hasStrayQuote;
    private bool _mayHaveQuotes;
    private bool _isFull;
    private ulong _inside; // all ones while in quotes
    private ulong _closedBefore; // one when the byte before closes quotes
    private ulong _doubledBefore; // one when the field that is not over yet has a doubled quote
    private ulong _highBefore; // not zero when a character of several bytes may reach over from the step before

    private StructuralScan(ReadOnlySpan<byte> data, int start, int end, EndBytes endBytes, FieldEnds ends, Span<int> breaks, Span<ulong> lines)
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
        _length = data.Length;
        _endBytes = endBytes;
    }

    /// <summary>Scans from the start of a row.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="start">Where a row starts.</param>
    /// <param name="end">Where to stop; no multi-byte character may be cut there, unless the input ends so.</param>
    /// <param name="endBytes">What ends a field.</param>
    /// <param name="ends">Where the positions go, from its count on; the scan stops when there is nearly no room left. The count stays.</param>
    /// <param name="breaks">Room for the positions of line breaks inside quotes; likewise.</param>
    /// <param name="lines">A bit for each byte from <paramref name="start"/> on, which will tell where a line ends outside quotes; <see cref="MoreWords"/> words more.</param>
    public static ScanState Run(ReadOnlySpan<byte> data, int start, int end, EndBytes endBytes, FieldEnds ends, Span<int> breaks, Span<ulong> lines)
    {
        var state = new ScanState { ScannedTo = start };
        if (!Vector128.IsHardwareAccelerated)
        {
            ScalarScan.Run(data, start, end, endBytes.Separator, ends, breaks, lines, ref state);
            return state;
        }

        var scan = new StructuralScan(data, start, end, endBytes, ends, breaks, lines);
        scan.AllSteps();
        if (scan._at < scan._end && !scan._isFull)
            scan.LastStep(data);
        scan.Report(ref state);
        return state;
    }

    [SkipLocalsInit] // what is noted is written before it is read
    private void AllSteps()
    {
        Span<(int Step, ulong Breaks)> broken = stackalloc (int, ulong)[MostMixed];
        bool slowly = !_endBytes.CanLookUp;
        while (_end - _at >= Step)
        {
            if (_count > _room)
            {
                _isFull = true;
                return;
            }

            if ((_inside | _closedBefore | _highBefore) == 0 && !slowly)
            {
                int plain = StepsWithRoom();
                int before = _at;
                PlainSteps(plain);
                // Where nothing else was met, the other loop need not even be compiled.
                if (_at - before == plain * Step)
                    continue;
            }

            if (_end - _at < Step || _count > _room)
                continue;
            // The first step is one whose past does not lie before it, the last of the data one that nothing lies behind.
            int steps = Math.Min(Math.Min(StepsWithRoom(), MostMixed), Math.Min((_breaks.Length - _breakCount) / Step, ((_length - _at) / Step) - 1));
            _mayHaveQuotes = true;
            if (slowly || _at == _start || steps <= 0 || MixedSteps(steps, ref MemoryMarshal.GetReference(broken)))
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
        state.MayHaveQuotes = _mayHaveQuotes;
        state.NeedsCheck = _needsCheck;
        state.LineEnds = _lineEnds;
    }

    /// <summary>Looks at the steps that are no plain ASCII, and at those a character of several bytes may reach into.</summary>
    /// <param name="oddities">
    /// For each step from the present place on, which bytes are not ASCII, or NUL. There is a word before them, and eight behind.
    /// </param>
    /// <param name="steps">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    [SkipLocalsInit]
    private void CheckText(scoped ref ulong oddities, int steps)
    {
        Unsafe.Subtract(ref oddities, 1) = _highBefore << 61;
        _highBefore = Unsafe.Add(ref oddities, steps - 1) >> 61;
        Vector512<ulong>.Zero.StoreUnsafe(ref Unsafe.Add(ref oddities, steps));
        Span<ulong> suspects = stackalloc ulong[MostMixed / 64];
        int words = 0;
        for (int from = 0; from < steps; from += 64)
            suspects[words++] = Suspects(ref Unsafe.Add(ref oddities, from), Math.Min(64, steps - from));
        _needsCheck |= Utf8Blocks.HaveFaults(ref Unsafe.Add(ref _data, _at), suspects[..words]);
    }

    /// <summary>Which of at most 64 steps to look at: without a branch for each, since nothing foretells them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Suspects(scoped ref ulong oddities, int count)
    {
        ulong suspects = 0;
        for (int i = 0; i < count; i += Vector512<ulong>.Count)
        {
            Vector512<ulong> reason = Vector512.LoadUnsafe(ref oddities, (nuint)i) | (Vector512.LoadUnsafe(ref Unsafe.Add(ref oddities, i - 1)) >>> 61);
            suspects |= (~Vector512.Equals(reason, Vector512<ulong>.Zero).ExtractMostSignificantBits() & 0xFF) << i;
        }

        return count < 64 ? suspects & ((1UL << count) - 1) : suspects;
    }

    /// <summary>One step of any kind.</summary>
    /// <param name="block">Its bytes: those at the present place, or a padded copy of them.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OneStep(scoped ref byte block)
    {
        int at = _at;
        StepMasks masks = StepMasks.Look(ref block, _endBytes.Separator);
        int length = Math.Min(Step, _end - at);
        ulong behindClosing = 0;
        ulong doubled = 0;
        if (masks.HasNul || (masks.High | _highBefore) != 0)
            _needsCheck |= masks.HasNul || !Utf8Blocks.IsValid(ref _data, _start, at, at + length);
        if ((masks.Quotes | _inside | _closedBefore) != 0 && !TakeQuotes(ref masks, length, out behindClosing, out doubled))
            return;

        _highBefore = masks.High >> 61;
        Unsafe.Add(ref _lines, (at - _start) / Step) = masks.Lines;
        _lineEnds += BitOperations.PopCount(masks.Lines);
        PositionWriter.Write(ref Unsafe.Add(ref _positions, _count), at + _behind, masks.Structure, masks.Structure & behindClosing, doubled);
        _count += BitOperations.PopCount(masks.Structure);
        _at = at + Step;
    }

    /// <summary>Takes what stands inside quotes out of a step; false when there is no room to note its line breaks. The scan ends before a quote out of order.</summary>
    /// <param name="masks">The step.</param>
    /// <param name="length">How much of it is there.</param>
    /// <param name="behindClosing">Gets the bytes behind closing quotes.</param>
    /// <param name="doubled">Gets the ends of fields that have a doubled quote.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TakeQuotes(scoped ref StepMasks masks, int length, out ulong behindClosing, out ulong doubled)
    {
        int at = _at;
        _mayHaveQuotes = true;
        doubled = 0;
        ulong within = QuoteMask.PrefixXor(masks.Quotes) ^ _inside;
        ulong openings = masks.Quotes & within;
        ulong closings = masks.Quotes & ~within;
        masks.Structure &= ~within;
        behindClosing = (closings << 1) | _closedBefore;
        ulong mayOpen = ((masks.Structure | closings) << 1) | MayOpen(at);
        ulong stray = (openings & ~mayOpen) | (behindClosing & ~(masks.Structure | openings));
        if (length < Step)
            stray &= (1UL << length) - 1;
        ulong broken = masks.Lines & within;
        masks.Lines &= ~within;
        if (stray != 0)
        {
            int good = BitOperations.TrailingZeroCount(stray);
            ulong before = (1UL << good) - 1;
            masks.Structure &= before;
            masks.Lines &= before;
            broken &= before;
            _hasStrayQuote = true;
            _end = at + good;
        }

        if (broken != 0)
        {
            if (_breakCount + Step > _breaks.Length)
            {
                _isFull = true;
                _hasStrayQuote = false;
                return false;
            }

            WriteBreaks(at, broken);
        }

        doubled = EndsAfter(openings & behindClosing, _doubledBefore, masks.Structure);
        _doubledBefore = StaysOpen(openings & behindClosing, _doubledBefore, masks.Structure);
        _inside = (ulong)((long)within >> 63);
        _closedBefore = closings >> 63;
        return true;
    }

    /// <summary>The rest, shorter than a step. What is missing is filled with a character that means nothing.</summary>
    private void LastStep(ReadOnlySpan<byte> data)
    {
        Span<byte> padded = stackalloc byte[Step];
        byte filler = _endBytes.Separator == (byte)' ' ? (byte)'.' : (byte)' ';
        // Not Span.Fill, which would be compiled for this alone.
        foreach (ref byte missing in padded)
            missing = filler;
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

    /// <summary>One when a quote at this place, outside of quotes, opens a field or is the second half of a doubled one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ulong MayOpen(int at)
    {
        if (at == _start)
            return 1;
        byte before = Unsafe.Add(ref _data, at - 1);
        return before == _endBytes.Separator || before is (byte)'\n' or (byte)'\r' or (byte)'"' ? 1UL : 0;
    }

    /// <summary>Writes where lines break inside quotes; a CRLF breaks once. There is room for a whole step.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteBreaks(int at, ulong broken)
    {
        for (; broken != 0; broken &= broken - 1)
        {
            int position = at + BitOperations.TrailingZeroCount(broken);
            // A quote stands before the first byte inside quotes, so there is one to look at.
            if (Unsafe.Add(ref _data, position) != (byte)'\n' || Unsafe.Add(ref _data, position - 1) != (byte)'\r')
                _breaks[_breakCount++] = position;
        }
    }
}
