using System.Buffers;

namespace Conduit.Csv;

/// <summary>Places in the feed's data, in order.</summary>
internal sealed class PositionList : IDisposable
{
    public int[] Items { get; private set; } = ArrayPool<int>.Shared.Rent(CsvFeed.ReadSize / 4);

    public int Count { get; set; }

    /// <summary>Drops the positions at and behind <paramref name="position"/>.</summary>
    public void TrimFrom(int position)
    {
        while (Count > 0 && Items[Count - 1] >= position)
            Count--;
    }

    /// <summary>How many positions lie before <paramref name="position"/>.</summary>
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
