using System.Buffers;
using System.Text;
using System.Text.Json;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Transactions;

namespace Conduit.State;

/// <summary>
/// The header of a checkpoint as it is since format 6: numbers little-endian and texts with their length, and only what is rare (rows that wait or were rejected) as JSON. To read JSON
/// the framework sets up tables and compiles a dozen methods, in every process anew.
/// </summary>
internal static class StateHeaderBytes
{
    public static byte[] Of(StateHeader header)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(header.StateId);
        writer.Write(header.Version);
        writer.Write(header.Key.HashName);
        writer.Write(header.Key.ToString());
        writer.Write(header.LmsReadAt is { } readAt ? readAt.UtcTicks : 0);
        writer.Write(header.Log.Segment);
        writer.Write(header.Log.Offset);
        writer.Write(header.ValuesFile);
        writer.Write(header.ValuesLength);
        writer.Write(header.ValuesCount);
        writer.Write(header.FeedNames.Count);
        foreach (string name in header.FeedNames)
            writer.Write(name);
        writer.Write(header.Feeds.Count);
        foreach (FeedReading feed in header.Feeds)
        {
            writer.Write(feed.Source);
            writer.Write(feed.Name);
            writer.Write((byte)feed.Kind);
            writer.Write(feed.MapVersion);
            writer.Write(feed.Rows);
            writer.Write(feed.IsComplete);
        }
        ReadOnlySpan<byte> rest = Rest(header);
        writer.Write(rest.Length);
        writer.Write(rest);
        writer.Flush();
        return bytes.ToArray();
    }

    public static StateHeader Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false), Encoding.UTF8);
        // In the order of writing.
        var header = new StateHeader
        {
            StateId = reader.ReadString(),
            Version = reader.ReadInt64(),
            Key = StateHeader.KeyOf(reader.ReadString(), reader.ReadString()),
            LmsReadAt = reader.ReadInt64() is var ticks and > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null,
            Log = new LogPosition(reader.ReadInt32(), reader.ReadInt64()),
            ValuesFile = reader.ReadString(),
            ValuesLength = reader.ReadInt64(),
            ValuesCount = reader.ReadInt64(),
        };
        for (int left = reader.ReadInt32(); left > 0; left--)
            header.FeedNames.Add(reader.ReadString());
        for (int left = reader.ReadInt32(); left > 0; left--)
            header.Feeds.Add(new FeedReading(reader.ReadString(), reader.ReadString(), (RecordKind)reader.ReadByte(), reader.ReadString(), reader.ReadInt64(), reader.ReadBoolean()));
        int rest = reader.ReadInt32();
        if (rest > 0)
            ReadRest(header, reader.ReadBytes(rest));
        return header;
    }

    private static ReadOnlySpan<byte> Rest(StateHeader header)
    {
        if (header.Pending.Count == 0 && header.Rejections.Count == 0)
            return [];
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            PendingJson.Write(writer, header.Pending);
            PlanHeaderJson.WriteRejections(writer, header.Rejections);
            writer.WriteEndObject();
        }
        return json.WrittenSpan;
    }

    private static void ReadRest(StateHeader header, byte[] json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        header.Pending = PendingJson.Read(document.RootElement);
        header.Rejections = PlanHeaderJson.ReadRejections(document.RootElement);
    }
}
