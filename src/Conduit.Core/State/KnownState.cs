using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Transactions;

namespace Conduit.State;

/// <summary>
/// What the LMS is known to hold: an index in memory and the values on disk. Changed only by the holder of the log's lock, and
/// durable once <see cref="Save"/> has returned; what the log says after that is replayed over it.
/// </summary>
internal sealed class KnownState : IDisposable
{
    private const long SmallestWorthCompacting = 32L << 20;

    private readonly string _folder;
    private readonly KindIndex[] _kinds;
    private CheckpointFile? _file;
    private readonly ArrayBufferWriter<byte> _line = new(1024);
    private Utf8JsonWriter? _json;
    private readonly LinePacking _packing = new();
    private readonly HashMap<int> _feeds = new();
    private ValuesFile _values;
    private ValuesReader _reader;

    /// <exception cref="EndOfStreamException">The values are cut.</exception>
    private KnownState(string folder, SavedState saved)
    {
        StateHeader header = saved.Header;
        _folder = folder;
        _kinds = saved.Kinds;
        _file = saved.File;
        Header = header;
        for (int i = 0; i < header.FeedNames.Count; i++)
            _feeds[Key.Hash(header.FeedNames[i]).Bits] = i;
        _values = saved.Old is { } old ? Pack(old) : new ValuesFile(Path.Combine(folder, header.ValuesFile), header.ValuesLength);
        _reader = new ValuesReader(_values);
    }

    public StateHeader Header { get; }

    public FingerprintKey Key => Header.Key;

    public KindIndex this[RecordKind kind] => _kinds[(int)kind];

    /// <summary>Whether anything was ever saved or read from the LMS.</summary>
    public bool IsNew => Header.Version == 0;

    /// <summary>Opens the newest checkpoint that can be read; without one, an empty state.</summary>
    /// <exception cref="DataFolderException">All checkpoints are damaged, or one is of a newer format.</exception>
    public static KnownState Open(string dataFolder)
    {
        string folder = StateFolder.In(dataFolder);
        PrivateFile.CreateFolder(folder);
        List<long> versions = Checkpoint.Versions(folder);
        foreach (long version in versions)
        {
            if (Checkpoint.Read(folder, version) is not { } read)
                continue;
            try
            {
                return new KnownState(folder, read);
            }
            catch (EndOfStreamException)
            {
                read.File?.Dispose();
                // The values that this checkpoint counts on are cut: the one before it counts on fewer.
            }
        }
        if (versions.Count > 0)
            throw new DataFolderException($"No checkpoint in {folder} can be read: they are damaged or cut. Restore the folder from a backup, or delete it and let the next plan read the LMS anew.");
        var header = new StateHeader
        {
            StateId = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
            Key = FingerprintKey.Random(),
            ValuesFile = StateFolder.FirstValues,
        };
        return new KnownState(folder, new SavedState(header, [.. RecordKinds.InOrder.Select(_ => new KindIndex([]))]));
    }

    public int Find(RecordKey key) => this[key.Kind].FindKey(Key.Hash(key).Bits);

    /// <summary>Finds a user by username, a course by short name, a cohort by name.</summary>
    /// <returns>-1 when there is none, -2 when there are several.</returns>
    public int FindByName(RecordKind kind, string name) => this[kind].FindName(HashName(kind, name));

    /// <summary>The number by which index entries know a feed, or -1 when no record ever came from it.</summary>
    public int FeedNumber(string source, string feed) => _feeds.TryGet(Key.Hash(source + "/" + feed).Bits, out int number) ? number : -1;

    public KnownRecord Read(RecordKind kind, int position)
    {
        IndexEntry entry = this[kind][position];
        ReadOnlySpan<byte> line = _packing.Unpack(kind, _reader.Read(this[kind], position));
        return KnownRecordJson.Read(line, kind, entry, entry.Row.IsZero ? "" : FeedName(entry.Feed));
    }

    /// <summary>The name of a feed, without that of its source, by the number that <see cref="FeedNumber"/> gives.</summary>
    public string FeedName(int number)
    {
        string name = Header.FeedNames[number];
        return name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];
    }

    /// <summary>Reads lines for another thread, while nothing is put in.</summary>
    public ValuesReader OpenReader() => new(_values);

    /// <summary>The key of a record, without its values.</summary>
    public RecordKey ReadKey(RecordKind kind, int position) => new(kind, KnownRecordJson.ReadKey(_packing.Unpack(kind, _reader.Read(this[kind], position))));

    /// <summary>Puts a record in, or in the place of the one with its key.</summary>
    public int Put(KnownRecord record)
    {
        int at = Find(record.Key);
        return PutAt(at, record);
    }

    /// <summary>Puts a record in a place, whose key it may change.</summary>
    public int PutAt(int at, KnownRecord record)
    {
        _line.ResetWrittenCount();
        _json ??= new Utf8JsonWriter(_line, new JsonWriterOptions { SkipValidation = true });
        _json.Reset(_line);
        KnownRecordJson.Write(_json, record);
        _json.Flush();
        _line.Write("\n"u8);
        ReadOnlySpan<byte> stored = _packing.Pack(record.Key.Kind, _line.WrittenSpan);
        var entry = new IndexEntry
        {
            Key = Key.Hash(record.Key).Bits,
            Name = NameOf(record.Values) is { } name ? HashName(record.Key.Kind, name) : default,
            Place = Append(stored),
            Flags = record.Flags & ~KnownFlags.ManyRows,
        };
        SetRows(ref entry, record.Source, record.Supports);
        KindIndex index = this[record.Key.Kind];
        if (at < 0)
            return index.Add(entry);
        index.Replace(at, entry);
        return at;
    }

    /// <summary>Gives a record other rows and flags; its values stay.</summary>
    public void Settle(RecordKind kind, int at, string source, IReadOnlyList<RowSupport> supports, KnownFlags flags)
    {
        IndexEntry entry = this[kind][at];
        if (supports.Count > 1 || entry.Is(KnownFlags.ManyRows))
        {
            PutAt(at, Read(kind, at) with { Supports = supports, Source = source, Flags = flags });
            return;
        }
        entry.Flags = flags;
        SetRows(ref entry, source, supports);
        this[kind].Replace(at, entry);
    }

    public void Drop(RecordKind kind, int at) => this[kind].Drop(at);

    /// <summary>Writes a checkpoint that contains the log up to a place.</summary>
    public void Save(LogPosition log)
    {
        KindIndex[] kinds = [.. _kinds.Select(k => k.Packed())];
        // Of a record that was written anew the older form stays in the file.
        long live = kinds.Sum(kind => (long)kind.Count);
        if (_values.Length > SmallestWorthCompacting && live < Header.ValuesCount / 2)
            Compact(kinds);
        _values.FlushToDisk();
        Header.ValuesLength = _values.Length;
        Header.Log = log;
        Header.Version++;
        Checkpoint.Write(_folder, Header, kinds);
        CloseIndex();
        kinds.CopyTo(_kinds, 0);
        StateFolder.DropOldFiles(_folder);
    }

    public void Dispose()
    {
        _json?.Dispose();
        CloseIndex();
        _reader.Dispose();
        _values.Dispose();
    }

    /// <summary>The secondary name of a record; null where its kind has none or it does not state it.</summary>
    public static string? NameOf(RosterRecord record) => record switch
    {
        UserRecord user => user.Username,
        CourseRecord course => course.ShortName,
        CohortRecord cohort => cohort.Name,
        _ => null,
    };

    public Hash128 HashName(RecordKind kind, string name) => Key.Hash(kind == RecordKind.User ? name.ToLowerInvariant() : name).Bits;

    private void SetRows(ref IndexEntry entry, string? source, IReadOnlyList<RowSupport> supports)
    {
        if (supports.Count != 1)
        {
            entry.Row = default;
            entry.Flags |= KnownFlags.ManyRows;
            return;
        }
        entry.Row = supports[0].Fingerprint.Bits;
        entry.Flags &= ~KnownFlags.ManyRows;
        string name = source + "/" + supports[0].Feed;
        Hash128 hash = Key.Hash(name).Bits;
        if (!_feeds.TryGet(hash, out int number))
        {
            number = Header.FeedNames.Count;
            Header.FeedNames.Add(name);
            _feeds[hash] = number;
        }
        entry.Feed = checked((ushort)number);
    }

    // A state of an older version, whose values are JSON in a file that stays as it is.
    private ValuesFile Pack(OldValues old)
    {
        string name = StateFolder.ValuesAfter(Header.ValuesFile);
        var values = new ValuesFile(Path.Combine(_folder, name), 0);
        try
        {
            old.CopyTo(values, Path.Combine(_folder, Header.ValuesFile), Header.ValuesLength, _kinds, _packing);
        }
        catch
        {
            values.Dispose();
            throw;
        }
        Header.ValuesFile = name;
        Header.ValuesCount = _kinds.Sum(kind => (long)kind.Count);
        return values;
    }

    private void CloseIndex()
    {
        foreach (KindIndex kind in _kinds)
            kind.Close();
        _file?.Dispose();
        _file = null;
    }

    private ValuesPlace Append(ReadOnlySpan<byte> stored)
    {
        Header.ValuesCount++;
        return _values.Append(stored);
    }

    private void Compact(KindIndex[] kinds)
    {
        string name = StateFolder.ValuesAfter(Header.ValuesFile);
        var compacted = new ValuesFile(Path.Combine(_folder, name), 0);
        foreach (KindIndex kind in kinds)
        {
            for (int i = 0; i < kind.Count; i++)
                kind.MoveValues(i, compacted.Append(_reader.Read(kind, i)));
        }
        _reader.Dispose();
        _values.Dispose();
        _values = compacted;
        _reader = new ValuesReader(_values);
        Header.ValuesFile = name;
        Header.ValuesCount = kinds.Sum(kind => (long)kind.Count);
    }
}
