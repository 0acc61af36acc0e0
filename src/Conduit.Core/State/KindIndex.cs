namespace Conduit.State;

/// <summary>The records of one kind in memory: entries in an array, found by key, by secondary name and by row.</summary>
internal sealed class KindIndex
{
    private IndexEntry[] _entries;
    private HashSlots _byKey;
    private HashSlots _byRow;
    private HashSlots _byName;

    public KindIndex(IndexEntry[] entries, int count)
    {
        _entries = entries;
        Count = count;
        (_byKey, _byRow, _byName) = Build(count);
    }

    /// <summary>Entries, the dropped ones included.</summary>
    public int Count { get; private set; }

    public ReadOnlySpan<IndexEntry> Entries => _entries.AsSpan(0, Count);

    public ref IndexEntry this[int position] => ref _entries[position];

    public int FindKey(UInt128 hash)
    {
        int slot = -1;
        for (int at = _byKey.Next(hash, ref slot); at >= 0; at = _byKey.Next(hash, ref slot))
        {
            if (_entries[at].Key == hash && !_entries[at].Is(KnownFlags.Gone))
                return at;
        }
        return -1;
    }

    /// <summary>Finds a record by the row that it rests on.</summary>
    public int FindRow(UInt128 fingerprint, int feed)
    {
        int slot = -1;
        for (int at = _byRow.Next(fingerprint, ref slot); at >= 0; at = _byRow.Next(fingerprint, ref slot))
        {
            ref IndexEntry entry = ref _entries[at];
            if (entry.Row == fingerprint && entry.Feed == feed && !entry.Is(KnownFlags.Gone))
                return at;
        }
        return -1;
    }

    /// <summary>Finds a record by its secondary name.</summary>
    /// <returns>-1 when there is none, -2 when there are several.</returns>
    public int FindName(UInt128 hash)
    {
        int slot = -1;
        int found = -1;
        for (int at = _byName.Next(hash, ref slot); at >= 0; at = _byName.Next(hash, ref slot))
        {
            if (at == found || _entries[at].Name != hash || _entries[at].Is(KnownFlags.Gone))
                continue;
            if (found >= 0)
                return -2;
            found = at;
        }
        return found;
    }

    public int Add(in IndexEntry entry)
    {
        if (Count == _entries.Length)
            Array.Resize(ref _entries, Math.Max(16, Count * 2));
        int at = Count++;
        _entries[at] = default;
        Replace(at, entry);
        return at;
    }

    /// <summary>Puts another entry in a place, and makes it findable by what is new in it.</summary>
    public void Replace(int at, in IndexEntry entry)
    {
        IndexEntry old = _entries[at];
        _entries[at] = entry;
        if (_byKey.IsFull || _byRow.IsFull || _byName.IsFull)
        {
            (_byKey, _byRow, _byName) = Build(Count * 2);
            return;
        }
        if (old.Key != entry.Key)
            _byKey.Insert(entry.Key, at);
        if (old.Row != entry.Row && entry.Row != UInt128.Zero)
            _byRow.Insert(entry.Row, at);
        if (old.Name != entry.Name && entry.Name != UInt128.Zero)
            _byName.Insert(entry.Name, at);
    }

    private (HashSlots Key, HashSlots Row, HashSlots Name) Build(int expected)
    {
        var byKey = new HashSlots(expected);
        var byRow = new HashSlots(expected);
        var byName = new HashSlots(expected);
        for (int at = 0; at < Count; at++)
        {
            ref IndexEntry entry = ref _entries[at];
            if (entry.Is(KnownFlags.Gone))
                continue;
            byKey.Insert(entry.Key, at);
            if (entry.Row != UInt128.Zero)
                byRow.Insert(entry.Row, at);
            if (entry.Name != UInt128.Zero)
                byName.Insert(entry.Name, at);
        }
        return (byKey, byRow, byName);
    }
}
