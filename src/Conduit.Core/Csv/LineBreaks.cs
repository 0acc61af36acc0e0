namespace Conduit.Csv;

/// <summary>Line ends: LF, CRLF and CR, each of them one.</summary>
internal static class LineBreaks
{
    /// <summary>How many line ends the text holds.</summary>
    public static int Count(ReadOnlySpan<byte> text)
    {
        int count = 0;
        while (true)
        {
            int at = text.IndexOfAny((byte)'\n', (byte)'\r');
            if (at < 0)
                return count;
            count++;
            text = text[(at + Length(text, at))..];
        }
    }

    /// <summary>How many bytes the line end at <paramref name="at"/> takes.</summary>
    public static int Length(ReadOnlySpan<byte> text, int at) =>
        text[at] == (byte)'\r' && at + 1 < text.Length && text[at + 1] == (byte)'\n' ? 2 : 1;

    /// <summary>Whether more bytes have to come before the line end at <paramref name="at"/> is known to be whole.</summary>
    public static bool IsCut(ReadOnlySpan<byte> text, int at, bool isFinal) =>
        !isFinal && at + 1 == text.Length && text[at] == (byte)'\r';

    /// <summary>Where the physical line that holds <paramref name="at"/> starts, looking back no further than <paramref name="from"/>.</summary>
    public static int LineStart(ReadOnlySpan<byte> text, int from, int at)
    {
        // A place on the LF of a CRLF still belongs to the line before.
        int before = at > from && at < text.Length && text[at] == (byte)'\n' && text[at - 1] == (byte)'\r' ? at - 1 : at;
        return from + text[from..before].LastIndexOfAny((byte)'\n', (byte)'\r') + 1;
    }
}
