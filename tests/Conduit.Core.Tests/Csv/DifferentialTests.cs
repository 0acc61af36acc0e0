using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Conduit.Csv;
using FsCheck;
using FsCheck.Fluent;

namespace Conduit.Tests.Csv;

/// <summary>Everything against the plain reader, on documents made at random.</summary>
public class DifferentialTests
{
    private static readonly CsvDialect Comma = new() { Separator = ',' };

    /// <summary>How many documents: <c>CONDUIT_CSV_DOCUMENTS</c>, or as many as a test run can wait for.</summary>
    private static int Documents =>
        int.TryParse(Environment.GetEnvironmentVariable("CONDUIT_CSV_DOCUMENTS"), NumberStyles.None, CultureInfo.InvariantCulture, out int told) ? told : 50_000;

    [Fact]
    public void Any_bytes_are_read_as_the_plain_reader_reads_them()
    {
        Gen<byte[]> document =
            from tokens in Gen.Elements(RandomDocument.Tokens).ListOf()
            select Encoding.Latin1.GetBytes(string.Concat(tokens));
        Prop.ForAll(Arb.From(document), bytes => Compare(bytes, Comma)).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000).WithEndSize(120));
    }

    [Fact]
    public void Random_documents_are_read_as_the_plain_reader_reads_them()
    {
        for (int seed = 0; seed < Documents; seed++)
        {
            RandomDocument document = new(seed);
            Compare(document.Bytes, document.Dialect, seed);
        }
    }

    [Fact]
    public async Task Random_documents_in_random_segments_are_read_as_the_plain_reader_reads_them()
    {
        for (int seed = 0; seed < Documents / 10; seed++)
        {
            RandomDocument document = new(seed);
            string expected = new PlainReader(document.Bytes, document.Dialect, (byte)document.Dialect.Separator!.Value).Read().ToString();
            await using CsvReader reader = CsvReader.Create(PipeReader.Create(document.Segments()), document.Dialect);
            (await Reading.OfAsync(reader)).ToString().ShouldBe(expected, $"seed {seed}");
        }
    }

    [Fact]
    public void Any_separator_is_told_from_every_other_byte()
    {
        // Twice with every character, once with quotes and text that is not ASCII on the way, so that both loops of the scan meet all of them.
        string all = string.Concat(Enumerable.Range(1, 127).Select(code => (char)code).Where(c => c is not ('"' or '\r' or '\n')));
        for (int separator = 1; separator < 128; separator++)
        {
            if ((char)separator is '"' or '\r' or '\n')
                continue;
            string row = string.Join((char)separator, all.Replace((char)separator, ' '), "x", "", all.Replace((char)separator, ' '));
            string quoted = string.Join((char)separator, $"\"a{(char)separator}\n\"\"\"", "é", "", all.Replace((char)separator, ' '));
            string text = string.Concat(Enumerable.Repeat(row + "\n", 4)) + string.Concat(Enumerable.Repeat(quoted + "\n", 4));
            Compare(Encoding.UTF8.GetBytes(text), new CsvDialect { Separator = (char)separator, HasHeader = false }, separator);
        }
    }

    private static void Compare(byte[] bytes, CsvDialect dialect, int seed = -1)
    {
        string expected = new PlainReader(bytes, dialect, (byte)dialect.Separator!.Value).Read().ToString();
        using (CsvReader reader = CsvReader.FromMemory(bytes, dialect))
            Reading.Of(reader).ToString().ShouldBe(expected, $"whole, seed {seed}");

        // The same in pieces, so that every border of the buffer falls somewhere.
        byte[] shifted = [0, 1, 2, .. bytes, (byte)'"', (byte)','];
        int piece = 1 + ((bytes.Length + seed) & 127);
        using (var reader = new CsvReader(new MemoryFeed(new ArraySegment<byte>(shifted, 3, bytes.Length), piece), dialect))
            Reading.Of(reader).ToString().ShouldBe(expected, $"in pieces of {piece}, seed {seed}");
        using (var reader = new CsvReader(new StreamFeed(new MemoryStream(bytes), leaveOpen: false, size: piece), dialect))
            Reading.Of(reader).ToString().ShouldBe(expected, $"streamed through {piece}, seed {seed}");
    }
}
