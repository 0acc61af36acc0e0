using Conduit.Planning;
using Conduit.Records;

namespace Conduit.Sinks;

/// <summary>Changes of one kind that go to the LMS together.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Number">The number of the batch in the run, from 1.</param>
/// <param name="Kind">The kind of all its changes.</param>
/// <param name="Changes">The changes, no two of one record.</param>
public sealed record ChangeBatch(string RunId, int Number, RecordKind Kind, IReadOnlyList<Change> Changes);
