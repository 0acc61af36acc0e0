using System.Text;
using Conduit.Csv;

namespace Conduit.Tests.Csv;

/// <summary>Well-formed documents mean to us what they mean to CsvHelper.</summary>
public class CsvHelperTests
{
    [Fact]
    public void Well_formed_documents_are_read_as_CsvHelper_reads_them()
    {
        for (int seed = 0; seed < 5_000; seed++)
        {
            byte[] bytes = WellFormed(seed);
            var theirs = new List<string>();
            using (CsvHelper.CsvReader reader = CsvHelper.CsvReader.Create(bytes, new CsvHelper.CsvReaderOptions { HasHeader = false, Separator = ',' }))
            {
                while (reader.Read())
                {
                    for (int i = 0; i < reader.FieldCount; i++)
                        theirs.Add(reader.GetString(i));
                    theirs.Add("\n");
                }
            }

            var ours = new List<string>();
            using (CsvReader reader = CsvReader.FromMemory(bytes, new CsvDialect { HasHeader = false, Separator = ',' }))
            {
                while (reader.Read())
                {
                    while (reader.TryRead(out CsvRow row))
                    {
                        row.IsDamaged.ShouldBeFalse();
                        for (int i = 0; i < row.FieldCount; i++)
                            ours.Add(row[i].ToString());
                        ours.Add("\n");
                    }
                }
            }

            ours.ShouldBe(theirs, $"seed {seed}");
        }
    }

    private static byte[] WellFormed(int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder();
        int fields = random.Next(2, 9);
        string end = random.Next(3) == 0 ? "\r\n" : "\n";
        for (int row = random.Next(1, 60); row > 0; row--)
        {
            for (int field = 0; field < fields; field++)
            {
                if (field > 0)
                    text.Append(',');
                int length = random.Next(4) == 0 ? random.Next(70) : random.Next(10);
                bool quoted = random.Next(4) == 0;
                if (quoted)
                    text.Append('"');
                for (int i = 0; i < length; i++)
                    text.Append(quoted ? random.Next(20) switch { 0 => "\"\"", 1 => ",", 2 => "\n", 3 => "\r\n", 4 => "€", _ => "q" } : random.Next(20) == 0 ? "é" : "u");
                if (quoted)
                    text.Append('"');
            }

            text.Append(end);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
