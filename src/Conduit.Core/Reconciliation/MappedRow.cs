using Conduit.Planning;
using Conduit.Records;
using Conduit.Sources;

namespace Conduit.Reconciliation;

/// <summary>A row that was made into a record, with its key found.</summary>
internal sealed record MappedRow(RecordKey Key, RosterRecord Record, RowSupport Support, SourceLocation Location)
{
    public RowAction Action { get; init; }

    /// <summary>What the username is to be made of, where it is not stated: then it identifies nobody.</summary>
    public string? BaseName { get; init; }

    /// <summary>The key by which the record was known before, where the row says so.</summary>
    public string? OldKey { get; init; }

    /// <summary>The system of record that the row is of, where a source has several.</summary>
    public string? Origin { get; init; }

    /// <summary>Whether the row may be counted on as the reason why a record stays: rows of deltas may not.</summary>
    public bool IsSupport { get; init; } = true;
}
