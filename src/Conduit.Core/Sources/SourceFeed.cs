using Conduit.Mapping;
using Conduit.Records;

namespace Conduit.Sources;

/// <summary>One feed of a source: records of one kind from one file or service.</summary>
/// <param name="Name">The name, unique in the source and the same on every day: the state knows rows by it.</param>
/// <param name="Kind">The kind of record.</param>
/// <param name="Coverage">What absence means.</param>
/// <param name="MapVersion">A hash of everything that decides what a row means: columns, words, lookups, defaults, versions of host functions.</param>
public sealed record SourceFeed(string Name, RecordKind Kind, Coverage Coverage, string MapVersion)
{
    /// <summary>The part of the kind that a complete feed speaks for, as a condition about fields; null: all of it.</summary>
    public RowCondition? Scope { get; init; }

    /// <summary>The system of record that the feed is of, where a source has several; null where it has one.</summary>
    public string? Origin { get; init; }

    /// <summary>Whether the file or service is there.</summary>
    public bool IsPresent { get; init; } = true;

    /// <summary>The file or address, for people.</summary>
    public string Location { get; init; } = "";

    /// <summary>What is wrong with the feed as a whole. An error among them makes the feed unusable: it is not opened, and the plan is blocked.</summary>
    public IReadOnlyList<RecordIssue> Issues { get; init; } = [];
}
