using System.Text.Json;
using Conduit.Records;

namespace Conduit.Planning;

/// <summary>An issue as a JSON object, in plans and in the log.</summary>
internal static class IssueJson
{
    private static readonly string[] Severities = ["note", "warning", "error"];

    public static void Write(Utf8JsonWriter writer, RecordIssue issue)
    {
        writer.WriteStartObject();
        writer.WriteString("severity", Severities[(int)issue.Severity]);
        writer.WriteString("code", issue.Code);
        if (issue.Kind is { } kind)
            writer.WriteString("kind", kind.Name());
        WriteText(writer, "key", issue.Key?.Value);
        WriteText(writer, "field", issue.Field);
        WriteText(writer, "at", issue.Location?.ToString());
        WriteText(writer, "other", issue.Other?.ToString());
        writer.WriteString("message", issue.Message);
        WriteText(writer, "value", issue.Value);
        WriteText(writer, "refers", issue.Refers?.Name());
        if (issue.Count != 1)
            writer.WriteNumber("count", issue.Count);
        WriteText(writer, "knownSince", issue.KnownSince);
        writer.WriteEndObject();
    }

    /// <summary>Reads an object that <see cref="Write"/> wrote; the reader stands on its start and is left on its end.</summary>
    public static RecordIssue Read(ref Utf8JsonReader reader)
    {
        var texts = new Dictionary<string, string?>(StringComparer.Ordinal);
        long count = 1;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (name == "count")
                count = reader.GetInt64();
            else
                texts[name] = reader.GetString();
        }
        RecordKind? kind = RecordKinds.TryParse(texts.GetValueOrDefault("kind"), out RecordKind k) ? k : null;
        int severity = Math.Max(0, Array.IndexOf(Severities, texts.GetValueOrDefault("severity")));
        return new RecordIssue((IssueSeverity)severity, texts.GetValueOrDefault("code") ?? "", texts.GetValueOrDefault("message") ?? "")
        {
            Kind = kind,
            Key = kind is { } of && texts.GetValueOrDefault("key") is { } key ? new RecordKey(of, key) : null,
            Field = texts.GetValueOrDefault("field"),
            Location = texts.GetValueOrDefault("at") is { } at ? LocationJson.Parse(at) : null,
            Other = texts.GetValueOrDefault("other") is { } other ? LocationJson.Parse(other) : null,
            Value = texts.GetValueOrDefault("value"),
            Refers = RecordKinds.TryParse(texts.GetValueOrDefault("refers"), out RecordKind refers) ? refers : null,
            Count = count,
            KnownSince = texts.GetValueOrDefault("knownSince"),
        };
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
            writer.WriteString(name, text);
    }
}
