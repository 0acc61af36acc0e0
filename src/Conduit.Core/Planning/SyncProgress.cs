using Conduit.Records;

namespace Conduit.Planning;

/// <summary>How far a sync has come.</summary>
/// <param name="Phase">What it is doing.</param>
/// <param name="Kind">With which kind; null when with none in particular.</param>
/// <param name="Done">How many rows, records or changes of the phase are done.</param>
/// <param name="Total">Out of how many; null when that is not known.</param>
public readonly record struct SyncProgress(SyncPhase Phase, RecordKind? Kind, long Done, long? Total);
