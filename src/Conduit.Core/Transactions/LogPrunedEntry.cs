namespace Conduit.Transactions;

/// <summary>The log is about to be pruned: what stands before the segments that are kept can no longer be told.</summary>
/// <param name="RunId">The pruning.</param>
/// <param name="At">When.</param>
/// <param name="Through">The last segment that goes.</param>
/// <param name="Runs">The runs that are forgotten.</param>
public sealed record LogPrunedEntry(string RunId, DateTimeOffset At, int Through, int Runs) : TransactionEntry(RunId, At);
