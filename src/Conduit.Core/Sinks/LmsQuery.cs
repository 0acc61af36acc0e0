using Conduit.Records;

namespace Conduit.Sinks;

/// <summary>What to read from the LMS.</summary>
/// <param name="Kind">The kind of record.</param>
public sealed record LmsQuery(RecordKind Kind)
{
    /// <summary>
    /// Only these records: the record before or after the change whose outcome is unknown, with its LMS id where that is known. Null reads all.
    /// </summary>
    public IReadOnlyList<LmsLookup>? Only { get; init; }
}
