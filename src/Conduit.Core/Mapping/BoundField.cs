namespace Conduit.Mapping;

/// <summary>A field of a map, bound to the columns of a file.</summary>
internal sealed class BoundField(FieldMap map, IReadOnlyList<BoundPart> parts)
{
    public FieldMap Map => map;

    public IReadOnlyList<BoundPart> Parts => parts;

    public HeadingTarget Target => map.Target;

    /// <summary>Whether an error in the field rejects the row.</summary>
    public bool IsKey { get; } = map.Target.Field is { } field && KeyFields.IsKey(field);

    /// <summary>The column that issues point at; -1 where there is none.</summary>
    public int FirstColumn { get; } = parts.FirstOrDefault(part => part.Text is null, new BoundPart("", -1)).Column;
}
