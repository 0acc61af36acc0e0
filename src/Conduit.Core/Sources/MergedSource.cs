using Conduit.Records;

namespace Conduit.Sources;

/// <summary>
/// Several systems of record as one source: a record is what all of them say of it. Where they differ the first of them counts, unless
/// the policy of the kind says otherwise of a field; both are named in the issue that tells it. A record goes when no source holds it any more,
/// and only sources that brought it, and whose feeds are complete, can say so.
/// </summary>
public sealed class MergedSource : IRecordSource
{
    private readonly IRecordSource[] _sources;

    /// <summary>Merges sources.</summary>
    /// <param name="name">The name of the whole, the same on every day.</param>
    /// <param name="sources">The sources; what an earlier one says counts before what a later one says. The state knows rows by their names.</param>
    /// <exception cref="ArgumentException">Two sources have one name, or one has a slash in it.</exception>
    public MergedSource(string name, params IEnumerable<IRecordSource> sources)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        _sources = [.. sources];
        if (_sources.GroupBy(source => source.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"Two sources are called '{twice.Key}'.", nameof(sources));
        if (Array.Find(_sources, source => source.Name.Contains('/', StringComparison.Ordinal)) is { } slash)
            throw new ArgumentException($"The source '{slash.Name}' has a slash in its name, which stands between sources and feeds.", nameof(sources));
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<SourceFeed>> DescribeAsync(CancellationToken cancellationToken = default)
    {
        var feeds = new List<SourceFeed>();
        foreach (IRecordSource source in _sources)
        {
            foreach (SourceFeed feed in await source.DescribeAsync(cancellationToken).ConfigureAwait(false))
                feeds.Add(feed with { Name = source.Name + "/" + feed.Name, Origin = feed.Origin ?? source.Name });
        }
        return feeds;
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The feed is not one of those that were described.</exception>
    public ValueTask<SourceReader> OpenAsync(SourceFeed feed, FingerprintKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(feed);
        int slash = feed.Name.IndexOf('/', StringComparison.Ordinal);
        IRecordSource source = (slash < 0 ? null : Array.Find(_sources, known => feed.Name.AsSpan(0, slash).SequenceEqual(known.Name)))
            ?? throw new ArgumentException($"There is no feed '{feed.Name}'.", nameof(feed));
        return source.OpenAsync(feed with { Name = feed.Name[(slash + 1)..] }, key, cancellationToken);
    }
}
