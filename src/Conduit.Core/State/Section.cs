using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Conduit.State;

/// <summary>
/// A run of values in a mapped checkpoint or in memory of its own, which the collector does not know: pages that are never touched take no memory, and growing copies
/// no more than once. Read in place, so that opening costs nothing; what is written to a mapped one stays in this process. Every access is checked, also after
/// <see cref="Close"/>.
/// </summary>
#pragma warning disable CA1001 // Sections are closed by those who know when a checkpoint takes their place; the handle frees what is forgotten.
internal sealed unsafe class Section<T>
#pragma warning restore CA1001
    where T : unmanaged
{
    private const int SmallestPage = 4096;

    private readonly NativeBlock? _own;
    private T* _start;

    /// <summary>Memory of its own, zeroed.</summary>
    public Section(int length)
    {
        Length = length;
        if (length == 0)
            return;
        _own = new NativeBlock((nuint)length * (nuint)sizeof(T));
        _start = (T*)_own.Start;
    }

    /// <summary>A part of a mapped file.</summary>
    public Section(byte* start, int length)
    {
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

    /// <summary>
    /// Has the system give all of the memory now, where it is its own. A page that is read before it is written is given twice, first as one of zeros that all share, and to take that
    /// back every core that the process runs on is interrupted: a thousand times for a million marks of four bytes.
    /// </summary>
    public void Claim()
    {
        if (_own is null)
            return;
        Span<int> words = MemoryMarshal.Cast<T, int>(Span);
        for (int at = 0; at < words.Length; at += SmallestPage / sizeof(int))
            Interlocked.Or(ref words[at], 0);
    }

    /// <summary>Asks for the memory of a value that is wanted soon. No more than a hint.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(int at)
    {
        if (Sse.IsSupported && (uint)at < (uint)Length)
            Sse.Prefetch0(_start + at);
    }

    /// <summary>The values in memory of their own with room for more; this section is closed.</summary>
    public Section<T> Grown(int length)
    {
        var larger = new Section<T>(length);
        Span.CopyTo(larger.Span);
        Close();
        return larger;
    }

    /// <summary>Gives its own memory back; or the file is about to be unmapped.</summary>
    public void Close()
    {
        Length = 0;
        _start = null;
        _own?.Dispose();
    }

    private static void ThrowOutside() => throw new InvalidOperationException("The place is not in the state, or the state is closed.");
}
