using System.Text.Json;
using Conduit.Planning;
using Conduit.Records;

namespace Conduit.Transactions;

/// <summary>
/// Shapes as JSON objects, and the changes that have them as JSON arrays:
/// <c>{"t":"shape","n":1,"kind":"user","action":"create","columns":["idnumber","city"]}</c>, then <c>[1,"77","Rome"]</c>.
/// </summary>
internal static class ShapeJson
{
    private const char Separator = '\u001F';

    public static void Write(Utf8JsonWriter writer, int number, in ChangeShape shape, ShapeColumn[] columns)
    {
        writer.WriteStartObject();
        writer.WriteString("t", "shape");
        writer.WriteNumber("n", number);
        writer.WriteString("kind", shape.Kind.Name());
        writer.WriteString("action", shape.Action.Name());
        WriteText(writer, "file", shape.File);
        WriteText(writer, "feed", shape.Feed);
        WriteText(writer, "reason", shape.Reason);
        if (!shape.Parts.HasFlag(ShapePart.Key))
            WriteNames(writer, "key", ChangeShape.KeyOf(shape.Kind).Select(f => f.Name));
        if (shape.Fields.Length > 0)
            WriteNames(writer, "fields", shape.Fields.Split(Separator));
        WriteNames(writer, "columns", columns.Select(c => c.Name));
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, int number, ShapeColumn[] columns, Change change)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(number);
        foreach (ref readonly ShapeColumn column in columns.AsSpan())
        {
            switch (column.Part)
            {
                case ShapePart.Key: writer.WriteStringValue(change.Key.Value); break;
                case ShapePart.KeyAfter: writer.WriteStringValue(change.KeyAfter.Value); break;
                case ShapePart.LmsId: writer.WriteStringValue(change.LmsId); break;
                case ShapePart.Line: writer.WriteNumberValue(change.Origin!.Value.Line); break;
                case ShapePart.Column: writer.WriteNumberValue(change.Origin!.Value.Column); break;
                case ShapePart.Row: WriteFingerprint(writer, change.Supports[0].Fingerprint); break;
                case ShapePart.Rows: WriteRows(writer, change.Supports); break;
                default: WriteValue(writer, column, change); break;
            }
        }
        writer.WriteEndArray();
    }

    /// <summary>Reads a shape; the reader stands on the start of its object.</summary>
    /// <exception cref="JsonException">The object is no shape.</exception>
    public static (int Number, ReadShape Shape) Read(ref Utf8JsonReader reader)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        JsonElement root = document.RootElement;
        if (!RecordKinds.TryParse(root.GetProperty("kind").GetString(), out RecordKind kind))
            throw new JsonException("The kind of a shape is unknown.");
        return (root.GetProperty("n").GetInt32(), new ReadShape
        {
            Kind = kind,
            Action = ChangeActions.Parse(root.GetProperty("action").GetString()!),
            File = Text(root, "file"),
            Feed = Text(root, "feed"),
            Reason = Text(root, "reason"),
            Key = Names(root, "key"),
            Fields = [.. Names(root, "fields")],
            Columns = [.. Names(root, "columns").Select(n => ShapeColumn.Parse(kind, n))],
        });
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
            writer.WriteString(name, text);
    }

    private static void WriteNames(Utf8JsonWriter writer, string name, IEnumerable<string> names)
    {
        writer.WriteStartArray(name);
        foreach (string of in names)
            writer.WriteStringValue(of);
        writer.WriteEndArray();
    }

    private static void WriteFingerprint(Utf8JsonWriter writer, RecordFingerprint fingerprint)
    {
        Span<byte> digits = stackalloc byte[HexText.Digits];
        HexText.Write(fingerprint.Bits, digits);
        writer.WriteStringValue(digits);
    }

    private static void WriteRows(Utf8JsonWriter writer, IReadOnlyList<RowSupport> rows)
    {
        writer.WriteStartArray();
        foreach (RowSupport row in rows)
        {
            writer.WriteStringValue(row.Feed);
            WriteFingerprint(writer, row.Fingerprint);
        }
        writer.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter writer, in ShapeColumn column, Change change)
    {
        RosterRecord record = (column.Side == ShapeSide.Before ? change.Before : change.After ?? change.Before)!;
        if (column.Field is { } field)
            record[field].WriteValue(writer);
        else
            writer.WriteStringValue(record.Custom[column.Custom!]);
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out JsonElement text) ? text.GetString() : null;

    private static string[] Names(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement names) ? [.. names.EnumerateArray().Select(n => n.GetString()!)] : [];
}
