using System.IO.Pipelines;
using System.Text;
using Conduit.Csv;

namespace Conduit.Tests.Csv;

/// <summary>Where the bytes are cut on their way makes no difference.</summary>
public class SegmentTests
{
    private static readonly string[] Documents =
    [
        "a,b\r\n1,\"2\r\n3\"\r\n\r\n4,\"5\"\"6\"\r",
        "é,\"€\"\n5\" x,y\n\"s\"t,u\n1,2,3\n\"lost\n7,8",
        "a;b\n\"\";\"\"\"\"\n😀;\0\n",
    ];

    [Fact]
    public async Task Every_split_in_two_of_longer_documents()
    {
        foreach (string document in LongerDocuments())
        {
            byte[] bytes = Encoding.UTF8.GetBytes(document);
            bytes.Length.ShouldBeInRange(100, 300);
            string expected = Expected(bytes);
            for (int at = 0; at <= bytes.Length; at++)
                await Check(expected, bytes[..at], bytes[at..]);
        }
    }

    [Fact]
    public async Task Every_split_in_three_of_short_documents()
    {
        foreach (string document in Documents)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(document);
            bytes.Length.ShouldBeLessThanOrEqualTo(60);
            string expected = Expected(bytes);
            for (int first = 0; first <= bytes.Length; first++)
            {
                for (int second = first; second <= bytes.Length; second++)
                    await Check(expected, bytes[..first], bytes[first..second], bytes[second..]);
            }
        }
    }

    [Fact]
    public async Task One_byte_a_segment()
    {
        foreach (string document in Documents.Concat(LongerDocuments()))
        {
            byte[] bytes = Encoding.UTF8.GetBytes(document);
            await Check(Expected(bytes), [.. bytes.Select(b => new[] { b })]);
        }
    }

    [Fact]
    public async Task A_UTF16_document_one_byte_a_segment()
    {
        byte[] bytes = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Documents[0])];
        await Check(Expected(bytes), [.. bytes.Select(b => new[] { b })]);
    }

    [Fact]
    public async Task A_cancelled_wait_can_be_taken_up_again()
    {
        var pipe = new Pipe();
        await using CsvReader reader = CsvReader.Create(pipe.Reader);
        using var source = new CancellationTokenSource();
        ValueTask<bool> waiting = reader.ReadAsync(source.Token);
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () => await waiting);
        await pipe.Writer.WriteAsync("a\n1\n"u8.ToArray(), TestContext.Current.CancellationToken);
        await pipe.Writer.CompleteAsync();
        (await Reading.OfAsync(reader)).Rows.Count.ShouldBe(1);
    }

    [Fact]
    public void A_pipe_cannot_be_read_synchronously()
    {
        using CsvReader reader = CsvReader.Create(new Pipe().Reader);
        Should.Throw<NotSupportedException>(() => reader.Read());
    }

    private static IEnumerable<string> LongerDocuments()
    {
        yield return "username,email,city\n" + string.Concat(Enumerable.Range(0, 8).Select(i => $"user{i},\"{i}, \"\"x\"\"\",Zürich\r\n"));
        yield return string.Concat(Enumerable.Range(0, 12).Select(i => $"\"{i}\n{i}\",plain,€{(i % 3 == 0 ? "\r" : "\n")}"));
        yield return string.Concat(Enumerable.Range(0, 14).Select(i => i % 5 == 4 ? "5\" pipe,\"lost,x\n" : $"{i},\"ok\",\"\"\n"));
    }

    private static string Expected(byte[] bytes)
    {
        using CsvReader reader = CsvReader.FromMemory(bytes);
        return Reading.Of(reader).ToString();
    }

    /// <summary>Every piece arrives by itself, after the reader has asked for it.</summary>
    private static async Task Check(string expected, params byte[][] pieces)
    {
        await using CsvReader reader = CsvReader.Create(new PiecewisePipe(pieces));
        (await Reading.OfAsync(reader)).ToString().ShouldBe(expected);
        await using CsvReader streamed = CsvReader.Create(PipeReader.Create(ByteSegments.Of(pieces)));
        (await Reading.OfAsync(streamed)).ToString().ShouldBe(expected);
    }
}
