using Conduit.Planning;

namespace Conduit.Transactions;

/// <summary>What became of the changes of a batch. Changes without a result are still under way or of unknown outcome.</summary>
/// <param name="RunId">The run.</param>
/// <param name="At">When.</param>
/// <param name="Batch">The batch in the run.</param>
/// <param name="Results">The results.</param>
public sealed record OutcomeEntry(string RunId, DateTimeOffset At, int Batch, IReadOnlyList<ChangeResult> Results) : TransactionEntry(RunId, At);
