using System.Text.Json;
using Conduit.Planning;
using Conduit.Records;

namespace Conduit.Cli;

/// <summary>What is wrong, as scripts read it: each cause with its rows counted, and every row where that is asked for.</summary>
internal static class IssuesJson
{
    public static void WriteCauses(Utf8JsonWriter json, SyncPlan plan)
    {
        json.WriteStartArray("causes");
        foreach (IssueCause cause in plan.ReadCauses())
        {
            Begin(json, cause.First);
            if (cause.Missing is not null)
                json.WriteString("missing", $"{cause.Kind!.Value.Name()} {cause.Missing}");
            json.WriteNumber("rows", cause.Rows);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static void WriteRows(Utf8JsonWriter json, SyncPlan plan)
    {
        json.WriteStartArray("rows");
        foreach (RecordIssue issue in plan.ReadIssues())
        {
            Begin(json, issue);
            if (issue.Value is not null)
                json.WriteString("value", issue.Value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Begin(Utf8JsonWriter json, RecordIssue issue)
    {
        json.WriteStartObject();
        json.WriteString("severity", issue.Severity.ToString().ToLowerInvariant());
        json.WriteString("code", issue.Code);
        Write(json, "kind", issue.Kind?.Name());
        Write(json, "field", issue.Field);
        Write(json, "at", issue.Location?.ToString());
        Write(json, "other", issue.Other?.ToString());
        json.WriteString("message", issue.Message);
    }

    private static void Write(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }
}
