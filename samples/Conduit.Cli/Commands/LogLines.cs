using System.Text.Json;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Transactions;

namespace Conduit.Cli.Commands;

/// <summary>Log entries as lines, changes joined with their outcomes.</summary>
internal sealed class LogLines(bool json, bool redact) : IDisposable
{
    private readonly Stream _output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
    private readonly Dictionary<ChangeId, IntentEntry> _open = [];

    public void Write(TransactionEntry entry)
    {
        switch (entry)
        {
            case IntentEntry intent:
                _open[intent.Change.Id] = intent;
                break;
            case OutcomeEntry outcome:
                foreach (ChangeResult result in outcome.Results)
                {
                    if (_open.Remove(result.Id, out IntentEntry? intent))
                        WriteChange(outcome, intent.Change, result);
                }
                break;
            case RunStartedEntry run:
                Line(run, "run", [("plan", run.PlanId), ("source", run.Source), ("sink", run.Sink)]);
                break;
            case IssueEntry { Issue: var issue }:
                Line(entry, issue.Severity.ToString().ToLowerInvariant(),
                [
                    ("code", issue.Code), ("kind", issue.Kind?.Name()), ("key", Personal(issue.Key?.ToString())), ("field", issue.Field), ("at", issue.Location?.ToString()),
                    ("other", issue.Other?.ToString()), ("message", issue.Message), ("value", Personal(issue.Value)), ("count", issue.Count == 1 ? null : issue.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("knownSince", issue.KnownSince),
                ]);
                break;
            case PendingEntry pending:
                foreach (PendingRow row in pending.Rows)
                    Line(entry, "pending", [("kind", row.Kind.Name()), ("reason", row.Reason), ("feed", row.Feed), ("at", row.Location.ToString()), ("since", row.Since.ToString("O")), ("until", row.Until.ToString("O")), ("released", row.IsReleased ? "yes" : null)]);
                break;
            case LmsReadEntry read:
                Line(read, "read", [("records", Text(read.Records)), ("drifted", Text(read.Drifted)), ("vanished", Text(read.Vanished))]);
                break;
            case LogPrunedEntry prune:
                Line(prune, "prune", [("through", Text(prune.Through)), ("runs", Text(prune.Runs)), ("message", "What stood before can no longer be listed, explained or undone.")]);
                break;
            case RunEndedEntry end:
                Line(end, "end", [("applied", Text(end.Applied)), ("refused", Text(end.Refused)), ("deferred", Text(end.Deferred))]);
                break;
            case DamagedEntry damaged:
                Line(damaged, "damaged", [("message", damaged.Message)]);
                break;
        }
    }

    /// <summary>Writes what has no outcome, and everything out.</summary>
    public void Dispose()
    {
        foreach (IntentEntry intent in _open.Values)
            WriteChange(intent, intent.Change, null);
        _output.Dispose();
    }

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private string? Personal(string? text) => text is null || !redact ? text : "•••";

    private void WriteChange(TransactionEntry at, Change change, ChangeResult? result) => Line(at, "change",
    [
        ("action", change.Action.Name()), ("kind", change.Kind.Name()), ("key", Personal(change.Key.ToString())), ("outcome", result?.Outcome.ToString().ToLowerInvariant() ?? "open"),
        ("lmsId", Personal(result?.LmsId ?? change.LmsId)), ("fields", change.ChangedFields.IsEmpty ? null : string.Join(",", change.ChangedFields)), ("at", change.Origin?.ToString()),
        ("reason", change.Reason), ("code", result?.Code), ("message", result?.Message), ("id", change.Id.ToString()),
    ]);

    private void Line(TransactionEntry entry, string type, (string Name, string? Value)[] values)
    {
        if (json)
        {
            using var writer = new Utf8JsonWriter(_output);
            writer.WriteStartObject();
            writer.WriteString("type", type);
            writer.WriteString("run", entry.RunId);
            writer.WriteString("time", entry.At);
            foreach ((string name, string? value) in values)
            {
                if (value is not null)
                    writer.WriteString(name, value);
            }
            writer.WriteEndObject();
            writer.Flush();
        }
        else
        {
            string text = string.Join(" ", values.Where(v => v.Value is not null && v.Name != "id").Select(v => v.Name is "action" or "kind" or "key" or "outcome" ? v.Value : $"{v.Name}={v.Value}"));
            _output.Write(System.Text.Encoding.UTF8.GetBytes($"{entry.At:yyyy-MM-dd HH:mm:ss} {type} {text}"));
        }
        _output.WriteByte((byte)'\n');
    }
}
