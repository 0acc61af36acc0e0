namespace Conduit.Reconciliation;

/// <summary>A row of a person who waits for a username.</summary>
/// <param name="Target">The person.</param>
/// <param name="Row">The row.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record UnnamedRow(int Target, MappedRow Row, RowPlace Place);
