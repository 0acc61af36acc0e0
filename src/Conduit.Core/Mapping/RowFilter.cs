using Conduit.Csv;

namespace Conduit.Mapping;

/// <summary>Which rows of a file a feed takes.</summary>
/// <param name="When">What a row must fulfil; null: nothing.</param>
/// <param name="Skip">What it must not fulfil; null: nothing.</param>
internal sealed record RowFilter(RowCondition? When, RowCondition? Skip)
{
    /// <summary>No condition at all.</summary>
    public static RowFilter None { get; } = new(null, null);

    /// <summary>Whether there is no condition.</summary>
    public bool IsEmpty => When is null && Skip is null;

    /// <summary>The columns that the conditions look at.</summary>
    public IEnumerable<string> Columns => (When?.Columns ?? []).Concat(Skip?.Columns ?? []);

    /// <summary>The filter with its columns found in a file.</summary>
    public RowFilter Bind(Func<string, int> columnOf) => IsEmpty ? this : new(When?.Bind(columnOf), Skip?.Bind(columnOf));

    /// <summary>Whether the feed takes a row. A damaged one is never left out silently: what it holds cannot be believed.</summary>
    public bool Takes(in CsvRow row) => row.IsDamaged || ((When is null || When.Holds(row)) && (Skip is null || !Skip.Holds(row)));
}
