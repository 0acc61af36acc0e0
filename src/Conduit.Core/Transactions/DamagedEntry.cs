namespace Conduit.Transactions;

/// <summary>A line of the log that cannot be read.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="Message">What is wrong with it.</param>
public sealed record DamagedEntry(LogPosition Position, string Message) : TransactionEntry("", default);
