using Conduit.Records;

namespace Conduit.Reconciliation;

/// <summary>Rows of one file, or known records that no row speaks of, on their way through <see cref="PlainDecider"/>. Used again and again.</summary>
internal sealed class PlainPiece
{
    /// <summary>So many that what is known of them is read roughly in the order of the file, and that handing over is rare.</summary>
    public const int Most = 1024;

    private const int RoomForRow = 96;
    private const int RoomForLine = 1024; // what is not used takes no memory

    private readonly PlainItem[] _items = new PlainItem[Most];

    public int Count { get; private set; }

    public bool IsFull => Count == Most;

    /// <summary>The feed of the rows; null where the items are known records.</summary>
    public FeedRows? Rows { get; private set; }

    /// <summary>The file that the rows stand in.</summary>
    public string File { get; private set; } = "";

    /// <summary>The lines of the changes that were found, where the items say.</summary>
    public Utf8Buffer Lines { get; } = new(Most * RoomForLine);

    public ref PlainItem this[int at] => ref _items[at];

    /// <summary>Begins anew.</summary>
    public void Restart(FeedRows? rows, string file)
    {
        (Count, Rows, File) = (0, rows, file);
        Lines.Clear();
    }

    /// <summary>The item that comes next; it counts once it is <see cref="Add">added</see>.</summary>
    public ref PlainItem Next()
    {
        ref PlainItem next = ref _items[Count];
        next.Record ??= new PlainRecord(RecordKind.Enrollment, RoomForRow);
        return ref next;
    }

    public void Add() => Count++;
}
