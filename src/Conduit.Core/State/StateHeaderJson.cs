using System.Text.Json;
using Conduit.Planning;
using Conduit.Transactions;

namespace Conduit.State;

/// <summary>The header of a checkpoint of formats 1 to 5.</summary>
internal static class StateHeaderJson
{
    public static StateHeader Read(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        return new StateHeader
        {
            StateId = root.GetProperty("state").GetString()!,
            Version = root.GetProperty("version").GetInt64(),
            Key = StateHeader.KeyOf(root.GetProperty("hash").GetString()!, root.GetProperty("key").GetString()!),
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
