using System.Text;
using Conduit.Csv;

namespace Conduit.Tests.Csv;

/// <summary>Each thing that can be wrong: its code, its place, and the good rows around it.</summary>
public class MalformedInputTests
{
    private const string Good1 = "a1,b1,c1\n";
    private const string Good2 = "a2,b2,c2\n";

    [Theory]
    [InlineData("x,y\n", "csv-ragged-row 3:1")]
    [InlineData("x,y,z,w\n", "csv-ragged-row 3:1")]
    [InlineData("x,\"y\"w,z\n", "csv-stray-quote 3:6")]
    [InlineData("é,\"y\"w,z\n", "csv-stray-quote 3:6")]
    [InlineData("x,\"y\"\"\"w\"u\",z\n", "csv-stray-quote 3:8")]
    [InlineData("x,y\0,z\n", "csv-nul-byte 3:4")]
    [InlineData("x,\"\n\0\",z\n", "csv-nul-byte 4:1")]
    [InlineData("x,y,123456789012345678901\n", "csv-field-too-long 3:5")]
    [InlineData("x,y,\"1\"2345678901234567890\n", "csv-field-too-long 3:5")]
    [InlineData("1234567890123456789,12345678901234567890,x\n", "csv-row-too-long 3:1")]
    [InlineData("1,2,3,4,5,6,7\n", "csv-too-many-fields 3:11")]
    [InlineData("x,y,\"123456789012345678901\",,,\n", "csv-unclosed-quote 3:5")]
    [InlineData("x,\"y,z\n", "csv-unclosed-quote 3:3")]
    [InlineData("\"x,y,z\n", "csv-unclosed-quote 3:1")]
    [InlineData("x,y,\"\n", "csv-unclosed-quote 3:5")]
    public void A_fault_is_told_with_its_place_and_the_rows_around_it_arrive(string bad, string issue)
    {
        var dialect = new CsvDialect { MaxFieldBytes = 20, MaxRowBytes = 40, MaxFields = 5 };
        using CsvReader reader = CsvReader.FromMemory(Encoding.UTF8.GetBytes("A,B,C\n" + Good1 + bad + Good2 + "\n" + Good2), dialect);
        Reading reading = Reading.Of(reader);
        List<ReadRow> good = reading.Rows.FindAll(row => row.Issues.Count == 0);
        good.Count.ShouldBe(3);
        good[0].Line.ShouldBe(2);
        good.ShouldAllBe(row => row.Values.Count == 3);
        reading.Rows.FindAll(row => row.Issues.Count > 0).ShouldHaveSingleItem().Issues.ShouldBe([issue]);
        reading.HasUnclosedQuote.ShouldBe(issue.StartsWith(CsvIssueCodes.UnclosedQuote, StringComparison.Ordinal));
    }

    [Fact]
    public void A_quote_inside_an_unquoted_field_is_a_character()
    {
        Reading reading = Read("A,B\n5\" pipe,\"x\"\n a \"b\",\"c,d\"\n \"e\",f\n\"g,h\",i\n");
        reading.Rows.ShouldAllBe(row => row.Issues.Count == 0);
        reading.Rows.ConvertAll(Text).ShouldBe(["5\" pipe|x", " a \"b\"|c,d", " \"e\"|f", "g,h|i"]);
    }

    [Fact]
    public void Text_behind_a_closing_quote_is_kept_as_it_stands()
    {
        Reading reading = Read("A,B\n\"a\"b\"c,\"d\"\"e\"f\"\n1,2\n");
        reading.Rows.ConvertAll(Text).ShouldBe(["ab\"c|d\"ef\"", "1|2"]);
        reading.Rows[0].Issues.ShouldBe(["csv-stray-quote 2:4"]);
    }

    [Fact]
    public void A_lost_closing_quote_does_not_swallow_the_row_with_the_next_quote()
    {
        Reading reading = Read("A,B\n1,\"lost\n2,kept\n3,\"also kept\"\n4,kept\n");
        reading.Rows.ConvertAll(Text).ShouldBe(["1|lost", "2|kept", "3|also kept", "4|kept"]);
        reading.Rows[0].Issues.ShouldBe(["csv-unclosed-quote 2:3"]);
        reading.HasUnclosedQuote.ShouldBeTrue();
    }

    [Fact]
    public void An_unclosed_quote_on_a_later_line_of_a_row_is_told_where_it_opened()
    {
        Reading reading = Read("A,B\n\"1\nmore\",\"lost\n2,kept\n");
        reading.Rows[0].Issues.ShouldBe(["csv-unclosed-quote 3:7"]);
        Text(reading.Rows[0]).ShouldBe("1");
        Text(reading.Rows[^1]).ShouldBe("2|kept");
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC3 })]
    [InlineData(new byte[] { 0xE2, 0x82 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xC0, 0xAF })]
    [InlineData(new byte[] { 0xF5, 0x80, 0x80, 0x80 })]
    public void Bytes_that_are_not_UTF8_are_told_with_their_column(byte[] bytes)
    {
        byte[] input = [.. "A,B\n1,2\né,é"u8, .. bytes, .. "x\n3,4\n"u8];
        using CsvReader reader = CsvReader.FromMemory(input);
        Reading reading = Reading.Of(reader);
        reading.Rows.ConvertAll(row => row.Issues.Count).ShouldBe([0, 1, 0]);
        reading.Rows[1].Issues.ShouldBe(["csv-invalid-utf8 3:4"]);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_found_wherever_the_steps_of_the_scan_fall()
    {
        byte[][] wrong =
        [
            [0xFF], [0x80], [0xC3], [0xC0, 0x80], [0xE2, 0x82], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x98], [0xF0, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC3, 0xA9, 0xA9], [0xF0, 0x9F, 0x98, 0x80, 0x80],
        ];
        byte[][] fillers = [[(byte)'x'], "é"u8.ToArray(), "€"u8.ToArray(), "😀"u8.ToArray()];
        foreach (byte[] bytes in wrong)
        {
            foreach (byte[] filler in fillers)
            {
                for (int length = 0; length < 200; length++)
                {
                    byte[] before = [.. Enumerable.Repeat(filler, length / filler.Length).SelectMany(f => f), .. Enumerable.Repeat((byte)'y', length % filler.Length)];
                    byte[] document = [.. "a,b\n"u8, .. before, .. bytes, .. ",z\n"u8, .. before, .. ",1\n"u8];
                    using CsvReader reader = CsvReader.FromMemory(document, new CsvDialect { Separator = ',' });
                    List<ReadRow> rows = Reading.Of(reader).Rows;
                    rows.Count.ShouldBe(2);
                    rows[0].Issues.ShouldHaveSingleItem($"{Convert.ToHexString(bytes)} behind {length}").ShouldStartWith(CsvIssueCodes.InvalidUtf8);
                    rows[1].Issues.ShouldBeEmpty();
                }
            }
        }
    }

    [Fact]
    public void A_header_is_looked_at_too()
    {
        using CsvReader reader = CsvReader.FromMemory("\nid,,Name,\"na\"\"me\",NAME,\" \"\n"u8.ToArray());
        Reading reading = Reading.Of(reader);
        reading.Header.ShouldBe(["id", "", "Name", "na\"me", "NAME", " "]);
        reading.HeaderIssues.ShouldBe(["csv-empty-heading 2:4", "csv-duplicate-heading 2:19", "csv-empty-heading 2:24"]);
        reader.Header.IsDamaged.ShouldBeFalse();
        reader.Header.IndexOf("name").ShouldBe(2);
        reader.Header.IndexOf("NAME").ShouldBe(4);
        reader.Header.IndexOf("").ShouldBe(-1);
        reader.Header.IndexOf("absent").ShouldBe(-1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\r\n\r")]
    public void An_input_without_a_row_has_no_header(string input)
    {
        Reading reading = Read(input);
        reading.HeaderIssues.ShouldHaveSingleItem().ShouldStartWith("csv-no-header");
        reading.Rows.ShouldBeEmpty();
    }

    [Fact]
    public void A_damaged_header_says_so_and_does_not_judge_the_rows()
    {
        using CsvReader reader = CsvReader.FromMemory("a,\"b\n1,2,3\n4,5,6\n7\n"u8.ToArray());
        Reading reading = Reading.Of(reader);
        reader.Header.IsDamaged.ShouldBeTrue();
        reading.HeaderIssues.ShouldBe(["csv-unclosed-quote 1:3"]);
        reading.Rows.ConvertAll(row => row.Issues.Count).ShouldBe([0, 0, 1]);
    }

    [Fact]
    public void A_short_row_has_missing_fields_instead_of_exceptions()
    {
        using CsvReader reader = CsvReader.FromMemory("a,b,c\n1\n"u8.ToArray());
        reader.Read().ShouldBeTrue();
        reader.TryRead(out CsvRow row).ShouldBeTrue();
        row["a"].ToString().ShouldBe("1");
        row["c"].IsMissing.ShouldBeTrue();
        row["c"].IsEmpty.ShouldBeTrue();
        row["c"].ToString().ShouldBe("");
        row[7].IsMissing.ShouldBeTrue();
        Should.Throw<KeyNotFoundException>(() => { using CsvReader other = First("a\n1\n"); other.TryRead(out CsvRow r); _ = r["b"]; });
        Should.Throw<ArgumentOutOfRangeException>(() => { using CsvReader other = First("a\n1\n"); other.TryRead(out CsvRow r); _ = r[-1]; });
    }

    [Fact]
    public void No_message_quotes_the_file()
    {
        using CsvReader reader = CsvReader.FromMemory("secret,secret,\nsecret,\"secret\"secret,\0\nsecret\n\"secret"u8.ToArray());
        int issues = 0;
        while (reader.Read())
        {
            while (reader.TryRead(out CsvRow row))
            {
                foreach (CsvIssue issue in row.Issues)
                {
                    issues++;
                    issue.Message.ShouldNotContain("secret");
                    issue.Message.ShouldEndWith(".");
                }
            }
        }

        issues.ShouldBeGreaterThan(3);
        reader.HeaderIssues.ShouldAllBe(issue => !issue.Message.Contains("secret"));
    }

    [Theory]
    [InlineData("a,b;c,d\n1", ',')]
    [InlineData("a;b;c,d\n1", ';')]
    [InlineData("a\tb\tc\n1", '\t')]
    [InlineData("a|b\n1;2;3", '|')]
    [InlineData("a;b,c\n1", ',')]
    [InlineData("\"a;;;;b\",c\n1", ',')]
    [InlineData("\"a\"\";;;;b\"|c\n1", '|')]
    [InlineData("a\n1;2", ',')]
    [InlineData("\"a;b", ',')]
    [InlineData("\r\n\na;b", ';')]
    public void The_separator_is_detected_from_the_first_row(string input, char separator)
    {
        using CsvReader reader = First(input);
        reader.Separator.ShouldBe(separator);
    }

    [Fact]
    public void Without_a_header_the_first_good_row_says_how_many_fields_there_are()
    {
        using CsvReader reader = CsvReader.FromMemory("1,\"2\"x,3\n1,2\n3\n4,5\n"u8.ToArray(), new CsvDialect { HasHeader = false });
        Reading.Of(reader).Rows.ConvertAll(row => row.Issues.Count).ShouldBe([1, 0, 1, 0]);
        reader.Header.Count.ShouldBe(0);
    }

    [Fact]
    public void A_file_that_is_not_there_throws() =>
        Should.Throw<FileNotFoundException>(() => CsvReader.OpenFile(Path.Combine(Path.GetTempPath(), "conduit-no-such-file.csv")));

    [Theory]
    [InlineData('"')]
    [InlineData('\n')]
    [InlineData('é')]
    public void A_separator_that_cannot_work_throws(char separator) =>
        Should.Throw<ArgumentException>(() => CsvReader.FromMemory(default, new CsvDialect { Separator = separator }));

    private static CsvReader First(string input)
    {
        CsvReader reader = CsvReader.FromMemory(Encoding.UTF8.GetBytes(input));
        reader.Read();
        return reader;
    }

    private static Reading Read(string input)
    {
        using CsvReader reader = CsvReader.FromMemory(Encoding.UTF8.GetBytes(input), new CsvDialect { Separator = ',' });
        return Reading.Of(reader);
    }

    private static string Text(ReadRow row) => string.Join('|', row.Values.ConvertAll(Encoding.UTF8.GetString));
}
