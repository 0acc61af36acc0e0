using System.Numerics;
using System.Text;
using Conduit.Planning;
using Conduit.Records;
using Conduit.State;

namespace Conduit.Reconciliation;

/// <summary>Writes the line of an enrollment's change, byte for byte as <see cref="ChangeJson"/> writes those of the records that were made.</summary>
internal sealed class PlainChangeLine
{
    private const RecordKind Kind = RecordKind.Enrollment;

    private static readonly byte[] Start = Encoding.UTF8.GetBytes($"{(char)PlanLine.Change}{{\"kind\":\"{Kind.Name()}\",\"key\":\"");
    private static readonly byte[][] Actions = new byte[(int)ChangeAction.Delete + 1][];

    private readonly int[] _places = new int[RecordFields.ArrayOf(Kind).Length];
    private readonly EncodedText _feed = new();
    private readonly EncodedText _file = new();
    private int _beforeStart;
    private int _beforeEnd;

    /// <summary>Writes what stands before the values.</summary>
    /// <param name="line">Gets the text.</param>
    /// <param name="key">The key, as JSON holds it.</param>
    /// <param name="action">What the change does.</param>
    /// <param name="known">What is known of the record; null for a new one.</param>
    /// <param name="isAbsent">Whether the record goes because no row speaks of it.</param>
    public static void Begin(Utf8Buffer line, ReadOnlySpan<byte> key, ChangeAction action, PlainKnown? known, bool isAbsent)
    {
        line.Append(Start);
        line.Append(key);
        line.Append("\",\"action\":\""u8);
        line.Append(Actions[(int)action] ??= Encoding.UTF8.GetBytes(action.Name()));
        line.Append((byte)'"');
        if (known is not null)
        {
            line.Append(",\"lmsId\":\""u8);
            line.Append(known.LmsId.Written);
            line.Append((byte)'"');
        }
        if (isAbsent)
            line.Append(",\"reason\":\"absent\""u8);
    }

    /// <summary>Writes what the LMS is known to hold.</summary>
    public void Before(Utf8Buffer line, PlainRecord values)
    {
        line.Append(",\"before\":"u8);
        _beforeStart = line.Length;
        values.Write(line, _places);
        _beforeEnd = line.Length;
    }

    /// <summary>Writes what the LMS shall hold.</summary>
    public static void After(Utf8Buffer line, PlainRecord values)
    {
        line.Append(",\"after\":"u8);
        values.Write(line);
    }

    /// <summary>Writes what the LMS shall hold: what stands <see cref="Before">before</see> but for some fields that are stated there.</summary>
    public void After(Utf8Buffer line, PlainRecord before, ulong fields, PlainRecord other)
    {
        line.Append(",\"after\":"u8);
        before.WriteAgain(line, _beforeStart, _beforeEnd, _places, fields, other);
    }

    /// <summary>Writes what stands behind the values: the fields that change, where the row stands and what the record rests on.</summary>
    public void End(Utf8Buffer line, ulong changed, string? file, long number, string feed, Hash128 row)
    {
        if (changed != 0)
        {
            line.Append(",\"fields\":["u8);
            for (ulong left = changed; left != 0; left &= left - 1)
            {
                line.Append(left == changed ? "\""u8 : ",\""u8);
                line.Append(RecordFields.Of(Kind)[BitOperations.TrailingZeroCount(left)].Utf8Name);
                line.Append((byte)'"');
            }
            line.Append((byte)']');
        }
        if (file is not null)
        {
            line.Append(",\"at\":\""u8);
            line.Append(_file.Of(file));
            line.Append((byte)':');
            line.Append(number);
            line.Append((byte)'"');
        }
        line.Append(",\"rows\":[\""u8);
        line.Append(_feed.Of(feed));
        line.Append("\",\""u8);
        line.Append(row);
        line.Append("\"]}\n"u8);
    }
}
