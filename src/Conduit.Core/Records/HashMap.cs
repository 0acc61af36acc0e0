using System.Diagnostics.CodeAnalysis;

namespace Conduit.Records;

/// <summary>
/// Values by 128-bit hashes. The framework's dictionary would do, but for a key of ours it cannot be compiled ahead of time, and would run unoptimised for most of the second that a
/// plan takes.
/// </summary>
internal sealed class HashMap<TValue>
{
    // The number of the first entry of each chain plus one; the size is a power of two.
    private int[] _first = [];
    // Null before the first: an empty array of the framework would be one more method to compile at the start.
    private Entry[]? _entries;
    private int _used;

    public int Count { get; private set; }

    public TValue this[Hash128 hash]
    {
        set
        {
            int at = Find(hash);
            if (at >= 0)
                _entries![at].Value = value;
            else
                Insert(hash, value);
        }
    }

    public bool Contains(Hash128 hash) => Find(hash) >= 0;

    public bool TryGet(Hash128 hash, [MaybeNullWhen(false)] out TValue value)
    {
        int at = Find(hash);
        value = at >= 0 ? _entries![at].Value : default;
        return at >= 0;
    }

    public void Remove(Hash128 hash)
    {
        if (Count == 0 || _entries is null)
            return;
        ref int link = ref _first[(int)hash.Low & (_first.Length - 1)];
        while (link != 0)
        {
            ref Entry entry = ref _entries[link - 1];
            if (entry.Hash == hash)
            {
                // The place is used again when the map grows.
                link = entry.Next;
                entry = default;
                Count--;
                return;
            }
            link = ref entry.Next;
        }
    }

    private int Find(Hash128 hash)
    {
        if (Count == 0 || _entries is null)
            return -1;
        int at = _first[(int)hash.Low & (_first.Length - 1)] - 1;
        while (at >= 0 && _entries[at].Hash != hash)
            at = _entries[at].Next - 1;
        return at;
    }

    private void Insert(Hash128 hash, TValue value)
    {
        if (_entries is null || _used == _entries.Length)
            Grow();
        ref int first = ref _first[(int)hash.Low & (_first.Length - 1)];
        _entries[_used] = new Entry { Hash = hash, Next = first, Value = value };
        first = ++_used;
        Count++;
    }

    [MemberNotNull(nameof(_entries))]
    private void Grow()
    {
        Entry[]? old = _entries;
        int[] oldFirst = _first;
        int size = Math.Max(16, old?.Length ?? 0);
        while (size < Count * 2)
            size *= 2;
        (_entries, _first, _used, Count) = (new Entry[size], new int[size], 0, 0);
        if (old is null)
            return;
        foreach (int first in oldFirst)
        {
            for (int at = first - 1; at >= 0; at = old[at].Next - 1)
                Insert(old[at].Hash, old[at].Value);
        }
    }

    private struct Entry
    {
        public Hash128 Hash;
        public int Next;
        public TValue Value;
    }
}
