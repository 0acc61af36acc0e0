using System.Text;
using Conduit.Csv;

namespace Conduit.Tests.Csv;

/// <summary>All that a reader says about an input, comparable.</summary>
internal sealed class Reading
{
    public List<string> Header { get; } = [];

    public List<string> HeaderIssues { get; } = [];

    public List<ReadRow> Rows { get; } = [];

    public long BlankLines { get; set; }

    public bool HasUnclosedQuote { get; set; }

    public bool EndsWithoutLineEnd { get; set; }

    public static Reading Of(CsvReader reader)
    {
        var reading = new Reading();
        while (reader.Read())
            reading.Walk(reader);
        return reading.Finish(reader);
    }

    public static async Task<Reading> OfAsync(CsvReader reader)
    {
        var reading = new Reading();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            reading.Walk(reader);
        return reading.Finish(reader);
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append("header ").AppendJoin('¦', Header).AppendLine();
        text.AppendJoin('\n', HeaderIssues).AppendLine();
        foreach (ReadRow row in Rows)
        {
            text.Append(row.Line).Append('@').Append(row.Offset).Append(": ");
            for (int i = 0; i < row.Raw.Count; i++)
                text.Append(Encoding.Latin1.GetString(row.Raw[i])).Append('=').Append(Encoding.Latin1.GetString(row.Values[i])).Append('¦');
            text.AppendJoin(", ", row.Issues).AppendLine();
        }

        return text.Append($"blank {BlankLines}, unclosed {HasUnclosedQuote}, cut {EndsWithoutLineEnd}").ToString();
    }

    /// <summary>Walks a batch by each of the ways in turn, which must all tell the same.</summary>
    private void Walk(CsvReader reader)
    {
        foreach (CsvRow row in reader.Rows)
        {
            Take(row);
            reader.RowsRead.ShouldBe(Rows.Count);
            reader.LineNumber.ShouldBe(Rows[^1].Line);
            if (Rows.Count % 3 == 0)
                break;
        }

        while (reader.TryRead(out CsvRow row))
        {
            Take(row);
            reader.RowsRead.ShouldBe(Rows.Count);
        }
    }

    private void Take(CsvRow row)
    {
        var read = new ReadRow { Line = row.Line, Offset = row.ByteOffset };
        foreach (CsvField field in row)
        {
            read.Raw.Add(field.Raw.ToArray());
            read.Values.Add(field.Utf8.ToArray());
        }

        read.Raw.Count.ShouldBe(row.FieldCount);
        for (int i = 0; i < row.FieldCount; i++)
        {
            CsvField field = row[i];
            field.Raw.SequenceEqual(read.Raw[i]).ShouldBeTrue();
            field.IsQuoted.ShouldBe(field.Raw.StartsWith("\""u8));
            field.IsEmpty.ShouldBe(read.Values[i].Length == 0);
            if (!field.NeedsUnescape)
                (field.Raw.IndexOf(read.Values[i]) >= 0).ShouldBeTrue();
        }

        // A value does not change while others are asked for, not even the one before.
        for (int i = 1; i < row.FieldCount; i++)
        {
            ReadOnlySpan<byte> value = row[i].Utf8;
            ReadOnlySpan<byte> before = row[i - 1].Utf8;
            ReadOnlySpan<byte> again = row[i].Utf8;
            value.SequenceEqual(read.Values[i]).ShouldBeTrue();
            before.SequenceEqual(read.Values[i - 1]).ShouldBeTrue();
            again.SequenceEqual(read.Values[i]).ShouldBeTrue();
        }

        foreach (CsvIssue issue in row.Issues)
            read.Issues.Add($"{issue.Code} {issue.Line}:{issue.Column}");
        row.IsDamaged.ShouldBe(read.Issues.Count > 0);
        row.Raw.Length.ShouldBe(Math.Max(0, read.Raw.Sum(raw => raw.Length + 1) - 1));
        Rows.Add(read);
    }

    private Reading Finish(CsvReader reader)
    {
        Header.AddRange(reader.Header.Names);
        foreach (CsvIssue issue in reader.HeaderIssues)
            HeaderIssues.Add($"{issue.Code} {issue.Line}:{issue.Column}");
        BlankLines = reader.BlankLines;
        HasUnclosedQuote = reader.HasUnclosedQuote;
        EndsWithoutLineEnd = reader.EndsWithoutLineEnd;
        return this;
    }
}

internal sealed class ReadRow
{
    public long Line { get; init; }

    public long Offset { get; init; }

    public List<byte[]> Raw { get; } = [];

    public List<byte[]> Values { get; } = [];

    public List<string> Issues { get; } = [];
}
