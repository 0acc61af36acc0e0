using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
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

    /// <summary>Reads the place that the reader stands on.</summary>
    public static SourceLocation Read(ref Utf8JsonReader reader, RepeatedText files)
    {
        if (reader.HasValueSequence || reader.ValueIsEscaped)
            return Parse(reader.GetString()!);
        ReadOnlySpan<byte> text = reader.ValueSpan;
        int colon = text.LastIndexOf((byte)':');
        // A column is rare, and so is a file without a line.
        if (colon < 0 || text[..colon].LastIndexOf((byte)':') is >= 0 || !Utf8Parser.TryParse(text[(colon + 1)..], out long line, out int read) || read != text.Length - colon - 1 || line < 0)
            return Parse(reader.GetString()!);
        return new SourceLocation(files.Of(text[..colon]), line);
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
