namespace Conduit.Csv;

/// <summary>The value of a field that begins with a quote.</summary>
internal static class Unquoting
{
    /// <summary>Whether the value is anything but one piece of <paramref name="raw"/>.</summary>
    public static bool NeedsCopy(ReadOnlySpan<byte> raw)
    {
        int next = raw[1..].IndexOf((byte)'"') + 1;
        return next != 0 && next != raw.Length - 1;
    }

    /// <summary>Writes the value of <paramref name="raw"/>, whose first inner quote stands at <paramref name="next"/>; returns its length.</summary>
    public static int Copy(ReadOnlySpan<byte> raw, int next, Span<byte> destination)
    {
        int from = 1;
        int written = 0;
        while (true)
        {
            raw[from..next].CopyTo(destination[written..]);
            written += next - from;
            if (next + 1 == raw.Length)
                return written;
            if (raw[next + 1] != (byte)'"')
            {
                // The quote closed and text follows (the row is damaged): that text is kept as it stands.
                raw[(next + 1)..].CopyTo(destination[written..]);
                return written + raw.Length - next - 1;
            }

            destination[written++] = (byte)'"';
            from = next + 2;
            next = raw[from..].IndexOf((byte)'"') + from;
            if (next < from)
            {
                raw[from..].CopyTo(destination[written..]);
                return written + raw.Length - from;
            }
        }
    }
}
