using Conduit.Csv;
using Conduit.Mapping;

namespace Conduit.Sources;

/// <summary>One feed of a <see cref="CsvRecordSource"/>: which file it is and what its columns mean.</summary>
/// <param name="Name">The name, unique in the source and the same on every day: the state knows rows by it.</param>
/// <param name="File">
/// The file, relative to the folder of the source, or a pattern with <c>*</c> and <c>?</c>: then all files that match are read as one
/// feed, in the order of their names. Case does not matter.
/// </param>
/// <param name="Map">What the columns mean.</param>
public sealed record CsvSourceFeed(string Name, string File, RecordMap Map)
{
    /// <summary>What absence means; null: a file with a column of actions is a list of changes, any other is the whole list.</summary>
    public Coverage? Coverage { get; init; }

    /// <summary>
    /// The part of the kind that a complete feed speaks for, as a condition about fields: <c>category matches '^2026/'</c>, for an
    /// enrollment also <c>course.category</c>. Only a record inside of it is gone when it is absent. Null: all of the kind.
    /// </summary>
    public RowCondition? Scope { get; init; }

    /// <summary>
    /// The system of record that the feed is of, where the folder holds files of several: they are then merged, as a
    /// <see cref="MergedSource"/> does, in the order in which the feeds name them. Null: the source itself.
    /// </summary>
    public string? Origin { get; init; }

    /// <summary>What the file looks like.</summary>
    public CsvDialect Dialect { get; init; } = CsvDialect.Default;
}
