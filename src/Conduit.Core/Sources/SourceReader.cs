using Conduit.Records;

namespace Conduit.Sources;

/// <summary>Walks the rows of one feed: <see cref="ReadAsync"/> fetches, <see cref="TryRead"/> yields.</summary>
public abstract class SourceReader : IAsyncDisposable
{
    /// <summary>The name of the file or feed that locations carry.</summary>
    public abstract string File { get; }

    /// <summary>What was wrong with the feed as a whole. Complete once <see cref="ReadAsync"/> has said false.</summary>
    public abstract IReadOnlyList<RecordIssue> Issues { get; }

    /// <summary>
    /// Whether the feed was read to its true end. False when it breaks off: an open quote, a row cut short at the end of the
    /// file, a service that stopped. Meaningful once <see cref="ReadAsync"/> has said false.
    /// </summary>
    public abstract bool IsComplete { get; }

    /// <summary>Fetches the next rows.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="IOException">The source cannot be read.</exception>
    public abstract ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default);

    /// <summary>Yields the next of the fetched rows.</summary>
    /// <returns>False when more must be fetched.</returns>
    public abstract bool TryRead(out SourceRow row);

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();

    /// <summary>Makes the record of the row that <see cref="TryRead"/> yielded last.</summary>
    protected internal abstract SourceRecord MaterializeRow();
}
