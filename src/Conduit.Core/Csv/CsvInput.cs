namespace Conduit.Csv;

/// <summary>The input of a reader: finds out its encoding, separator and header before the first row, then parses batches of rows.</summary>
internal sealed class CsvInput(CsvFeed feed, CsvDialect dialect, RowBatch batch)
{
    private readonly IssueWriter _issueWriter = new(dialect);
    private readonly List<CsvIssue> _headerIssues = [];
    private BatchParser? _parser;
    private Transcoder? _transcoder;
    private bool _encodingKnown;
    private bool _headerDone;

    /// <summary>What brings the bytes, as UTF-8 once the encoding is known.</summary>
    public CsvFeed Feed { get; private set; } = feed;

    /// <summary>The names of the columns, once they are known.</summary>
    public CsvHeader Header { get; private set; } = CsvHeader.None;

    /// <summary>The separator, once it is known; a comma before.</summary>
    public char Separator { get; private set; } = dialect.Separator ?? ',';

    /// <summary>What is wrong with the header.</summary>
    public IReadOnlyList<CsvIssue> HeaderIssues => _headerIssues;

    /// <summary>How many blank lines were passed.</summary>
    public long BlankLines => _parser?.BlankLines ?? 0;

    /// <summary>Whether any quote was never closed.</summary>
    public bool SawUnclosedQuote => _parser?.SawUnclosedQuote ?? false;

    /// <summary>Whether all has been fetched, and the last byte is not that of a line end.</summary>
    public bool EndsInText => Feed.IsFinal && _parser is { EndsInText: true };

    /// <summary>Parses what has been fetched into the batch; false when not one more row is whole.</summary>
    public bool Parse()
    {
        batch.Restart(Feed.Start);
        return Prepare() && _parser!.Parse(Feed);
    }

    /// <summary>Finds out encoding, separator and header; false until all three are known.</summary>
    private bool Prepare()
    {
        if (_headerDone)
            return true;
        if (!_encodingKnown && !FindEncoding())
            return false;
        if (_parser is null && !FindSeparator())
            return false;
        if (dialect.HasHeader)
        {
            if (!_parser!.Parse(Feed, onlyOne: true))
            {
                if (Feed.IsFinal && _headerIssues.Count == 0)
                    _headerIssues.Add(_issueWriter.At(CsvIssueCodes.NoHeader, [], 0, 1, 0));
                return false;
            }

            Header = HeaderReader.Read(Feed.Data.AsSpan(0, Feed.End), batch, _issueWriter, _headerIssues);
            _parser.Checker.ExpectedFields = Header.IsDamaged ? -1 : Header.Count;
        }

        _headerDone = true;
        return true;
    }

    private bool FindEncoding()
    {
        ReadOnlySpan<byte> first = Feed.Data.AsSpan(Feed.Start, Feed.End - Feed.Start);
        if (first.Length < EncodingDetection.LongestMark && !Feed.IsFinal)
            return false;
        (CsvEncoding encoding, int mark) = EncodingDetection.Detect(first, dialect.Encoding);
        Feed.Start += mark;
        if (encoding != CsvEncoding.Utf8)
        {
            _transcoder = new Transcoder(encoding);
            Feed = new TranscodingFeed(Feed, _transcoder);
        }

        _encodingKnown = true;
        return true;
    }

    private bool FindSeparator()
    {
        ReadOnlySpan<byte> first = Feed.Data.AsSpan(Feed.Start, Feed.End - Feed.Start);
        byte? separator = dialect.Separator is { } told ? (byte)told : SeparatorDetection.Detect(first, Feed.IsFinal, dialect.MaxRowBytes);
        if (separator is not { } found)
            return false;
        Separator = (char)found;
        _parser = new BatchParser(dialect, found, _transcoder?.IssueCode ?? CsvIssueCodes.InvalidUtf8, batch);
        return true;
    }
}
