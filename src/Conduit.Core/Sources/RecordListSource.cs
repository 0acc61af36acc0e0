using Conduit.Records;

namespace Conduit.Sources;

/// <summary>
/// A source of records that the host holds in memory: what a web service answered, or what a test needs. Rows are told apart by
/// what the records state, so the order in which a service names its fields does not matter.
/// </summary>
public sealed class RecordListSource : IRecordSource
{
    private readonly RecordListFeed[] _feeds;

    /// <summary>Makes a source.</summary>
    /// <param name="name">The name of the source, the same on every day.</param>
    /// <param name="feeds">The feeds.</param>
    /// <exception cref="ArgumentException">Two feeds have one name, or a record is of another kind than its feed.</exception>
    public RecordListSource(string name, params IEnumerable<RecordListFeed> feeds)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        _feeds = [.. feeds];
        if (_feeds.GroupBy(feed => feed.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"Two feeds are called '{twice.Key}'.", nameof(feeds));
        if (Array.Find(_feeds, feed => feed.Rows.Any(row => row.Record.Kind != feed.Kind)) is { } mixed)
            throw new ArgumentException($"The feed '{mixed.Name}' holds records that are no {mixed.Kind.Name()}.", nameof(feeds));
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<SourceFeed>> DescribeAsync(CancellationToken cancellationToken = default) =>
        new([.. _feeds.Select(feed => new SourceFeed(feed.Name, feed.Kind, feed.Coverage, "records/1/" + feed.Version) { Location = feed.Name })]);

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The feed is not one of those that were described.</exception>
    public ValueTask<SourceReader> OpenAsync(SourceFeed feed, FingerprintKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(key);
        RecordListFeed found = Array.Find(_feeds, known => known.Name == feed.Name)
            ?? throw new ArgumentException($"There is no feed '{feed.Name}'.", nameof(feed));
        return new(new RecordListReader(found, key));
    }
}
