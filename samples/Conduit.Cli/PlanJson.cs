using System.Text.Json;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Reporting;

namespace Conduit.Cli;

/// <summary>Plans and reports as the one JSON object that scripts read.</summary>
internal static class PlanJson
{
    /// <summary>The counters of a kind, in order.</summary>
    public static readonly string[] Counters =
        ["create", "update", "rename", "reactivate", "adopt", "suspend", "archive", "delete", "unchanged", "rejected", "pending"];

    public static void Write(Stream output, SyncPlan plan, SyncReport? report, bool listsIssues)
    {
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteStartObject("kinds");
            foreach (RecordKind kind in RecordKinds.InOrder)
                WriteKind(json, kind, plan.Summary[kind], report);
            json.WriteEndObject();
            json.WriteStartArray("blockers");
            foreach (PlanBlocker blocker in plan.Blockers)
            {
                json.WriteStartObject();
                json.WriteString("code", blocker.Code);
                json.WriteString("message", blocker.Message);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartObject("issues");
            json.WriteNumber("error", plan.Summary.Errors);
            json.WriteNumber("warning", plan.Summary.Warnings);
            IssuesJson.WriteCauses(json, plan);
            if (listsIssues)
                IssuesJson.WriteRows(json, plan);
            json.WriteEndObject();
            json.WriteBoolean("applicable", plan.IsApplicable);
            if (plan.LmsReadAt is { } readAt)
                json.WriteString("lmsReadAt", readAt);
            else
                json.WriteNull("lmsReadAt");
            json.WriteEndObject();
        }
        output.WriteByte((byte)'\n');
    }

    private static void WriteKind(Utf8JsonWriter json, RecordKind kind, KindSummary summary, SyncReport? report)
    {
        json.WriteStartObject(kind.Name());
        foreach (string counter in Counters)
        {
            json.WriteNumber(counter, counter switch
            {
                "unchanged" => summary.Unchanged,
                "rejected" => summary.Rejected,
                "pending" => summary.Pending,
                _ => summary[Enum.Parse<ChangeAction>(counter, ignoreCase: true)],
            });
        }
        if (report is not null)
        {
            long applied = report.Count(kind, ChangeOutcome.Applied);
            long refused = report.Count(kind, ChangeOutcome.Refused);
            json.WriteNumber("applied", applied);
            json.WriteNumber("refused", refused);
            json.WriteNumber("deferred", summary.Changes - applied - refused);
        }
        json.WriteEndObject();
    }
}
