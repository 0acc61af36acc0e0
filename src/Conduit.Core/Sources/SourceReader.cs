using Conduit.Records;

namespace Conduit.Sources;

/// <summary>Walks the rows of one feed: <see cref="ReadAsync"/> fetches, <see cref="TryRead"/> yields.</summary>
public abstract class SourceReader : IAsyncDisposable
{
    private long _line;

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

    /// <summary>Goes past some of the fetched rows.</summary>
    /// <returns>How many; fewer than asked for when more must be fetched.</returns>
    internal virtual int SkipRows(int count)
    {
        int skipped = 0;
        while (skipped < count && TryRead(out _))
            skipped++;
        return skipped;
    }

    /// <summary>Stamps the next of the fetched rows, as many as the window takes; <see cref="RowAt"/> gives them until the next window.</summary>
    /// <returns>How many; 0 when more must be fetched. A reader that cannot go back stamps one row at a time.</returns>
    internal virtual int StampRows(Span<RowStamp> window)
    {
        if (!TryRead(out SourceRow row))
            return 0;
        _line = row.Line;
        window[0] = new RowStamp { Low = row.Fingerprint.Low, High = row.Fingerprint.High, IsDamaged = row.IsDamaged };
        return 1;
    }

    /// <summary>A row of the window, to be made a record.</summary>
    internal virtual SourceRow RowAt(int number, in RowStamp stamp) => new(this, stamp.Fingerprint, _line, stamp.IsDamaged);

    /// <summary>Reads what the row that <see cref="RowAt"/> gave states, without making its record.</summary>
    /// <returns>False when it has to be made to know that.</returns>
    internal virtual bool TryReadPlain(PlainRecord record) => false;

    /// <summary>Makes the record of the row that <see cref="TryRead"/> yielded last.</summary>
    protected internal abstract SourceRecord MaterializeRow();
}
