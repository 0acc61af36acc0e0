using Conduit.Planning;
using Microsoft.Win32.SafeHandles;

namespace Conduit.State;

/// <summary>
/// The values of known records, appended and never changed in place. What stands after the length that a checkpoint names was
/// never counted and is written over.
/// </summary>
internal sealed class ValuesFile : IDisposable
{
    // Records that are asked for one after the other stand one after the other, more often than not.
    private const int BlockSize = 1 << 14;
    private const int Neighbourhood = 1 << 9;

    private readonly FileStream _stream;
    // Asked of the stream each time, it would set the file's position each time.
    private readonly SafeFileHandle _handle;
    private readonly byte[] _block = new byte[BlockSize];
    private long _blockStart;
    private int _blockLength;
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

    public void Read(long offset, Span<byte> target)
    {
        if (offset + target.Length > _flushed)
        {
            _stream.Flush();
            _flushed = Length;
        }
        if (target.Length > BlockSize / 4)
        {
            ReadFully(offset, target, target.Length);
            return;
        }
        if (offset < _blockStart || offset + target.Length > _blockStart + _blockLength)
        {
            // Never past what is flushed, for that may be written over. A neighbour of the last record takes those behind it along; any other comes alone, for copying a block takes longer than asking.
            bool isNext = _blockLength > 0 && offset >= _blockStart && offset < _blockStart + _blockLength + Neighbourhood;
            _blockLength = 0;
            _blockLength = ReadFully(offset, _block.AsSpan(0, isNext ? (int)Math.Min(BlockSize, _flushed - offset) : target.Length), target.Length);
            _blockStart = offset;
        }
        _block.AsSpan((int)(offset - _blockStart), target.Length).CopyTo(target);
    }

    private int ReadFully(long offset, Span<byte> target, int least)
    {
        int done = 0;
        while (done < least)
        {
            int read = RandomAccess.Read(_handle, target[done..], offset + done);
            if (read == 0)
                throw new EndOfStreamException($"{Path} ends before byte {offset + least}.");
            done += read;
        }
        return done;
    }

    public void FlushToDisk()
    {
        _stream.Flush(flushToDisk: true);
        _flushed = Length;
    }

    public void Dispose() => _stream.Dispose();
}
