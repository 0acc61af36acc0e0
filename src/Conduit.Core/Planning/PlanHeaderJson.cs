using System.Text.Json;
using Conduit.Records;

namespace Conduit.Planning;

/// <summary>Writes and reads the first line of a plan file.</summary>
internal static class PlanHeaderJson
{
    public static void Write(Utf8JsonWriter writer, PlanHeader header)
    {
        writer.WriteStartObject();
        writer.WriteNumber("format", PlanHeader.Format);
        writer.WriteString("plan", header.Id);
        writer.WriteString("createdAt", header.CreatedAt);
        writer.WriteString("state", header.StateId);
        writer.WriteNumber("stateVersion", header.StateVersion);
        if (header.LmsReadAt is { } readAt)
            writer.WriteString("lmsReadAt", readAt);
        writer.WriteStartObject("summary");
        foreach (RecordKind kind in RecordKinds.All)
        {
            KindSummary summary = header.Summary[kind];
            writer.WriteStartObject(kind.Name());
            for (ChangeAction action = default; (int)action < ChangeActions.Count; action++)
                writer.WriteNumber(action.Name(), summary[action]);
            writer.WriteNumber("unchanged", summary.Unchanged);
            writer.WriteNumber("rejected", summary.Rejected);
            writer.WriteNumber("pending", summary.Pending);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
        writer.WriteNumber("errors", header.Summary.Errors);
        writer.WriteNumber("warnings", header.Summary.Warnings);
        writer.WriteStartArray("blockers");
        foreach (PlanBlocker blocker in header.Blockers)
        {
            writer.WriteStartObject();
            writer.WriteString("code", blocker.Code);
            writer.WriteString("message", blocker.Message);
            if (blocker.Kind is { } kind)
                writer.WriteString("kind", kind.Name());
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        WriteFeeds(writer, header.Feeds);
        PendingJson.Write(writer, header.Pending);
        WriteRejections(writer, header.Rejections);
        writer.WriteEndObject();
    }

    public static PlanHeader Read(ReadOnlyMemory<byte> line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement root = document.RootElement;
        int format = root.GetProperty("format").GetInt32();
        if (format > PlanHeader.Format)
            throw new PlanFileException($"The plan file has format {format}; this version reads up to {PlanHeader.Format}. Use a newer version of Conduit.");
        var summary = new PlanSummary { Errors = root.GetProperty("errors").GetInt64(), Warnings = root.GetProperty("warnings").GetInt64() };
        foreach (RecordKind kind in RecordKinds.All)
        {
            JsonElement counts = root.GetProperty("summary").GetProperty(kind.Name());
            for (ChangeAction action = default; (int)action < ChangeActions.Count; action++)
                summary[kind][action] = counts.GetProperty(action.Name()).GetInt64();
            summary[kind].Unchanged = counts.GetProperty("unchanged").GetInt64();
            summary[kind].Rejected = counts.GetProperty("rejected").GetInt64();
            summary[kind].Pending = counts.GetProperty("pending").GetInt64();
        }
        return new PlanHeader
        {
            Id = root.GetProperty("plan").GetString()!,
            CreatedAt = root.GetProperty("createdAt").GetDateTimeOffset(),
            StateId = root.GetProperty("state").GetString()!,
            StateVersion = root.GetProperty("stateVersion").GetInt64(),
            LmsReadAt = root.TryGetProperty("lmsReadAt", out JsonElement readAt) ? readAt.GetDateTimeOffset() : null,
            Summary = summary,
            Blockers = root.GetProperty("blockers").ReadAll(b => new PlanBlocker(
                b.GetProperty("code").GetString()!,
                b.GetProperty("message").GetString()!,
                b.TryGetProperty("kind", out JsonElement k) && RecordKinds.TryParse(k.GetString(), out RecordKind kind) ? kind : null)),
            Feeds = ReadFeeds(root.GetProperty("feeds")),
            Pending = PendingJson.Read(root),
            Rejections = ReadRejections(root),
        };
    }

    public static void WriteFeeds(Utf8JsonWriter writer, IEnumerable<FeedReading> feeds)
    {
        writer.WriteStartArray("feeds");
        foreach (FeedReading feed in feeds)
        {
            writer.WriteStartObject();
            writer.WriteString("source", feed.Source);
            writer.WriteString("name", feed.Name);
            writer.WriteString("kind", feed.Kind.Name());
            writer.WriteString("map", feed.MapVersion);
            writer.WriteNumber("rows", feed.Rows);
            writer.WriteBoolean("complete", feed.IsComplete);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    /// <summary>Reads the array of feeds.</summary>
    public static List<FeedReading> ReadFeeds(JsonElement feeds) => feeds.ReadAll(f => new FeedReading(
        f.GetProperty("source").GetString()!,
        f.GetProperty("name").GetString()!,
        RecordKinds.TryParse(f.GetProperty("kind").GetString(), out RecordKind kind) ? kind : default,
        f.GetProperty("map").GetString()!,
        f.GetProperty("rows").GetInt64(),
        f.GetProperty("complete").GetBoolean()));

    public static void WriteRejections(Utf8JsonWriter writer, Dictionary<string, string> rejections)
    {
        writer.WriteStartObject("rejections");
        foreach ((string row, string since) in rejections)
            writer.WriteString(row, since);
        writer.WriteEndObject();
    }

    public static Dictionary<string, string> ReadRejections(JsonElement root)
    {
        var rejections = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty row in root.GetProperty("rejections").EnumerateObject())
            rejections.Add(row.Name, row.Value.GetString()!);
        return rejections;
    }
}
