using System.Runtime.CompilerServices;
using Conduit.Records;

namespace Conduit.State;

/// <summary>
/// The records of one kind: entries by position, found by key, by secondary name and by row. Lies in a mapped checkpoint until it
/// outgrows it. Positions are the order of the source's file when the records were first brought.
/// </summary>
internal sealed class KindIndex
{
    private Section<HotEntry> _hot;
    private Section<ValuesPlace> _places;
    private Section<Hash128> _keys;
    // None at all where no record of the kind has a name.
    private Section<Hash128> _names = new(0);
    private HashSlots _byKey;
    private HashSlots _byRow;
    private HashSlots _byName;

    /// <summary>An index of the given entries, in memory of its own.</summary>
    public KindIndex(ReadOnlySpan<IndexEntry> entries)
    {
        Count = entries.Length;
        _hot = new Section<HotEntry>(Count);
        _places = new Section<ValuesPlace>(Count);
        _keys = new Section<Hash128>(Count);
        for (int at = 0; at < Count; at++)
            Set(at, entries[at]);
        (_byKey, _byRow, _byName) = Build(Count);
    }

    /// <summary>The records of another index that were not dropped.</summary>
    private KindIndex(KindIndex source, int count)
    {
        _hot = new Section<HotEntry>(count);
        _places = new Section<ValuesPlace>(count);
        _keys = new Section<Hash128>(count);
        _names = new Section<Hash128>(source._names.Length == 0 ? 0 : count);
        for (int at = 0; at < source.Count; at++)
        {
            if (source._hot[at].Is(KnownFlags.Gone))
                continue;
            _hot[Count] = source._hot[at];
            _places[Count] = source._places[at];
            _keys[Count] = source._keys[at];
            if (_names.Length > 0)
                _names[Count] = source._names[at];
            Count++;
        }
        (_byKey, _byRow, _byName) = Build(Count);
    }

    /// <summary>An index as a checkpoint holds it.</summary>
    public KindIndex(Section<HotEntry> hot, Section<ValuesPlace> places, Section<Hash128> keys, Section<Hash128> names, HashSlots byKey, HashSlots byRow, HashSlots byName)
    {
        Count = hot.Length;
        (_hot, _places, _keys, _names) = (hot, places, keys, names);
        (_byKey, _byRow, _byName) = (byKey, byRow, byName);
    }

    /// <summary>Entries, the dropped ones included.</summary>
    public int Count { get; private set; }

    public Section<HotEntry> Hot => _hot;

    /// <summary>Where each record stands in the values file.</summary>
    public Section<ValuesPlace> Places => _places;

    /// <summary>The hash of each record's key.</summary>
    public Section<Hash128> Keys => _keys;

    /// <summary>The hash of each record's secondary name (username, short name, cohort name), zero where it has none; nothing at all where no record of the kind has one.</summary>
    public Section<Hash128> Names => _names;

    public HashSlots ByKey => _byKey;

    public HashSlots ByRow => _byRow;

    public HashSlots ByName => _byName;

    /// <summary>A copy of an entry.</summary>
    public IndexEntry this[int position]
    {
        get
        {
            ref HotEntry hot = ref _hot[position];
            return new IndexEntry
            {
                Key = _keys[position],
                Name = NameOf(position),
                Row = hot.Row,
                Place = _places[position],
                Feed = hot.Feed,
                Flags = hot.Flags,
            };
        }
    }

    public KnownFlags FlagsOf(int position) => _hot[position].Flags;

    public void Drop(int position) => _hot[position].Flags |= KnownFlags.Gone;

    public void MoveValues(int position, ValuesPlace place) => _places[position] = place;

    /// <summary>Asks for the memory that <see cref="FindKey"/> looks at, once that of the table is there.</summary>
    public void Prefetch(Hash128 key)
    {
        int likely = _byKey.First(key);
        _keys.Prefetch(likely);
        _hot.Prefetch(likely);
    }

    public int FindKey(Hash128 hash)
    {
        int slot = -1;
        for (int at = _byKey.Next(hash, ref slot); at >= 0; at = _byKey.Next(hash, ref slot))
        {
            if (_keys[at] == hash && !_hot[at].Is(KnownFlags.Gone))
                return at;
        }
        return -1;
    }

    /// <summary>Finds a record by the row that it rests on.</summary>
    public int FindRow(Hash128 fingerprint, int feed)
    {
        int slot = -1;
        for (int at = _byRow.Next(fingerprint, ref slot); at >= 0; at = _byRow.Next(fingerprint, ref slot))
        {
            if (IsRow(at, fingerprint.Low, fingerprint.High, feed))
                return at;
        }
        return -1;
    }

    /// <summary>Whether a record rests on a row, and on it alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsRow(int at, ulong low, ulong high, int feed)
    {
        ref HotEntry entry = ref _hot[at];
        return entry.RowLow == low && entry.RowHigh == high && entry.Feed == feed && !entry.Is(KnownFlags.Gone);
    }

    /// <summary>Finds a record by its secondary name.</summary>
    /// <returns>-1 when there is none, -2 when there are several.</returns>
    public int FindName(Hash128 hash)
    {
        int slot = -1;
        int found = -1;
        for (int at = _byName.Next(hash, ref slot); at >= 0; at = _byName.Next(hash, ref slot))
        {
            if (at == found || NameOf(at) != hash || _hot[at].Is(KnownFlags.Gone))
                continue;
            if (found >= 0)
                return -2;
            found = at;
        }
        return found;
    }

    /// <summary>All records of a secondary name.</summary>
    public IReadOnlyList<int> FindNames(Hash128 hash)
    {
        int slot = -1;
        List<int>? found = null;
        for (int at = _byName.Next(hash, ref slot); at >= 0; at = _byName.Next(hash, ref slot))
        {
            if (NameOf(at) == hash && !_hot[at].Is(KnownFlags.Gone) && found?.Contains(at) is not true)
                (found ??= new List<int>(1)).Add(at);
        }
        return found ?? (IReadOnlyList<int>)[];
    }

    public int Add(in IndexEntry entry)
    {
        if (Count == _hot.Length)
        {
            int room = Math.Max(16, (int)Math.Min(Count * 3L / 2, Array.MaxLength / 64));
            _hot = _hot.Grown(room);
            _places = _places.Grown(room);
            _keys = _keys.Grown(room);
            if (_names.Length > 0)
                _names = _names.Grown(room);
        }
        int at = Count++;
        (_hot[at], _places[at], _keys[at]) = (default, default, default);
        if (_names.Length > 0)
            _names[at] = default;
        Replace(at, entry);
        return at;
    }

    /// <summary>Puts another entry in a place, and makes it findable by what is new in it.</summary>
    public void Replace(int at, in IndexEntry entry)
    {
        (Hash128 oldKey, Hash128 oldRow, Hash128 oldName) = (_keys[at], _hot[at].Row, NameOf(at));
        Set(at, entry);
        bool isFirstName = !entry.Name.IsZero && !_byName.HasRoomFor(at);
        if (_byKey.IsFull || _byRow.IsFull || _byName.IsFull || isFirstName)
        {
            (_byKey, _byRow, _byName) = Build(Count * 2);
            return;
        }
        if (oldKey != entry.Key)
            _byKey.Insert(entry.Key, at);
        if (oldRow != entry.Row && !entry.Row.IsZero)
            _byRow.Insert(entry.Row, at);
        if (oldName != entry.Name && !entry.Name.IsZero)
            _byName.Insert(entry.Name, at);
    }

    /// <summary>The records that were not dropped, in memory of their own and with tables that fit.</summary>
    public KindIndex Packed()
    {
        int live = 0;
        for (int at = 0; at < Count; at++)
        {
            if (!_hot[at].Is(KnownFlags.Gone))
                live++;
        }
        return new KindIndex(this, live);
    }

    /// <summary>The mapped file goes away.</summary>
    public void Close()
    {
        _hot.Close();
        _places.Close();
        _keys.Close();
        _names.Close();
        _byKey.Slots.Close();
        _byRow.Slots.Close();
        _byName.Slots.Close();
    }

    private void Set(int at, in IndexEntry entry)
    {
        _hot[at] = new HotEntry
        {
            RowLow = entry.Row.Low,
            RowHigh = entry.Row.High,
            Feed = entry.Feed,
            Flags = entry.Flags,
        };
        _places[at] = entry.Place;
        _keys[at] = entry.Key;
        if (_names.Length == 0 && !entry.Name.IsZero)
            _names = new Section<Hash128>(_hot.Length);
        if (_names.Length > 0)
            _names[at] = entry.Name;
    }

    private Hash128 NameOf(int at) => _names.Length == 0 ? default : _names[at];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (HashSlots Key, HashSlots Row, HashSlots Name) Build(int expected)
    {
        var byKey = new HashSlots(expected);
        var byRow = new HashSlots(expected);
        int names = 0;
        for (int at = 0; at < Count && _names.Length > 0; at++)
        {
            if (!_names[at].IsZero)
                names++;
        }
        var byName = new HashSlots(names == 0 ? 0 : expected);
        for (int at = 0; at < Count; at++)
        {
            if (_hot[at].Is(KnownFlags.Gone))
                continue;
            byKey.Insert(_keys[at], at);
            if (!_hot[at].Row.IsZero)
                byRow.Insert(_hot[at].Row, at);
            if (names > 0 && !_names[at].IsZero)
                byName.Insert(_names[at], at);
        }
        return (byKey, byRow, byName);
    }
}
