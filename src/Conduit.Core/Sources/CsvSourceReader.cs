using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Conduit.Csv;
using Conduit.Mapping;
using Conduit.Records;

namespace Conduit.Sources;

/// <summary>Walks the rows of a feed, file by file.</summary>
internal sealed class CsvSourceReader(CsvFeedFiles feed, FingerprintKey key) : SourceReader
{
    // How many rows of a window are hashed together; a multiple of what is hashed at once.
    private const int MostTogether = 64;

    private readonly List<RecordIssue> _issues = [];
    private int _next;
    private CsvReader? _reader;
    private BoundMap? _map;
    private byte[] _prefix = [];
    private byte[] _buffer = new byte[4096];
    private string _file = feed.Files.Count > 0 ? feed.Files[0].Name : feed.Feed.File;
    private bool _lastRowBreaksOff;
    private bool _isOtherFile;
    private bool _hasCommas;
    private bool _isCut;
    private RowCursor _windowStart;
    private RowCursor _windowEnd;
    private int _stamped;
    private int _at;

    public override string File => _file;

    public override IReadOnlyList<RecordIssue> Issues => _issues;

    public override bool IsComplete => !_isCut && _reader is null && _next >= feed.Files.Count && feed.Files.Count > 0;

    public override async ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (_at < _stamped)
            _reader?.MoveTo(_windowEnd);
        _stamped = _at = 0;
        while (true)
        {
            if (_reader is null)
            {
                if (_next >= feed.Files.Count)
                    return false;
                _reader = Open(feed.Files[_next]);
                _map = null;
            }
            if (await _reader.ReadAsync(cancellationToken).ConfigureAwait(false) && (_map is not null || Bind(feed.Files[_next])))
                return true;
            Close(feed.Files[_next]);
            _next++;
        }
    }

    public override bool TryRead(out SourceRow row)
    {
        if (_reader is null || _map is null || !TryTake(_reader, _map.Filter, out CsvRow csv))
        {
            row = default;
            return false;
        }
        bool damaged = csv.IsDamaged;
        _lastRowBreaksOff = damaged && csv.FieldCount <= _reader.Header.Count;
        RecordFingerprint fingerprint = damaged ? key.Hash(csv.Raw) : _map.Fingerprint(csv, key, _hasCommas, _prefix, ref _buffer);
        row = new SourceRow(this, fingerprint, csv.Line, damaged);
        return true;
    }

    internal override int SkipRows(int count)
    {
        int skipped = 0;
        while (skipped < count && _reader is not null && _map is not null && TryTake(_reader, _map.Filter, out _))
            skipped++;
        return skipped;
    }

    internal override int StampRows(Span<RowStamp> window)
    {
        if (_reader is null || _map is null)
            return 0;
        if (_at < _stamped)
            _reader.MoveTo(_windowEnd);
        _windowStart = _reader.Cursor;
        Span<TextPlace> texts = stackalloc TextPlace[MostTogether];
        Span<int> rows = stackalloc int[MostTogether];
        ref byte origin = ref Gather(_reader, _map, window, texts, rows, out int together);
        if (together > 0)
            key.StampTogether(ref origin, texts, rows, together, window);
        _windowEnd = _reader.Cursor;
        return _stamped;
    }

    /// <summary>Stamps rows, or, where they stand in the file as they are hashed, tells where, for them to be hashed together. All of them are in the memory that the reader reads into.</summary>
    /// <returns>What the places count from.</returns>
    // Runs for every row: tiering up would come too late. What is not for every row stands elsewhere, for this is compiled in every process.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ref byte Gather(CsvReader reader, BoundMap map, Span<RowStamp> window, Span<TextPlace> texts, Span<int> rows, out int together)
    {
        RowFilter? filter = map.Filter;
        bool mayStandSo = _hasCommas && _prefix.Length == 0 && key.HasLanes;
        int count = 0;
        ref byte origin = ref Unsafe.NullRef<byte>();
        int found = 0;
        // Behind the last row of the window may come some that are not taken: then the reader stands on another row than the last.
        bool isPast = false;
        while (count < window.Length && reader.MoveNext())
        {
            isPast = filter is not null && !Takes(filter);
            if (isPast)
                continue;
            int at = count++;
            // Given to nobody, it stays in registers.
            CsvRow row = reader.CurrentRow;
            if (!mayStandSo || row.IsDamaged || found == texts.Length || !map.TryGetText(row, out ReadOnlySpan<byte> text) || !SipHashLanes.Takes(text.Length))
            {
                window[at] = StampApart();
                continue;
            }
            ref byte start = ref MemoryMarshal.GetReference(text);
            if (found == 0)
                origin = ref start;
            texts[found] = new TextPlace(Unsafe.ByteOffset(ref origin, ref start), text.Length);
            rows[found++] = at;
            _lastRowBreaksOff = false;
        }
        together = found;
        _stamped = count;
        _at = isPast ? count + 1 : count;
        return ref origin;
    }

    // Internal, as what only the method above calls would not be compiled ahead were it private.
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal bool Takes(RowFilter filter) => filter.Takes(_reader!.CurrentRow);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal RowStamp StampApart()
    {
        CsvRow row = _reader!.CurrentRow;
        _lastRowBreaksOff = row.IsDamaged && row.FieldCount <= _reader.Header.Count;
        return RowStamp.Of((row.IsDamaged ? key.Hash(row.Raw) : _map!.Fingerprint(row, key, _hasCommas, _prefix, ref _buffer)).Bits) with { IsDamaged = row.IsDamaged };
    }

    internal override SourceRow RowAt(int number, in RowStamp stamp)
    {
        if (number < _at - 1)
        {
            _reader!.MoveTo(_windowStart);
            _at = 0;
        }
        if (_map!.Filter is null && _at < number)
        {
            _reader!.Pass(number - _at);
            _at = number;
        }
        for (; _at <= number; _at++)
            TryTake(_reader!, _map.Filter, out _);
        return new SourceRow(this, stamp.Fingerprint, _reader!.LineNumber, stamp.IsDamaged);
    }

    internal override bool TryReadPlain(PlainRecord record) => _map?.Plain is { } plain && plain.TryRead(_reader!.CurrentRow, record);

    public override ValueTask DisposeAsync()
    {
        _reader?.Dispose();
        _reader = null;
        return default;
    }

    protected internal override SourceRecord MaterializeRow()
    {
        if (_reader is null || _map is null)
            throw new InvalidOperationException("There is no row: read one first.");
        MappedRow mapped = _map.Map(_reader.CurrentRow, _file);
        return new SourceRecord(mapped.Record)
        {
            Action = mapped.Removes ? RowAction.Remove : RowAction.Set,
            IsRejected = mapped.IsRejected,
            HasSureKey = mapped.HasSureKey,
            BaseName = mapped.BaseName,
            OldKey = mapped.OldKey,
            Issues = mapped.Issues,
        };
    }

    /// <summary>Reads the next row that the feed takes. One that it does not take is not there: it has no number, and nothing is made of it.</summary>
    private static bool TryTake(CsvReader reader, RowFilter? filter, out CsvRow row)
    {
        while (reader.TryRead(out row))
        {
            if (filter is null || filter.Takes(row))
                return true;
        }
        return false;
    }

    private CsvReader Open(CsvFeedFile file)
    {
        _file = file.Name;
        _prefix = file.Prefix;
        _lastRowBreaksOff = false;
        _isOtherFile = false;
        return CsvReader.OpenFile(file.Path, feed.Feed.Dialect);
    }

    /// <summary>Binds the map to the header as it is now; rows under another one must not be taken for those of the described feed.</summary>
    private bool Bind(CsvFeedFile file)
    {
        BoundMap? now = MapBinder.Bind(feed.Feed.Map, _reader!.Header.Names, file.Name).Map;
        if (now is not null && now.Version == file.Map?.Version)
            _map = now;
        _isOtherFile = _map is null;
        _hasCommas = _reader.Separator == ',';
        return _map is not null;
    }

    private void Close(CsvFeedFile file)
    {
        bool cut = _reader!.HasUnclosedQuote || (_lastRowBreaksOff && _reader.EndsWithoutLineEnd);
        long line = _reader.LineNumber;
        _reader.Dispose();
        _reader = null;
        if (file.HasChanged() || (_isOtherFile && file.Map is not null))
        {
            Cut(IssueCodes.FeedChanged, new SourceLocation(file.Name, 0), "The file changed while it was read; wait for the export to end, or have it written elsewhere and moved here.");
        }
        else if (file.Map is null)
        {
            Cut(IssueCodes.FeedUnusable, new SourceLocation(file.Name, 1), "The mapping cannot work with the file; see what was said when it was described.");
        }
        else if (cut)
        {
            Cut(IssueCodes.FeedCut, new SourceLocation(file.Name, line), "The file breaks off: a quote never closes, or the last row is cut; export it again.");
        }
    }

    private void Cut(string code, SourceLocation location, string message)
    {
        _isCut = true;
        _issues.Add(new RecordIssue(IssueSeverity.Error, code, message) { Kind = feed.Feed.Map.Kind, Location = location });
    }
}
