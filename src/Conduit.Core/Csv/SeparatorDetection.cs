namespace Conduit.Csv;

/// <summary>Which separator a file uses, judged by its first row.</summary>
internal static class SeparatorDetection
{
    /// <summary>The separators that are told apart, in the order that decides between equals.</summary>
    private static ReadOnlySpan<byte> Candidates => ",;\t|"u8;

    /// <summary>The separator, or <see langword="null"/> when the first row is not all there yet.</summary>
    public static byte? Detect(ReadOnlySpan<byte> data, bool isFinal, int maxRow)
    {
        Span<int> counts = stackalloc int[4];
        int start = data.IndexOfAnyExcept((byte)'\n', (byte)'\r');
        if (start < 0)
            return isFinal ? Candidates[0] : null;
        bool enough = isFinal || data.Length - start > maxRow;
        bool fieldStart = true;
        for (int i = start; i < data.Length; i++)
        {
            if (fieldStart && data[i] == (byte)'"')
            {
                int close = SkipQuoted(data, i);
                if (close < 0)
                    return enough ? Best(counts) : null;
                i = close;
                fieldStart = false;
                continue;
            }

            if (data[i] is (byte)'\n' or (byte)'\r')
                return Best(counts);
            int candidate = Candidates.IndexOf(data[i]);
            fieldStart = candidate >= 0;
            if (fieldStart)
                counts[candidate]++;
        }

        return enough ? Best(counts) : null;
    }

    private static int SkipQuoted(ReadOnlySpan<byte> data, int open)
    {
        for (int i = open + 1; i < data.Length; i++)
        {
            if (data[i] != (byte)'"')
                continue;
            if (i + 1 == data.Length || data[i + 1] != (byte)'"')
                return i;
            i++;
        }

        return -1;
    }

    private static byte Best(ReadOnlySpan<int> counts)
    {
        int best = 0;
        for (int i = 1; i < counts.Length; i++)
        {
            if (counts[i] > counts[best])
                best = i;
        }

        return Candidates[best];
    }
}
