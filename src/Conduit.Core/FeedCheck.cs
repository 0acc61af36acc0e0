using Conduit.Records;

namespace Conduit;

/// <summary>What a configuration makes of the files of one feed.</summary>
/// <param name="Name">The name of the feed.</param>
/// <param name="File">The file or pattern.</param>
/// <param name="Kind">The kind of record.</param>
public sealed record FeedCheck(string Name, string File, RecordKind Kind)
{
    /// <summary>Whether there is a file and the map fits it.</summary>
    public bool IsUsable { get; init; }

    /// <summary>How many rows the feed takes.</summary>
    public long Rows { get; init; }

    /// <summary>How many rows its conditions leave out.</summary>
    public long Skipped { get; init; }

    /// <summary>How many of the rows that it takes would be rejected.</summary>
    public long Rejected { get; init; }

    /// <summary>The fields and where they come from, as the first file has them.</summary>
    public IReadOnlyList<FieldCheck> Fields { get; init; } = [];

    /// <summary>The columns that nothing is made of.</summary>
    public IReadOnlyList<string> UnusedColumns { get; init; } = [];

    /// <summary>What is wrong, each cause once with its first place and how often it happened; the worst first.</summary>
    public IReadOnlyList<RecordIssue> Issues { get; init; } = [];
}
