namespace Conduit.Csv;

/// <summary>
/// Splits one row exactly by the grammar, whatever it is like. It is for the header, for the last row and for rows in which the structural scan found something out of
/// order; all others never come here.
/// </summary>
internal sealed class RowParser(CsvDialect dialect, byte separator, FieldEnds ends)
{
    private readonly int _maxField = dialect.MaxFieldBytes;
    private readonly int _maxRow = dialect.MaxRowBytes;
    private readonly int _maxFields = dialect.MaxFields;

    /// <summary>What <see cref="Parse"/> found.</summary>
    public enum Outcome
    {
        /// <summary>The row may go on in bytes that have not come yet.</summary>
        NeedMore,

        /// <summary>A row, whole or damaged.</summary>
        Row,

        /// <summary>A line with nothing on it.</summary>
        Blank,
    }

    /// <summary>Where the next row starts, or where to skip from.</summary>
    public int Next { get; private set; }

    /// <summary>How many fields the row has.</summary>
    public int Fields { get; private set; }

    /// <summary>How many physical lines end between the start of the row and <see cref="Next"/>.</summary>
    public int Lines { get; private set; }

    /// <summary>The issue that the structure of the row has, or <see langword="null"/>.</summary>
    public string? Code { get; private set; }

    /// <summary>Where that issue stands.</summary>
    public int CodeAt { get; private set; }

    /// <summary>How the rest of the row is to be skipped, if it is.</summary>
    public RowSkipper.Mode Skip { get; private set; }

    /// <summary>
    /// Splits the row that starts at <paramref name="start"/>. The ends of its fields are appended to the list, and after them what it takes for the next row to begin at
    /// <see cref="Next"/>.
    /// </summary>
    public Outcome Parse(ReadOnlySpan<byte> data, int start, bool isFinal)
    {
        Fields = 0;
        Lines = 0;
        Code = null;
        Skip = RowSkipper.Mode.None;
        int position = start;
        int added = ends.Count;
        int rowBound = start + _maxRow;
        if (start < data.Length && data[start] is (byte)'\n' or (byte)'\r')
        {
            if (LineBreaks.IsCut(data, start, isFinal))
                return Outcome.NeedMore;
            EndLine(data, start, flags: 0);
            return Outcome.Blank;
        }

        while (true)
        {
            if (Fields == _maxFields)
                return Damaged(CsvIssueCodes.TooManyFields, position, position, RowSkipper.Mode.FieldStart);
            int field = position;
            int flags = 0;
            int bound = Math.Min(field + _maxField, rowBound);
            if (position < data.Length && data[position] == (byte)'"')
            {
                flags = FieldEnds.Quoted | FieldEnds.Doubled; // whether there is a doubled quote, or anything else, is left for whoever asks
                switch (QuotedField.Close(data, position, bound, isFinal, separator, out int close))
                {
                    case QuotedField.Outcome.NeedMore:
                        ends.Count = added;
                        return Outcome.NeedMore;
                    case QuotedField.Outcome.Unclosed:
                        return Unclosed(data, start, field, bound, added);
                    default:
                        position = close + 1;
                        Lines += LineBreaks.Count(data[field..close]);
                        if (Code is null && position < data.Length && data[position] != separator && data[position] is not ((byte)'\n' or (byte)'\r'))
                        {
                            Code = CsvIssueCodes.StrayQuote;
                            CodeAt = position;
                        }

                        break;
                }
            }

            int length = data[position..].IndexOfAny(separator, (byte)'\n', (byte)'\r');
            int end = length < 0 ? data.Length : position + length;
            if (end > bound)
                return bound == rowBound && rowBound < field + _maxField
                    ? Damaged(CsvIssueCodes.RowTooLong, start, bound, RowSkipper.Mode.Unquoted)
                    : Damaged(CsvIssueCodes.FieldTooLong, field, bound, RowSkipper.Mode.Unquoted);
            if (length < 0 && !isFinal)
            {
                ends.Count = added;
                return Outcome.NeedMore;
            }

            if (end < data.Length && LineBreaks.IsCut(data, end, isFinal))
            {
                ends.Count = added;
                return Outcome.NeedMore;
            }

            ends.Add(end, flags);
            Fields++;
            if (end == data.Length)
            {
                Next = end;
                return Outcome.Row;
            }

            if (data[end] != separator)
            {
                ends.Count--;
                EndLine(data, end, flags);
                return Outcome.Row;
            }

            position = end + 1;
            if (position > rowBound)
                return Damaged(CsvIssueCodes.RowTooLong, start, position, RowSkipper.Mode.FieldStart);
        }
    }

    /// <summary>Each byte of a line end is a position of its own, which leaves the last one right before the next row.</summary>
    private void EndLine(ReadOnlySpan<byte> data, int at, int flags)
    {
        int length = LineBreaks.Length(data, at);
        ends.Add(at, flags);
        if (length == 2)
            ends.Add(at + 1);
        Lines++;
        Next = at + length;
    }

    private Outcome Damaged(string code, int at, int skipFrom, RowSkipper.Mode skip)
    {
        // Of two things wrong, the one that cuts the row is the one to tell.
        Code = code;
        CodeAt = at;
        Next = skipFrom;
        Skip = skip;
        return Outcome.Row;
    }

    /// <summary>
    /// The row is cut at the end of its first physical line and reading goes on after that, so that good rows after it still arrive.
    /// </summary>
    private Outcome Unclosed(ReadOnlySpan<byte> data, int start, int field, int bound, int added)
    {
        int visible = Math.Min(bound, data.Length);
        int cut = data[start..visible].IndexOfAny((byte)'\n', (byte)'\r');
        cut = cut < 0 ? visible : start + cut;
        while (ends.Count > added && ends.End(ends.Count - 1) > cut)
            ends.Count--;
        int last = ends.Next(ends.Count - 1);
        ends.Add(cut, last < cut && data[last] == (byte)'"' ? FieldEnds.Quoted | FieldEnds.Doubled : 0);
        Fields = ends.Count - added;
        Lines = 0;
        return Damaged(CsvIssueCodes.UnclosedQuote, field, cut, RowSkipper.Mode.Line);
    }
}
