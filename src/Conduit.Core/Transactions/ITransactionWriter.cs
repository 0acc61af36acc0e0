namespace Conduit.Transactions;

/// <summary>Writes the log. Not for use by two threads at a time.</summary>
public interface ITransactionWriter : IAsyncDisposable
{
    /// <summary>The place after the last entry.</summary>
    LogPosition Position { get; }

    /// <summary>Writes an entry. It may stay in memory until <see cref="FlushAsync"/>.</summary>
    void Append(TransactionEntry entry);

    /// <summary>Brings everything to the disk. What was flushed survives a power cut.</summary>
    ValueTask FlushAsync(CancellationToken cancellationToken = default);

    /// <summary>Forgets old entries as far as the retention says, and never those after a place that recovery needs. What is forgotten is written down first.</summary>
    /// <param name="retention">What is to be kept.</param>
    /// <param name="needed">The place from which on everything must stay.</param>
    /// <param name="now">The time.</param>
    /// <returns>What was forgotten; a log that cannot forget says that it forgot nothing.</returns>
    /// <exception cref="IOException">Not everything could be removed. Nothing that is needed is lost; prune again.</exception>
    PruneReport Prune(LogRetention retention, LogPosition needed, DateTimeOffset now) => new();
}
