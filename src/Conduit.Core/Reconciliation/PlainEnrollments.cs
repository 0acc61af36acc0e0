using System.Numerics;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Sinks;
using Conduit.Sources;
using Conduit.State;

namespace Conduit.Reconciliation;

/// <summary>
/// Decides about enrollments without making records of them: there are ten times as many as of anything else, and almost all of those that change hold nothing but ids, a role, a
/// status and two dates. Whatever is not as plain as that is left to <see cref="RecordPlanner"/>; what is decided here is what it would decide, to the byte.
/// </summary>
internal sealed class PlainEnrollments
{
    private const RecordKind Kind = RecordKind.Enrollment;

    private static readonly ulong References = Bits(FieldTraits.Reference);
    private static readonly int Status = EnrollmentFields.Status.Ordinal;

    private readonly PlanContext _context;
    private readonly DecisionTable _decisions;
    private readonly KindIndex _index;
    private readonly KindSummary _summary;
    private readonly RemovalAction _removal;
    private readonly byte[] _source;
    private readonly PlainRecord _row = new(Kind);
    private readonly PlainRecord _after = new(Kind);
    private readonly PlainKnown _known = new(Kind);
    private readonly Utf8Buffer _hashed = new();
    private readonly Utf8Buffer _key = new();
    private readonly Utf8Buffer _head = new();
    private readonly Utf8Buffer _afterJson = new();
    private readonly Utf8Buffer _tail = new();
    private readonly EncodedText _feed = new();
    private readonly EncodedText _file = new();
    private int _feedNumber = -1;
    private string _feedName = "";

    private PlainEnrollments(PlanContext context, DecisionTable decisions, RemovalAction removal)
    {
        _context = context;
        _decisions = decisions;
        _index = context.State[Kind];
        _summary = context.Header.Summary[Kind];
        _removal = removal;
        _source = new EncodedText().Of(context.Source.Name);
    }

    /// <summary>Those who decide for a kind; null where every row has to become a record.</summary>
    public static PlainEnrollments? For(RecordKind kind, PlanContext context, KindCapabilities capabilities, DecisionTable decisions)
    {
        KindPolicy policy = context.Policies[kind];
        // A record that states nothing breaks no rule of ours; of a rule of the host's nothing is known.
        bool isPlain = kind == Kind && context.Request.TakesPlainRows && policy.Ownership.Rules.Count == 0 && context.Rules.AreSurelyKept(new PlainRecord(Kind))
            && capabilities.Actions.Contains(ChangeAction.Create) && capabilities.Actions.Contains(ChangeAction.Update)
            && (capabilities.Fields.Bits | References) == (1UL << RecordFields.Of(Kind).Count) - 1;
        return isPlain ? new PlainEnrollments(context, decisions, capabilities.Actions.Contains(Action(policy.Removal)) ? policy.Removal : RemovalAction.Keep) : null;
    }

    /// <summary>Decides about a row of a feed that brings all of its rows each time.</summary>
    /// <returns>False when the row has to become a record.</returns>
    public bool TryDecide(SourceReader reader, in SourceRow row, SourceFeed feed, RowPlace place)
    {
        if (!reader.TryReadPlain(_row) || !TryReadKey(out Hash128 key) || !_context.Rules.AreSurelyKept(_row))
            return false;
        int target = FindKnown(key, out bool isOther);
        if (isOther)
            return false;
        if (target < 0)
            target = _decisions.NewTarget(key);
        if (_decisions.VerdictOf(target) != Verdict.None || (target >= 0 && !_index.Hot[target].IsSettled))
            return false;

        ulong changed = 0;
        if (target >= 0 && (changed = Overlay()) == 0)
            return false;
        ComposeTail(changed, reader.File, row.Line, feed.Name, row.Fingerprint.Bits);
        Plan(target, target >= 0 ? ChangeAction.Update : ChangeAction.Create, target >= 0 ? _after : _row, null, place);
        return true;
    }

    /// <summary>Plans the removal of a record that no row speaks of, by the policy.</summary>
    /// <returns>False when the record has to be looked at as a whole.</returns>
    public bool TryRemove(int position)
    {
        HotEntry entry = _index.Hot[position];
        if (_removal is not (RemovalAction.Suspend or RemovalAction.Delete) || !entry.IsSettled || entry.Row.IsZero || (entry.Flags & KnownFlags.Protected) != KnownFlags.None
            || !_context.State.TryRead(Kind, position, _known) || !_known.Source.Written.SequenceEqual(_source))
        {
            return false;
        }
        ulong changed = 0;
        if (_removal == RemovalAction.Suspend)
        {
            if (_known.Values[Status].SequenceEqual("suspended"u8))
                return false;
            CopyKnown();
            _after.Set(Status, "suspended"u8);
            changed = 1UL << Status;
        }
        _key.Clear();
        _key.Append(_known.Key.Written);
        if (entry.Feed != _feedNumber)
            (_feedNumber, _feedName) = (entry.Feed, _context.State.FeedName(entry.Feed));
        ComposeTail(changed, null, 0, _feedName, entry.Row);
        Plan(position, Action(_removal), _removal == RemovalAction.Suspend ? _after : null, "absent", default);
        return true;
    }

    // The course and the user that the row names by id, both standing; and the key of the two.
    private bool TryReadKey(out Hash128 key)
    {
        ReadOnlySpan<byte> course = _row[EnrollmentFields.CourseIdNumber.Ordinal];
        ReadOnlySpan<byte> user = _row[EnrollmentFields.UserIdNumber.Ordinal];
        key = default;
        FingerprintKey hash = _context.State.Key;
        if (course.IsEmpty || user.IsEmpty
            || !_context.Resolver.IsNamedBy(RecordKind.Course, hash.Hash(course).Bits) || !_context.Resolver.IsNamedBy(RecordKind.User, hash.Hash(user).Bits))
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
            isOther = !_context.State.TryRead(Kind, at, _known);
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

    private void Plan(int target, ChangeAction action, PlainRecord? after, string? reason, RowPlace place)
    {
        _head.Clear();
        if (target >= 0)
        {
            _head.Append(",\"lmsId\":\""u8);
            _head.Append(_known.LmsId.Written);
            _head.Append((byte)'"');
        }
        if (reason is not null)
            _head.Append(",\"reason\":\"absent\""u8);
        _afterJson.Clear();
        after?.Write(_afterJson);
        var change = new PlainChange
        {
            Kind = Kind,
            Action = action,
            Key = _key.Written,
            Head = _head.Written,
            Before = target >= 0 ? _known.Json.Written : [],
            After = _afterJson.Written,
            Tail = _tail.Written,
        };
        _summary[action]++;
        _decisions[target] = new Decision(Verdict.Changed, place, _context.Writer.Add(change));
    }

    private void ComposeTail(ulong changed, string? file, long line, string feed, Hash128 row)
    {
        _tail.Clear();
        if (changed != 0)
        {
            _tail.Append(",\"fields\":["u8);
            for (ulong left = changed; left != 0; left &= left - 1)
            {
                _tail.Append(left == changed ? "\""u8 : ",\""u8);
                _tail.Append(RecordFields.Of(Kind)[BitOperations.TrailingZeroCount(left)].Encoded.EncodedUtf8Bytes);
                _tail.Append((byte)'"');
            }
            _tail.Append((byte)']');
        }
        if (file is not null)
        {
            _tail.Append(",\"at\":\""u8);
            _tail.Append(_file.Of(file));
            _tail.Append((byte)':');
            _tail.Append(line);
            _tail.Append((byte)'"');
        }
        _tail.Append(",\"rows\":[\""u8);
        _tail.Append(_feed.Of(feed));
        _tail.Append("\",\""u8);
        _tail.Append(row);
        _tail.Append("\"]"u8);
    }

    private static ChangeAction Action(RemovalAction removal) => removal == RemovalAction.Suspend ? ChangeAction.Suspend : ChangeAction.Delete;

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
