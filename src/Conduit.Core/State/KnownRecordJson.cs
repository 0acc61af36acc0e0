using System.Text.Json;
using Conduit.Planning;
using Conduit.Records;

namespace Conduit.State;

/// <summary>A known record as a line of the values file. Flags and the one row are in the index, which changes more often.</summary>
internal static class KnownRecordJson
{
    public static void Write(Utf8JsonWriter writer, KnownRecord record)
    {
        writer.WriteStartObject();
        writer.WriteString("key", record.Key.Value);
        writer.WriteString("lmsId", record.LmsId);
        if (record.Source is not null)
            writer.WriteString("source", record.Source);
        if (record.Owner is not null)
            writer.WriteString("owner", record.Owner);
        if ((record.Flags & KnownFlags.Drifted) != KnownFlags.None && record.DriftedFields.Count > 0)
        {
            writer.WriteStartArray("drifted");
            foreach (string field in record.DriftedFields)
                writer.WriteStringValue(field);
            writer.WriteEndArray();
        }
        writer.WritePropertyName("values");
        RecordJson.Write(writer, record.Values);
        if (record.Supports.Count > 1)
        {
            writer.WriteStartArray("rows");
            foreach (RowSupport support in record.Supports)
            {
                writer.WriteStringValue(support.Feed);
                writer.WriteStringValue(support.Fingerprint.ToString());
            }
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }

    /// <summary>Reads the key alone, which stands first.</summary>
    public static string ReadKey(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        reader.Read();
        reader.Read();
        if (!reader.ValueTextEquals("key"u8))
            throw new JsonException("A known record does not begin with its key.");
        reader.Read();
        return reader.GetString()!;
    }

    public static KnownRecord Read(ReadOnlySpan<byte> line, RecordKind kind, in IndexEntry entry, string feed)
    {
        var reader = new Utf8JsonReader(line);
        string key = "", lmsId = "";
        string? source = null, owner = null;
        RosterRecord? values = null;
        List<string> drifted = [];
        List<RowSupport> supports = entry.Row.IsZero ? [] : [new RowSupport(feed, entry.Fingerprint)];
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            switch (name)
            {
                case "key": key = reader.GetString()!; break;
                case "lmsId": lmsId = reader.GetString()!; break;
                case "source": source = reader.GetString(); break;
                case "owner": owner = reader.GetString(); break;
                case "values": values = RecordJson.Read(ref reader, kind); break;
                case "drifted":
                    while (reader.Read() && reader.TokenType == JsonTokenType.String)
                        drifted.Add(reader.GetString()!);
                    break;
                case "rows":
                    while (reader.Read() && reader.TokenType == JsonTokenType.String)
                    {
                        string of = reader.GetString()!;
                        reader.Read();
                        supports.Add(new RowSupport(of, RecordFingerprint.Parse(reader.GetString()!)));
                    }
                    break;
                default: reader.Skip(); break;
            }
        }
        return new KnownRecord(new RecordKey(kind, key), lmsId, values ?? throw new JsonException("A known record lacks its values."))
        {
            Flags = entry.Flags,
            Source = source,
            Owner = owner,
            Supports = supports,
            // The flag says whether it still holds; flags change without the values being written anew.
            DriftedFields = (entry.Flags & KnownFlags.Drifted) != KnownFlags.None ? drifted : [],
        };
    }
}
