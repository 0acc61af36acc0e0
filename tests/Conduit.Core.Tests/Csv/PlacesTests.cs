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
}
