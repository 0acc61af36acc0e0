using Conduit.Records;

namespace Conduit.Transactions;

/// <summary>Something was wrong with a row or a record.</summary>
/// <param name="RunId">The run.</param>
/// <param name="At">When.</param>
/// <param name="Issue">What.</param>
public sealed record IssueEntry(string RunId, DateTimeOffset At, RecordIssue Issue) : TransactionEntry(RunId, At);
