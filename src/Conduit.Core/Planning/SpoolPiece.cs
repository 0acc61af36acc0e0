using Conduit.Records;

namespace Conduit.Planning;

/// <summary>Changes on their way to the file, in the order in which they came.</summary>
internal sealed class SpoolPiece
{
    // Whoever writes is woken for each piece, so small ones cost more than they bring; objects take more room than lines.
    private const int MostLines = 1024;
    private const int MostChanges = 64;
    private const int RoomForLine = 1024; // what is not used takes no memory

    private readonly SpoolItem[] _items = new SpoolItem[MostLines];
    private readonly Utf8Buffer _lines = new(MostLines * RoomForLine);
    private int _count;
    private int _changes;

    public bool IsFull => _count == MostLines || _changes == MostChanges;

    public ReadOnlySpan<SpoolItem> Items => _items.AsSpan(0, _count);

    /// <summary>The lines of the items that are no objects.</summary>
    public ReadOnlySpan<byte> Lines => _lines.Written;

    public void Add(Change change)
    {
        _items[_count++] = new SpoolItem(change, change.Kind, change.Action, 0);
        _changes++;
    }

    public void Add(RecordKind kind, ChangeAction action, ReadOnlySpan<byte> line)
    {
        _items[_count++] = new SpoolItem(null, kind, action, line.Length);
        _lines.Append(line);
    }

    public void Clear()
    {
        Array.Clear(_items, 0, _count);
        _lines.Clear();
        (_count, _changes) = (0, 0);
    }
}
