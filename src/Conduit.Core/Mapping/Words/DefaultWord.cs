namespace Conduit.Mapping.Words;

/// <summary>Stands in for a blank value.</summary>
internal sealed class DefaultWord(string text) : MapWord("default", text)
{
    public static WordSpec Spec { get; } = new("default", "default(text)",
        "Stands in for a blank.",
        1, 1, arguments => new DefaultWord(arguments[0]));

    public override string? Apply(string? value, MapContext context) => string.IsNullOrWhiteSpace(value) ? text : value;
}
