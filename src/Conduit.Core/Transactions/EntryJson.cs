using System.Text.Json;
using Conduit.Planning;
using Conduit.Records;

namespace Conduit.Transactions;

/// <summary>Entries as JSON lines. Lines between two run lines belong to the run, so that a million of them need not say so.</summary>
internal static class EntryJson
{
    private static readonly string[] Outcomes = ["applied", "refused", "deferred", "unknown"];

    public static void Write(Utf8JsonWriter writer, TransactionEntry entry)
    {
        writer.WriteStartObject();
        switch (entry)
        {
            case RunStartedEntry run:
                writer.WriteString("t", "run");
                writer.WriteNumber("format", FileTransactionLog.Format);
                WriteRun(writer, run);
                writer.WriteString("plan", run.PlanId);
                writer.WriteString("source", run.Source);
                writer.WriteString("sink", run.Sink);
                PlanHeaderJson.WriteFeeds(writer, run.Feeds);
                break;
            case IntentEntry intent:
                writer.WriteString("t", "intent");
                writer.WriteNumber("b", intent.Batch);
                writer.WritePropertyName("change");
                ChangeJson.Write(writer, intent.Change);
                break;
            case OutcomeEntry outcome:
                writer.WriteString("t", "outcome");
                writer.WriteNumber("b", outcome.Batch);
                writer.WriteString("at", outcome.At);
                writer.WriteStartArray("results");
                foreach (ChangeResult result in outcome.Results)
                    WriteResult(writer, result);
                writer.WriteEndArray();
                break;
            case IssueEntry issue:
                writer.WriteString("t", "issue");
                writer.WritePropertyName("issue");
                IssueJson.Write(writer, issue.Issue);
                break;
            case LmsReadEntry read:
                writer.WriteString("t", "read");
                WriteRun(writer, read);
                writer.WriteNumber("records", read.Records);
                writer.WriteNumber("drifted", read.Drifted);
                writer.WriteNumber("vanished", read.Vanished);
                break;
            case RunEndedEntry end:
                writer.WriteString("t", "end");
                WriteRun(writer, end);
                writer.WriteNumber("applied", end.Applied);
                writer.WriteNumber("refused", end.Refused);
                writer.WriteNumber("deferred", end.Deferred);
                break;
            default:
                throw new ArgumentException($"The log has no line for {entry.GetType().Name}.", nameof(entry));
        }
        writer.WriteEndObject();
    }

    /// <summary>Reads a line; what it does not say itself it has from the entry before.</summary>
    /// <exception cref="JsonException">The line is no entry.</exception>
    public static TransactionEntry Read(ReadOnlySpan<byte> line, TransactionEntry? before)
    {
        var reader = new Utf8JsonReader(line);
        string type = "", run = before?.RunId ?? "", plan = "", source = "", sink = "";
        DateTimeOffset at = before?.At ?? default;
        var numbers = new Dictionary<string, long>(StringComparer.Ordinal);
        Change? change = null;
        RecordIssue? issue = null;
        List<ChangeResult> results = [];
        List<FeedReading> feeds = [];
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            switch (name)
            {
                case "t": type = reader.GetString()!; break;
                case "run": run = reader.GetString()!; break;
                case "at": at = reader.GetDateTimeOffset(); break;
                case "plan": plan = reader.GetString()!; break;
                case "source": source = reader.GetString()!; break;
                case "sink": sink = reader.GetString()!; break;
                case "change": change = ChangeJson.Read(ref reader); break;
                case "issue": issue = IssueJson.Read(ref reader); break;
                case "results": results = ReadResults(ref reader); break;
                case "feeds": feeds = ReadFeeds(ref reader); break;
                default: numbers[name] = reader.GetInt64(); break;
            }
        }
        long Number(string name) => numbers.GetValueOrDefault(name);
        if (Number("format") > FileTransactionLog.Format)
            throw new DataFolderException($"The log has format {Number("format")}; this version reads up to {FileTransactionLog.Format}. Use a newer version of Conduit.");
        return type switch
        {
            "run" => new RunStartedEntry(run, at, plan, source, sink) { Feeds = feeds },
            "intent" => new IntentEntry(run, at, (int)Number("b"), change ?? throw new JsonException("An intent lacks its change.")),
            "outcome" => new OutcomeEntry(run, at, (int)Number("b"), results),
            "issue" => new IssueEntry(run, at, issue ?? throw new JsonException("An issue is empty.")),
            "read" => new LmsReadEntry(run, at, Number("records"), Number("drifted"), Number("vanished")),
            "end" => new RunEndedEntry(run, at, Number("applied"), Number("refused"), Number("deferred")),
            _ => throw new JsonException("The line has no known type."),
        };
    }

    private static List<FeedReading> ReadFeeds(ref Utf8JsonReader reader)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return PlanHeaderJson.ReadFeeds(document.RootElement);
    }

    private static void WriteRun(Utf8JsonWriter writer, TransactionEntry entry)
    {
        writer.WriteString("run", entry.RunId);
        writer.WriteString("at", entry.At);
    }

    private static void WriteResult(Utf8JsonWriter writer, ChangeResult result)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(result.Id.ToString());
        writer.WriteStringValue(Outcomes[(int)result.Outcome]);
        if (result.Outcome == ChangeOutcome.Applied)
        {
            writer.WriteStringValue(result.LmsId);
            if (result.Stored is { } stored)
            {
                writer.WriteStringValue(stored.Kind.Name());
                RecordJson.Write(writer, stored);
            }
        }
        else
        {
            writer.WriteStringValue(result.Code);
            writer.WriteStringValue(result.Message);
        }
        writer.WriteEndArray();
    }

    private static List<ChangeResult> ReadResults(ref Utf8JsonReader reader)
    {
        var results = new List<ChangeResult>();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Read();
            ChangeId id = ChangeId.Parse(reader.GetString()!);
            reader.Read();
            var outcome = (ChangeOutcome)Array.IndexOf(Outcomes, reader.GetString());
            reader.Read();
            string? first = reader.GetString();
            reader.Read();
            if (outcome != ChangeOutcome.Applied)
            {
                results.Add(new ChangeResult(id, outcome) { Code = first, Message = reader.GetString() });
                reader.Read();
                continue;
            }
            RosterRecord? stored = null;
            if (reader.TokenType == JsonTokenType.String)
            {
                if (!RecordKinds.TryParse(reader.GetString(), out RecordKind kind))
                    throw new JsonException("A stored record has no known kind.");
                reader.Read();
                stored = RecordJson.Read(ref reader, kind);
                reader.Read();
            }
            results.Add(ChangeResult.Applied(id, first ?? "", stored));
        }
        return results;
    }
}
