namespace Conduit.Csv;

/// <summary>The structural scan for machines without vectors: the same findings, a byte at a time.</summary>
internal static class ScalarScan
{
    public static void Run(ReadOnlySpan<byte> data, int start, int end, byte separator, FieldEnds ends, Span<int> breaks, Span<ulong> lines, ref ScanState state)
    {
        bool inside = false;
        bool closed = false; // the byte before closes quotes
        bool mayOpen = true;
        Span<int> positions = ends.Items.AsSpan(ends.Count);
        int behind = 1 - ends.Origin;
        int flags = 0;
        lines.Clear();
        int at = start;
        for (; at < end; at++)
        {
            byte value = data[at];
            bool line = value is (byte)'\n' or (byte)'\r';
            if (value == (byte)'"')
            {
                state.MayHaveQuotes = true;
                if (!inside && !mayOpen)
                {
                    state.HasStrayQuote = true;
                    break;
                }

                if (!inside)
                    flags |= closed ? FieldEnds.Doubled : FieldEnds.Quoted;
                closed = inside;
                mayOpen = inside;
                inside = !inside;
                continue;
            }

            if (inside)
            {
                if (line && (value != (byte)'\n' || data[at - 1] != (byte)'\r'))
                {
                    if (state.Breaks == breaks.Length)
                        break;
                    breaks[state.Breaks++] = at;
                }
            }
            else if (line || value == separator)
            {
                if (state.Positions + StructuralScan.Slack > positions.Length)
                    break;
                positions[state.Positions++] = (at + behind) | flags;
                flags = 0;
                if (line)
                {
                    state.LineEnds++;
                    lines[(at - start) / StructuralScan.Step] |= 1UL << (at - start);
                }

                mayOpen = true;
                closed = false;
                continue;
            }
            else if (closed)
            {
                state.HasStrayQuote = true;
                break;
            }
            else
            {
                mayOpen = false;
            }

            state.NeedsCheck |= value is 0 or >= 0x80;
        }

        state.ScannedTo = at;
    }
}
