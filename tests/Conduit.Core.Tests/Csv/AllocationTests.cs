using System.IO.Pipelines;
using System.Text;
using Conduit.Csv;

namespace Conduit.Tests.Csv;

/// <summary>Twice the rows allocate exactly as much, so a row allocates nothing.</summary>
[Collection(nameof(AllocationTests))]
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public class AllocationTests
{
    public static TheoryData<string> Kinds => ["plain", "quoted", "crlf"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Rows_in_memory_allocate_nothing(string kind) =>
        PerDoubling(kind, bytes =>
        {
            using CsvReader reader = CsvReader.FromMemory(bytes);
            Touch(reader);
        }).ShouldBe(0);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Rows_of_a_file_allocate_nothing(string kind)
    {
        string path = Path.GetTempFileName();
        try
        {
            PerDoubling(kind, _ =>
            {
                using CsvReader reader = CsvReader.OpenFile(path);
                Touch(reader);
            }, bytes => File.WriteAllBytes(path, bytes)).ShouldBe(0);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Rows_of_a_pipe_allocate_nothing(string kind) =>
        PerDoubling(kind, bytes =>
        {
            using CsvReader reader = CsvReader.Create(PipeReader.Create(new System.Buffers.ReadOnlySequence<byte>(bytes)));
            long sum = 0;
            while (true)
            {
                ValueTask<bool> read = reader.ReadAsync();
                if (!read.IsCompleted || !read.Result)
                    break;
                sum += Walk(reader);
            }

            sum.ShouldBeGreaterThan(0);
            reader.RowsRead.ShouldBeGreaterThan(30_000);
        }).ShouldBe(0);

    private static long PerDoubling(string kind, Action<byte[]> read, Action<byte[]>? prepare = null)
    {
        byte[] once = Document(kind, 40_000);
        byte[] twice = Document(kind, 80_000);
        long[] allocated = [long.MaxValue, long.MaxValue];
        for (int round = 0; round < 6; round++)
        {
            for (int i = 0; i < 2; i++)
            {
                prepare?.Invoke(i == 0 ? once : twice);
                long before = GC.GetAllocatedBytesForCurrentThread();
                read(i == 0 ? once : twice);
                allocated[i] = Math.Min(allocated[i], GC.GetAllocatedBytesForCurrentThread() - before);
            }
        }

        return allocated[1] - allocated[0];
    }

    private static void Touch(CsvReader reader)
    {
        long sum = 0;
        while (reader.Read())
            sum += Walk(reader);
        sum.ShouldBeGreaterThan(0);
    }

    private static long Walk(CsvReader reader)
    {
        long sum = 0;
        while (reader.TryRead(out CsvRow row))
        {
            sum += row.Line + row.ByteOffset + (row.IsDamaged ? 1 : 0);
            for (int i = 0; i < row.FieldCount; i++)
                sum += row[i].Utf8.Length;
            sum += row[0].TryParse(null, out int value) ? value : 0;
        }

        return sum;
    }

    private static byte[] Document(string kind, int rows)
    {
        var text = new StringBuilder("number,name,city\n");
        for (int i = 0; i < rows; i++)
        {
            text.Append(i % 1000 + 1000).Append(kind == "quoted" ? ",\"a \"\"b\"\" c\",\"x\ny\"" : ",Zoë,somewhere");
            text.Append(kind == "crlf" ? "\r\n" : "\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
