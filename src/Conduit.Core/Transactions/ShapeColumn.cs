using Conduit.Records;

namespace Conduit.Transactions;

/// <summary>What one place of an intent's line holds: something of the change, or a value of the record on one side of it or on both.</summary>
internal readonly record struct ShapeColumn(string Name, ShapePart Part, RecordField? Field = null, string? Custom = null, ShapeSide Side = ShapeSide.Both)
{
    private const string Was = "was.";
    private const string Now = "now.";

    public static ShapeColumn Of(ShapePart part) => new(NameOf(part), part);

    public static ShapeColumn Of(RecordField field, ShapeSide side) => new(Prefix(side) + field.Name, ShapePart.Value, field, null, side);

    public static ShapeColumn Of(string custom, ShapeSide side) => new(Prefix(side) + RecordFields.CustomPrefix + custom, ShapePart.Value, null, custom, side);

    /// <summary>Reads a column's name.</summary>
    /// <exception cref="FormatException">It is none of a record of this kind.</exception>
    public static ShapeColumn Parse(RecordKind kind, string name)
    {
        if (name.StartsWith('#'))
        {
            foreach (ShapePart part in Enum.GetValues<ShapePart>())
            {
                if (part != ShapePart.Value && NameOf(part) == name)
                    return Of(part);
            }
        }
        (ShapeSide side, string rest) = name.StartsWith(Was, StringComparison.Ordinal) ? (ShapeSide.Before, name[Was.Length..])
            : name.StartsWith(Now, StringComparison.Ordinal) ? (ShapeSide.After, name[Now.Length..])
            : (ShapeSide.Both, name);
        if (rest.StartsWith(RecordFields.CustomPrefix, StringComparison.Ordinal))
            return Of(rest[RecordFields.CustomPrefix.Length..], side);
        return RecordFields.Find(kind, rest) is { } field ? Of(field, side) : throw new FormatException($"A {kind.Name()} has no column '{name}'.");
    }

    private static string Prefix(ShapeSide side) => side switch { ShapeSide.Before => Was, ShapeSide.After => Now, _ => "" };

    // No field begins with this sign.
    private static string NameOf(ShapePart part) => part switch
    {
        ShapePart.Key => "#key",
        ShapePart.KeyAfter => "#keyAfter",
        ShapePart.LmsId => "#lmsId",
        ShapePart.Line => "#line",
        ShapePart.Column => "#column",
        ShapePart.Row => "#row",
        ShapePart.Rows => "#rows",
        _ => "",
    };
}
