using System.Buffers;
using Conduit.Records;
using Microsoft.Win32.SafeHandles;

namespace Conduit.Planning;

/// <summary>
/// The file that becomes the plan, in which removals stand behind all else, those of the last kind first, and a second one for removals behind which something else was written after all.
/// Removals of the kind that comes last are written once, in their place; most nights have no others.
/// </summary>
internal sealed class SpoolFiles : IDisposable
{
    private readonly string _path;
    private readonly FileStream _kept;
    private FileStream? _gone;
    // The last of the kinds whose removals are in the second file.
    private RecordKind? _lastGone;
    private RecordKind? _tail;
    private long _tailStart;
    private long _tailLength;
    private long _keptLength;
    private long _goneLength;

    /// <param name="path">The file; the second stands beside it.</param>
    /// <param name="room">How much room is left before the first line.</param>
    public SpoolFiles(string path, int room)
    {
        _path = path;
        _kept = PrivateFile.Open(path, FileMode.Create);
        _kept.SetLength(room);
        _kept.Position = _keptLength = room;
    }

    /// <summary>The file that becomes the plan.</summary>
    public FileStream Kept => _kept;

    /// <summary>Writes lines of changes of one kind that all remove, or all do not. Places count them apart, as if they stood in two files.</summary>
    public void Write(RecordKind kind, bool areRemovals, ReadOnlySpan<byte> lines)
    {
        if (!areRemovals)
        {
            MoveTail();
            _kept.Write(lines);
            _keptLength += lines.Length;
            return;
        }
        if (_tail != kind)
        {
            MoveTail();
            if (_lastGone is null || kind > _lastGone)
                (_tail, _tailStart, _tailLength) = (kind, _goneLength, 0);
        }
        if (_tail == kind)
        {
            _kept.Write(lines);
            _tailLength += lines.Length;
        }
        else
        {
            Gone(kind).Write(lines);
        }
        _goneLength += lines.Length;
    }

    /// <summary>Where the removals of a kind stand in the file that becomes the plan, less their places; null where they have to be copied.</summary>
    public long? ShiftOfRemovals(RecordKind kind) => kind == _tail ? _keptLength - _tailStart : null;

    /// <summary>Writes removals behind what is there, from the second file.</summary>
    /// <param name="start">The place of the first.</param>
    /// <param name="end">The end of the last.</param>
    public void CopyRemovals(long start, long end)
    {
        if (start == end)
            return;
        _gone!.Flush();
        Copy(_gone.SafeFileHandle, start, end, _kept);
    }

    public void Dispose()
    {
        _kept.Dispose();
        _gone?.Dispose();
    }

    private FileStream Gone(RecordKind kind)
    {
        if (_lastGone is null || kind > _lastGone)
            _lastGone = kind;
        return _gone ??= PrivateFile.Open(_path + ".gone", FileMode.Create);
    }

    private void MoveTail()
    {
        if (_tail is not { } kind)
            return;
        _tail = null;
        _kept.Flush();
        Copy(_kept.SafeFileHandle, _keptLength, _keptLength + _tailLength, Gone(kind));
        _kept.SetLength(_keptLength);
        _kept.Position = _keptLength;
    }

    private static void Copy(SafeFileHandle from, long start, long end, FileStream target)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(PrivateFile.BufferSize);
        while (start < end)
        {
            int read = RandomAccess.Read(from, buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - start)), start);
            if (read == 0)
                throw new EndOfStreamException("The spool of removals was cut while the plan was made.");
            target.Write(buffer, 0, read);
            start += read;
        }
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
    }
}
