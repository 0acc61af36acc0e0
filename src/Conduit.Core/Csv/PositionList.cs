using System.Buffers;

namespace Conduit.Csv;

/// <summary>
/// Where fields end, as indexes into the feed's data. The int before a row's first end is one less than where the row starts, so that every field lies
/// between two neighbours: <c>[Items[i - 1] + 1, Items[i])</c>. Every separator and every byte of a line end has its place here.
/// </summary>
internal sealed class PositionList : IDisposable
{
    /// <summary>Enough for a quarter of what is read at a time being separators; a batch ends early where there are more.</summary>
    private const int Size = CsvFeed.ReadSize / 4;

    public PositionList(int maxFields = 0) => Items = ArrayPool<int>.Shared.Rent(Math.Max(Size, (2 * maxFields) + 1024));

    public int[] Items { get; private set; }

    public int Count { get; set; }

    public void Add(int position) => Items[Count++] = position;

    /// <summary>Makes the last position the one before a row that starts at <paramref name="start"/>.</summary>
    public void StartRow(int start)
    {
        if (Count == 0 || Items[Count - 1] != start - 1)
            Items[Count++] = start - 1;
    }

    /// <summary>Drops the positions at and behind <paramref name="position"/>; the list is in order.</summary>
    public void TrimFrom(int position)
    {
        while (Count > 0 && Items[Count - 1] >= position)
            Count--;
    }

    /// <summary>How many positions lie before <paramref name="position"/>; the list is in order.</summary>
    public int CountBefore(int position)
    {
        int index = Items.AsSpan(0, Count).BinarySearch(position);
        return index < 0 ? ~index : index;
    }

    public void Dispose()
    {
        int[] items = Items;
        Items = [];
        if (items.Length > 0)
            ArrayPool<int>.Shared.Return(items);
    }
}
