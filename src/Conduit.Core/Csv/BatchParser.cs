namespace Conduit.Csv;

/// <summary>Turns the bytes of a feed into batches of rows, one after another, and keeps count of lines.</summary>
internal sealed class BatchParser
{
    /// <summary>How much is scanned at a time: what the scan writes should still be near when the rows are walked. The 64 bytes of a step divide it.</summary>
    private const int Window = 1 << 15;

    private readonly RowBatch _batch;
    private readonly RowParser _rows;
    private readonly RowSkipper _skipper;
    private readonly RowIndexer _indexer;
    private readonly int _longest;
    private readonly int _room;
    private int _window = Window;
    private int _waitFor;
    private bool _sawUnclosedQuote;

    public BatchParser(CsvDialect dialect, byte separator, string invalidBytesCode, RowBatch batch)
    {
        _batch = batch;
        _rows = new RowParser(dialect, separator, batch.Ends);
        _skipper = new RowSkipper(dialect, separator);
        Checker = new RowChecker(dialect, invalidBytesCode, batch);
        _indexer = new RowIndexer(dialect, separator, batch, Checker);
        _longest = Math.Min(dialect.MaxFieldBytes, dialect.MaxRowBytes);
        _room = dialect.MaxFields + 8;
    }

    /// <summary>What rows are judged by.</summary>
    public RowChecker Checker { get; }

    /// <summary>The physical line on which the next row starts.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>How many blank lines were passed.</summary>
    public long BlankLines { get; private set; }

    /// <summary>Whether any quote was never closed.</summary>
    public bool SawUnclosedQuote => _sawUnclosedQuote || _skipper.SawUnclosedQuote;

    /// <summary>Whether the bytes seen last do not end in a line end.</summary>
    public bool EndsInText { get; private set; }

    /// <summary>Parses what is there, or as much of it as a batch takes; false when not one more row is whole.</summary>
    /// <param name="feed">Its start is moved past what was parsed; its data must stay where it is while the rows are in use.</param>
    /// <param name="onlyOne">Whether to stop after one row, for the header.</param>
    public bool Parse(CsvFeed feed, bool onlyOne = false)
    {
        _batch.Restart(feed.Start);
        int length = feed.End - feed.Start;
        if (length < _waitFor && !feed.IsFinal)
            return false;
        ReadOnlySpan<byte> data = feed.Data.AsSpan(0, feed.End);
        int position = feed.Start;
        ParseRows(data, ref position, feed.IsFinal, onlyOne);
        feed.Start = position;
        int cut = position + _window - 1;
        if (cut < data.Length)
            StructuralScan.Prefetch(in data[cut]); // the first byte to be looked at next time; in memory it is far from all others
        if (length > 0 && (feed.IsFinal || position == data.Length)) // otherwise it would be fetched into the cache for nothing
            EndsInText = data[^1] is not ((byte)'\n' or (byte)'\r');

        // A row of which much is there already is not looked at again for each few bytes more.
        length = feed.End - position;
        _waitFor = _batch.RunCount == 0 && length > CsvFeed.ReadSize / 4 ? length + (length / 4) : 0;
        return _batch.RunCount > 0;
    }

    private void ParseRows(ReadOnlySpan<byte> data, ref int position, bool isFinal, bool onlyOne)
    {
        while (position < data.Length)
        {
            if (_batch.RunCount == 0)
                _batch.Restart(position); // what was passed without bringing a row does not fill the lists
            else if (onlyOne || _batch.Ends.Count + _room >= _batch.Ends.Items.Length || position - _batch.Ends.Origin > FieldEnds.Reach)
                return;
            if (!onlyOne && Checker.ExpectedFields > 0 && _skipper.Skipping == RowSkipper.Mode.None)
            {
                if (_batch.RunCount > 0)
                    return; // what one scan wrote should still be near when it is walked
                int end = data.Length - position > _window ? position + _window : data.Length;
                bool all = end == data.Length;
                if (!(all && isFinal))
                    end -= Utf8Blocks.CutAtEnd(data[position..end]);
                RowIndexer.Outcome outcome = _indexer.Index(data, position, end, isFinal, Line);
                position = _indexer.Next;
                Line = _indexer.Line;
                BlankLines += _indexer.BlankLines;
                if (outcome == RowIndexer.Outcome.Full && (_batch.RunCount > 0 || _indexer.BlankLines > 0))
                    continue;
                if (outcome == RowIndexer.Outcome.Partial)
                {
                    // A row longer than the window needs a larger one.
                    _window = _batch.RunCount == 0 || _window < Window ? Math.Min(_window * 2, 1 << 29) : Window;
                    if (!all)
                        continue;
                    if (position == data.Length || (!isFinal && data.Length - position <= _longest))
                        return;
                }
                else if (outcome == RowIndexer.Outcome.OutOfOrder)
                {
                    // What lies behind a row out of order has to be scanned again: not all of it each time.
                    _window = 1024;
                }
            }

            if (!Step(data, ref position, isFinal))
                return;
        }
    }

    /// <summary>One row, blank line or piece of skipping, exactly; false when more bytes are needed.</summary>
    private bool Step(ReadOnlySpan<byte> data, ref int position, bool isFinal)
    {
        if (_skipper.Skipping != RowSkipper.Mode.None)
        {
            long line = Line;
            bool done = _skipper.Advance(data, ref position, isFinal, ref line);
            Line = line;
            return done;
        }

        FieldEnds ends = _batch.Ends;
        ends.StartRow(position);
        int first = ends.Count;
        switch (_rows.Parse(data, position, isFinal))
        {
            case RowParser.Outcome.NeedMore:
                return false;
            case RowParser.Outcome.Blank:
                BlankLines++;
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
        int firstIssue = _batch.IssueCount;
        int fields = _rows.Fields;
        if (_rows.Code is { } code)
        {
            _sawUnclosedQuote |= code == CsvIssueCodes.UnclosedQuote;
            Checker.Add(code, data, start, Line, _rows.CodeAt);
        }

        Checker.CheckText(data, start, fields == 0 ? start : _batch.Ends.End(first + fields - 1), Line);
        if (_rows.Skip == RowSkipper.Mode.None)
            Checker.CheckFields(fields, Line);
        int issues = _batch.IssueCount - firstIssue;
        if (issues == 0 && Checker.ExpectedFields < 0)
            Checker.ExpectedFields = fields;
        _batch.Add(new RowRun
        {
            First = first,
            Rows = 1,
            Fields = fields,
            Stride = Math.Max(fields, 1), // a row too long for its first field has none
            Line = Line,
            FirstBreak = _batch.Breaks.Count,
            MayHaveQuotes = true,
            FirstIssue = firstIssue,
            Issues = issues,
        });
    }
}
