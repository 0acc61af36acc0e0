using System.Text.Encodings.Web;
using System.Text.Json;
using Conduit.Records;

namespace Conduit.Cli.Display;

/// <summary>What a mapping makes of files, as the one JSON object that scripts read.</summary>
internal static class MappingCheckJson
{
    public static void Write(Stream output, MappingCheck check)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteBoolean("usable", check.IsUsable);
            json.WriteStartArray("feeds");
            foreach (FeedCheck feed in check.Feeds)
                WriteFeed(json, feed);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        output.WriteByte((byte)'\n');
    }

    private static void WriteFeed(Utf8JsonWriter json, FeedCheck feed)
    {
        json.WriteStartObject();
        json.WriteString("name", feed.Name);
        json.WriteString("file", feed.File);
        json.WriteString("kind", feed.Kind.Name());
        json.WriteBoolean("usable", feed.IsUsable);
        json.WriteNumber("rows", feed.Rows);
        json.WriteNumber("skipped", feed.Skipped);
        json.WriteNumber("rejected", feed.Rejected);
        json.WriteStartArray("fields");
        foreach (FieldCheck field in feed.Fields)
            WriteField(json, field);
        json.WriteEndArray();
        WriteTexts(json, "unusedColumns", feed.UnusedColumns);
        json.WriteStartArray("issues");
        foreach (RecordIssue issue in feed.Issues)
            WriteIssue(json, issue);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter json, FieldCheck field)
    {
        json.WriteStartObject();
        json.WriteString("field", field.Field);
        WriteTexts(json, "columns", field.Columns);
        json.WriteString("expression", field.Expression);
        if (field.When is not null)
            json.WriteString("when", field.When);
        json.WriteStartArray("samples");
        foreach (FieldSample sample in field.Samples)
        {
            json.WriteStartObject();
            json.WriteNumber("line", sample.Location.Line);
            json.WriteStartArray("steps");
            foreach (SampleStep step in sample.Steps)
            {
                json.WriteStartObject();
                json.WriteString("word", step.Word);
                json.WriteString("value", step.Value);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteString("value", sample.Value);
            if (sample.Failure is not null)
                json.WriteString("failure", sample.Failure);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteIssue(Utf8JsonWriter json, RecordIssue issue)
    {
        json.WriteStartObject();
        json.WriteString("severity", issue.Severity.ToString().ToLowerInvariant());
        json.WriteString("code", issue.Code);
        json.WriteString("field", issue.Field);
        json.WriteString("place", issue.Location?.ToString());
        json.WriteNumber("count", issue.Count);
        json.WriteString("value", issue.Value);
        json.WriteString("message", issue.Message);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
