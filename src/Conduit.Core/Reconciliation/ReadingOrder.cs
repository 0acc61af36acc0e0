namespace Conduit.Reconciliation;

/// <summary>
/// Brings items into the order of the places in a file that they need, roughly: neighbours within a thousandth of the file stay as they came. The framework's sort would not be compiled ahead
/// of time, and that order is good enough.
/// </summary>
internal sealed class ReadingOrder(int most)
{
    private const int Buckets = 1024;

    private readonly long[] _places = new long[most];
    private readonly int[] _items = new int[most];
    private readonly int[] _sorted = new int[most];
    private readonly int[] _ends = new int[Buckets];
    private int _count;
    private long _largest;
    private bool _isSorted;

    public void Clear() => (_count, _largest, _isSorted) = (0, 0, true);

    /// <summary>Takes an item.</summary>
    /// <param name="item">Its number.</param>
    /// <param name="place">What it needs; -1 where it needs nothing.</param>
    public void Add(int item, long place)
    {
        if (place < 0)
            place = _largest;
        _isSorted &= place >= _largest;
        _largest = Math.Max(_largest, place);
        _places[_count] = place;
        _items[_count++] = item;
    }

    /// <summary>The items in order; valid until others are taken.</summary>
    public ReadOnlySpan<int> Sorted()
    {
        if (_isSorted)
            return _items.AsSpan(0, _count);
        int shift = 0;
        while (_largest >> shift >= Buckets)
            shift++;
        Array.Clear(_ends);
        for (int i = 0; i < _count; i++)
            _ends[_places[i] >> shift]++;
        for (int bucket = 1; bucket < Buckets; bucket++)
            _ends[bucket] += _ends[bucket - 1];
        for (int i = _count - 1; i >= 0; i--)
            _sorted[--_ends[_places[i] >> shift]] = _items[i];
        return _sorted.AsSpan(0, _count);
    }
}
