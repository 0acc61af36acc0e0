using System.Buffers;
using System.Runtime.CompilerServices;

namespace Conduit.Csv;

/// <summary>
/// Where the fields of a batch end. Each entry is the place behind a separator or a byte of a line end, counted from <see cref="Origin"/>, so that a field begins where the entry
/// before its own says and ends one byte before its own. The two highest bits say what has to be done to its quotes.
/// </summary>
internal sealed class FieldEnds : IDisposable
{
    /// <summary>Set where the field has quotes around it.</summary>
    public const int Quoted = int.MinValue;

    /// <summary>Set, together with <see cref="Quoted"/>, where the value is not simply what stands between the quotes.</summary>
    public const int Doubled = 1 << 30;

    /// <summary>The bits of the place.</summary>
    public const int Place = Doubled - 1;

    /// <summary>How far from the origin rows may be added; what a row may be long comes on top.</summary>
    public const int Reach = 1 << 29;

    /// <summary>Enough for a quarter of what is read at a time being separators; a batch ends early where there are more.</summary>
    private const int Size = CsvFeed.ReadSize / 4;

    public FieldEnds(int maxFields) => Items = ArrayPool<int>.Shared.Rent(Math.Max(Size, (2 * maxFields) + 1024));

    public int[] Items { get; private set; }

    public int Count { get; set; }

    /// <summary>The place in the feed's data that entries are counted from.</summary>
    public int Origin { get; private set; }

    /// <summary>Empties the list.</summary>
    public void Restart(int origin)
    {
        Count = 0;
        Origin = origin;
    }

    /// <summary>Where, in the feed's data, the field of an entry ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int End(int index) => (Items[index] & Place) - 1 + Origin;

    /// <summary>Where, in the feed's data, what follows an entry begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(int index) => (Items[index] & Place) + Origin;

    /// <summary>Adds the end of a field.</summary>
    public void Add(int end, int flags = 0) => Items[Count++] = (end + 1 - Origin) | flags;

    /// <summary>Makes the last entry the one before a row that starts at <paramref name="start"/>.</summary>
    public void StartRow(int start)
    {
        if (Count == 0 || Next(Count - 1) != start)
            Items[Count++] = start - Origin;
    }

    public void Dispose()
    {
        int[] items = Items;
        Items = [];
        if (items.Length > 0)
            ArrayPool<int>.Shared.Return(items);
    }
}
