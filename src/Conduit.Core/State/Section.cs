using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Conduit.State;

/// <summary>
/// A run of values in a mapped checkpoint or in memory of its own. Read in place, so that opening costs nothing; what is written
/// to a mapped one stays in this process. Every access is checked, also after <see cref="Close"/>.
/// </summary>
internal sealed unsafe class Section<T>
    where T : unmanaged
{
    private T* _start;
    private T[] _own;

    /// <summary>Memory of its own, zeroed.</summary>
    public Section(int length)
    {
        _own = length == 0 ? [] : GC.AllocateArray<T>(length, pinned: true);
        _start = length == 0 ? null : (T*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_own));
        Length = length;
    }

    /// <summary>A part of a mapped file.</summary>
    public Section(byte* start, int length)
    {
        _own = [];
        _start = (T*)start;
        Length = length;
    }

    public int Length { get; private set; }

    public Span<T> Span => new(_start, Length);

    public ref T this[int at]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)at >= (uint)Length)
                ThrowOutside();
            return ref _start[at];
        }
    }

    /// <summary>Asks for the memory of a value that is wanted soon. No more than a hint.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(int at)
    {
        if (Sse.IsSupported && (uint)at < (uint)Length)
            Sse.Prefetch0(_start + at);
    }

    /// <summary>The values in memory of their own with room for more.</summary>
    public Section<T> Grown(int length)
    {
        var larger = new Section<T>(length);
        Span.CopyTo(larger.Span);
        return larger;
    }

    /// <summary>The file is about to be unmapped.</summary>
    public void Close()
    {
        Length = 0;
        _start = null;
        _own = [];
    }

    private static void ThrowOutside() => throw new InvalidOperationException("The place is not in the state, or the state is closed.");
}
