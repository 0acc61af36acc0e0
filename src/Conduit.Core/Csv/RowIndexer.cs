using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Conduit.Csv;

/// <summary>
/// Finds the rows in what the structural scan found. Almost always all rows of a scan have the fields they should have; that is proven by counting and one look at each row's end, and
/// then the rows are one run. Otherwise each row's end is searched for.
/// </summary>
internal sealed class RowIndexer(CsvDialect dialect, byte separator, RowBatch batch, RowChecker checker)
{
    private readonly EndBytes _endBytes = new(separator);

    // A row no longer than this breaks no limit of bytes.
    private readonly int _longest = Math.Min(dialect.MaxFieldBytes, dialect.MaxRowBytes);

    /// <summary>Why <see cref="Index"/> came to its end.</summary>
    public enum Outcome
    {
        /// <summary>What follows the rows is no whole row as far as the bytes go.</summary>
        Partial,

        /// <summary>The next row is out of order and has to be split exactly.</summary>
        OutOfOrder,

        /// <summary>A list is full.</summary>
        Full,
    }

    /// <summary>Where the next row starts.</summary>
    public int Next { get; private set; }

    /// <summary>The physical line on which it starts.</summary>
    public long Line { get; private set; }

    /// <summary>How many blank lines were passed.</summary>
    public int BlankLines { get; private set; }

    /// <summary>Finds rows from <paramref name="start"/>, where one starts on <paramref name="line"/>, and adds them to the batch.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public Outcome Index(ReadOnlySpan<byte> data, int start, int end, bool isFinal, long line)
    {
        FieldEnds ends = batch.Ends;
        PositionList breaks = batch.Breaks;
        ends.StartRow(start);
        int first = ends.Count;
        int firstBreak = breaks.Count;
        Span<ulong> lines = batch.Bits(end - start);
        ScanState scan = StructuralScan.Run(data, start, end, _endBytes, ends, breaks.Items.AsSpan(firstBreak), lines);
        breaks.Count = firstBreak + scan.Breaks;
        Next = start;
        Line = line;
        BlankLines = 0;
        bool outOfOrder = false;
        var all = new RowRun { First = first, Fields = checker.ExpectedFields, Line = line, FirstBreak = firstBreak, MayHaveQuotes = scan.MayHaveQuotes };
        if (!scan.NeedsCheck && scan.ScannedTo - start <= _longest && IsUniform(data, start, lines, scan, isFinal, ref all))
        {
            if (all.Rows > 0)
            {
                batch.Add(all);
                ends.Count = first + (all.Rows * all.Stride);
                Next = ends.Next(ends.Count - 1);
            }

            breaks.TrimFrom(Next);
            Line = line + all.Rows + breaks.Count - firstBreak;
        }
        else
        {
            ends.Count = first + scan.Positions;
            outOfOrder = !IndexEach(data, all, scan.NeedsCheck, isFinal);
            breaks.TrimFrom(Next);
        }

        return outOfOrder || scan.HasStrayQuote ? Outcome.OutOfOrder
            : scan.ScannedTo < end ? Outcome.Full
            : Outcome.Partial;
    }

    /// <summary>Whether all rows that are whole have the right number of fields and the same kind of line end.</summary>
    private bool IsUniform(ReadOnlySpan<byte> data, int start, ReadOnlySpan<ulong> lines, in ScanState scan, bool isFinal, ref RowRun run)
    {
        int fields = run.Fields;
        int lineEnds = scan.LineEnds;
        run.Rows = 0;
        run.Stride = fields;
        if (lineEnds == 0)
            return true;
        if (scan.Positions < fields)
            return false;
        FieldEnds ends = batch.Ends;
        int firstEnd = run.First + fields - 1;
        int lastPosition = run.First + scan.Positions - 1;
        byte end = data[ends.End(firstEnd)];
        if (end is not ((byte)'\n' or (byte)'\r'))
            return false;
        int last = ends.End(lastPosition);
        if (end == (byte)'\r' && firstEnd < lastPosition && ends.End(firstEnd + 1) == ends.Next(firstEnd) && data[ends.Next(firstEnd)] == (byte)'\n')
        {
            // CRLF. A CR at the very end may be half of the next line end.
            run.Rows = lineEnds / 2;
            run.Stride = fields + 1;
            if ((lineEnds & 1) != 0 && (data[last] is not ((byte)'\n' or (byte)'\r') || scan.Positions == (long)run.Rows * run.Stride))
                return false;
        }
        else
        {
            run.Rows = lineEnds;
            if (data[last] == (byte)'\r' && last + 1 >= scan.ScannedTo && !(isFinal && last + 1 == data.Length))
                return false; // perhaps half of a CRLF
        }

        if ((long)run.Rows * run.Stride > scan.Positions)
            return false;
        ReadOnlySpan<int> entries = ends.Items.AsSpan(run.First - 1, scan.Positions + 1);
        return (run.Stride > fields ? EndInCrLf(data[ends.Origin..], entries, run) : EndInOneByte(entries, ends.Origin - 1 - start, lines, run))
            && (fields > 1 || !HasBlankLine(entries, run.Rows, run.Stride));
    }

    /// <summary>Whether each row's last position is a line end. There are as many as rows, so no row holds another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static bool EndInOneByte(ReadOnlySpan<int> ends, int toBit, ReadOnlySpan<ulong> lines, in RowRun run)
    {
        ref ulong line = ref MemoryMarshal.GetReference(lines);
        ref int end = ref Unsafe.Add(ref MemoryMarshal.GetReference(ends), run.Fields);
        nint stride = run.Stride;
        ulong all = 1;
        for (int row = run.Rows; row > 0; row--)
        {
            uint at = (uint)((end & FieldEnds.Place) + toBit);
            all &= Unsafe.Add(ref line, at >> 6) >> (int)at; // a shift by the low six bits
            end = ref Unsafe.Add(ref end, stride);
        }

        return all != 0;
    }

    /// <summary>Whether each row ends in CRLF, both bytes of which are positions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static bool EndInCrLf(ReadOnlySpan<byte> data, ReadOnlySpan<int> ends, in RowRun run)
    {
        ref byte bytes = ref MemoryMarshal.GetReference(data);
        ref int end = ref Unsafe.Add(ref MemoryMarshal.GetReference(ends), run.Fields);
        nint stride = run.Stride;
        for (int row = run.Rows; row > 0; row--)
        {
            int next = end & FieldEnds.Place;
            if (Unsafe.Add(ref end, 1) != next + 1 || Unsafe.Add(ref bytes, next - 1) != (byte)'\r' || Unsafe.Add(ref bytes, next) != (byte)'\n')
                return false;
            end = ref Unsafe.Add(ref end, stride);
        }

        return true;
    }

    /// <summary>With one column, a blank line looks like a row with an empty field.</summary>
    private static bool HasBlankLine(ReadOnlySpan<int> ends, int rows, int stride)
    {
        for (int i = 1; i <= rows * stride; i += stride)
        {
            if ((ends[i] & FieldEnds.Place) == (ends[i - 1] & FieldEnds.Place) + 1)
                return true;
        }

        return false;
    }

    /// <summary>Row by row; false when one was met that has to be split exactly.</summary>
    private bool IndexEach(ReadOnlySpan<byte> data, in RowRun all, bool needsCheck, bool isFinal)
    {
        FieldEnds ends = batch.Ends;
        ReadOnlySpan<int> breaks = batch.Breaks.Items.AsSpan(0, batch.Breaks.Count);
        var run = default(RowRun);
        int firstBreak = all.FirstBreak;
        bool orderly = true;
        int at = all.First;
        while (true)
        {
            int index = at;
            while (index < ends.Count && data[ends.End(index)] is not ((byte)'\n' or (byte)'\r'))
                index++;
            if (index == ends.Count || LineBreaks.IsCut(data, ends.End(index), isFinal))
                break;
            int end = ends.End(index);
            int lineEnd = LineBreaks.Length(data, end);
            if (index + lineEnd > ends.Count)
                break;
            int fields = index - at + 1;
            bool blank = end == Next;
            if (!blank && (end - Next > _longest || fields > dialect.MaxFields))
            {
                orderly = false;
                break;
            }

            int firstIssue = batch.IssueCount;
            if (!blank)
            {
                if (needsCheck)
                    checker.CheckText(data, Next, end, Line);
                checker.CheckFields(fields, Line);
            }

            int issues = batch.IssueCount - firstIssue;
            int stride = fields + lineEnd - 1;
            if (run.Rows > 0 && (blank || issues > 0 || run.Issues > 0 || run.Fields != fields || run.Stride != stride))
            {
                batch.Add(run);
                run.Rows = 0;
            }

            if (blank)
                BlankLines++;
            else if (run.Rows > 0)
                run.Rows++;
            else
                run = new RowRun { First = at, Rows = 1, Fields = fields, Stride = stride, Line = Line, FirstBreak = firstBreak, MayHaveQuotes = all.MayHaveQuotes, FirstIssue = firstIssue, Issues = issues };

            while (firstBreak < breaks.Length && breaks[firstBreak] < end)
            {
                firstBreak++;
                Line++;
            }

            Line++;
            at = index + lineEnd;
            Next = end + lineEnd;
        }

        if (run.Rows > 0)
            batch.Add(run);
        ends.Count = at;
        return orderly;
    }
}
