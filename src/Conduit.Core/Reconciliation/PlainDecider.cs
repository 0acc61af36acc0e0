using System.Numerics;
using Conduit.Planning;
using Conduit.Records;
using Conduit.State;

namespace Conduit.Reconciliation;

/// <summary>
/// Finds out what enrollments ask for, by what is known of them, and writes the change. Looks at nothing that planning changes, so it may work on a thread of its own; whether its
/// finding counts is for <see cref="PlainEnrollments"/> to say.
/// </summary>
internal sealed class PlainDecider
{
    private const RecordKind Kind = RecordKind.Enrollment;

    /// <summary>The fields that name the course and the user, a bit for each ordinal.</summary>
    public static readonly ulong References = Bits(FieldTraits.Reference);
    private static readonly int Status = EnrollmentFields.Status.Ordinal;

    private readonly PlanContext _context;
    private readonly ReferenceResolver _resolver;
    private readonly KindIndex _index;
    private readonly ValuesReader _values;
    private readonly RemovalAction _removal;
    private readonly byte[] _source;
    private readonly PlainRecord _after = new(Kind);
    private readonly PlainKnown _known = new(Kind);
    private readonly Utf8Buffer _hashed = new();
    private readonly Utf8Buffer _key = new();
    private readonly PlainChangeLine _line = new();
    private int _feedNumber = -1;
    private string _feedName = "";
    private PlainRecord _row = new(Kind);

    public PlainDecider(PlanContext context, RemovalAction removal)
    {
        _context = context;
        _resolver = context.Resolver;
        _index = context.State[Kind];
        _values = context.State.OpenReader();
        _removal = removal;
        _source = new EncodedText().Of(context.Source.Name);
    }

    /// <summary>Decides about all items of a piece.</summary>
    public void Decide(PlainPiece piece)
    {
        for (int i = 0; i < piece.Count; i++)
        {
            ref PlainItem item = ref piece[i];
            item.Action = piece.Rows is { } rows ? Decide(ref item, rows.Feed.Name, piece) : Remove(item.Position, piece);
        }
    }

    private ChangeAction? Decide(ref PlainItem item, string feed, PlainPiece piece)
    {
        _row = item.Record;
        if (!TryReadKey(out item.Key) || !_context.Rules.AreSurelyKept(_row))
            return null;
        item.Position = FindKnown(item.Key, out bool isOther);
        if (isOther || (item.Position >= 0 && !_index.Hot[item.Position].IsSettled))
            return null;
        bool isNew = item.Position < 0;
        ulong changed = isNew ? 0 : Overlay();
        if (!isNew && changed == 0)
            return null;
        _line.ComposeTail(changed, piece.File, item.Line, feed, item.Row);
        return _line.Store(isNew ? ChangeAction.Create : ChangeAction.Update, _key, isNew ? null : _known, isNew ? _row : _after, isAbsent: false, piece.Changes);
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
        _key.Clear();
        _key.Append(_known.Key.Written);
        if (entry.Feed != _feedNumber)
            (_feedNumber, _feedName) = (entry.Feed, _context.State.FeedName(entry.Feed));
        _line.ComposeTail(changed, null, 0, _feedName, entry.Row);
        return _line.Store(ActionOf(_removal), _key, _known, _removal == RemovalAction.Suspend ? _after : null, isAbsent: true, piece.Changes);
    }

    // The course and the user that the row names by id, both standing; and the key of the two.
    private bool TryReadKey(out Hash128 key)
    {
        ReadOnlySpan<byte> course = _row[EnrollmentFields.CourseIdNumber.Ordinal];
        ReadOnlySpan<byte> user = _row[EnrollmentFields.UserIdNumber.Ordinal];
        key = default;
        FingerprintKey hash = _context.State.Key;
        if (course.IsEmpty || user.IsEmpty
            || !_resolver.IsNamedBy(RecordKind.Course, hash.Hash(course).Bits) || !_resolver.IsNamedBy(RecordKind.User, hash.Hash(user).Bits))
        {
            return false;
        }
        _hashed.Clear();
        _hashed.Append(course);
        _hashed.Append((byte)0x1F);
        _hashed.Append(user);
        _key.Clear();
        _key.Append(course);
        _key.Append("\\u001F"u8);
        _key.Append(user);
        key = hash.Hash(_hashed.Written).Bits;
        return true;
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

    private static ulong Bits(FieldTraits trait)
    {
        ulong bits = 0;
        foreach (RecordField field in RecordFields.Of(Kind))
        {
            if (field.Is(trait))
                bits |= 1UL << field.Ordinal;
        }
        return bits;
    }
}
