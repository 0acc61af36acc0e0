using Microsoft.Win32.SafeHandles;

namespace Conduit.State;

/// <summary>Reads lines of values. One for each thread; while several read, nothing is appended.</summary>
internal sealed class ValuesReader(ValuesFile file)
{
    // Records that are asked for one after the other stand one after the other, more often than not.
    private const int BlockSize = 1 << 16;
    private const int SmallestBlock = 1 << 12;

    private readonly byte[] _block = new byte[BlockSize];
    private byte[] _line = new byte[1024];
    private long _blockStart;
    private int _blockLength;
    private int _ahead = SmallestBlock;

    /// <summary>The line of a record; valid until the next is read.</summary>
    /// <exception cref="EndOfStreamException">The file ends before it does.</exception>
    public ReadOnlySpan<byte> Read(KindIndex index, int position)
    {
        int length = index.Hot[position].Length;
        if (_line.Length < length)
            _line = new byte[length * 2];
        return Read(index.Offsets[position], length);
    }

    private ReadOnlySpan<byte> Read(long offset, int length)
    {
        (SafeFileHandle handle, long end) = file.Readable(offset + length);
        if (length > BlockSize / 4)
        {
            ReadFully(handle, offset, _line.AsSpan(0, length), length);
            return _line.AsSpan(0, length);
        }
        if (offset < _blockStart || offset + length > _blockStart + _blockLength)
        {
            // A neighbour of the last record takes those behind it along, and more of them each time; any other comes alone, for copying a block takes longer than asking.
            bool isNext = _blockLength > 0 && offset >= _blockStart && offset < _blockStart + _blockLength + SmallestBlock;
            int wanted = isNext ? (int)Math.Min(Math.Max(_ahead, length), end - offset) : length;
            _ahead = isNext ? Math.Min(_ahead * 2, BlockSize) : SmallestBlock;
            _blockLength = 0;
            _blockLength = ReadFully(handle, offset, _block.AsSpan(0, wanted), length);
            _blockStart = offset;
        }
        return _block.AsSpan((int)(offset - _blockStart), length);
    }

    private int ReadFully(SafeFileHandle handle, long offset, Span<byte> target, int least)
    {
        int done = 0;
        while (done < least)
        {
            int read = RandomAccess.Read(handle, target[done..], offset + done);
            if (read == 0)
                throw new EndOfStreamException($"{file.Path} ends before byte {offset + least}.");
            done += read;
        }
        return done;
    }
}
