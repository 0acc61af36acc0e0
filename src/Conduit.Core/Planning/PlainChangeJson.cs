using System.Buffers.Binary;
using System.Text;
using Conduit.Records;

namespace Conduit.Planning;

/// <summary>Writes changes that were never made objects, byte for byte as <see cref="ChangeJson"/> writes the others.</summary>
internal static class PlainChangeJson
{
    private const int Parts = 5;
    private const int HeaderLength = 2 + (Parts * sizeof(int));

    private static readonly byte[][] Kinds = RecordKinds.Each(kind => Encoding.UTF8.GetBytes(kind.Name()));
    private static readonly byte[][] Actions = new byte[(int)ChangeAction.Delete + 1][];

    /// <summary>Writes the line of a change.</summary>
    public static void Write(in PlainChange change, Utf8Buffer line)
    {
        byte[] kind = Kinds[(int)change.Kind];
        byte[] action = Actions[(int)change.Action] ??= Encoding.UTF8.GetBytes(change.Action.Name());
        line.Append((byte)PlanLine.Change);
        line.Append("{\"kind\":\""u8);
        line.Append(kind);
        line.Append("\",\"key\":\""u8);
        line.Append(change.Key);
        line.Append("\",\"action\":\""u8);
        line.Append(action);
        line.Append((byte)'"');
        line.Append(change.Head);
        if (!change.Before.IsEmpty)
        {
            line.Append(",\"before\":"u8);
            line.Append(change.Before);
        }
        if (!change.After.IsEmpty)
        {
            line.Append(",\"after\":"u8);
            line.Append(change.After);
        }
        line.Append(change.Tail);
        line.Append("}\n"u8);
    }

    /// <summary>Keeps a change until it is written.</summary>
    public static void Store(in PlainChange change, Utf8Buffer target)
    {
        Span<byte> header = target.Take(HeaderLength);
        header[0] = (byte)change.Kind;
        header[1] = (byte)change.Action;
        PutLength(header, 0, change.Key);
        PutLength(header, 1, change.Head);
        PutLength(header, 2, change.Before);
        PutLength(header, 3, change.After);
        PutLength(header, 4, change.Tail);
        target.Append(change.Key);
        target.Append(change.Head);
        target.Append(change.Before);
        target.Append(change.After);
        target.Append(change.Tail);
    }

    /// <summary>Takes the next change out of what was stored.</summary>
    public static PlainChange Take(ref ReadOnlySpan<byte> stored)
    {
        ReadOnlySpan<byte> header = stored[..HeaderLength];
        int head = HeaderLength + LengthOf(header, 0);
        int before = head + LengthOf(header, 1);
        int after = before + LengthOf(header, 2);
        int tail = after + LengthOf(header, 3);
        int end = tail + LengthOf(header, 4);
        ReadOnlySpan<byte> all = stored[..end];
        stored = stored[end..];
        return new PlainChange
        {
            Kind = (RecordKind)header[0],
            Action = (ChangeAction)header[1],
            Key = all[HeaderLength..head],
            Head = all[head..before],
            Before = all[before..after],
            After = all[after..tail],
            Tail = all[tail..],
        };
    }

    private static void PutLength(Span<byte> header, int part, ReadOnlySpan<byte> text) => BinaryPrimitives.WriteInt32LittleEndian(header[(2 + (part * sizeof(int)))..], text.Length);

    private static int LengthOf(ReadOnlySpan<byte> header, int part) => BinaryPrimitives.ReadInt32LittleEndian(header[(2 + (part * sizeof(int)))..]);
}
