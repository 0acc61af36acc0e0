namespace Conduit.Records;

/// <summary>
/// Values in the order in which they came. The framework's list would do, but for a type of ours it cannot be compiled ahead of time, and would run unoptimised for most of the second
/// that a plan takes.
/// </summary>
internal sealed class ValueList<T>
    where T : struct
{
    private T[] _items = [];

    public int Count { get; private set; }

    public ref T this[int at] => ref _items[at];

    public void Add(T item)
    {
        if (Count == _items.Length)
        {
            var larger = new T[Math.Max(16, Count * 2)];
            Array.Copy(_items, larger, Count);
            _items = larger;
        }
        _items[Count++] = item;
    }
}
