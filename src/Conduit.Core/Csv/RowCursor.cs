namespace Conduit.Csv;

/// <summary>A place among the rows of a parsed batch.</summary>
internal readonly record struct RowCursor(int Current, int RunIndex, RowRun Run, long RowsBefore);
