namespace Conduit.Reconciliation;

/// <summary>A row that may mean a record which is known under another key: that is certain only when all rows are read.</summary>
/// <param name="Row">The row.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Own">The target of its own key.</param>
/// <param name="Positions">The records that it may mean.</param>
/// <param name="IsTold">Whether the row itself names the old key.</param>
internal sealed record MatchCandidate(MappedRow Row, RowPlace Place, int Own, int[] Positions, bool IsTold);
