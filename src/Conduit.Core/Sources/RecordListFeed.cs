using Conduit.Records;

namespace Conduit.Sources;

/// <summary>A feed of records in memory.</summary>
/// <param name="Name">The name, unique in the source and the same on every day.</param>
/// <param name="Kind">The kind of record.</param>
/// <param name="Coverage">What absence means.</param>
/// <param name="Rows">The rows.</param>
public sealed record RecordListFeed(string Name, RecordKind Kind, Coverage Coverage, IReadOnlyList<SourceRecord> Rows)
{
    /// <summary>A feed of records that shall be as they say.</summary>
    public RecordListFeed(string name, RecordKind kind, Coverage coverage, IEnumerable<RosterRecord> records)
        : this(name, kind, coverage, [.. records.Select(record => new SourceRecord(record))])
    {
    }

    /// <summary>Raise it when the same records mean something else: all rows are then looked at anew.</summary>
    public string Version { get; init; } = "1";

    /// <summary>Whether the list was read to its end from wherever it came. Where it was not, nobody is taken for gone.</summary>
    public bool IsComplete { get; init; } = true;
}
