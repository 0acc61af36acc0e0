using System.Text;

namespace Conduit.Mapping;

/// <summary>Text between single quotes, in expressions and in conditions; a quote inside is doubled.</summary>
internal static class QuotedText
{
    /// <summary>Reads from the opening quote to behind the closing one.</summary>
    /// <param name="source">The whole text.</param>
    /// <param name="at">Where the opening quote stands; afterwards the place behind the closing one, or the end.</param>
    /// <param name="value">What stands between the quotes.</param>
    /// <returns>Whether the quote closes.</returns>
    public static bool TryRead(string source, ref int at, out string value)
    {
        var text = new StringBuilder();
        for (at++; at < source.Length; at++)
        {
            if (source[at] != '\'')
            {
                text.Append(source[at]);
            }
            else if (at + 1 < source.Length && source[at + 1] == '\'')
            {
                text.Append('\'');
                at++;
            }
            else
            {
                at++;
                value = text.ToString();
                return true;
            }
        }
        value = text.ToString();
        return false;
    }
}
