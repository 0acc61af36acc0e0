using Conduit.Planning;

namespace Conduit.State;

/// <summary>
/// The values of known records, appended and never changed in place. What stands after the length that a checkpoint names was
/// never counted and is written over.
/// </summary>
internal sealed class ValuesFile : IDisposable
{
    private readonly FileStream _stream;
    private long _flushed;

    public ValuesFile(string path, long length)
    {
        Path = path;
        _stream = PrivateFile.Open(path, FileMode.OpenOrCreate);
        if (_stream.Length < length)
        {
            _stream.Dispose();
            throw new EndOfStreamException($"{path} is shorter than the checkpoint says.");
        }
        _stream.Position = length;
        _flushed = Length = length;
    }

    public string Path { get; }

    public long Length { get; private set; }

    public long Append(ReadOnlySpan<byte> bytes)
    {
        long at = Length;
        _stream.Write(bytes);
        Length += bytes.Length;
        return at;
    }

    public void Read(long offset, Span<byte> target)
    {
        if (offset + target.Length > _flushed)
        {
            _stream.Flush();
            _flushed = Length;
        }
        int done = 0;
        while (done < target.Length)
        {
            int read = RandomAccess.Read(_stream.SafeFileHandle, target[done..], offset + done);
            if (read == 0)
                throw new EndOfStreamException($"{Path} ends before byte {offset + target.Length}.");
            done += read;
        }
    }

    public void FlushToDisk()
    {
        _stream.Flush(flushToDisk: true);
        _flushed = Length;
    }

    public void Dispose() => _stream.Dispose();
}
