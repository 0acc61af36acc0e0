using Conduit.Planning;

namespace Conduit.Transactions;

/// <summary>The rows of a source that wait, as a run found them: written before anything is sent, so that a crash loses none.</summary>
/// <param name="RunId">The run.</param>
/// <param name="At">When.</param>
/// <param name="Rows">All of them; those that the run applies are marked.</param>
public sealed record PendingEntry(string RunId, DateTimeOffset At, IReadOnlyList<PendingRow> Rows) : TransactionEntry(RunId, At);
