using Conduit.Records;

namespace Conduit.Planning;

/// <summary>
/// A record that is as it should be although its row, its map or its flags are new. Nothing goes to the LMS; the state learns
/// the new rows, so that next time the record costs nothing.
/// </summary>
internal sealed record SettledRow(RecordKey Key, IReadOnlyList<RowSupport> Supports, bool IsAbsent);
