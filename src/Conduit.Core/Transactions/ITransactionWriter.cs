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
}
