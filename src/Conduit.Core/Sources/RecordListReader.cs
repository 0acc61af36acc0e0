using System.Buffers;
using System.Text;
using System.Text.Json;
using Conduit.Records;

namespace Conduit.Sources;

/// <summary>Walks records in memory.</summary>
internal sealed class RecordListReader(RecordListFeed feed, FingerprintKey key) : SourceReader
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private Utf8JsonWriter? _writer;
    private int _next;
    private bool _isFetched;

    public override string File => feed.Name;

    public override IReadOnlyList<RecordIssue> Issues => feed.IsComplete || _next < feed.Rows.Count
        ? []
        : [new RecordIssue(IssueSeverity.Error, IssueCodes.FeedCut, "The list was not read to its end where it came from; read it again.")
        {
            Kind = feed.Kind,
            Location = new SourceLocation(feed.Name, 0),
        }];

    public override bool IsComplete => feed.IsComplete && _next >= feed.Rows.Count;

    public override ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _isFetched = _next < feed.Rows.Count;
        return new(_isFetched);
    }

    public override bool TryRead(out SourceRow row)
    {
        if (!_isFetched || _next >= feed.Rows.Count)
        {
            row = default;
            return false;
        }
        SourceRecord record = feed.Rows[_next++];
        row = new SourceRow(this, Fingerprint(record), _next, isDamaged: false);
        return true;
    }

    public override ValueTask DisposeAsync() => _writer?.DisposeAsync() ?? default;

    protected internal override SourceRecord MaterializeRow() => _next > 0
        ? feed.Rows[_next - 1]
        : throw new InvalidOperationException("There is no row: read one first.");

    private RecordFingerprint Fingerprint(SourceRecord row)
    {
        _buffer.ResetWrittenCount();
        // What the row asks for comes first: the same record to be set and to be removed are two rows.
        _buffer.GetSpan(1)[0] = (byte)(((int)row.Action << 1) | (row.IsRejected ? 1 : 0));
        _buffer.Advance(1);
        _writer ??= new Utf8JsonWriter(_buffer);
        _writer.Reset(_buffer);
        RecordJson.Write(_writer, row.Record);
        _writer.Flush();
        // Each behind a sign that is in no JSON and in no key.
        if (row.BaseName is { } baseName)
            _buffer.Write(Encoding.UTF8.GetBytes('\u001F' + baseName));
        if (row.OldKey is { } oldKey)
            _buffer.Write(Encoding.UTF8.GetBytes('\u001E' + oldKey));
        return key.Hash(_buffer.WrittenSpan);
    }
}
