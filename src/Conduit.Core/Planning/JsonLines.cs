using System.Buffers;

namespace Conduit.Planning;

/// <summary>Walks the lines of a file of JSON lines through one buffer. The memory is valid until the next line.</summary>
internal sealed class JsonLines : IDisposable
{
    private readonly FileStream _stream;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(PrivateFile.BufferSize);
    private int _start;
    private int _end;

    public JsonLines(string path, long offset = 0)
    {
        _stream = new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 });
        _stream.Position = offset;
        Position = offset;
    }

    /// <summary>Where the next line starts.</summary>
    public long Position { get; private set; }

    /// <summary>The line, without its line end. What follows the last line end is no line: see <see cref="HasTornTail"/>.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>At the end: whether bytes follow the last line end, as a write that was cut leaves them.</summary>
    public bool HasTornTail { get; private set; }

    public bool Read()
    {
        int scanned = 0;
        while (true)
        {
            int newline = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                int length = scanned + newline;
                Line = _buffer.AsMemory(_start, length);
                _start += length + 1;
                Position += length + 1;
                return true;
            }
            scanned = _end - _start;
            if (!Fill())
            {
                HasTornTail = scanned > 0;
                Line = default;
                return false;
            }
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        byte[] buffer = _buffer;
        _buffer = [];
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        if (_end == _buffer.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(0, _end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
            _buffer = larger;
        }
        int read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
