using System.Numerics;
using Conduit.Planning;
using Conduit.Records;
using Conduit.State;

namespace Conduit.Reconciliation;

/// <summary>Puts the line of an enrollment's change together.</summary>
internal sealed class PlainChangeLine
{
    private const RecordKind Kind = RecordKind.Enrollment;

    private readonly Utf8Buffer _head = new();
    private readonly Utf8Buffer _afterJson = new();
    private readonly Utf8Buffer _tail = new();
    private readonly EncodedText _feed = new();
    private readonly EncodedText _file = new();

    /// <summary>Writes what stands behind the values: the fields that change, where the row stands and what the record rests on.</summary>
    public void ComposeTail(ulong changed, string? file, long line, string feed, Hash128 row)
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

    /// <summary>Keeps a change until it counts.</summary>
    /// <param name="action">What it does.</param>
    /// <param name="key">The key, as JSON holds it.</param>
    /// <param name="known">What is known of the record; null for a new one.</param>
    /// <param name="after">The record as it shall be; null for one that goes.</param>
    /// <param name="isAbsent">Whether it goes because no row speaks of it.</param>
    /// <param name="target">Gets the change.</param>
    public ChangeAction Store(ChangeAction action, Utf8Buffer key, PlainKnown? known, PlainRecord? after, bool isAbsent, Utf8Buffer target)
    {
        _head.Clear();
        if (known is not null)
        {
            _head.Append(",\"lmsId\":\""u8);
            _head.Append(known.LmsId.Written);
            _head.Append((byte)'"');
        }
        if (isAbsent)
            _head.Append(",\"reason\":\"absent\""u8);
        _afterJson.Clear();
        after?.Write(_afterJson);
        PlainChangeJson.Store(new PlainChange
        {
            Kind = Kind,
            Action = action,
            Key = key.Written,
            Head = _head.Written,
            Before = known is null ? [] : known.Json.Written,
            After = _afterJson.Written,
            Tail = _tail.Written,
        }, target);
        return action;
    }
}
