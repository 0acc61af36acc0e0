using System.Numerics;
using Conduit.Records;

namespace Conduit.State;

/// <summary>A known record as the values file holds it, without the objects of <see cref="KnownRecord"/>. Used again for one record after another; its texts are valid until the next.</summary>
internal sealed class PlainKnown(RecordKind kind)
{
    private readonly ulong _references = RecordFields.With(kind, FieldTraits.Reference);
    private readonly int _id = RecordFields.Find(kind, "idnumber")?.Ordinal ?? 0;
    private readonly Utf8Buffer _ids = new(64);

    /// <summary>The key, as JSON holds it.</summary>
    public Utf8Buffer Key { get; } = new(64);

    /// <summary>The id in the LMS, as JSON holds it.</summary>
    public Utf8Buffer LmsId { get; } = new(64);

    /// <summary>The source that brought it, as JSON holds it.</summary>
    public Utf8Buffer Source { get; } = new(64);

    public PlainRecord Values { get; } = new(kind);

    /// <summary>Reads a record as it is stored.</summary>
    /// <returns>False when there is more to the record than a key, an LMS id, a source and the fields of its kind.</returns>
    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    public bool TryRead(ReadOnlySpan<byte> stored)
    {
        if (!PackedRecord.IsPacked(stored))
            return TryReadJson(stored);
        PackedRecord.Read(stored, this);
        return true;
    }

    /// <summary>Reads a line that <see cref="KnownRecordJson"/> wrote.</summary>
    /// <returns>False when there is more to the record than a key, an LMS id, a source and the fields of its kind.</returns>
    public bool TryReadJson(ReadOnlySpan<byte> line) =>
        TryTake(ref line, "{\"key\":\""u8, Key) && TryTake(ref line, ",\"lmsId\":\""u8, LmsId) && TryTake(ref line, ",\"source\":\""u8, Source) && TryTakeValues(line);

    /// <summary>Writes the line that <see cref="KnownRecordJson"/> would write.</summary>
    public void WriteJson(Utf8Buffer line)
    {
        line.Append("{\"key\":\""u8);
        line.Append(Key.Written);
        line.Append("\",\"lmsId\":\""u8);
        line.Append(LmsId.Written);
        line.Append("\",\"source\":\""u8);
        line.Append(Source.Written);
        line.Append("\",\"values\":"u8);
        Values.Write(line);
        line.Append("}\n"u8);
    }

    /// <summary>The key that the values have where they state ids alone: what they refer to by, or the record's own id.</summary>
    public ReadOnlySpan<byte> KeyOfIds()
    {
        _ids.Clear();
        ulong references = Values.Stated & _references;
        for (ulong left = references != 0 ? references : Values.Stated & (1UL << _id); left != 0; left &= left - 1)
        {
            if (_ids.Length > 0)
                _ids.Append(PackedText.Joint);
            _ids.Append(Values[BitOperations.TrailingZeroCount(left)]);
        }
        return _ids.Written;
    }

    public void Clear()
    {
        Key.Clear();
        LmsId.Clear();
        Source.Clear();
        Values.Clear();
    }

    private bool TryTakeValues(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> name = ",\"values\":"u8;
        return line.StartsWith(name) && Values.TryRead(line[name.Length..], out int length) && line[(name.Length + length)..].SequenceEqual("}\n"u8);
    }

    // A quote inside a text is written as \u0022, so the next one is its end.
    private static bool TryTake(ref ReadOnlySpan<byte> line, ReadOnlySpan<byte> name, Utf8Buffer text)
    {
        if (!line.StartsWith(name))
            return false;
        line = line[name.Length..];
        int end = line.IndexOf((byte)'"');
        if (end < 0)
            return false;
        text.Clear();
        text.Append(line[..end]);
        line = line[(end + 1)..];
        return true;
    }
}
