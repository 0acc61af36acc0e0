using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace Conduit.State;

/// <summary>
/// A part of a file, mapped, that moves over it: what is read from end to end, or nearly so, need not be copied then, and takes the memory of one part. A file that is cut under it ends the
/// process, so it is for files of the data folder alone, which nobody else may write to.
/// </summary>
/// <param name="handle">The file.</param>
internal sealed unsafe class FileWindow(SafeFileHandle handle) : IDisposable
{
    // Parts begin at multiples of it. Where the system keeps large pages of a file, one entry in its tables maps such a part.
    private const int Size = 1 << 21;

    private MemoryMappedFile? _file;
    private MemoryMappedViewAccessor? _view;
    private byte* _start;
    private long _mappable;

    /// <summary>Where the part begins in the file.</summary>
    public long Offset { get; private set; }

    /// <summary>The bytes of the part; valid until it moves.</summary>
    public ReadOnlySpan<byte> Bytes => new(_start, Length);

    private int Length { get; set; }

    /// <summary>Moves to where a place is.</summary>
    /// <param name="offset">The place.</param>
    /// <param name="least">How many bytes are wanted from there on.</param>
    /// <param name="end">How far the file may be read.</param>
    public void MoveTo(long offset, int least, long end)
    {
        Unmap();
        if (_file is null || end > _mappable)
        {
            _file?.Dispose();
            _file = MemoryMappedFile.CreateFromFile(handle, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            _mappable = end;
        }
        Offset = offset / Size * Size;
        Length = checked((int)Math.Min(Math.Max(Size, offset + least - Offset), end - Offset));
        _view = _file.CreateViewAccessor(Offset, Length, MemoryMappedFileAccess.Read);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _start = start + _view.PointerOffset;
    }

    public void Dispose()
    {
        Unmap();
        _file?.Dispose();
        _file = null;
    }

    private void Unmap()
    {
        if (_view is null)
            return;
        _start = null;
        Length = 0;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _view = null;
    }
}
