using System.IO.Pipelines;
using Conduit.Csv;

namespace Conduit.Benchmarks;

/// <summary>What is timed: each returns a sum that shows that all did the same work.</summary>
internal static class Contenders
{
    /// <summary>Every field of every row as UTF-8, from a file.</summary>
    public static long OursFields(string path)
    {
        using CsvReader reader = CsvReader.OpenFile(path);
        long sum = 0;
        while (reader.Read())
            sum += WalkFields(reader);
        return sum;
    }

    /// <summary>The same with the peer.</summary>
    public static long TheirsFields(string path)
    {
        using CsvHelper.CsvReader reader = CsvHelper.CsvReader.FromFile(path);
        long sum = 0;
        while (reader.Read())
        {
            int count = reader.FieldCount;
            for (int i = 0; i < count; i++)
                sum += reader.GetSpan(i).Length;
        }

        return sum;
    }

    /// <summary>Rows only, bytes in memory.</summary>
    public static long OursRows(byte[] bytes)
    {
        using CsvReader reader = CsvReader.FromMemory(bytes);
        long rows = 0;
        while (reader.Read())
        {
            foreach (CsvRow row in reader.Rows)
                rows += row.FieldCount;
        }

        return rows;
    }

    /// <summary>The same with the peer.</summary>
    public static long TheirsRows(byte[] bytes)
    {
        using CsvHelper.CsvReader reader = CsvHelper.CsvReader.Create(bytes);
        long rows = 0;
        while (reader.Read())
            rows += reader.FieldCount;
        return rows;
    }

    /// <summary>Every field through a pipe over the file, as <see cref="CsvReader.Create(PipeReader, CsvDialect?)"/> advises to make one.</summary>
    public static async Task<long> OursPipe(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        await using CsvReader reader = CsvReader.Create(PipeReader.Create(file, new StreamPipeReaderOptions(bufferSize: 1 << 21, minimumReadSize: 1 << 20)));
        long sum = 0;
        while (await reader.ReadAsync())
            sum += WalkFields(reader);
        return sum;
    }

    /// <summary>The pipe's own cost: the same bytes, looked at by nobody.</summary>
    public static async Task<long> PipeAlone(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        PipeReader pipe = PipeReader.Create(file, new StreamPipeReaderOptions(bufferSize: 1 << 21, minimumReadSize: 1 << 20));
        long sum = 0;
        while (true)
        {
            ReadResult result = await pipe.ReadAsync();
            sum += result.Buffer.Length;
            pipe.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
                return sum;
        }
    }

    /// <summary>The file's own cost: the same bytes through one buffer.</summary>
    public static long ReadAlone(string path)
    {
        using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle(path);
        byte[] buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(1 << 18);
        long sum = 0;
        int count;
        while ((count = RandomAccess.Read(file, buffer, sum)) > 0)
            sum += count;
        System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        return sum;
    }

    /// <summary>The median CPU milliseconds of contenders by their names, each timed in turn.</summary>
    public static double[] Repeat(string[] names, int rounds)
    {
        string enrollments = SampleData.Enrollments();
        string users = SampleData.Users();
        string quoted = SampleData.Quoted();
        byte[] bytes = Array.Exists(names, name => name.EndsWith("rows", StringComparison.Ordinal)) ? File.ReadAllBytes(enrollments) : [];
        return [.. Rounds.Times(rounds, 1, [.. names.Select(Contender)]).Select(Rounds.Median)];

        Func<long> Contender(string name) => name switch
        {
            "enrollments" => () => OursFields(enrollments),
            "users" => () => OursFields(users),
            "quoted" => () => OursFields(quoted),
            "rows" => () => OursRows(bytes),
            "pipe" => () => OursPipe(enrollments).GetAwaiter().GetResult(),
            "their-enrollments" => () => TheirsFields(enrollments),
            "their-users" => () => TheirsFields(users),
            "their-quoted" => () => TheirsFields(quoted),
            "their-rows" => () => TheirsRows(bytes),
            "read" => () => ReadAlone(enrollments),
            "pipe-alone" => () => PipeAlone(enrollments).GetAwaiter().GetResult(),
            _ => throw new ArgumentException("There is no such contender.", nameof(names)),
        };
    }

    private static long WalkFields(CsvReader reader)
    {
        long sum = 0;
        foreach (CsvRow row in reader.Rows)
        {
            foreach (CsvField field in row)
                sum += field.Utf8.Length;
        }

        return sum;
    }
}
