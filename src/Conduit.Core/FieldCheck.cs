namespace Conduit;

/// <summary>Where a field comes from.</summary>
/// <param name="Field">The field, as mappings write it.</param>
/// <param name="Columns">The headings of the columns that it is made of; none for a constant.</param>
/// <param name="Expression">Columns and words as a <c>sync.json</c> writes them, or the constant.</param>
public sealed record FieldCheck(string Field, IReadOnlyList<string> Columns, string Expression)
{
    /// <summary>The rows in which this is where the field comes from; null: all.</summary>
    public string? When { get; init; }

    /// <summary>What it makes of the first rows.</summary>
    public IReadOnlyList<FieldSample> Samples { get; init; } = [];
}
