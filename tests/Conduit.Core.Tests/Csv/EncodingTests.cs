using System.Runtime.InteropServices;
using System.Text;
using Conduit.Csv;

namespace Conduit.Tests.Csv;

public class EncodingTests
{
    private const string Text = "name,city\nZoë,Łódź €\n\"a\n😀\",\"b\"\"c\"\nlast,row";

    public static TheoryData<string, bool, CsvEncoding> Encodings => new()
    {
        { "utf-8", false, CsvEncoding.Detect },
        { "utf-8", true, CsvEncoding.Detect },
        { "utf-8", true, CsvEncoding.Utf8 },
        { "utf-16", true, CsvEncoding.Detect },
        { "utf-16", true, CsvEncoding.Utf16LittleEndian },
        { "utf-16", false, CsvEncoding.Utf16LittleEndian },
        { "utf-16BE", true, CsvEncoding.Detect },
        { "utf-16BE", false, CsvEncoding.Utf16BigEndian },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Every_encoding_gives_the_same_rows_and_its_own_offsets(string name, bool mark, CsvEncoding told)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Text)];
        var dialect = new CsvDialect { Encoding = told };
        for (int size = 1; size < 60; size += 7)
        {
            using var reader = new CsvReader(new StreamFeed(new MemoryStream(bytes), leaveOpen: false, size), dialect);
            Check(await Reading.OfAsync(reader));
            reader.BytesRead.ShouldBe(bytes.Length);
        }

        using CsvReader whole = CsvReader.FromMemory(bytes, dialect);
        Check(Reading.Of(whole));

        void Check(Reading reading)
        {
            reading.Header.ShouldBe(["name", "city"]);
            reading.Rows.ConvertAll(row => string.Join('|', row.Values.ConvertAll(Encoding.UTF8.GetString))).ShouldBe(["Zoë|Łódź €", "a\n😀|b\"c", "last|row"]);
            reading.Rows.ShouldAllBe(row => row.Issues.Count == 0);
            reading.Rows.ConvertAll(row => row.Line).ShouldBe([2, 3, 5]);
            string[] starts = ["Zoë", "\"a", "last"];
            reading.Rows.ConvertAll(row => row.Offset).ShouldBe(starts.Select(start =>
                (long)(mark ? encoding.GetPreamble().Length : 0) + encoding.GetByteCount(Text[..Text.IndexOf(start, StringComparison.Ordinal)])));
        }
    }

    [Fact]
    public void Windows_1252_is_decoded_and_its_five_empty_places_are_told()
    {
        byte[] bytes = [.. "a,b\n"u8, 0x80, (byte)',', 0xE9, (byte)'\n', (byte)'x', 0x9F, 0x9D, (byte)',', 0x81, (byte)'\n', .. "1,2\n"u8];
        using CsvReader reader = CsvReader.FromMemory(bytes, new CsvDialect { Encoding = CsvEncoding.Windows1252 });
        Reading reading = Reading.Of(reader);
        Encoding.UTF8.GetString(reading.Rows[0].Values[0]).ShouldBe("€");
        Encoding.UTF8.GetString(reading.Rows[0].Values[1]).ShouldBe("é");
        reading.Rows[1].Issues.ShouldBe(["csv-invalid-windows1252 3:3"]);
        reading.Rows.ConvertAll(row => row.Offset).ShouldBe([4, 8, 14]);
        reading.Rows[2].Issues.ShouldBeEmpty();
    }

    [Fact]
    public void All_of_Windows_1252_is_as_the_code_page_has_it()
    {
        const string upper = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";
        for (int value = 0x80; value < 0x100; value++)
        {
            using CsvReader reader = CsvReader.FromMemory(new byte[] { (byte)value, (byte)'\n' }, new CsvDialect { Encoding = CsvEncoding.Windows1252, HasHeader = false });
            reader.Read().ShouldBeTrue();
            reader.TryRead(out CsvRow row).ShouldBeTrue();
            bool undefined = value is 0x81 or 0x8D or 0x8F or 0x90 or 0x9D;
            row.IsDamaged.ShouldBe(undefined);
            if (!undefined)
                row[0].ToString().ShouldBe((value < 0xA0 ? upper[value - 0x80] : (char)value).ToString());
        }
    }

    [Fact]
    public void Half_a_surrogate_pair_and_half_a_character_are_told()
    {
        byte[] bytes = [.. MemoryMarshal.AsBytes("a,b\nx\uD83D,1\ny,\uDE002\nz,3\nlast,4".AsSpan()), 0x20];
        using CsvReader reader = CsvReader.FromMemory(bytes, new CsvDialect { Encoding = CsvEncoding.Utf16LittleEndian });
        Reading reading = Reading.Of(reader);
        reading.Rows.ConvertAll(row => string.Concat(row.Issues)).ShouldBe(["csv-invalid-utf16 2:2", "csv-invalid-utf16 3:3", "", "csv-invalid-utf16 5:7"]);
        reading.Rows.ConvertAll(row => row.Offset).ShouldBe([8, 18, 28, 36]);
    }

    [Fact]
    public void Random_bytes_told_as_another_encoding_are_read_as_the_plain_reader_reads_them_decoded()
    {
        for (int seed = 0; seed < 3_000; seed++)
        {
            RandomDocument document = new(seed);
            CsvDialect dialect = document.Dialect with { Encoding = (CsvEncoding)(2 + (seed % 3)) };
            var transcoder = new Transcoder(dialect.Encoding);
            byte[] bytes = seed % 2 == 0 || dialect.Encoding == CsvEncoding.Windows1252
                ? document.Bytes
                : (dialect.Encoding == CsvEncoding.Utf16LittleEndian ? Encoding.Unicode : Encoding.BigEndianUnicode).GetBytes(Encoding.Latin1.GetString(document.Bytes));
            byte[] utf8 = new byte[(bytes.Length * 3) + 4];
            transcoder.Decode(bytes, utf8, isFinal: true, out _, out int written);
            Reading plain = new PlainReader(utf8[..written], dialect, (byte)dialect.Separator!.Value, transcoder.IssueCode).Read();
            using var reader = new CsvReader(new StreamFeed(new MemoryStream(bytes), leaveOpen: false, size: 1 + (seed % 61)), dialect);
            WithoutOffsets(Reading.Of(reader)).ShouldBe(WithoutOffsets(plain), $"seed {seed}");
        }
    }

    private static string WithoutOffsets(Reading reading) =>
        System.Text.RegularExpressions.Regex.Replace(reading.ToString(), "@[0-9]+:", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
}
