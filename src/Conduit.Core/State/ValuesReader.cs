using Conduit.Transactions;
using Microsoft.Win32.SafeHandles;

namespace Conduit.State;

/// <summary>Reads records from the values file. One for each thread; while several read, nothing is appended.</summary>
internal sealed class ValuesReader(ValuesFile file) : IDisposable
{
    // Records that are asked for one after the other stand one after the other, more often than not.
    private const int Block = 1 << 12;
    private const int Neighbourhood = 1 << 13;
    private const int ManyNeighbours = 8;
    // Holds nearly every packed record.
    private const int OneRecord = 1 << 8;

    private byte[] _block = new byte[Block];
    private FileWindow? _window;
    private bool _isMapped;
    private long _start;
    private int _length;
    private int _neighbours;

    /// <summary>A record as it is stored; valid until the next is read.</summary>
    /// <exception cref="EndOfStreamException">The file ends before it does.</exception>
    /// <exception cref="DataFolderException">It is not what was written.</exception>
    public ReadOnlySpan<byte> Read(KindIndex index, int position)
    {
        long offset = index.Places[position].Offset;
        ReadOnlySpan<byte> stored = From(offset, ValuesPlace.Unit);
        int length = ValuesFile.LengthOf(stored, out int header);
        if (length < 0)
        {
            stored = From(offset, header);
            length = ValuesFile.LengthOf(stored, out _);
        }
        if (length < 0 || length > Array.MaxLength - header)
            throw Damaged(offset);
        if (header + length > stored.Length)
            stored = From(offset, header + length);
        ReadOnlySpan<byte> record = stored.Slice(header, length);
        return ValuesFile.IsWhole(stored, record) ? record : throw Damaged(offset);
    }

    private DataFolderException Damaged(long offset) => new(
        $"{file.Path} is damaged at byte {offset}. Restore the data folder from a backup, or delete its folder 'state': the next plan reads the LMS anew and adopts what matches.");

    public void Dispose() => _window?.Dispose();

    // All there is in memory from a place on: at least as much as is wanted.
    private ReadOnlySpan<byte> From(long offset, int least)
    {
        if (offset < _start || offset + least > _start + _length)
            Load(offset, least);
        return (_isMapped ? _window!.Bytes : _block.AsSpan(0, _length))[(int)(offset - _start)..];
    }

    private void Load(long offset, int least)
    {
        (SafeFileHandle handle, long end) = file.Readable(offset + least);
        if (offset + least > end)
            throw Damaged(offset);
        // A neighbour of the last record takes those behind it along; after some neighbours the file is looked at where it lies in memory. Any other record comes alone, for copying
        // a block takes longer than asking.
        bool isNext = _length > 0 && offset >= _start && offset < _start + _length + Neighbourhood;
        _neighbours = isNext ? _neighbours + 1 : 0;
        _length = 0;
        _isMapped = _neighbours >= ManyNeighbours;
        if (_isMapped)
        {
            _window ??= new FileWindow(handle);
            _window.MoveTo(offset, least, end);
            (_start, _length) = (_window.Offset, _window.Bytes.Length);
            return;
        }
        int wanted = (int)Math.Min(Math.Max(isNext ? Block : OneRecord, least), end - offset);
        if (_block.Length < wanted)
            _block = new byte[wanted];
        _length = ReadFully(handle, offset, _block.AsSpan(0, wanted), least);
        _start = offset;
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
