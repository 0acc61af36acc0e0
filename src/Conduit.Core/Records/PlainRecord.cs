using System.Numerics;
using System.Text;

namespace Conduit.Records;

/// <summary>
/// What a record states, each value as the text that <see cref="RecordJson"/> puts between its quotes: enough to compare, to overlay and to write a record without making an object of
/// it. Used again for one record after another. Equal texts are equal values; what can be written in more than one way is not put in here.
/// </summary>
/// <param name="kind">The kind.</param>
/// <param name="room">How many bytes of text there is room for at first.</param>
internal sealed class PlainRecord(RecordKind kind, int room = 512)
{
    private readonly Utf8Buffer _text = new(room);
    private readonly RecordField[] _fields = RecordFields.ArrayOf(kind);
    private readonly int[] _starts = new int[RecordFields.ArrayOf(kind).Length];
    private readonly int[] _lengths = new int[RecordFields.ArrayOf(kind).Length];

    public RecordKind Kind => kind;

    /// <summary>The fields that are stated, a bit for each ordinal.</summary>
    public ulong Stated { get; private set; }

    /// <summary>The text of a field; empty where it is stated and empty, or not stated.</summary>
    public ReadOnlySpan<byte> this[int ordinal] => (Stated >> ordinal & 1) == 0 ? [] : _text[_starts[ordinal], _lengths[ordinal]];

    public bool States(int ordinal) => (Stated >> ordinal & 1) != 0;

    public void Clear()
    {
        _text.Clear();
        Stated = 0;
    }

    /// <summary>States a field. A text that it stated before is left where it stands.</summary>
    public void Set(int ordinal, ReadOnlySpan<byte> text)
    {
        _starts[ordinal] = _text.Length;
        _lengths[ordinal] = text.Length;
        _text.Append(text);
        Stated |= 1UL << ordinal;
    }

    /// <summary>States a field whose text the caller writes, before <see cref="End"/> is called.</summary>
    public Utf8Buffer Begin(int ordinal)
    {
        _starts[ordinal] = _text.Length;
        Stated |= 1UL << ordinal;
        return _text;
    }

    public void End(int ordinal) => _lengths[ordinal] = _text.Length - _starts[ordinal];

    /// <summary>Reads an object that <see cref="RecordJson"/> wrote, in the place of what was stated before.</summary>
    /// <param name="json">Text that begins with the object.</param>
    /// <param name="length">How long the object is.</param>
    /// <returns>False when there is more to it than the fields of the kind: custom fields, for example.</returns>
    public bool TryRead(ReadOnlySpan<byte> json, out int length)
    {
        Clear();
        length = 0;
        if (json.IsEmpty || json[0] != '{')
            return false;
        IReadOnlyList<RecordField> fields = RecordFields.Of(kind);
        int at = 1;
        int next = 0;
        while (at < json.Length && json[at] == '"')
        {
            // A quote inside a name or a value is written as \u0022, so the next one is the end.
            int name = json[(at + 1)..].IndexOf((byte)'"');
            if (name < 0)
                return false;
            ReadOnlySpan<byte> field = json.Slice(at + 1, name);
            at += name + 2;
            while (next < fields.Count && !fields[next].Utf8Name.SequenceEqual(field))
                next++;
            if (next == fields.Count || json.Length - at < 3 || json[at] != ':' || json[at + 1] != '"')
                return false;
            at += 2;
            int value = json[at..].IndexOf((byte)'"');
            if (value < 0)
                return false;
            Set(next++, json.Slice(at, value));
            at += value + 1;
            if (at < json.Length && json[at] == ',')
                at++;
        }
        length = at + 1;
        return at < json.Length && json[at] == '}';
    }

    /// <summary>The record, where no text needs escapes in JSON.</summary>
    public RosterRecord ToRecord()
    {
        RosterRecord record = RosterRecord.Create(kind);
        foreach (RecordField field in RecordFields.Of(kind))
        {
            if (States(field.Ordinal))
                record.Set(field, FieldValue.Parse(field.Type, Encoding.UTF8.GetString(this[field.Ordinal])));
        }
        return record;
    }

    /// <summary>Writes the record as <see cref="RecordJson"/> would.</summary>
    public void Write(Utf8Buffer target) => Write(target, []);

    /// <summary>Writes the record as <see cref="RecordJson"/> would, and tells where the texts of its fields stand.</summary>
    /// <param name="target">Gets the text.</param>
    /// <param name="places">Gets, for each field that is stated, where its text begins in the target; with room for all fields, or for none.</param>
    public void Write(Utf8Buffer target, Span<int> places)
    {
        target.Append((byte)'{');
        for (ulong left = Stated; left != 0; left &= left - 1)
        {
            int ordinal = BitOperations.TrailingZeroCount(left);
            ReadOnlySpan<byte> lead = _fields[ordinal].Lead;
            target.Append(left == Stated ? lead[2..] : lead);
            if (!places.IsEmpty)
                places[ordinal] = target.Length;
            target.Append(_text[_starts[ordinal], _lengths[ordinal]]);
        }
        target.Append(Stated == 0 ? "}"u8 : "\"}"u8);
    }

    /// <summary>Writes the record once more, behind where it was written, with some texts of another: copied but for these.</summary>
    /// <param name="target">Holds the text that was written before and gets the new one.</param>
    /// <param name="start">Where the other begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="places">Where its fields stand.</param>
    /// <param name="fields">The fields, of those that are stated, whose texts are others.</param>
    /// <param name="other">States them.</param>
    public void WriteAgain(Utf8Buffer target, int start, int end, ReadOnlySpan<int> places, ulong fields, PlainRecord other)
    {
        for (ulong left = fields; left != 0; left &= left - 1)
        {
            int ordinal = BitOperations.TrailingZeroCount(left);
            target.AppendAgain(start, places[ordinal] - start);
            target.Append(other[ordinal]);
            start = places[ordinal] + _lengths[ordinal];
        }
        target.AppendAgain(start, end - start);
    }
}
