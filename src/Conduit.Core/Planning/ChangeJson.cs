using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Conduit.Records;

namespace Conduit.Planning;

/// <summary>A change as a JSON object, in plans and in the log.</summary>
internal static class ChangeJson
{
    private static readonly string[] Names = ["id", "kind", "key", "action", "after", "at", "rows", "before", "fields", "lmsId", "reason", "keyAfter"];

    /// <summary>The id of a change: what it does to what, from what to what.</summary>
    public static ChangeId Identify(RecordKey key, ChangeAction action, RosterRecord? before, RosterRecord? after, ArrayBufferWriter<byte> scratch)
    {
        using var writer = new Utf8JsonWriter(scratch);
        return Identify(key, action, before, after, writer, scratch);
    }

    /// <summary>The same with a writer that is kept for many changes.</summary>
    public static ChangeId Identify(RecordKey key, ChangeAction action, RosterRecord? before, RosterRecord? after, Utf8JsonWriter writer, ArrayBufferWriter<byte> scratch)
    {
        scratch.ResetWrittenCount();
        writer.Reset(scratch);
        writer.WriteStartArray();
        writer.WriteStringValue(key.Kind.Name());
        writer.WriteStringValue(key.Value);
        writer.WriteStringValue(action.Name());
        WriteRecord(writer, before);
        WriteRecord(writer, after);
        writer.WriteEndArray();
        writer.Flush();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(scratch.WrittenSpan, hash);
        return new ChangeId(Hash128.ReadBigEndian(hash));
    }

    /// <summary>Writes a change without its id, which what is written tells.</summary>
    public static void Write(Utf8JsonWriter writer, Change change)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", change.Kind.Name());
        writer.WriteString("key", change.Key.Value);
        if (change.KeyAfter != change.Key)
            writer.WriteString("keyAfter", change.KeyAfter.Value);
        writer.WriteString("action", change.Action.Name());
        if (change.LmsId is not null)
            writer.WriteString("lmsId", change.LmsId);
        if (change.Reason is not null)
            writer.WriteString("reason", change.Reason);
        if (change.Before is not null)
        {
            writer.WritePropertyName("before");
            RecordJson.Write(writer, change.Before);
        }
        if (change.After is not null)
        {
            writer.WritePropertyName("after");
            RecordJson.Write(writer, change.After);
        }
        if (!change.ChangedFields.IsEmpty && change.Action != ChangeAction.Create)
        {
            writer.WriteStartArray("fields");
            foreach (string field in change.ChangedFields)
                writer.WriteStringValue(field);
            writer.WriteEndArray();
        }
        if (change.Origin is { } origin)
            writer.WriteString("at", origin.ToString());
        if (change.Supports.Count > 0)
        {
            writer.WriteStartArray("rows");
            foreach (RowSupport support in change.Supports)
            {
                writer.WriteStringValue(support.Feed);
                writer.WriteStringValue(support.Fingerprint.ToString());
            }
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }

    /// <summary>Reads an object that <see cref="Write"/> wrote, or an older version with the id in it.</summary>
    /// <param name="reader">Stands on the start of the object and is left on its end.</param>
    /// <param name="json">The text that the reader was made for.</param>
    /// <param name="texts">What the changes of the file share.</param>
    /// <exception cref="JsonException">The object is no change.</exception>
    public static Change Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ChangeTexts texts)
    {
        ChangeId? id = null;
        string? key = null, keyAfter = null, action = null, lmsId = null, reason = null;
        RecordKind kind = default;
        RosterRecord? before = null, after = null;
        List<string>? fields = null;
        RowSupport[] supports = [];
        SourceLocation? origin = null;
        ReadOnlySpan<byte> keyText = default, kindText = default, actionText = default;
        Range beforeText = default, afterText = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = NameOf(ref reader);
            reader.Read();
            switch (name)
            {
                case "id": id = new ChangeId(HexText.Parse(reader.ValueSpan)); break;
                case "kind": kindText = reader.ValueSpan; kind = RecordKinds.TryParse(texts.Kind.Of(ref reader), out RecordKind k) ? k : throw new JsonException("The kind of a change is unknown."); break;
                case "key": keyText = reader.ValueSpan; key = reader.GetString(); break;
                case "keyAfter": keyAfter = reader.GetString(); break;
                case "action": actionText = reader.ValueSpan; action = texts.Action.Of(ref reader); break;
                case "lmsId": lmsId = reader.GetString(); break;
                case "reason": reason = reader.GetString(); break;
                case "before": before = ReadRecord(ref reader, kind, out beforeText); break;
                case "after": after = ReadRecord(ref reader, kind, out afterText); break;
                case "at": origin = LocationJson.Read(ref reader, texts.File); break;
                case "fields":
                    fields = [];
                    while (reader.Read() && reader.TokenType == JsonTokenType.String)
                        fields.Add(reader.GetString()!);
                    break;
                case "rows":
                    supports = ReadRows(ref reader, texts.Feed);
                    break;
                default: reader.Skip(); break;
            }
        }
        if (key is null || action is null)
            throw new JsonException("A change lacks its key or action.");
        id ??= new ChangeText { Kind = kindText, Key = keyText, Action = actionText, Before = json[beforeText], After = json[afterText] }.Identify(texts.Scratch);
        var recordKey = new RecordKey(kind, key);
        return new Change
        {
            Id = id.Value,
            Key = recordKey,
            KeyAfter = keyAfter is null ? recordKey : new RecordKey(kind, keyAfter),
            Action = ChangeActions.Parse(action),
            LmsId = lmsId,
            Reason = reason,
            Before = before,
            After = after,
            ChangedFields = fields is null ? [] : [.. fields],
            Origin = origin,
            Supports = supports,
            References = RecordReference.Of(recordKey),
        };
    }

    /// <summary>Reads feeds and fingerprints in turn; the reader stands on the start of their array.</summary>
    public static RowSupport[] ReadRows(ref Utf8JsonReader reader, RepeatedText feeds)
    {
        RowSupport[] rows = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
        {
            string feed = feeds.Of(ref reader);
            reader.Read();
            Array.Resize(ref rows, rows.Length + 1);
            rows[^1] = new RowSupport(feed, new RecordFingerprint(HexText.Parse(reader.ValueSpan)));
        }
        return rows;
    }

    private static RosterRecord ReadRecord(ref Utf8JsonReader reader, RecordKind kind, out Range text)
    {
        int start = (int)reader.TokenStartIndex;
        RosterRecord record = RecordJson.Read(ref reader, kind);
        text = start..(int)reader.BytesConsumed;
        return record;
    }

    // The names of a million changes are the same few; none becomes a string of its own.
    private static string NameOf(ref Utf8JsonReader reader)
    {
        foreach (string name in Names)
        {
            if (reader.ValueTextEquals(name))
                return name;
        }
        return reader.GetString()!;
    }

    private static void WriteRecord(Utf8JsonWriter writer, RosterRecord? record)
    {
        if (record is null)
            writer.WriteNullValue();
        else
            RecordJson.Write(writer, record);
    }
}
