namespace Conduit.Csv;

/// <summary>Finds where a quote that opens a field closes.</summary>
internal static class QuotedField
{
    /// <summary>What became of an opening quote.</summary>
    public enum Outcome
    {
        /// <summary>The closing quote was found.</summary>
        Closed,

        /// <summary>There is none where there should be one.</summary>
        Unclosed,

        /// <summary>It may be among bytes that have not come yet.</summary>
        NeedMore,
    }

    /// <summary>
    /// Looks for the quote that closes the one at <paramref name="open"/>. It must stand before <paramref name="bound"/>. Where it closes on a later line and
    /// text follows it, it is taken for the opening quote of another field, and this one for never closed: otherwise one lost quote would swallow the
    /// good rows up to the next quoted field.
    /// </summary>
    public static Outcome Close(ReadOnlySpan<byte> data, int open, int bound, bool isFinal, byte separator, out int close)
    {
        close = -1;
        int limit = Math.Min(bound, data.Length);
        int from = open + 1;
        while (true)
        {
            int at = from < limit ? data[from..limit].IndexOf((byte)'"') : -1;
            if (at < 0)
                return data.Length >= bound || isFinal ? Outcome.Unclosed : Outcome.NeedMore;
            at += from;
            if (at + 1 == data.Length)
            {
                close = at;
                return isFinal ? Outcome.Closed : Outcome.NeedMore;
            }

            byte next = data[at + 1];
            if (next == (byte)'"')
            {
                from = at + 2;
                continue;
            }

            close = at;
            bool ends = next == separator || next is (byte)'\n' or (byte)'\r';
            return ends || data[open..at].IndexOfAny((byte)'\n', (byte)'\r') < 0 ? Outcome.Closed : Outcome.Unclosed;
        }
    }
}
