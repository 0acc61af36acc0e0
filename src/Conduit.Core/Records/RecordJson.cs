using System.Numerics;
using System.Text.Json;

namespace Conduit.Records;

/// <summary>
/// A record as a JSON object of its stated fields: <c>{"username":"ada","suspended":"0","profile_field_grade":"9"}</c>.
/// The one form in which plans, the log and the state hold values.
/// </summary>
internal static class RecordJson
{
    public static void Write(Utf8JsonWriter writer, RosterRecord record)
    {
        writer.WriteStartObject();
        IReadOnlyList<RecordField> fields = RecordFields.Of(record.Kind);
        for (ulong left = record.Stated.Bits; left != 0; left &= left - 1)
        {
            RecordField field = fields[BitOperations.TrailingZeroCount(left)];
            record[field].Write(writer, field.Encoded);
        }
        foreach ((string name, string value) in record.Custom)
            writer.WriteString(RecordFields.CustomPrefix + name, value);
        writer.WriteEndObject();
    }

    /// <summary>Reads an object that <see cref="Write"/> wrote; the reader stands on its start and is left on its end.</summary>
    /// <exception cref="JsonException">The object is none of a record of this kind.</exception>
    public static RosterRecord Read(ref Utf8JsonReader reader, RecordKind kind)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException($"A {kind.Name()} was expected.");
        RosterRecord record = RosterRecord.Create(kind);
        List<KeyValuePair<string, string>>? custom = null;
        IReadOnlyList<RecordField> fields = RecordFields.Of(kind);
        int next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // Fields are written in their order, so the one that comes is found a few steps on from the last.
            while (next < fields.Count && !reader.ValueTextEquals(fields[next].Utf8Name))
                next++;
            if (next < fields.Count)
            {
                reader.Read();
                record.Set(fields[next], FieldValue.Read(ref reader, fields[next].Type));
                next++;
                continue;
            }
            string name = reader.GetString()!;
            reader.Read();
            string value = reader.GetString() ?? "";
            if (name.StartsWith(RecordFields.CustomPrefix, StringComparison.Ordinal))
                (custom ??= []).Add(new(name[RecordFields.CustomPrefix.Length..], value));
            else if (RecordFields.Find(kind, name) is { } field)
                record.Set(field, FieldValue.Parse(field.Type, value));
            else
                throw new JsonException($"A {kind.Name()} has no field '{name}'.");
        }
        if (custom is not null)
            record.SetCustom(CustomFields.Of(custom));
        return record;
    }
}
