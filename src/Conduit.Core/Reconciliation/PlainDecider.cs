using System.Numerics;
using Conduit.Planning;
using Conduit.Records;
using Conduit.State;

namespace Conduit.Reconciliation;

/// <summary>
/// Finds out what enrollments ask for, by what is known of them, and writes the change. Looks at nothing that planning changes, so it may work on a thread of its own; whether its
/// finding counts is for <see cref="PlainEnrollments"/> to say.
/// </summary>
internal sealed class PlainDecider : IDisposable
{
    private const RecordKind Kind = RecordKind.Enrollment;

    // Items whose memory is asked for before any of it is used: no more than the nearest cache holds.
    private const int Together = 64;

    /// <summary>The fields that name the course and the user, a bit for each ordinal.</summary>
    public static readonly ulong References = RecordFields.With(Kind, FieldTraits.Reference);
    private static readonly int Status = EnrollmentFields.Status.Ordinal;

    private readonly PlanContext _context;
    private readonly ReferenceResolver _resolver;
    private readonly KindIndex _index;
    private readonly ValuesReader _values;
    private readonly RemovalAction _removal;
    private readonly byte[] _source;
    private readonly PlainRecord _after = new(Kind);
    private readonly PlainRecord _suspended = new(Kind);
    private readonly PlainKnown _known = new(Kind);
    private readonly Utf8Buffer _key = new(64);
    private readonly PlainChangeLine _line = new();
    private readonly ReadingOrder _order = new(PlainPiece.Most);
    private readonly KindIndex _courses;
    private readonly KindIndex _users;
    private readonly Hash128[] _courseOf = new Hash128[Together];
    private readonly Hash128[] _userOf = new Hash128[Together];
    private int _feedNumber = -1;
    private string _feedName = "";
    private PlainRecord _row = new(Kind);

    public PlainDecider(PlanContext context, RemovalAction removal)
    {
        _context = context;
        _resolver = context.Resolver;
        _index = context.State[Kind];
        _courses = context.State[RecordKind.Course];
        _users = context.State[RecordKind.User];
        _values = context.State.OpenReader();
        _removal = removal;
        _source = new EncodedText().Of(context.Source.Name);
        _suspended.Set(Status, "suspended"u8);
    }

    /// <summary>Decides about all items of a piece.</summary>
    public void Decide(PlainPiece piece)
    {
        if (piece.Rows is { } rows)
        {
            foreach (int i in InOrder(piece))
                Decide(ref piece[i], rows.Feed.Name, piece);
            return;
        }
        for (int i = 0; i < piece.Count; i++)
        {
            ref PlainItem item = ref piece[i];
            item.LineStart = piece.Lines.Length;
            item.Action = Remove(item.Position, piece);
            item.LineLength = piece.Lines.Length - item.LineStart;
        }
    }

    public void Dispose() => _values.Dispose();

    // The rows that may be plain, in the order in which what is known of them stands in the file.
    private ReadOnlySpan<int> InOrder(PlainPiece piece)
    {
        _order.Clear();
        for (int start = 0; start < piece.Count; start += Together)
            AddToOrder(piece, start, Math.Min(start + Together, piece.Count));
        return _order.Sorted();
    }

    private void AddToOrder(PlainPiece piece, int start, int end)
    {
        Hash(piece, start, end);
        for (int i = start; i < end; i++)
        {
            ref PlainItem item = ref piece[i];
            item.Action = null;
            if (item.Record[EnrollmentFields.CourseIdNumber.Ordinal].IsEmpty || item.Record[EnrollmentFields.UserIdNumber.Ordinal].IsEmpty)
                continue;
            if (!_resolver.IsNamedBy(RecordKind.Course, _courseOf[i - start]) || !_resolver.IsNamedBy(RecordKind.User, _userOf[i - start]) || !_context.Rules.AreSurelyKept(item.Record))
                continue;
            int likely = _index.ByKey.First(item.Key);
            _order.Add(i, likely < 0 ? -1 : _index.Places[likely].Offset);
        }
    }

    // The keys of some items and of the courses and users that they name by id, with the memory asked for that they lead to.
    private void Hash(PlainPiece piece, int start, int end)
    {
        FingerprintKey hash = _context.State.Key;
        for (int i = start; i < end; i++)
        {
            ref PlainItem item = ref piece[i];
            _row = item.Record;
            _courseOf[i - start] = hash.Hash(_row[EnrollmentFields.CourseIdNumber.Ordinal]).Bits;
            _userOf[i - start] = hash.Hash(_row[EnrollmentFields.UserIdNumber.Ordinal]).Bits;
            WriteKey("\u001F"u8);
            item.Key = hash.Hash(_key.Written).Bits;
            _courses.ByKey.Prefetch(_courseOf[i - start]);
            _users.ByKey.Prefetch(_userOf[i - start]);
            _index.ByKey.Prefetch(item.Key);
        }
        for (int i = start; i < end; i++)
        {
            _courses.Prefetch(_courseOf[i - start]);
            _users.Prefetch(_userOf[i - start]);
            int likely = _index.ByKey.First(piece[i].Key);
            _index.Places.Prefetch(likely);
            _index.Hot.Prefetch(likely);
        }
    }

    private void Decide(ref PlainItem item, string feed, PlainPiece piece)
    {
        _row = item.Record;
        WriteKey("\\u001F"u8);
        item.Position = FindKnown(item.Key, out bool isOther);
        bool isNew = item.Position < 0;
        if (isOther || (!isNew && !_index.Hot[item.Position].IsSettled))
            return;
        ulong changed = 0;
        ulong stated = isNew ? 0 : Compare(out changed);
        if (!isNew && changed == 0)
            return;
        item.Action = isNew ? ChangeAction.Create : ChangeAction.Update;
        item.LineStart = piece.Lines.Length;
        PlainChangeLine.Begin(piece.Lines, _key.Written, item.Action.Value, isNew ? null : _known, isAbsent: false);
        if (!isNew)
            _line.Before(piece.Lines, _known.Values);
        if (isNew)
            PlainChangeLine.After(piece.Lines, _row);
        else if ((stated & ~_known.Values.Stated) == 0)
            _line.After(piece.Lines, _known.Values, stated, _row);
        else
            PlainChangeLine.After(piece.Lines, Overlaid(stated));
        _line.End(piece.Lines, changed, piece.File, item.Line, feed, item.Row);
        item.LineLength = piece.Lines.Length - item.LineStart;
    }

    private ChangeAction? Remove(int position, PlainPiece piece)
    {
        HotEntry entry = _index.Hot[position];
        if (_removal is not (RemovalAction.Suspend or RemovalAction.Delete) || !entry.IsSettled || entry.Row.IsZero || (entry.Flags & KnownFlags.Protected) != KnownFlags.None
            || !_known.TryRead(_values.Read(_index, position)) || !_known.Source.Written.SequenceEqual(_source))
        {
            return null;
        }
        ulong changed = 0;
        if (_removal == RemovalAction.Suspend)
        {
            if (_known.Values[Status].SequenceEqual("suspended"u8))
                return null;
            changed = 1UL << Status;
        }
        if (entry.Feed != _feedNumber)
            (_feedNumber, _feedName) = (entry.Feed, _context.State.FeedName(entry.Feed));
        PlainChangeLine.Begin(piece.Lines, _known.Key.Written, ActionOf(_removal), _known, isAbsent: true);
        _line.Before(piece.Lines, _known.Values);
        if (_removal == RemovalAction.Suspend && _known.Values.States(Status))
            _line.After(piece.Lines, _known.Values, changed, _suspended);
        else if (_removal == RemovalAction.Suspend)
            PlainChangeLine.After(piece.Lines, Overlaid(changed, _suspended));
        _line.End(piece.Lines, changed, null, 0, _feedName, entry.Row);
        return ActionOf(_removal);
    }

    private void WriteKey(ReadOnlySpan<byte> joint)
    {
        _key.Clear();
        _key.Append(_row[EnrollmentFields.CourseIdNumber.Ordinal]);
        _key.Append(joint);
        _key.Append(_row[EnrollmentFields.UserIdNumber.Ordinal]);
    }

    // What is known under the key, told by the key itself: where the table leads to another record, the next is looked at.
    private int FindKnown(Hash128 key, out bool isOther)
    {
        isOther = false;
        int slot = -1;
        for (int at = _index.ByKey.Next(key, ref slot); at >= 0; at = _index.ByKey.Next(key, ref slot))
        {
            if (_index.Hot[at].Is(KnownFlags.Gone))
                continue;
            isOther = !_known.TryRead(_values.Read(_index, at));
            if (isOther || _known.Key.Written.SequenceEqual(_key.Written))
                return at;
        }
        return -1;
    }

    /// <summary>Compares what the row states with what is known.</summary>
    /// <param name="changed">The fields that differ.</param>
    /// <returns>The fields that the record will state as the row does: those, and what is stated without a difference.</returns>
    private ulong Compare(out ulong changed)
    {
        changed = 0;
        ulong stated = 0;
        for (ulong left = _row.Stated; left != 0; left &= left - 1)
        {
            int field = BitOperations.TrailingZeroCount(left);
            bool isReference = (References >> field & 1) != 0;
            if (isReference ? _known.Values.States(field) : _known.Values.States(field) && _row[field].SequenceEqual(_known.Values[field]))
                continue;
            if (!isReference && !(_row[field].IsEmpty && _known.Values[field].IsEmpty))
                changed |= 1UL << field;
            stated |= 1UL << field;
        }
        return stated;
    }

    // What is known with some fields of another record laid over it.
    private PlainRecord Overlaid(ulong fields, PlainRecord? other = null)
    {
        _after.Clear();
        for (ulong left = _known.Values.Stated | fields; left != 0; left &= left - 1)
        {
            int field = BitOperations.TrailingZeroCount(left);
            _after.Set(field, ((fields >> field & 1) != 0 ? other ?? _row : _known.Values)[field]);
        }
        return _after;
    }

    /// <summary>What a removal by policy does to the record.</summary>
    public static ChangeAction ActionOf(RemovalAction removal) => removal == RemovalAction.Suspend ? ChangeAction.Suspend : ChangeAction.Delete;
}
