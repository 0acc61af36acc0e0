using System.Text;
using System.Text.Json;
using Conduit.Records;

namespace Conduit.Planning;

/// <summary>Rows that wait as a JSON array, in plans, in the log and in the state.</summary>
internal static class PendingJson
{
    public static void Write(Utf8JsonWriter writer, IEnumerable<PendingRow> rows)
    {
        writer.WriteStartArray("pending");
        foreach (PendingRow row in rows)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", row.Kind.Name());
            writer.WriteString("source", row.Source);
            writer.WriteString("feed", row.Feed);
            writer.WriteString("at", row.Location.ToString());
            writer.WriteString("reason", row.Reason);
            writer.WriteString("since", row.Since);
            writer.WriteString("until", row.Until);
            if (row.IsReleased)
                writer.WriteBoolean("released", true);
            writer.WritePropertyName("record");
            RecordJson.Write(writer, row.Record);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    /// <summary>Reads the array of an object; none where it has none, as in files of older versions.</summary>
    public static List<PendingRow> Read(JsonElement root) => root.TryGetProperty("pending", out JsonElement rows) ? ReadArray(rows) : [];

    public static List<PendingRow> ReadArray(JsonElement rows) => rows.ReadAll(Row);

    private static PendingRow Row(JsonElement row)
    {
        if (!RecordKinds.TryParse(row.GetProperty("kind").GetString(), out RecordKind kind))
            throw new JsonException("The kind is unknown.");
        var record = new Utf8JsonReader(Encoding.UTF8.GetBytes(row.GetProperty("record").GetRawText()));
        record.Read();
        return new PendingRow(row.GetProperty("source").GetString()!, row.GetProperty("feed").GetString()!, RecordJson.Read(ref record, kind))
        {
            Location = LocationJson.Parse(row.GetProperty("at").GetString()!),
            Reason = row.GetProperty("reason").GetString()!,
            Since = row.GetProperty("since").GetDateTimeOffset(),
            Until = row.GetProperty("until").GetDateTimeOffset(),
            IsReleased = row.TryGetProperty("released", out JsonElement released) && released.GetBoolean(),
        };
    }
}
