using System.Globalization;
using Conduit.Csv;

namespace Conduit.Benchmarks;

/// <summary>A stream of as many bytes as wanted: the enrollments over and over.</summary>
internal sealed class EndlessRoster(byte[] rows, long length) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <summary>Reads so many gigabytes and says what that took in memory.</summary>
    public static void Measure(int gigabytes, TextWriter output)
    {
        byte[] rows = File.ReadAllBytes(SampleData.Enrollments());
        using var stream = new EndlessRoster(rows, gigabytes * 1_000_000_000L);
        using CsvReader reader = CsvReader.Create(stream);
        reader.Read();
        long heap = GC.GetTotalMemory(forceFullCollection: true);
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        long highest = heap;
        long count = 0;
        while (reader.Read())
        {
            while (reader.TryRead(out _))
                count++;
            if ((count & 0xFFFF) == 0)
                highest = Math.Max(highest, GC.GetTotalMemory(forceFullCollection: false));
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count:N0} rows of {gigabytes} GB: {GC.GetTotalAllocatedBytes(precise: true) - allocated:N0} bytes allocated on the way, managed heap at most {highest - rows.Length:N0} bytes besides the sample"));
    }

    public override int Read(Span<byte> buffer)
    {
        int at = (int)(_position % rows.Length);
        int count = (int)Math.Min(Math.Min(buffer.Length, rows.Length - at), length - _position);
        rows.AsSpan(at, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
