namespace Conduit.Mapping;

/// <summary>One spelling for the parts of a mapping, so that two mappings that say the same have the same version.</summary>
internal static class CanonicalText
{
    /// <summary>The text in single quotes, those inside doubled: no two texts look alike, whatever follows them.</summary>
    public static string Quote(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    /// <summary>The text as an argument of a word: as it stands, or in quotes where something of it would be taken for more than text.</summary>
    public static string Argument(string text) =>
        text.Length == 0 || char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) || text.AsSpan().ContainsAny('\'', '(', ')') || text.Contains(',', StringComparison.Ordinal) ? Quote(text) : text;

    /// <summary>A heading at the head of an expression.</summary>
    public static string Column(string heading) =>
        heading.Length == 0 || heading.AsSpan().ContainsAny("|{}'") || heading.Trim().Length != heading.Length ? Quote(heading) : heading;
}
