using System.Text.Json;
using Conduit.Records;

namespace Conduit.Planning;

/// <summary>A settled record as a JSON object, in plans.</summary>
internal static class SettledJson
{
    public static void Write(Utf8JsonWriter writer, SettledRow row)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(row.Key.Kind.Name());
        writer.WriteStringValue(row.Key.Value);
        writer.WriteBooleanValue(row.IsAbsent);
        foreach (RowSupport support in row.Supports)
        {
            writer.WriteStringValue(support.Feed);
            writer.WriteStringValue(support.Fingerprint.ToString());
        }
        writer.WriteEndArray();
    }

    public static SettledRow Read(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        reader.Read();
        reader.Read();
        if (!RecordKinds.TryParse(reader.GetString(), out RecordKind kind))
            throw new JsonException("The kind is unknown.");
        reader.Read();
        string key = reader.GetString()!;
        reader.Read();
        bool absent = reader.GetBoolean();
        var supports = new List<RowSupport>(1);
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
        {
            string feed = reader.GetString()!;
            reader.Read();
            supports.Add(new RowSupport(feed, RecordFingerprint.Parse(reader.GetString()!)));
        }
        return new SettledRow(new RecordKey(kind, key), supports, absent);
    }
}
