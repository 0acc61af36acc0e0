using Conduit.Records;

namespace Conduit.Sources;

/// <summary>
/// A system of record, as a set of feeds. A feed may be opened more than once while one plan is made, and must then give the
/// same rows: a source that cannot ask twice keeps what it got.
/// </summary>
public interface IRecordSource
{
    /// <summary>The name of the source, the same on every day: the state knows by it who brought a record.</summary>
    string Name { get; }

    /// <summary>Tells which feeds there are, in any order. A feed that is expected and not there is told with <see cref="SourceFeed.IsPresent"/> false.</summary>
    ValueTask<IReadOnlyList<SourceFeed>> DescribeAsync(CancellationToken cancellationToken = default);

    /// <summary>Opens a feed.</summary>
    /// <param name="feed">One of the feeds that were described.</param>
    /// <param name="key">The key of the fingerprints.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="IOException">The feed cannot be read.</exception>
    ValueTask<SourceReader> OpenAsync(SourceFeed feed, FingerprintKey key, CancellationToken cancellationToken = default);
}
