using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Conduit.Planning;
using Conduit.Records;

namespace Conduit.Transactions;

/// <summary>A shape as the log tells it, and how a line of values becomes a change again.</summary>
internal sealed class ReadShape
{
    private readonly RepeatedText _feeds = new();

    public required RecordKind Kind { get; init; }

    public required ChangeAction Action { get; init; }

    public required ShapeColumn[] Columns { get; init; }

    public string? File { get; init; }

    public string? Feed { get; init; }

    public string? Reason { get; init; }

    public string[] Key { get; init; } = [];

    public ImmutableArray<string> Fields { get; init; } = [];

    /// <summary>Reads the values of a change; the reader stands on the number of the shape, and is left on the end of the array.</summary>
    /// <exception cref="JsonException">The values are not those of the shape.</exception>
    public Change Read(ref Utf8JsonReader reader, ArrayBufferWriter<byte> scratch)
    {
        RosterRecord? before = Action == ChangeAction.Create ? null : RosterRecord.Create(Kind);
        RosterRecord? after = Action == ChangeAction.Delete ? null : RosterRecord.Create(Kind);
        List<KeyValuePair<string, string>>? customBefore = null, customAfter = null;
        string? key = null, keyAfter = null, lmsId = null;
        long line = 0;
        int column = 0;
        RowSupport[] supports = [];
        foreach (ref readonly ShapeColumn of in Columns.AsSpan())
        {
            if (!reader.Read() || reader.TokenType == JsonTokenType.EndArray)
                throw new JsonException("A change has fewer values than its shape has columns.");
            switch (of.Part)
            {
                case ShapePart.Key: key = reader.GetString(); break;
                case ShapePart.KeyAfter: keyAfter = reader.GetString(); break;
                case ShapePart.LmsId: lmsId = reader.GetString(); break;
                case ShapePart.Line: line = reader.GetInt64(); break;
                case ShapePart.Column: column = reader.GetInt32(); break;
                case ShapePart.Row: supports = [new RowSupport(Feed ?? "", new RecordFingerprint(HexText.Parse(reader.ValueSpan)))]; break;
                case ShapePart.Rows: supports = ChangeJson.ReadRows(ref reader, _feeds); break;
                default:
                    Take(ref reader, of, of.Side == ShapeSide.After ? null : before, ref customBefore, of.Side == ShapeSide.Before ? null : after, ref customAfter);
                    break;
            }
        }
        if (!reader.Read() || reader.TokenType != JsonTokenType.EndArray)
            throw new JsonException("A change has more values than its shape has columns.");
        if (customBefore is not null)
            before?.SetCustom(CustomFields.Of(customBefore));
        if (customAfter is not null)
            after?.SetCustom(CustomFields.Of(customAfter));
        var recordKey = new RecordKey(Kind, key ?? KeyOf((before ?? after)!));
        return new Change
        {
            Id = ChangeJson.Identify(recordKey, Action, before, after, scratch),
            Key = recordKey,
            KeyAfter = keyAfter is null ? recordKey : new RecordKey(Kind, keyAfter),
            Action = Action,
            LmsId = lmsId,
            Reason = Reason,
            Before = before,
            After = after,
            ChangedFields = Fields,
            Origin = File is null ? null : new SourceLocation(File, line, column),
            Supports = supports,
            References = RecordReference.Of(recordKey),
        };
    }

    private static void Take(
        ref Utf8JsonReader reader, in ShapeColumn column, RosterRecord? before, ref List<KeyValuePair<string, string>>? customBefore, RosterRecord? after, ref List<KeyValuePair<string, string>>? customAfter)
    {
        if (column.Field is { } field)
        {
            FieldValue value = FieldValue.Read(ref reader, field.Type);
            before?.Set(field, value);
            after?.Set(field, value);
            return;
        }
        var item = new KeyValuePair<string, string>(column.Custom!, reader.GetString() ?? "");
        if (before is not null)
            (customBefore ??= []).Add(item);
        if (after is not null)
            (customAfter ??= []).Add(item);
    }

    private string KeyOf(RosterRecord record)
    {
        var parts = new string[Key.Length];
        for (int i = 0; i < parts.Length; i++)
            parts[i] = record[RecordFields.Find(Kind, Key[i])!].AsText() ?? throw new JsonException("A change lacks a part of its key.");
        return parts.Length > 0 ? RecordKey.Of(Kind, parts).Value : throw new JsonException("A shape does not tell the key.");
    }
}
