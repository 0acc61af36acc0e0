namespace Conduit.Transactions;

/// <summary>A run came to its end, whole or cancelled.</summary>
/// <param name="RunId">The run.</param>
/// <param name="At">When.</param>
/// <param name="Applied">Changes applied.</param>
/// <param name="Refused">Changes refused.</param>
/// <param name="Deferred">Changes deferred, and those not reached.</param>
public sealed record RunEndedEntry(string RunId, DateTimeOffset At, long Applied, long Refused, long Deferred) : TransactionEntry(RunId, At);
