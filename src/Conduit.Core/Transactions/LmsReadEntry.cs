namespace Conduit.Transactions;

/// <summary>The LMS was read and what is known of it brought up to date.</summary>
/// <param name="RunId">The run.</param>
/// <param name="At">When.</param>
/// <param name="Records">Records read.</param>
/// <param name="Drifted">Managed records found changed.</param>
/// <param name="Vanished">Managed records no longer found.</param>
public sealed record LmsReadEntry(string RunId, DateTimeOffset At, long Records, long Drifted, long Vanished) : TransactionEntry(RunId, At);
