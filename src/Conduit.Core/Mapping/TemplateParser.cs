using System.Text;

namespace Conduit.Mapping;

/// <summary>
/// Reads a text with columns in braces: <c>{FIRST}.{LAST}@x.edu</c>. <c>{{</c> and <c>}}</c> are braces. Empty braces are the value that
/// a word is given; they have no place at the head of an expression.
/// </summary>
internal static class TemplateParser
{
    /// <summary>Reads a text; what is wrong is added to the errors.</summary>
    public static List<ExpressionPart> Parse(string text, List<MapError> errors)
    {
        var parts = new List<ExpressionPart>();
        var literal = new StringBuilder();
        for (int at = 0; at < text.Length; at++)
        {
            char c = text[at];
            if (c is '{' or '}' && at + 1 < text.Length && text[at + 1] == c)
            {
                literal.Append(c);
                at++;
            }
            else if (c == '}')
            {
                errors.Add(Error("A closing brace without an opening one; write }} for a brace.", at));
            }
            else if (c != '{')
            {
                literal.Append(c);
            }
            else
            {
                int close = text.IndexOf('}', at);
                if (close < 0)
                {
                    errors.Add(Error("A brace is never closed.", at));
                    return parts;
                }
                if (literal.Length > 0)
                    parts.Add(new ExpressionPart(literal.ToString(), false));
                literal.Clear();
                parts.Add(new ExpressionPart(text[(at + 1)..close].Trim(), true));
                at = close;
            }
        }
        if (literal.Length > 0)
            parts.Add(new ExpressionPart(literal.ToString(), false));
        return parts;
    }

    /// <summary>The text that gives these parts.</summary>
    public static string Write(IEnumerable<ExpressionPart> parts) => string.Concat(parts.Select(part => part.IsColumn
        ? "{" + part.Text + "}"
        : part.Text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)));

    private static MapError Error(string message, int at) => new(MapErrorCodes.ExpressionInvalid, message, at);
}
