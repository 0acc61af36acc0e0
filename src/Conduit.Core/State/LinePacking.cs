using Conduit.Records;

namespace Conduit.State;

/// <summary>Turns lines that <see cref="KnownRecordJson"/> wrote into what the values file holds, and back. What it returns is valid until it is asked again.</summary>
internal sealed class LinePacking
{
    private readonly PlainKnown?[] _known = new PlainKnown?[RecordKinds.All.Length];
    private readonly Utf8Buffer _packed = new(256);
    private readonly Utf8Buffer _line = new(1024);

    /// <summary>Packs a line, where it holds nothing that cannot be packed.</summary>
    public ReadOnlySpan<byte> Pack(RecordKind kind, ReadOnlySpan<byte> line)
    {
        PlainKnown known = Of(kind);
        if (!known.TryReadJson(line))
            return line;
        _packed.Clear();
        PackedRecord.Write(known, _packed);
        return _packed.Written;
    }

    /// <summary>The line, byte for byte.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    public ReadOnlySpan<byte> Unpack(RecordKind kind, ReadOnlySpan<byte> stored)
    {
        if (!PackedRecord.IsPacked(stored))
            return stored;
        PlainKnown known = Of(kind);
        PackedRecord.Read(stored, known);
        _line.Clear();
        known.WriteJson(_line);
        return _line.Written;
    }

    private PlainKnown Of(RecordKind kind) => _known[(int)kind] ??= new PlainKnown(kind);
}
