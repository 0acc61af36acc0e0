using System.Runtime.CompilerServices;
using System.Text;
using Conduit.Csv;
using Conduit.Records;

namespace Conduit.Mapping;

/// <summary>A map bound to the header of one file: it tells rows apart by their fingerprints and makes records of them.</summary>
internal sealed class BoundMap
{
    // Counts the changes of what a row is hashed as; rows of another form are all looked at anew.
    private const string RowForm = "rows/2 ";

    private readonly RecordMap _map;
    private readonly BoundField[] _fields;
    private readonly int[] _columns;
    private readonly int _action;
    private readonly int _oldKey;
    private readonly bool _areNeighbours;
    private readonly int _first;
    private readonly int _count;

    /// <summary>Binds a map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="fields">Its fields, bound.</param>
    /// <param name="action">The column of actions; -1 where there is none.</param>
    /// <param name="oldKey">The column of old keys; -1 where there is none.</param>
    /// <param name="filter">Which rows are taken, bound.</param>
    /// <param name="columns">Every column that fields and conditions read, in the order of the map.</param>
    /// <param name="headings">The headings of the file.</param>
    public BoundMap(RecordMap map, IReadOnlyList<BoundField> fields, int action, int oldKey, RowFilter filter, IEnumerable<int> columns, IReadOnlyList<string> headings)
    {
        _map = map;
        _fields = [.. fields];
        _action = action;
        _oldKey = oldKey;
        Filter = filter.IsEmpty ? null : filter;
        _columns = Read(columns, action, oldKey);
        _count = _columns.Length;
        _areNeighbours = _count > 0;
        _first = _areNeighbours ? _columns[0] : 0;
        for (int i = 1; i < _columns.Length; i++)
            _areNeighbours &= _columns[i] == _columns[0] + i;
        Version = MapVersion.Of(Canonical(headings));
        Plain = action < 0 && oldKey < 0 ? PlainMap.Of(_fields) : null;
    }

    /// <summary>Which rows are taken; null: all.</summary>
    public RowFilter? Filter { get; }

    /// <summary>The columns that are read, in the order of the map.</summary>
    public IReadOnlyList<int> Columns => _columns;

    /// <summary>The fields, in the order of the map.</summary>
    public IReadOnlyList<BoundField> Fields => _fields;

    /// <summary>The map as one that most rows can be read by without making a record; null when it asks for more.</summary>
    public PlainMap? Plain { get; }

    /// <summary>Whether a column tells what each row asks for.</summary>
    public bool HasAction => _action >= 0;

    /// <summary>A hash of everything that decides what a row means. The order of the columns in the file does not count.</summary>
    public string Version { get; }

    /// <summary>
    /// The fingerprint of a row: what <paramref name="prefix"/> holds, then the mapped columns in the order of the map as a CSV row with commas and no quotes but those it needs. A
    /// row that has none, of columns that stand in the file as they do in the map, is hashed where it lies. Allocates only to make the buffer grow.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="key">The key of the feed.</param>
    /// <param name="hasCommas">Whether the fields of the file are separated by commas.</param>
    /// <param name="prefix">What tells the files of a feed apart.</param>
    /// <param name="buffer">Room that is kept from row to row.</param>
    public RecordFingerprint Fingerprint(in CsvRow row, FingerprintKey key, bool hasCommas, ReadOnlySpan<byte> prefix, ref byte[] buffer) =>
        key.Hash(hasCommas && prefix.IsEmpty && TryGetText(row, out ReadOnlySpan<byte> text) ? text : Gather(row, prefix, ref buffer));

    /// <summary>What the fingerprint of a row is a hash of, where it stands in the file just so: in a file with commas, of a feed without prefix.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGetText(scoped in CsvRow row, out ReadOnlySpan<byte> text)
    {
        if (_areNeighbours)
            return row.TryGetUnquoted(_first, _count, out text);
        text = default;
        return false;
    }

    /// <summary>Makes the record of a row.</summary>
    public MappedRow Map(in CsvRow row, string file)
    {
        var mapping = new RowMapping(_map, row.Line, file);
        if (row.IsDamaged)
            mapping.Reject(row.Issues);
        if (_action >= 0 && !row[_action].IsMissing)
            mapping.SetAction(row, _action);
        if (_oldKey >= 0)
            mapping.SetOldKey(row, _oldKey);
        foreach (BoundField field in _fields)
        {
            // A damaged row is not believed; only what names its record is read, to find out which one it is.
            if (!row.IsDamaged || field.IsKey)
                mapping.Set(row, field);
        }
        return mapping.Finish();
    }

    // Every column that is read, once.
    private static int[] Read(IEnumerable<int> columns, int action, int oldKey)
    {
        int[] read = [];
        foreach (int column in columns)
            Add(column);
        Add(action);
        Add(oldKey);
        return read;

        void Add(int column)
        {
            if (column >= 0 && Array.IndexOf(read, column) < 0)
                read = [.. read, column];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ReadOnlySpan<byte> Gather(in CsvRow row, ReadOnlySpan<byte> prefix, ref byte[] buffer)
    {
        int at = prefix.Length;
        if (buffer.Length < at)
            Array.Resize(ref buffer, 4096);
        prefix.CopyTo(buffer);
        for (int i = 0; i < _columns.Length; i++)
        {
            ReadOnlySpan<byte> value = row[_columns[i]].Utf8;
            // A separator, two quotes, and each quote twice.
            int most = (value.Length * 2) + 3;
            if (buffer.Length - at < most)
                Array.Resize(ref buffer, (at + most) * 2);
            if (i > 0)
                buffer[at++] = (byte)',';
            at += Put(value, buffer.AsSpan(at));
        }
        return buffer.AsSpan(0, at);
    }

    private static int Put(ReadOnlySpan<byte> value, Span<byte> target)
    {
        if (value.IndexOfAny((byte)'"', (byte)'\n', (byte)'\r') < 0 && value.IndexOf((byte)',') < 0)
        {
            value.CopyTo(target);
            return value.Length;
        }
        int at = 0;
        target[at++] = (byte)'"';
        foreach (byte character in value)
        {
            if (character == '"')
                target[at++] = (byte)'"';
            target[at++] = character;
        }
        target[at++] = (byte)'"';
        return at;
    }

    private string Canonical(IReadOnlyList<string> headings)
    {
        var text = new StringBuilder();
        text.Append(RowForm).Append(ValueReader.Version).Append('\n').Append(_map.Kind.Name()).Append('\n').Append(_map.Zone.Id).Append('\n');
        foreach (int column in _columns)
            text.Append("column").Append(CanonicalText.Quote(Headings.Normalize(headings[column])));
        text.Append('\n');
        foreach (BoundField field in _fields)
        {
            text.Append(CanonicalText.Quote(field.Target.Name)).Append(NameOf(field.Target.Sense)).Append(field.Map.BlankKeeps ? " keep " : " erase ")
                .Append(field.Map.Expression.Canonical());
            if (field.Map.Zone is { } zone)
                text.Append(" zone ").Append(zone.Id);
            if (field.Map.When is { } when)
                text.Append(" when ").Append(when);
            text.Append('\n');
        }
        if (Filter is not null)
            text.Append("rows ").Append(_map.Filter.When).Append(" skip ").Append(_map.Filter.Skip).Append('\n');
        if (_action >= 0)
            text.Append("action").Append(CanonicalText.Quote(Headings.Normalize(headings[_action])));
        if (_oldKey >= 0)
            text.Append("old key").Append(CanonicalText.Quote(Headings.Normalize(headings[_oldKey])));
        return text.ToString();
    }

    // Part of the version of a map, and so never to be renamed.
    private static string NameOf(FlagSense sense) => sense switch { FlagSense.Inverted => "Inverted", FlagSense.Status => "Status", _ => "Direct" };
}
