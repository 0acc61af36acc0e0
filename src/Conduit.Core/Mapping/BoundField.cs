namespace Conduit.Mapping;

/// <summary>A field of a map, bound to the columns of a file.</summary>
/// <param name="map">The field.</param>
/// <param name="parts">What its value is put together of.</param>
/// <param name="cells">The columns that its words read besides, by heading.</param>
/// <param name="when">The condition, bound to the file.</param>
internal sealed class BoundField(FieldMap map, IReadOnlyList<BoundPart> parts, IReadOnlyDictionary<string, int> cells, RowCondition? when)
{
    public FieldMap Map => map;

    public IReadOnlyList<BoundPart> Parts => parts;

    /// <summary>The columns that the words read besides the value.</summary>
    public IReadOnlyDictionary<string, int> Cells => cells;

    public RowCondition? When => when;

    public HeadingTarget Target => map.Target;

    /// <summary>Whether an error in the field rejects the row.</summary>
    public bool IsKey { get; } = map.Target.Field is { } field && KeyFields.IsKey(field) && !map.IsBaseName;

    /// <summary>The column that issues point at; -1 where there is none.</summary>
    public int FirstColumn { get; } = First(parts, cells);

    private static int First(IReadOnlyList<BoundPart> parts, IReadOnlyDictionary<string, int> cells)
    {
        foreach (BoundPart part in parts)
        {
            if (part.Text is null)
                return part.Column;
        }
        foreach (int column in cells.Values)
            return column;
        return -1;
    }
}
