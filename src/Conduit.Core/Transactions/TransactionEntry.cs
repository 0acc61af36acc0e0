namespace Conduit.Transactions;

/// <summary>One entry of the log.</summary>
/// <param name="RunId">The run that it belongs to.</param>
/// <param name="At">When it was written; entries inside a batch carry the time of the run's last dated entry.</param>
public abstract record TransactionEntry(string RunId, DateTimeOffset At);
