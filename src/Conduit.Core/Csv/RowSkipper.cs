namespace Conduit.Csv;

/// <summary>Passes over the rest of a row that is cut, in bounded memory.</summary>
internal sealed class RowSkipper(CsvDialect dialect, byte separator)
{
    private readonly int _maxField = dialect.MaxFieldBytes;

    /// <summary>Where in a row the skipping stands.</summary>
    public enum Mode
    {
        /// <summary>Nothing is skipped.</summary>
        None,

        /// <summary>Everything up to the end of the physical line.</summary>
        Line,

        /// <summary>In a field without quotes, or behind the closing one.</summary>
        Unquoted,

        /// <summary>At the start of a field.</summary>
        FieldStart,
    }

    /// <summary>What is being skipped.</summary>
    public Mode Skipping { get; set; }

    /// <summary>Whether a quote that never closes was met on the way.</summary>
    public bool SawUnclosedQuote { get; private set; }

    /// <summary>Goes on skipping; true when the end of the row was reached, false when more bytes must come first.</summary>
    /// <param name="data">All bytes that are there.</param>
    /// <param name="position">Where to go on; afterwards where the next row starts, or what must be kept until more bytes come.</param>
    /// <param name="isFinal">Whether no more bytes come.</param>
    /// <param name="line">The physical line, moved on with each line end passed.</param>
    public bool Advance(ReadOnlySpan<byte> data, ref int position, bool isFinal, ref long line)
    {
        while (true)
        {
            if (position == data.Length)
                return isFinal && Finished();
            if (Skipping == Mode.FieldStart)
            {
                Skipping = Mode.Unquoted;
                if (data[position] == (byte)'"')
                {
                    switch (QuotedField.Close(data, position, position + _maxField, isFinal, separator, out int close))
                    {
                        case QuotedField.Outcome.NeedMore:
                            Skipping = Mode.FieldStart;
                            return false;
                        case QuotedField.Outcome.Unclosed:
                            SawUnclosedQuote = true;
                            Skipping = Mode.Line;
                            break;
                        default:
                            line += LineBreaks.Count(data[position..close]);
                            position = close + 1;
                            break;
                    }
                }

                continue;
            }

            ReadOnlySpan<byte> rest = data[position..];
            int length = Skipping == Mode.Line
                ? rest.IndexOfAny((byte)'\n', (byte)'\r')
                : rest.IndexOfAny(separator, (byte)'\n', (byte)'\r');
            if (length < 0)
            {
                position = data.Length;
                continue;
            }

            position += length;
            if (data[position] is (byte)'\n' or (byte)'\r')
            {
                if (LineBreaks.IsCut(data, position, isFinal))
                    return false;
                position += LineBreaks.Length(data, position);
                line++;
                return Finished();
            }

            position++;
            Skipping = Mode.FieldStart;
        }
    }

    private bool Finished()
    {
        Skipping = Mode.None;
        return true;
    }
}
