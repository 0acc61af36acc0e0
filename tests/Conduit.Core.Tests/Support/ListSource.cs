using System.Buffers;
using System.Text.Json;
using Conduit.Records;
using Conduit.Sources;

namespace Conduit.Tests.Support;

public sealed record ListFeed(string Name, RecordKind Kind, IReadOnlyList<SourceRecord> Rows)
{
    public Coverage Coverage { get; init; } = Coverage.Complete;
    public bool IsPresent { get; init; } = true;
    public bool IsWhole { get; init; } = true;
    public static ListFeed Of(string name, params RosterRecord[] rows) => new(name, rows[0].Kind, [.. rows.Select(r => new SourceRecord(r))]);
}

public sealed class ListSource(params ListFeed[] feeds) : IRecordSource
{
    public string Name => "list";
    public ValueTask<IReadOnlyList<SourceFeed>> DescribeAsync(CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<SourceFeed>>([.. feeds.Select(f => new SourceFeed(f.Name, f.Kind, f.Coverage, "1") { IsPresent = f.IsPresent })]);

    public ValueTask<SourceReader> OpenAsync(SourceFeed feed, FingerprintKey key, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<SourceReader>(new Reader(feeds.First(f => f.Name == feed.Name), key));

    private sealed class Reader(ListFeed feed, FingerprintKey key) : SourceReader
    {
        private int _at = -1;
        private bool _read;
        public override string File => feed.Name;
        public override IReadOnlyList<RecordIssue> Issues => [];
        public override bool IsComplete => feed.IsWhole;
        public override ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default)
        {
            bool first = !_read;
            _read = true;
            return ValueTask.FromResult(first);
        }

        public override bool TryRead(out SourceRow row)
        {
            if (++_at >= feed.Rows.Count)
            {
                row = default;
                return false;
            }
            var buffer = new ArrayBufferWriter<byte>();
            using (var json = new Utf8JsonWriter(buffer))
                RecordJson.Write(json, feed.Rows[_at].Record);
            row = new SourceRow(this, key.Hash(buffer.WrittenSpan), _at + 2, feed.Rows[_at].IsRejected);
            return true;
        }

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
        protected internal override SourceRecord MaterializeRow() => feed.Rows[_at];
    }
}
