namespace Conduit.Csv;

/// <summary>Reads a stream into the buffer, with reads as large as the stream gives.</summary>
internal sealed class StreamFeed(Stream stream, bool leaveOpen, int size = CsvFeed.ReadSize) : BufferedFeed(size)
{
    protected override int ReadInto(Span<byte> destination) => stream.Read(destination);

    protected override ValueTask<int> ReadIntoAsync(Memory<byte> destination, CancellationToken cancellationToken) =>
        stream.ReadAsync(destination, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!leaveOpen)
            stream.Dispose();
    }
}
