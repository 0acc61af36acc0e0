using System.Text;

namespace Conduit.Mapping.Words;

/// <summary>The formats of dates.</summary>
internal static class DateFormat
{
    /// <summary>The letters of a format that stand for something: those in quotes and behind a backslash do not.</summary>
    public static string Letters(string format)
    {
        var letters = new StringBuilder();
        char quote = '\0';
        for (int i = 0; i < format.Length; i++)
        {
            char c = format[i];
            if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (c is '\'' or '"')
                quote = c;
            else if (c == '\\')
                i++;
            else
                letters.Append(c);
        }
        return letters.ToString();
    }
}
