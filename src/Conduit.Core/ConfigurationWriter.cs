using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Conduit.Csv;
using Conduit.Mapping;
using Conduit.Records;
using Conduit.Sources;
using Conduit.Transactions;
using Conduit.Validation;

namespace Conduit;

/// <summary>Writes a configuration as a <c>sync.json</c> that means the same.</summary>
internal sealed class ConfigurationWriter
{
    private readonly Utf8JsonWriter _json;
    private readonly ConfigurationLookups _lookups = new();

    private ConfigurationWriter(Utf8JsonWriter json) => _json = json;

    public static string Write(SyncConfiguration configuration)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" }))
            new ConfigurationWriter(json).WriteAll(configuration);
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private void WriteAll(SyncConfiguration configuration)
    {
        _json.WriteStartObject();
        _json.WriteNumber("format", ConfigurationReader.Format);
        _json.WriteString("source", configuration.SourceName);
        if (!configuration.UsesFileNames)
        {
            _json.WriteStartArray("feeds");
            foreach (CsvSourceFeed feed in configuration.Feeds)
                WriteFeed(feed);
            _json.WriteEndArray();
        }
        _lookups.Write(_json);
        ConfigurationPolicyWriter.Write(_json, configuration.Options.Policies);
        WriteEffects(configuration.Options.Effects);
        if (configuration.Options.PendingFor != SyncOptions.DefaultPendingFor)
            _json.WriteString("pendingFor", configuration.Options.PendingFor.ToString("c", CultureInfo.InvariantCulture));
        if (configuration.Options.RefreshAfter is { } age)
            _json.WriteString("refreshAfter", age.ToString("c", CultureInfo.InvariantCulture));
        WriteRetention(configuration.Options.Retention);
        _json.WriteEndObject();
    }

    // Whole days: what code asked to keep for less is kept for the rest of its last day.
    private void WriteRetention(LogRetention retention)
    {
        if (retention is { Age: null, Runs: null })
            return;
        _json.WriteStartObject("log");
        if (retention.Age is { } age)
            _json.WriteNumber("keepDays", (int)Math.Ceiling(age.TotalDays));
        if (retention.Runs is { } runs)
            _json.WriteNumber("keepRuns", runs);
        _json.WriteEndObject();
    }

    private void WriteEffects(IssueEffects effects)
    {
        if (effects.ByCode.Count == 0)
            return;
        _json.WriteStartObject("effects");
        foreach ((string code, IssueEffect effect) in effects.ByCode)
            _json.WriteString(code, IssueEffects.Word(effect));
        _json.WriteEndObject();
    }

    private void WriteFeed(CsvSourceFeed feed)
    {
        RecordMap map = feed.Map;
        _json.WriteStartObject();
        _json.WriteString("name", feed.Name);
        _json.WriteString("file", feed.File);
        WriteText("source", feed.Origin);
        _json.WriteString("kind", map.Kind.Name());
        WriteText("when", map.When?.ToString());
        WriteText("skip", map.Skip?.ToString());
        WriteText("coverage", feed.Coverage?.ToString().ToLowerInvariant());
        WriteText("scope", feed.Scope?.ToString());
        WriteText("separator", feed.Dialect.Separator switch { null => null, '\t' => "tab", { } sign => sign.ToString() });
        WriteText("encoding", feed.Dialect.Encoding switch
        {
            CsvEncoding.Utf8 => "utf-8",
            CsvEncoding.Utf16LittleEndian => "utf-16le",
            CsvEncoding.Utf16BigEndian => "utf-16be",
            CsvEncoding.Windows1252 => "windows-1252",
            _ => null,
        });
        WriteText("zone", map.Zone.Equals(TimeZoneInfo.Utc) ? null : map.Zone.Id);
        WriteBlank(map);
        WriteText("action", map.ActionColumn);
        WriteText("oldKey", map.OldKeyColumn);
        ILookup<string, FieldMap> fields = map.Fields.ToLookup(field => field.Target.Name, StringComparer.OrdinalIgnoreCase);
        WriteConstants(fields, map);
        if (!map.UsesHeadings)
            WriteFields(fields, map);
        _json.WriteEndObject();
    }

    private void WriteBlank(RecordMap map)
    {
        if (map.Blank != BlankRule.ByField)
        {
            WriteText("blank", map.Blank.ToString().ToLowerInvariant());
        }
        else if (map.BlankByField.Count > 0)
        {
            _json.WriteStartObject("blank");
            foreach ((string field, BlankRule rule) in map.BlankByField.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                WriteText(field, rule.ToString().ToLowerInvariant());
            _json.WriteEndObject();
        }
    }

    private void WriteConstants(ILookup<string, FieldMap> fields, RecordMap map)
    {
        IGrouping<string, FieldMap>[] constants = [.. fields.Where(field => IsConstant(field, map))];
        if (constants.Length == 0)
            return;
        _json.WriteStartObject("constants");
        foreach (IGrouping<string, FieldMap> field in constants)
            _json.WriteString(field.Key, field.First().Expression.FixedText);
        _json.WriteEndObject();
    }

    private void WriteFields(ILookup<string, FieldMap> fields, RecordMap map)
    {
        _json.WriteStartObject("fields");
        foreach (IGrouping<string, FieldMap> field in fields.Where(field => !IsConstant(field, map)))
        {
            _json.WritePropertyName(field.Key);
            FieldMap[] entries = [.. field];
            if (entries.Length > 1)
                _json.WriteStartArray();
            foreach (FieldMap entry in entries)
                WriteEntry(entry, map);
            if (entries.Length > 1)
                _json.WriteEndArray();
        }
        _json.WriteEndObject();
    }

    private void WriteEntry(FieldMap entry, RecordMap map)
    {
        if (IsPlain(entry, map) && entry.Expression.FixedText is null)
        {
            _json.WriteStringValue(Text(entry));
            return;
        }
        _json.WriteStartObject();
        if (entry.Expression.FixedText is { } constant)
            _json.WriteString("constant", constant);
        else
            _json.WriteString("from", Text(entry));
        WriteText("when", entry.When?.ToString());
        WriteText("zone", entry.Zone?.Id);
        WriteText("blank", HasOwnBlank(entry, map) ? entry.Blank.ToString().ToLowerInvariant() : null);
        _json.WriteEndObject();
    }

    private string Text(FieldMap entry) => entry.Expression.WithWords(_lookups.Name).ToString();

    private static bool IsConstant(IEnumerable<FieldMap> entries, RecordMap map) => entries.ToArray() is [{ Expression.FixedText: not null } only] && IsPlain(only, map);

    private static bool IsPlain(FieldMap entry, RecordMap map) => entry.When is null && entry.Zone is null && !HasOwnBlank(entry, map);

    private static bool HasOwnBlank(FieldMap entry, RecordMap map) => entry.Blank != map.BlankOf(entry.Target.Name);

    private void WriteText(string name, string? text)
    {
        if (text is not null)
            _json.WriteString(name, text);
    }
}
