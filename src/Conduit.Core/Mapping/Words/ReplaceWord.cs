namespace Conduit.Mapping.Words;

/// <summary>Puts a text in the place of another one, wherever it stands in the value.</summary>
internal sealed class ReplaceWord(string find, string with) : TextWord("replace", find, with)
{
    public static WordSpec Spec { get; } = new("replace", "replace(text, text)",
        "Puts the second text in the place of the first, wherever it stands. Case counts.",
        2, 2, arguments =>
        arguments[0].Length == 0 ? null : new ReplaceWord(arguments[0], arguments[1]));

    protected override string Change(string value, MapContext context) => value.Replace(find, with, StringComparison.Ordinal);
}
