using Conduit.Csv;

namespace Conduit.Tests.Csv;

public class CsvReaderTests
{
    [Fact]
    public void A_quick_start_reads_rows_by_name()
    {
        using CsvReader reader = CsvReader.FromMemory("username,email\nann,\"a,\"\"b\"\"\"\n\nbob,b@x\r\nzoë,\"x\ny\""u8.ToArray());
        var seen = new List<string>();
        while (reader.Read())
        {
            while (reader.TryRead(out CsvRow row))
                seen.Add($"{row.Line}@{row.ByteOffset} {row["username"].ToString()}|{row["EMAIL"].ToString()}|{row.IsDamaged}");
        }

        seen.ShouldBe(["2@15 ann|a,\"b\"|False", "4@30 bob|b@x|False", "5@39 zoë|x\ny|False"]);
        reader.Header.Names.ShouldBe(["username", "email"]);
        reader.EndsWithoutLineEnd.ShouldBeTrue();
        reader.RowsRead.ShouldBe(3);
        reader.BlankLines.ShouldBe(1);
    }
}
