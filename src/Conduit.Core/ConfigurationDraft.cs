using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Conduit.Csv;
using Conduit.Mapping;
using Conduit.Records;
using Conduit.Sources;

namespace Conduit;

/// <summary>
/// Drafts a <c>sync.json</c> from the files of a folder, for people to go on from: one feed for each file whose kind can be told,
/// its columns bound by their headings, words for dates, countries, languages and roles as its values need them, and what could not be
/// bound in comments. Looks at headers and first rows only; of values only what roles are called gets into the draft.
/// </summary>
public sealed class ConfigurationDraft
{
    /// <summary>The file that a draft names as its schema; <see cref="SyncConfiguration.JsonSchema"/> is what belongs into it.</summary>
    public const string SchemaFile = "sync.schema.json";

    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _lookups = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _roles = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    private ConfigurationDraft()
    {
    }

    /// <summary>Drafts a configuration.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The text of a <c>sync.json</c> that can be loaded as it is.</returns>
    /// <exception cref="IOException">The folder or one of its files cannot be read.</exception>
    public static string FromFolder(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var draft = new ConfigurationDraft();
        draft.Write(Directory.EnumerateFiles(folder)
            .Where(path => Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal));
        return draft._text.ToString();
    }

    private void Write(IEnumerable<string> paths)
    {
        Line(0, "{");
        Line(1, "// A draft from the files of a folder: read every line before you rely on it. docs/mapping.md explains them.");
        Line(1, $"\"$schema\": \"./{SchemaFile}\",");
        Line(1, "\"format\": 1,");
        Line(1, "\"source\": \"csv\",");
        Line(1, "\"feeds\": [");
        foreach (string path in paths)
            WriteFile(path);
        Line(1, "],");
        if (_lookups.Count + _roles.Count > 0)
            WriteLookups();
        Line(0, "}");
    }

    private void WriteFile(string path)
    {
        string file = Path.GetFileName(path);
        (CsvHeader header, char separator, bool isWindows, DraftValues values) = Look(path);
        if (header.Count == 0 || header.IsDamaged)
        {
            Comment(2, $"{file}: the first line names no columns, so nothing could be told.");
            return;
        }
        if (Tell(file, header.Names) is not { } kind)
        {
            Comment(2, $"{file}: no kind of record could be told from its name or its columns ({string.Join(", ", header.Names)}).");
            return;
        }
        var columns = new DraftColumns(kind, header.Names);
        // What cannot be loaded stands in a comment, so that the rest can be tried at once.
        string mark = columns.MissingKey is null ? "" : "// ";
        if (columns.MissingKey is { } missing)
            Comment(2, $"{file}: the key of {kind.WithArticle()} needs {missing}; add the columns and take the slashes off.");
        Line(2, mark + "{");
        Line(3, $"{mark}\"name\": {Quote(Name(file))},");
        Line(3, $"{mark}\"file\": {Quote(file)},");
        Line(3, $"{mark}\"kind\": {Quote(kind.Name())},");
        Line(3, $"{mark}\"coverage\": {(columns.Action is null ? "\"complete\", // whoever is absent from the file is gone" : "\"partial\",")}");
        if (separator != ',')
            Line(3, $"{mark}\"separator\": {(separator == '\t' ? "\"tab\"" : Quote(separator.ToString()))},");
        if (isWindows)
            Line(3, mark + "\"encoding\": \"windows-1252\", // some bytes are no UTF-8; a guess");
        if (columns.Action is { } action)
            Line(3, $"{mark}\"action\": {Quote(action)},");
        Line(3, mark + "\"fields\": {");
        foreach ((HeadingTarget target, string heading) in columns.Fields)
            WriteField(target, heading, values.Of(heading), mark);
        foreach (string note in columns.Notes)
            Comment(4, note);
        foreach (string heading in columns.Unknown)
        {
            if (RecordFields.AllowsCustom(kind))
                Comment(4, $"{Quote(RecordFields.CustomPrefix + ShortName(heading))}: {Quote(Column(heading))},");
            else
                Comment(4, $"unknown column: {heading}");
        }
        Line(3, mark + "},");
        Line(2, mark + "},");
    }

    /// <summary>Reads the header and a first stretch of the file.</summary>
    private static (CsvHeader Header, char Separator, bool IsWindows, DraftValues Values) Look(string path)
    {
        using CsvReader reader = CsvReader.OpenFile(path);
        bool isWindows = false;
        reader.Read();
        var values = new DraftValues(reader.Header.Names);
        while (reader.RowsRead < 10_000 && reader.TryRead(out CsvRow row))
        {
            foreach (CsvIssue issue in row.Issues)
                isWindows |= issue.Code == CsvIssueCodes.InvalidUtf8;
            if (!row.IsDamaged)
                values.Add(row);
        }
        return (reader.Header, reader.Separator, isWindows, values);
    }

    private void WriteField(HeadingTarget target, string heading, IReadOnlyCollection<string> values, string mark)
    {
        string words = Words(target.Sense);
        if (target.Field is { } field && words.Length == 0)
        {
            DraftWords drafted = DraftWords.For(field, values);
            words = drafted.Words;
            if (drafted.Note is not null)
                Comment(4, drafted.Note);
            foreach ((string from, string to) in drafted.Roles)
                _roles[from] = to;
        }
        Line(4, $"{mark}{Quote(target.Name)}: {Quote(Column(heading) + words)},");
    }

    /// <summary>The kind that the name tells; else the one whose key the columns hold and whose fields they match most.</summary>
    private static RecordKind? Tell(string file, IReadOnlyList<string> headings)
    {
        if (RosterFileNames.TryTell(file, out RecordKind told))
            return told;
        RecordKind? best = null;
        (int Fields, int OwnNames) most = (1, int.MaxValue); // a single column that could be anybody's key tells nothing
        foreach (RecordKind kind in RecordKinds.InOrder)
        {
            var columns = new DraftColumns(kind, headings);
            (int Fields, int OwnNames) score = (columns.Fields.Count, columns.OwnNames);
            if (columns.MissingKey is null && score.CompareTo(most) > 0)
            {
                best = kind;
                most = score;
            }
        }
        return best;
    }

    private string Name(string file)
    {
        string name = Path.GetFileNameWithoutExtension(file).ToLowerInvariant();
        string free = name;
        for (int i = 2; !_names.Add(free); i++)
            free = $"{name}-{i}";
        return free;
    }

    private string Words(FlagSense sense)
    {
        string? lookup = sense switch
        {
            FlagSense.Inverted => "inverted",
            FlagSense.Status => "states",
            _ => null,
        };
        if (lookup is null)
            return "";
        _lookups.Add(lookup);
        return $" | lookup({lookup})";
    }

    private void WriteLookups()
    {
        Line(1, "\"lookups\": {");
        if (_lookups.Contains("inverted"))
        {
            Line(2, "\"inverted\": {");
            Line(3, "\"1\": \"0\", \"yes\": \"0\", \"y\": \"0\", \"true\": \"0\", \"t\": \"0\", \"on\": \"0\",");
            Line(3, "\"0\": \"1\", \"no\": \"1\", \"n\": \"1\", \"false\": \"1\", \"f\": \"1\", \"off\": \"1\",");
            Line(2, "},");
        }
        if (_lookups.Contains("states"))
        {
            Line(2, "// The numbers are Moodle's: 0 is active, 1 is suspended. Turn them round if your system counts otherwise.");
            Line(2, "\"states\": { \"0\": \"0\", \"1\": \"1\", \"active\": \"0\", \"enabled\": \"0\", \"suspended\": \"1\", \"inactive\": \"1\", \"disabled\": \"1\", \"locked\": \"1\" },");
        }
        if (_roles.Count > 0)
        {
            Line(2, "// What the files call roles, and the short names of the LMS: see to it that both are right.");
            Line(2, $"\"roles\": {{ {string.Join(", ", _roles.Select(role => $"{Quote(role.Key)}: {Quote(role.Value)}"))} }},");
        }
        Line(1, "},");
    }

    private static string ShortName(string heading)
    {
        var name = new StringBuilder();
        foreach (char c in heading.Trim())
            name.Append(char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '_');
        return name.ToString();
    }

    private static string Column(string heading) => CanonicalText.Column(heading);

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private void Comment(int depth, string text)
    {
        // A heading may hold a line end, which would end the comment.
        Line(depth, "// " + string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)));
    }

    private void Line(int depth, string text) => _text.Append(' ', depth * 2).Append(text).Append('\n');
}
