using System.Numerics;
using Conduit.Records;

namespace Conduit.State;

/// <summary>
/// A known record of which there is no more to say than a <see cref="PlainKnown"/> holds, in a quarter of the bytes of its JSON: what has changed since last time is read from all over the
/// file, so the file has to be small. Any other record is kept as JSON, and the first byte tells the two apart. Fields go by their ordinals, which therefore never change.
/// </summary>
internal static class PackedRecord
{
    private const byte Mark = 1;
    private const byte KeyIsIds = 2;

    public static bool IsPacked(ReadOnlySpan<byte> stored) => !stored.IsEmpty && (stored[0] & ~KeyIsIds) == Mark;

    /// <summary>Packs a record.</summary>
    public static void Write(PlainKnown known, Utf8Buffer target)
    {
        bool keyIsIds = known.Key.Written.SequenceEqual(known.KeyOfIds());
        target.Append((byte)(keyIsIds ? Mark | KeyIsIds : Mark));
        ulong stated = known.Values.Stated;
        for (; stated > 0x7F; stated >>= 7)
            target.Append((byte)(stated | 0x80));
        target.Append((byte)stated);
        PackedText.Write(known.LmsId.Written, target);
        PackedText.Write(known.Source.Written, target);
        for (ulong left = known.Values.Stated; left != 0; left &= left - 1)
            PackedText.Write(known.Values[BitOperations.TrailingZeroCount(left)], target);
        if (!keyIsIds)
            PackedText.Write(known.Key.Written, target);
    }

    /// <summary>Reads a packed record.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    public static void Read(ReadOnlySpan<byte> stored, PlainKnown known)
    {
        bool keyIsIds = (PackedText.Take(ref stored, 1)[0] & KeyIsIds) != 0;
        ulong stated = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte bits = PackedText.Take(ref stored, 1)[0];
            if (shift > 63)
                throw PackedText.Damaged();
            stated |= (ulong)(bits & 0x7F) << shift;
            if ((bits & 0x80) == 0)
                break;
        }
        if (stated >> RecordFields.Of(known.Values.Kind).Count != 0)
            throw PackedText.Damaged();
        known.Clear();
        PackedText.Read(ref stored, known.LmsId);
        PackedText.Read(ref stored, known.Source);
        for (ulong left = stated; left != 0; left &= left - 1)
        {
            int field = BitOperations.TrailingZeroCount(left);
            PackedText.Read(ref stored, known.Values.Begin(field));
            known.Values.End(field);
        }
        if (keyIsIds)
            known.Key.Append(known.KeyOfIds());
        else
            PackedText.Read(ref stored, known.Key);
    }
}
