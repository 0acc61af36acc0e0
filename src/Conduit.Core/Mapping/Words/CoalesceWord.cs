namespace Conduit.Mapping.Words;

/// <summary>The value, or where it is blank the first of the columns that is not.</summary>
internal sealed class CoalesceWord(params IReadOnlyList<string> columns) : MapWord("coalesce", columns)
{
    public static WordSpec Spec { get; } = new("coalesce", "coalesce(column, ...)",
        "Takes the first of the columns that is not blank where the value is.",
        1, 99, arguments =>
        arguments.Any(string.IsNullOrWhiteSpace) ? null : new CoalesceWord(arguments));

    public override IEnumerable<string> Columns => Arguments;

    public override string? Apply(string? value, MapContext context) => string.IsNullOrWhiteSpace(value)
        ? Arguments.Select(context.Cell).FirstOrDefault(cell => cell is not null)
        : value;
}
