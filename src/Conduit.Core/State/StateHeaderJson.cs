using System.Text.Json;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Transactions;

namespace Conduit.State;

/// <summary>The header of a checkpoint as JSON.</summary>
internal static class StateHeaderJson
{
    public static void Write(Utf8JsonWriter writer, StateHeader header)
    {
        writer.WriteStartObject();
        writer.WriteString("state", header.StateId);
        writer.WriteNumber("version", header.Version);
        writer.WriteString("hash", header.Key.HashName);
        writer.WriteString("key", header.Key.ToString());
        if (header.LmsReadAt is { } readAt)
            writer.WriteString("lmsReadAt", readAt);
        writer.WriteNumber("logSegment", header.Log.Segment);
        writer.WriteNumber("logOffset", header.Log.Offset);
        writer.WriteString("values", header.ValuesFile);
        writer.WriteNumber("valuesLength", header.ValuesLength);
        writer.WriteNumber("valuesCount", header.ValuesCount);
        writer.WriteStartArray("feedNames");
        foreach (string name in header.FeedNames)
            writer.WriteStringValue(name);
        writer.WriteEndArray();
        PlanHeaderJson.WriteFeeds(writer, header.Feeds);
        PendingJson.Write(writer, header.Pending);
        PlanHeaderJson.WriteRejections(writer, header.Rejections);
        writer.WriteEndObject();
    }

    public static StateHeader Read(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        string hash = root.GetProperty("hash").GetString()!;
        FingerprintKey key = FingerprintKey.Of(hash, RecordFingerprint.Parse(root.GetProperty("key").GetString()!).Bits)
            ?? throw new DataFolderException($"The state was written with the hash {hash}, which this version does not have. Use the version that wrote it.");
        return new StateHeader
        {
            StateId = root.GetProperty("state").GetString()!,
            Version = root.GetProperty("version").GetInt64(),
            Key = key,
            LmsReadAt = root.TryGetProperty("lmsReadAt", out JsonElement readAt) ? readAt.GetDateTimeOffset() : null,
            Log = new LogPosition(root.GetProperty("logSegment").GetInt32(), root.GetProperty("logOffset").GetInt64()),
            ValuesFile = root.GetProperty("values").GetString()!,
            ValuesLength = root.GetProperty("valuesLength").GetInt64(),
            ValuesCount = root.TryGetProperty("valuesCount", out JsonElement count) ? count.GetInt64() : 0,
            FeedNames = root.GetProperty("feedNames").ReadAll(n => n.GetString()!),
            Feeds = PlanHeaderJson.ReadFeeds(root.GetProperty("feeds")),
            Pending = PendingJson.Read(root),
            Rejections = PlanHeaderJson.ReadRejections(root),
        };
    }
}
