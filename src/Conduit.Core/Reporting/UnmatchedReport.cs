using System.Globalization;
using System.Text.Json;
using Conduit.Planning;
using Conduit.Records;
using CsvHelper;

namespace Conduit.Reporting;

/// <summary>What does not line up between the source and the LMS, in both directions, each with its reason.</summary>
public sealed class UnmatchedReport
{
    private readonly Func<IEnumerable<UnmatchedRecord>> _read;

    internal UnmatchedReport(Func<IEnumerable<UnmatchedRecord>> read) => _read = read;

    /// <summary>The records, made one by one as they are asked for.</summary>
    public IEnumerable<UnmatchedRecord> Records => _read();

    /// <summary>
    /// Writes the report as CSV with the columns <c>side,kind,key,reason,message,lms_id,file,line,hint</c>. The file holds
    /// personal data unless <paramref name="redact"/> is set.
    /// </summary>
    /// <param name="path">The file, which is replaced whole.</param>
    /// <param name="redact">Whether keys, ids and hints of people are left out.</param>
    /// <param name="cancellationToken">Stops.</param>
    public ValueTask WriteCsvAsync(string path, bool redact = false, CancellationToken cancellationToken = default)
    {
        PrivateFile.Replace(path, stream =>
        {
            using CsvWriter writer = CsvWriter.Create(stream, new CsvWriterOptions(), leaveOpen: true);
            writer.WriteRecord(["side", "kind", "key", "reason", "message", "lms_id", "file", "line", "hint"]);
            foreach (UnmatchedRecord record in Records)
            {
                cancellationToken.ThrowIfCancellationRequested();
                UnmatchedRecord shown = redact ? Redacted(record) : record;
                writer.WriteRecord(
                [
                    Side(shown.Side), shown.Key.Kind.Name(), shown.Key.ToString(), shown.Reason, shown.Message, shown.LmsId ?? "",
                    shown.Location?.File ?? "", shown.Location?.Line.ToString(CultureInfo.InvariantCulture) ?? "", shown.Hint ?? "",
                ]);
            }
        });
        return ValueTask.CompletedTask;
    }

    /// <summary>Writes the report as JSON, one object on a line, with the names of the CSV columns.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="redact">Whether keys, ids and hints of people are left out.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async ValueTask WriteJsonAsync(Stream output, bool redact = false, CancellationToken cancellationToken = default)
    {
        var json = new Utf8JsonWriter(output);
        await using (json.ConfigureAwait(false))
        {
            foreach (UnmatchedRecord record in Records)
            {
                cancellationToken.ThrowIfCancellationRequested();
                WriteObject(json, redact ? Redacted(record) : record);
                await json.FlushAsync(cancellationToken).ConfigureAwait(false);
                output.WriteByte((byte)'\n');
                json.Reset();
            }
        }
    }

    private static string Side(UnmatchedSide side) => side == UnmatchedSide.SourceOnly ? "source" : "lms";

    private static UnmatchedRecord Redacted(UnmatchedRecord record) => record.Key.Kind is RecordKind.Course or RecordKind.Group or RecordKind.Cohort
        ? record
        : record with { Key = record.Key with { Value = "•••" }, LmsId = record.LmsId is null ? null : "•••", Hint = record.Hint is null ? null : "•••" };

    private static void WriteObject(Utf8JsonWriter json, UnmatchedRecord record)
    {
        json.WriteStartObject();
        json.WriteString("side", Side(record.Side));
        json.WriteString("kind", record.Key.Kind.Name());
        json.WriteString("key", record.Key.ToString());
        json.WriteString("reason", record.Reason);
        json.WriteString("message", record.Message);
        if (record.LmsId is not null)
            json.WriteString("lms_id", record.LmsId);
        if (record.Location is { } location)
        {
            json.WriteString("file", location.File);
            json.WriteNumber("line", location.Line);
        }
        if (record.Hint is not null)
            json.WriteString("hint", record.Hint);
        json.WriteEndObject();
    }
}
