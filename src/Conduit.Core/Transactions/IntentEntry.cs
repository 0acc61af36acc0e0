using Conduit.Planning;

namespace Conduit.Transactions;

/// <summary>A change is about to be sent.</summary>
/// <param name="RunId">The run.</param>
/// <param name="At">When.</param>
/// <param name="Batch">The batch in the run.</param>
/// <param name="Change">The change, whole.</param>
public sealed record IntentEntry(string RunId, DateTimeOffset At, int Batch, Change Change) : TransactionEntry(RunId, At);
