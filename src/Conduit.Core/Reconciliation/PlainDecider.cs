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
    private readonly PlainKnown _known = new(Kind);
    private readonly Utf8Buffer _key = new(64);
    private readonly PlainChangeLine _line = new();
    private readonly ReadingOrder _order = new(PlainPiece.Most);
    private readonly KindIndex _courses;
    private readonly KindIndex _users;
    private readonly Hash128[] _courseOf = new Hash128[PlainPiece.Most];
    private readonly Hash128[] _userOf = new Hash128[PlainPiece.Most];
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
        Hash(piece);
        for (int i = 0; i < piece.Count; i++)
        {
            ref PlainItem item = ref piece[i];
            item.Action = null;
            if (item.Record[EnrollmentFields.CourseIdNumber.Ordinal].IsEmpty || item.Record[EnrollmentFields.UserIdNumber.Ordinal].IsEmpty)
                continue;
            if (!_resolver.IsNamedBy(RecordKind.Course, _courseOf[i]) || !_resolver.IsNamedBy(RecordKind.User, _userOf[i]) || !_context.Rules.AreSurelyKept(item.Record))
                continue;
            int likely = _index.ByKey.First(item.Key);
            _order.Add(i, likely < 0 ? -1 : _index.Places[likely].Offset);
        }
        return _order.Sorted();
    }

    // The keys of the items and of the courses and users that they name by id, with the memory asked for that they lead to.
    private void Hash(PlainPiece piece)
    {
        FingerprintKey hash = _context.State.Key;
        for (int i = 0; i < piece.Count; i++)
        {
            ref PlainItem item = ref piece[i];
            _row = item.Record;
            _courseOf[i] = hash.Hash(_row[EnrollmentFields.CourseIdNumber.Ordinal]).Bits;
            _userOf[i] = hash.Hash(_row[EnrollmentFields.UserIdNumber.Ordinal]).Bits;
            WriteKey("\u001F"u8);
            item.Key = hash.Hash(_key.Written).Bits;
            _courses.ByKey.Prefetch(_courseOf[i]);
            _users.ByKey.Prefetch(_userOf[i]);
            _index.ByKey.Prefetch(item.Key);
        }
        for (int i = 0; i < piece.Count; i++)
        {
            _courses.Prefetch(_courseOf[i]);
            _users.Prefetch(_userOf[i]);
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
        ulong changed = isNew ? 0 : Overlay();
        if (!isNew && changed == 0)
            return;
        item.Action = isNew ? ChangeAction.Create : ChangeAction.Update;
        item.LineStart = piece.Lines.Length;
        PlainChangeLine.Begin(piece.Lines, _key.Written, item.Action.Value, isNew ? null : _known, isAbsent: false);
        if (!isNew)
            PlainChangeLine.Before(piece.Lines, _known.Values);
        PlainChangeLine.After(piece.Lines, isNew ? _row : _after);
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
            CopyKnown();
            _after.Set(Status, "suspended"u8);
            changed = 1UL << Status;
        }
        if (entry.Feed != _feedNumber)
            (_feedNumber, _feedName) = (entry.Feed, _context.State.FeedName(entry.Feed));
        PlainChangeLine.Begin(piece.Lines, _known.Key.Written, ActionOf(_removal), _known, isAbsent: true);
        PlainChangeLine.Before(piece.Lines, _known.Values);
        if (_removal == RemovalAction.Suspend)
            PlainChangeLine.After(piece.Lines, _after);
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

    /// <summary>Lays what the row states over what is known.</summary>
    /// <returns>The fields that differ.</returns>
    private ulong Overlay()
    {
        CopyKnown();
        ulong changed = 0;
        for (ulong left = _row.Stated; left != 0; left &= left - 1)
        {
            int field = BitOperations.TrailingZeroCount(left);
            bool isReference = (References >> field & 1) != 0;
            if (isReference ? _known.Values.States(field) : _known.Values.States(field) && _row[field].SequenceEqual(_known.Values[field]))
                continue;
            if (!isReference && !(_row[field].IsEmpty && _known.Values[field].IsEmpty))
                changed |= 1UL << field;
            _after.Set(field, _row[field]);
        }
        return changed;
    }

    private void CopyKnown()
    {
        _after.Clear();
        for (ulong left = _known.Values.Stated; left != 0; left &= left - 1)
        {
            int field = BitOperations.TrailingZeroCount(left);
            _after.Set(field, _known.Values[field]);
        }
    }

    /// <summary>What a removal by policy does to the record.</summary>
    public static ChangeAction ActionOf(RemovalAction removal) => removal == RemovalAction.Suspend ? ChangeAction.Suspend : ChangeAction.Delete;
}
