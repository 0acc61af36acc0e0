using System.Text.Json;
using Conduit.Planning;
using Conduit.Records;

namespace Conduit.Transactions;

/// <summary>
/// Entries as JSON objects on a line. Lines between two run lines belong to the run, so that a million of them need not say so;
/// what changes have in common is said by <see cref="ShapeJson"/>.
/// </summary>
internal static class EntryJson
{
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
            case IssueEntry issue:
                writer.WriteString("t", "issue");
                writer.WritePropertyName("issue");
                IssueJson.Write(writer, issue.Issue);
                break;
            case PendingEntry pending:
                writer.WriteString("t", "pending");
                PendingJson.Write(writer, pending.Rows);
                break;
            case LmsReadEntry read:
                writer.WriteString("t", "read");
                WriteRun(writer, read);
                writer.WriteNumber("records", read.Records);
                writer.WriteNumber("drifted", read.Drifted);
                writer.WriteNumber("vanished", read.Vanished);
                break;
            case LogPrunedEntry prune:
                writer.WriteString("t", "prune");
                WriteRun(writer, prune);
                writer.WriteNumber("through", prune.Through);
                writer.WriteNumber("runs", prune.Runs);
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

    /// <summary>The line that a segment begins with.</summary>
    public static void WriteSegment(Utf8JsonWriter writer, (string? Run, DateTimeOffset At) context)
    {
        writer.WriteStartObject();
        writer.WriteString("t", "segment");
        writer.WriteNumber("format", FileTransactionLog.Format);
        if (context.Run is not null)
        {
            writer.WriteString("run", context.Run);
            writer.WriteString("at", context.At);
        }
        writer.WriteEndObject();
    }

    /// <summary>The line before the changes of a batch.</summary>
    public static void WriteBatch(Utf8JsonWriter writer, IntentEntry first)
    {
        writer.WriteStartObject();
        writer.WriteString("t", "batch");
        writer.WriteNumber("b", first.Batch);
        WriteRun(writer, first);
        writer.WriteEndObject();
    }

    public static void WriteOutcomeHead(Utf8JsonWriter writer, OutcomeEntry outcome)
    {
        writer.WriteStartObject();
        writer.WriteString("t", "outcome");
        writer.WriteNumber("b", outcome.Batch);
        writer.WriteString("at", outcome.At);
        writer.WriteStartArray("results");
    }

    public static void WriteOutcomeTail(Utf8JsonWriter writer)
    {
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>What a line is.</summary>
    public static string TypeOf(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        return reader.Read() && reader.Read() && reader.ValueTextEquals("t"u8) && reader.Read() ? reader.GetString() ?? "" : "";
    }

    /// <summary>Reads the line before a batch, or the one that a segment begins with; the reader stands on its start.</summary>
    public static (string Run, DateTimeOffset At, int Batch) ReadContext(ref Utf8JsonReader reader, string run, DateTimeOffset at)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        JsonElement root = document.RootElement;
        if (root.TryGetProperty("format", out JsonElement format))
            Refuse(format.GetInt64());
        return (
            root.TryGetProperty("run", out JsonElement of) ? of.GetString()! : run,
            root.TryGetProperty("at", out JsonElement time) ? time.GetDateTimeOffset() : at,
            root.TryGetProperty("b", out JsonElement batch) ? batch.GetInt32() : 0);
    }

    /// <summary>Reads an entry of any format; what it does not say itself it has from the entry before.</summary>
    /// <exception cref="JsonException">The line is no entry.</exception>
    public static TransactionEntry Read(ReadOnlySpan<byte> line, string run, DateTimeOffset at, Func<int, ReadBatch?> batchOf)
    {
        var reader = new Utf8JsonReader(line);
        string type = "", plan = "", source = "", sink = "";
        var numbers = new Dictionary<string, long>(StringComparer.Ordinal);
        Change? change = null;
        RecordIssue? issue = null;
        List<ChangeResult> results = [];
        List<FeedReading> feeds = [];
        List<PendingRow> pending = [];
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
                case "change": change = ChangeJson.Read(ref reader, line, new ChangeTexts()); break;
                case "issue": issue = IssueJson.Read(ref reader); break;
                case "results": results = ResultJson.Read(ref reader, batchOf((int)numbers.GetValueOrDefault("b"))); break;
                case "pending": pending = ReadPending(ref reader); break;
                case "feeds": feeds = ReadFeeds(ref reader); break;
                default: numbers[name] = reader.GetInt64(); break;
            }
        }
        long Number(string name) => numbers.GetValueOrDefault(name);
        Refuse(Number("format"));
        return type switch
        {
            "run" => new RunStartedEntry(run, at, plan, source, sink) { Feeds = feeds },
            "intent" => new IntentEntry(run, at, (int)Number("b"), change ?? throw new JsonException("An intent lacks its change.")),
            "outcome" => new OutcomeEntry(run, at, (int)Number("b"), results),
            "issue" => new IssueEntry(run, at, issue ?? throw new JsonException("An issue is empty.")),
            "pending" => new PendingEntry(run, at, pending),
            "read" => new LmsReadEntry(run, at, Number("records"), Number("drifted"), Number("vanished")),
            "prune" => new LogPrunedEntry(run, at, (int)Number("through"), (int)Number("runs")),
            "end" => new RunEndedEntry(run, at, Number("applied"), Number("refused"), Number("deferred")),
            _ => throw new JsonException("The line has no known type."),
        };
    }

    private static List<FeedReading> ReadFeeds(ref Utf8JsonReader reader)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return PlanHeaderJson.ReadFeeds(document.RootElement);
    }

    private static List<PendingRow> ReadPending(ref Utf8JsonReader reader)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return PendingJson.ReadArray(document.RootElement);
    }

    private static void WriteRun(Utf8JsonWriter writer, TransactionEntry entry)
    {
        writer.WriteString("run", entry.RunId);
        writer.WriteString("at", entry.At);
    }

    private static void Refuse(long format)
    {
        if (format > FileTransactionLog.Format)
            throw new DataFolderException($"The log has format {format}; this version reads up to {FileTransactionLog.Format}. Use a newer version of Conduit.");
    }
}
