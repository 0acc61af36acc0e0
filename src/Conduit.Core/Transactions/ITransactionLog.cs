namespace Conduit.Transactions;

/// <summary>
/// Where every step is written down: intent before effect, outcome after. Append-only. One writer at a time.
/// </summary>
public interface ITransactionLog
{
    /// <summary>The data folder: the log stands in it, and beside the log what is known of the LMS, and plans. Holds personal data.</summary>
    string Folder { get; }

    /// <summary>Opens the log for writing and shuts out every other writer until it is disposed of.</summary>
    /// <exception cref="DataFolderException">The folder is in use by another process, or cannot be used.</exception>
    ValueTask<ITransactionWriter> OpenAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads entries in order from a place on; by default from the oldest that is kept. A line that cannot be read is given as a
    /// <see cref="DamagedEntry"/>, and reading goes on.
    /// </summary>
    IEnumerable<TransactionEntry> Read(LogPosition from = default);
}
