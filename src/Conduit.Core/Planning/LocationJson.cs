using System.Globalization;
using Conduit.Records;

namespace Conduit.Planning;

/// <summary>Reads places back from the text that <see cref="SourceLocation.ToString"/> gives.</summary>
internal static class LocationJson
{
    public static SourceLocation Parse(string text)
    {
        string rest = text;
        long last = CutNumber(ref rest);
        if (last < 0)
            return new SourceLocation(text, 0);
        long before = CutNumber(ref rest);
        return before < 0 ? new SourceLocation(rest, last) : new SourceLocation(rest, before, (int)last);
    }

    private static long CutNumber(ref string text)
    {
        int colon = text.LastIndexOf(':');
        if (colon < 0 || !long.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            return -1;
        text = text[..colon];
        return number;
    }
}
