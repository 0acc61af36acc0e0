using Conduit.Records;
using Conduit.Sources;

namespace Conduit.Tests.Sources;

/// <summary>A feed, read to its end.</summary>
public sealed record FeedContent(SourceFeed Feed, IReadOnlyList<SourceRecord> Rows, IReadOnlyList<RecordFingerprint> Fingerprints,
    IReadOnlyList<bool> Damaged, bool IsComplete, IReadOnlyList<RecordIssue> Issues)
{
    public SourceRecord Row => Rows.ShouldHaveSingleItem();

    public T Record<T>(int row = 0)
        where T : RosterRecord => Rows[row].Record.ShouldBeOfType<T>();

    public static async Task<FeedContent> ReadAsync(IRecordSource source, string? name = null)
    {
        IReadOnlyList<SourceFeed> feeds = await source.DescribeAsync(TestContext.Current.CancellationToken);
        SourceFeed feed = name is null ? feeds.ShouldHaveSingleItem() : feeds.Single(f => f.Name == name);
        return await ReadAsync(source, feed);
    }

    public static async Task<FeedContent> ReadAsync(IRecordSource source, SourceFeed feed)
    {
        var rows = new List<SourceRecord>();
        var fingerprints = new List<RecordFingerprint>();
        var damaged = new List<bool>();
        await using SourceReader reader = await source.OpenAsync(feed, RosterFolder.Key, TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            while (reader.TryRead(out SourceRow row))
            {
                rows.Add(row.Materialize());
                fingerprints.Add(row.Fingerprint);
                damaged.Add(row.IsDamaged);
            }
        }
        return new FeedContent(feed, rows, fingerprints, damaged, reader.IsComplete, reader.Issues);
    }
}
