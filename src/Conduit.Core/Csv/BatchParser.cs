using System.Text.Unicode;

namespace Conduit.Csv;

/// <summary>Turns the bytes of a feed into batches of rows, one after another, and keeps count of lines.</summary>
internal sealed class BatchParser(CsvDialect dialect, byte separator, string invalidBytesCode, RowBatch batch)
{
    private readonly RowParser _rows = new(dialect, separator, batch.Ends);
    private readonly RowSkipper _skipper = new(dialect, separator);
    private readonly IssueWriter _issues = new(dialect);
    private readonly int _room = dialect.MaxFields + 8;
    private bool _sawUnclosedQuote;

    /// <summary>The physical line on which the next row starts.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>How many blank lines were passed.</summary>
    public long BlankLines { get; private set; }

    /// <summary>How many fields a row should have; -1 until a row says so.</summary>
    public int ExpectedFields { get; set; } = -1;

    /// <summary>Whether any quote was never closed.</summary>
    public bool SawUnclosedQuote => _sawUnclosedQuote || _skipper.SawUnclosedQuote;

    /// <summary>Whether the bytes seen last do not end in a line end.</summary>
    public bool EndsInText { get; private set; }

    /// <summary>Parses what is there, or as much of it as a batch takes; false when not one more row is whole.</summary>
    /// <param name="feed">Its start is moved past what was parsed; its data must stay where it is while the rows are in use.</param>
    /// <param name="mostRows">The most rows wanted.</param>
    public bool Parse(CsvFeed feed, int mostRows = int.MaxValue)
    {
        batch.Clear();
        ReadOnlySpan<byte> data = feed.Data.AsSpan(0, feed.End);
        int position = feed.Start;
        if (position < data.Length)
            EndsInText = data[^1] is not ((byte)'\n' or (byte)'\r');
        while (position < feed.End && batch.RunCount < mostRows && (batch.RunCount == 0 || batch.Ends.Count + _room < batch.Ends.Items.Length))
        {
            if (!Step(data, ref position, feed.IsFinal))
                break;
        }

        feed.Start = position;
        return batch.RunCount > 0;
    }

    /// <summary>One row, blank line or piece of skipping; false when more bytes are needed.</summary>
    private bool Step(ReadOnlySpan<byte> data, ref int position, bool isFinal)
    {
        if (_skipper.Skipping != RowSkipper.Mode.None)
        {
            long line = Line;
            bool done = _skipper.Advance(data, ref position, isFinal, ref line);
            Line = line;
            return done;
        }

        // Each row is one further than the position before it.
        PositionList ends = batch.Ends;
        if (ends.Count == 0 || ends.Items[ends.Count - 1] != position - 1)
            ends.Add(position - 1);
        int first = ends.Count;
        switch (_rows.Parse(data, position, isFinal))
        {
            case RowParser.Outcome.NeedMore:
                return false;
            case RowParser.Outcome.Blank:
                BlankLines++;
                if (batch.RunCount == 0)
                    ends.Count = 0; // or a great many blank lines would fill the list without bringing a row
                break;
            default:
                AddRow(data, position, first);
                break;
        }

        Line += _rows.Lines;
        position = _rows.Next;
        _skipper.Skipping = _rows.Skip;
        return true;
    }

    private void AddRow(ReadOnlySpan<byte> data, int start, int first)
    {
        int firstIssue = batch.IssueCount;
        int fields = _rows.Fields;
        if (_rows.Code is { } code)
        {
            _sawUnclosedQuote |= code == CsvIssueCodes.UnclosedQuote;
            batch.Add(_issues.At(code, data, start, Line, _rows.CodeAt));
        }

        ReadOnlySpan<byte> text = data[start..(fields == 0 ? start : batch.Ends.Items[first + fields - 1])];
        if (text.Contains((byte)0))
            batch.Add(_issues.At(CsvIssueCodes.NulByte, data, start, Line, start + text.IndexOf((byte)0)));
        if (!Utf8.IsValid(text))
            batch.Add(_issues.At(invalidBytesCode, data, start, Line, start + Utf8Text.FirstInvalid(text)));
        bool whole = _rows.Skip == RowSkipper.Mode.None;
        if (whole && ExpectedFields >= 0 && fields != ExpectedFields)
            batch.Add(IssueWriter.Ragged(fields, ExpectedFields, dialect.HasHeader, Line));

        int issues = batch.IssueCount - firstIssue;
        if (issues == 0 && ExpectedFields < 0)
            ExpectedFields = fields;
        batch.Add(new RowRun { First = first, Rows = 1, Fields = fields, Stride = fields, Line = Line, FirstIssue = firstIssue, Issues = issues });
    }
}
