namespace Conduit.Mapping.Words;

/// <summary>
/// Reads a language, by its code (<c>en</c>, <c>eng</c>, <c>pt-BR</c>) or its English name, and writes the code as an LMS does:
/// small letters with underscores, <c>pt_br</c>.
/// </summary>
internal sealed class LanguageWord() : TextWord("language")
{
    public static WordSpec Spec { get; } = new("language", "language",
        "Reads a language by its code or English name as an LMS writes it: `English` is `en`, `pt-BR` is `pt_br`.",
        0, 0, _ => new LanguageWord());

    protected override string? Change(string value, MapContext context)
    {
        string text = value.Trim();
        if (LanguageNames.Find(text) is { } known)
            return known;
        string[] parts = text.Split('-', '_');
        bool isCode = parts.Length > 1 && parts[0].Length <= 3 && parts.Skip(1).All(part => part.Length is >= 2 and <= 8 && part.All(char.IsAsciiLetterOrDigit));
        return isCode && LanguageNames.Find(parts[0]) is { } language
            ? string.Join('_', parts.Skip(1).Prepend(language)).ToLowerInvariant()
            : context.FailToRead("a language", "write its code, such as en or pt-BR, or its English name, or translate it with a lookup");
    }
}
