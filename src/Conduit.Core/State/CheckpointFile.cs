using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace Conduit.State;

/// <summary>A checkpoint mapped into memory, private to this process: what is written to it never reaches the file.</summary>
internal sealed unsafe class CheckpointFile : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    private CheckpointFile(MemoryMappedFile file, MemoryMappedViewAccessor view, byte* start, long length)
    {
        _file = file;
        _view = view;
        Start = start;
        Length = length;
    }

    public byte* Start { get; private set; }

    public long Length { get; }

    public ReadOnlySpan<byte> Bytes(long at, int length)
    {
        if (at < 0 || at > Length - length)
            throw new InvalidDataException("The checkpoint ends before what it says it holds.");
        return new ReadOnlySpan<byte>(Start + at, length);
    }

    public static CheckpointFile Open(SafeFileHandle handle, long length)
    {
        MemoryMappedFile file = MemoryMappedFile.CreateFromFile(handle, null, 0, MemoryMappedFileAccess.CopyOnWrite, HandleInheritability.None, leaveOpen: true);
        MemoryMappedViewAccessor view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.CopyOnWrite);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        return new CheckpointFile(file, view, start + view.PointerOffset, length);
    }

    public void Dispose()
    {
        if (Start is null)
            return;
        Start = null;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
