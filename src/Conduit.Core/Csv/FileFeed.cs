using Microsoft.Win32.SafeHandles;

namespace Conduit.Csv;

/// <summary>
/// Reads a file by position. A read is a copy out of the page cache most of the time, and a thread switch costs more than that,
/// so the asynchronous call reads on the calling thread, too.
/// </summary>
internal sealed class FileFeed(SafeFileHandle file) : BufferedFeed
{
    protected override int ReadInto(Span<byte> destination) =>
        RandomAccess.Read(file, destination.Length > ReadSize ? destination[..ReadSize] : destination, BytesBuffered);

    protected override ValueTask<int> ReadIntoAsync(Memory<byte> destination, CancellationToken cancellationToken) =>
        new(ReadInto(destination.Span));

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        file.Dispose();
    }
}
