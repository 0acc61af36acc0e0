using System.Text;
using System.Text.Unicode;
using Conduit.Csv;

namespace Conduit.Tests.Csv;

/// <summary>
/// The grammar of <see cref="CsvReader"/> again, one byte at a time over the whole input, written to be read: what the real reader does is right when it equals this.
/// </summary>
internal sealed class PlainReader(byte[] data, CsvDialect dialect, byte separator, string invalidBytesCode = CsvIssueCodes.InvalidUtf8)
{
    private enum State { FieldStart, Unquoted, Quoted, QuoteInQuoted }

    private int _position;
    private long _line = 1;
    private int _expected = -1;

    public Reading Read()
    {
        var reading = new Reading();
        bool headerDone = !dialect.HasHeader;
        while (_position < data.Length)
        {
            if (IsLineEnd(_position))
            {
                reading.BlankLines++;
                _position = AfterLineEnd(_position);
                _line++;
                continue;
            }

            ReadRow row = ReadOne(reading);
            if (headerDone)
            {
                reading.Rows.Add(row);
                continue;
            }

            headerDone = true;
            ReadHeader(row, reading);
        }

        if (!headerDone)
            reading.HeaderIssues.Add($"{CsvIssueCodes.NoHeader} 1:1");
        reading.EndsWithoutLineEnd = data.Length > 0 && data[^1] is not ((byte)'\n' or (byte)'\r');
        return reading;
    }

    private void ReadHeader(ReadRow row, Reading reading)
    {
        _expected = row.Issues.Count == 0 ? row.Raw.Count : -1;
        reading.HeaderIssues.AddRange(row.Issues);
        int at = (int)row.Offset;
        foreach (byte[] raw in row.Raw)
        {
            string name = Encoding.UTF8.GetString(Value(raw));
            if (string.IsNullOrWhiteSpace(name))
                reading.HeaderIssues.Add(Issue(CsvIssueCodes.EmptyHeading, (int)row.Offset, row.Line, at));
            else if (reading.Header.Contains(name, StringComparer.OrdinalIgnoreCase))
                reading.HeaderIssues.Add(Issue(CsvIssueCodes.DuplicateHeading, (int)row.Offset, row.Line, at));
            reading.Header.Add(name);
            at += raw.Length + 1;
        }
    }

    private ReadRow ReadOne(Reading reading)
    {
        int start = _position;
        int field = start;
        long line = _line;
        var ends = new List<int>();
        State state = State.FieldStart;
        bool broken = false; // a line end was seen in the quoted part
        string? code = null;
        int codeAt = 0;
        bool cut = false;
        int i = start;
        for (; ; i++)
        {
            if (state == State.FieldStart && ends.Count == dialect.MaxFields)
            {
                (code, codeAt, cut) = (CsvIssueCodes.TooManyFields, i, true);
                _position = Skip(i, State.FieldStart, reading);
                break;
            }

            if (i == data.Length)
            {
                if (state == State.Quoted)
                    goto unclosed;
                ends.Add(i);
                _position = i;
                break;
            }

            byte b = data[i];
            bool quotedByte = false;
            switch (state)
            {
                case State.FieldStart or State.Unquoted or State.QuoteInQuoted when b == separator:
                    ends.Add(i);
                    if (i + 1 - start > dialect.MaxRowBytes)
                    {
                        (code, codeAt, cut) = (CsvIssueCodes.RowTooLong, start, true);
                        _position = Skip(i + 1, State.FieldStart, reading);
                        goto done;
                    }

                    field = i + 1;
                    state = State.FieldStart;
                    broken = false;
                    continue;
                case State.FieldStart or State.Unquoted or State.QuoteInQuoted when IsLineEnd(i):
                    ends.Add(i);
                    _position = AfterLineEnd(i);
                    goto done;
                case State.FieldStart:
                    quotedByte = b == '"';
                    state = quotedByte ? State.Quoted : State.Unquoted;
                    break;
                case State.Quoted:
                    quotedByte = true;
                    broken |= IsLineEnd(i);
                    if (b == '"')
                        state = State.QuoteInQuoted;
                    break;
                case State.QuoteInQuoted when b == '"':
                    quotedByte = true;
                    state = State.Quoted;
                    break;
                case State.QuoteInQuoted:
                    if (broken)
                        goto unclosed;
                    if (code is null)
                        (code, codeAt) = (CsvIssueCodes.StrayQuote, i);
                    state = State.Unquoted;
                    break;
            }

            bool fieldPassed = i - field + 1 > dialect.MaxFieldBytes;
            bool rowPassed = i - start + 1 > dialect.MaxRowBytes;
            if (!fieldPassed && !rowPassed)
                continue;
            if (quotedByte)
                goto unclosed;
            (code, codeAt, cut) = fieldPassed ? (CsvIssueCodes.FieldTooLong, field, true) : (CsvIssueCodes.RowTooLong, start, true);
            _position = Skip(i, State.Unquoted, reading);
            break;
        }

    done:
        return Finish(start, line, ends, code, codeAt, cut);

    unclosed:
        reading.HasUnclosedQuote = true;
        int end = Math.Min(data.Length, Math.Min(field + dialect.MaxFieldBytes, start + dialect.MaxRowBytes));
        int stop = start;
        while (stop < end && !IsLineEnd(stop))
            stop++;
        ends.RemoveAll(e => e > stop);
        ends.Add(stop);
        _position = AfterLine(stop);
        return Finish(start, line, ends, CsvIssueCodes.UnclosedQuote, field, cut: true);
    }

    private ReadRow Finish(int start, long line, List<int> ends, string? code, int codeAt, bool cut)
    {
        _line = line + CountLineEnds(start, _position);
        var row = new ReadRow { Line = line, Offset = start };
        int from = start;
        foreach (int end in ends)
        {
            row.Raw.Add(data[from..end]);
            row.Values.Add(Value(data[from..end]));
            from = end + 1;
        }

        byte[] text = ends.Count == 0 ? [] : data[start..ends[^1]];
        if (code is not null)
            row.Issues.Add(Issue(code, start, line, codeAt));
        int nul = Array.IndexOf(text, (byte)0);
        if (nul >= 0)
            row.Issues.Add(Issue(CsvIssueCodes.NulByte, start, line, start + nul));
        int invalid = FirstInvalid(text);
        if (invalid >= 0)
            row.Issues.Add(Issue(invalidBytesCode, start, line, start + invalid));
        if (!cut && _expected >= 0 && ends.Count != _expected)
            row.Issues.Add($"{CsvIssueCodes.RaggedRow} {line}:1");
        if (_expected < 0 && row.Issues.Count == 0)
            _expected = ends.Count;
        return row;
    }

    /// <summary>Where the next row starts, when the rest of this one is passed over.</summary>
    private int Skip(int from, State state, Reading reading)
    {
        int open = 0;
        bool broken = false;
        for (int i = from; i < data.Length; i++)
        {
            byte b = data[i];
            if (state != State.Quoted && b == separator)
            {
                state = State.FieldStart;
            }
            else if (state != State.Quoted && IsLineEnd(i))
            {
                return AfterLineEnd(i);
            }
            else if (state == State.FieldStart)
            {
                state = b == '"' ? State.Quoted : State.Unquoted;
                open = i;
                broken = false;
            }
            else if (state == State.Quoted)
            {
                if (i - open + 1 > dialect.MaxFieldBytes)
                    return Unclosed();
                broken |= IsLineEnd(i);
                if (b == '"')
                    state = State.QuoteInQuoted;
            }
            else if (state == State.QuoteInQuoted)
            {
                if (b == '"')
                {
                    if (i - open + 1 > dialect.MaxFieldBytes)
                        return Unclosed();
                    state = State.Quoted;
                }
                else if (broken)
                {
                    return Unclosed();
                }
                else
                {
                    state = State.Unquoted;
                }
            }
        }

        return state == State.Quoted ? Unclosed() : data.Length;

        int Unclosed()
        {
            reading.HasUnclosedQuote = true;
            return AfterLine(open);
        }
    }

    private int AfterLine(int at)
    {
        while (at < data.Length && !IsLineEnd(at))
            at++;
        return at == data.Length ? at : AfterLineEnd(at);
    }

    private bool IsLineEnd(int at) => data[at] is (byte)'\n' or (byte)'\r';

    private int AfterLineEnd(int at) => data[at] == '\r' && at + 1 < data.Length && data[at + 1] == '\n' ? at + 2 : at + 1;

    private int CountLineEnds(int from, int to)
    {
        int count = 0;
        while (from < to)
        {
            bool end = IsLineEnd(from);
            count += end ? 1 : 0;
            from = end ? AfterLineEnd(from) : from + 1;
        }

        return count;
    }

    private string Issue(string code, int row, long line, int at)
    {
        int lineStart = row;
        for (int i = row; i < at;)
        {
            if (!IsLineEnd(i))
            {
                i++;
                continue;
            }

            i = AfterLineEnd(i);
            if (i <= at)
                (lineStart, line) = (i, line + 1);
        }

        return $"{code} {line}:{Encoding.UTF8.GetString(data, lineStart, at - lineStart).EnumerateRunes().Count() + 1}";
    }

    /// <summary>The text is right up to the longest prefix that is UTF-8.</summary>
    private static int FirstInvalid(byte[] text)
    {
        if (Utf8.IsValid(text))
            return -1;
        int good = 0;
        for (int length = 1; length <= text.Length && length <= good + 4; length++)
        {
            if (Utf8.IsValid(text.AsSpan(0, length)))
                good = length;
        }

        return good;
    }

    private static byte[] Value(byte[] raw)
    {
        if (raw.Length == 0 || raw[0] != '"')
            return raw;
        var value = new List<byte>();
        bool quoted = true;
        for (int i = 1; i < raw.Length; i++)
        {
            if (quoted && raw[i] == '"')
            {
                if (i + 1 < raw.Length && raw[i + 1] == '"')
                    i++;
                else
                {
                    quoted = false;
                    continue;
                }
            }

            value.Add(raw[i]);
        }

        return [.. value];
    }
}
