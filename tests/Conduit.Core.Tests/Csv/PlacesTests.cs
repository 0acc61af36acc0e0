using Conduit.Csv;

namespace Conduit.Tests.Csv;

public class PlacesTests
{
    /// <summary>From every row of every batch to every other, by passing those between or by reading them.</summary>
    [Fact]
    public void Rows_that_are_passed_are_those_that_would_have_been_read()
    {
        int compared = 0;
        for (int seed = 0; seed < 2_000; seed++)
        {
            var document = new RandomDocument(seed);
            using CsvReader reader = CsvReader.FromMemory(document.Bytes, document.Dialect);
            while (reader.Read())
            {
                RowCursor start = reader.Cursor;
                List<(string Text, long Line, long RowsRead)> rows = [];
                while (reader.TryRead(out CsvRow row))
                    rows.Add((Convert.ToHexString(row.Raw), row.Line, reader.RowsRead));
                for (int to = 0; to <= rows.Count; to += 1 + (rows.Count / 8))
                {
                    reader.MoveTo(start);
                    int from = to / 3;
                    for (int i = 0; i < from; i++)
                        reader.TryRead(out _).ShouldBeTrue();
                    reader.Pass(to - from);
                    reader.TryRead(out CsvRow row).ShouldBe(to < rows.Count);
                    if (to < rows.Count)
                        (Convert.ToHexString(row.Raw), row.Line, reader.RowsRead).ShouldBe(rows[to], $"seed {seed}");
                    compared++;
                }
                while (reader.TryRead(out _))
                {
                }
            }
        }
        compared.ShouldBeGreaterThan(5_000);
    }

    /// <summary>Whole documents at once and a row at a time, for whether anybody has to look for quotes is told of a batch.</summary>
    [Fact]
    public void Neighbouring_fields_are_given_as_one_text_where_none_of_them_is_quoted()
    {
        int given = 0;
        int refused = 0;
        for (int seed = 0; seed < 4_000; seed++)
        {
            var document = new RandomDocument(seed);
            using CsvReader reader = seed % 2 == 0
                ? CsvReader.FromMemory(document.Bytes, document.Dialect)
                : new CsvReader(new MemoryFeed(document.Bytes, 1 + (seed % 61)), document.Dialect);
            while (reader.Read())
            {
                foreach (CsvRow row in reader.Rows)
                {
                    for (int first = 0; first < row.FieldCount; first++)
                    {
                        bool isQuoted = false;
                        string text = "";
                        for (int last = first; last < row.FieldCount; last++)
                        {
                            isQuoted |= row[last].IsQuoted;
                            text += (last > first ? Convert.ToHexString([(byte)document.Dialect.Separator!.Value]) : "") + Convert.ToHexString(row[last].Raw);
                            row.TryGetUnquoted(first, last - first + 1, out ReadOnlySpan<byte> found).ShouldBe(!isQuoted, $"seed {seed}");
                            Convert.ToHexString(found).ShouldBe(isQuoted ? "" : text, $"seed {seed}");
                            _ = isQuoted ? refused++ : given++;
                        }
                        row.TryGetUnquoted(first, row.FieldCount - first + 1, out _).ShouldBeFalse();
                    }
                }
            }
        }
        given.ShouldBeGreaterThan(10_000);
        refused.ShouldBeGreaterThan(10_000);
    }
}
