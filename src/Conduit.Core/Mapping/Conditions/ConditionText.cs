namespace Conduit.Mapping.Conditions;

/// <summary>Headings and values as conditions write them: plain where nothing of them could be taken for a word, else in single quotes.</summary>
internal static class ConditionText
{
    /// <summary>The words of conditions.</summary>
    public static readonly string[] Words = ["is", "in", "matches", "not", "empty", "and", "or"];

    public static string Heading(string heading) => Plain(heading);

    public static string Value(string value) => Plain(value);

    private static string Plain(string text)
    {
        bool isPlain = text.Length > 0 && text.Trim().Length == text.Length
            && text.All(c => char.IsLetterOrDigit(c) || c is ' ' or '_' or '-' or '.' or '@' or '/' or '#')
            && !text.Split(' ').Any(part => Words.Contains(part, StringComparer.OrdinalIgnoreCase));
        return isPlain ? text : CanonicalText.Quote(text);
    }
}
