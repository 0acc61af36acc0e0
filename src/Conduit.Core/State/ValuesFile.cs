using Conduit.Planning;
using Microsoft.Win32.SafeHandles;

namespace Conduit.State;

/// <summary>
/// The values of known records, appended and never changed in place. What stands after the length that a checkpoint names was
/// never counted and is written over.
/// </summary>
internal sealed class ValuesFile : IDisposable
{
    private readonly FileStream _stream;
    // Asked of the stream each time, it would set the file's position each time.
    private readonly SafeFileHandle _handle;
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
        _handle = _stream.SafeFileHandle;
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

    /// <summary>Makes what was appended readable.</summary>
    /// <returns>The handle to read from, and how far it may be read: what follows may be written over.</returns>
    public (SafeFileHandle Handle, long Length) Readable(long end)
    {
        if (end > _flushed)
        {
            _stream.Flush();
            _flushed = Length;
        }
        return (_handle, _flushed);
    }

    public void FlushToDisk()
    {
        _stream.Flush(flushToDisk: true);
        _flushed = Length;
    }

    public void Dispose() => _stream.Dispose();
}
