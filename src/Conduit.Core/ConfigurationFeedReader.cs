using Conduit.Csv;
using Conduit.Mapping;
using Conduit.Records;
using Conduit.Sources;

namespace Conduit;

/// <summary>Makes a feed of a part of a configuration file.</summary>
internal sealed class ConfigurationFeedReader(ConfigurationReader reader, ConfigurationErrors errors, MapResources resources)
{
    private static readonly string[] FeedProperties =
        ["name", "file", "kind", "coverage", "separator", "encoding", "zone", "blank", "action", "constants", "fields"];

    /// <summary>Reads a feed.</summary>
    /// <returns>Null when it has mistakes that leave nothing to work with; all mistakes are told.</returns>
    public CsvSourceFeed? Read(ConfigNode node)
    {
        if (!node.IsObject)
        {
            errors.Add(MapErrorCodes.ValueInvalid, node.Offset, "A feed is an object in braces.");
            return null;
        }
        reader.CheckNames(node, FeedProperties, "A feed");
        string? file = reader.Text(node, "file");
        if (node["file"] is null)
            errors.Add(MapErrorCodes.PropertyMissing, node.Offset, "The feed does not say which file it reads; add \"file\".");
        RecordKind? kind = ReadKind(node, file);
        Coverage? coverage = reader.Text(node, "coverage") is { } word ? reader.Word<Coverage>(node["coverage"]!, word, "coverage") : null;
        var draft = new MapDraft(kind ?? default)
        {
            UsesHeadings = node["fields"] is null,
            Zone = ReadZone(node),
            ActionColumn = ReadAction(node, coverage),
        };
        ReadBlank(node["blank"], draft, kind);
        ReadFields(node, draft, kind);
        string? name = reader.Text(node, "name");
        CsvDialect dialect = ReadDialect(node);
        if (file is null || kind is null)
            return null;
        return new CsvSourceFeed(name ?? Path.GetFileNameWithoutExtension(file).ToLowerInvariant(), file, draft.Build())
        {
            Coverage = coverage,
            Dialect = dialect,
        };
    }

    private RecordKind? ReadKind(ConfigNode node, string? file)
    {
        if (reader.Text(node, "kind") is { } text)
            return reader.Kind(text, node["kind"]!.Offset);
        if (file is not null && RosterFileNames.TryTell(file, out RecordKind told))
            return told;
        if (node["kind"] is null)
            errors.Add(MapErrorCodes.PropertyMissing, node.Offset, "The feed does not say what kind of record it holds; add \"kind\".");
        return null;
    }

    private TimeZoneInfo ReadZone(ConfigNode node)
    {
        if (reader.Text(node, "zone") is not { } id)
            return TimeZoneInfo.Utc;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out TimeZoneInfo? zone))
            return zone;
        errors.Add(MapErrorCodes.ValueInvalid, node["zone"]!.Offset, $"There is no time zone '{id}' on this machine; write a name such as Europe/London.");
        return TimeZoneInfo.Utc;
    }

    private string? ReadAction(ConfigNode node, Coverage? coverage)
    {
        string? action = reader.Text(node, "action");
        if (action is null)
            return null;
        if (Headings.IsPassword(action))
            errors.Add(MapErrorCodes.PasswordMapped, node["action"]!.Offset, $"The column '{action}' looks like one of passwords, which are never read.");
        if (coverage == Coverage.Complete)
            errors.Add(MapErrorCodes.ValueInvalid, node["coverage"]!.Offset, "A feed with a column of actions is a list of changes: make it partial, or leave the action out.");
        return action;
    }

    private CsvDialect ReadDialect(ConfigNode node)
    {
        CsvDialect dialect = CsvDialect.Default;
        if (node["separator"] is { } separator)
        {
            char? character = separator switch
            {
                { IsText: true, Text: "tab" } => '\t',
                { IsText: true, Text.Length: 1 } when char.IsAscii(separator.Text[0]) && separator.Text[0] is not ('"' or '\r' or '\n' or '\0') => separator.Text[0],
                _ => null,
            };
            if (character is null)
                errors.Add(MapErrorCodes.ValueInvalid, separator.Offset, "'separator' is one ASCII character such as \";\", or \"tab\".");
            dialect = dialect with { Separator = character };
        }
        if (reader.Text(node, "encoding") is { } encoding)
        {
            CsvEncoding? known = EncodingOf(encoding.Trim().ToLowerInvariant());
            if (known is null)
                errors.Add(MapErrorCodes.ValueInvalid, node["encoding"]!.Offset, $"There is no encoding '{encoding}' here; write utf-8, utf-16le, utf-16be or windows-1252.");
            dialect = dialect with { Encoding = known ?? CsvEncoding.Detect };
        }
        return dialect;
    }

    // ISO 8859-1 in name is Windows-1252 in fact: the WHATWG Encoding Standard reads it so, for the files are written so.
    private static CsvEncoding? EncodingOf(string name) => name switch
    {
        "detect" => CsvEncoding.Detect,
        "utf-8" or "utf8" => CsvEncoding.Utf8,
        "utf-16" or "utf-16le" or "utf16" => CsvEncoding.Utf16LittleEndian,
        "utf-16be" => CsvEncoding.Utf16BigEndian,
        "windows-1252" or "cp1252" or "iso-8859-1" or "latin1" => CsvEncoding.Windows1252,
        _ => null,
    };

    private void ReadBlank(ConfigNode? node, MapDraft draft, RecordKind? kind)
    {
        if (node is null)
            return;
        if (node.IsText)
        {
            draft.Blank = Rule(node);
            return;
        }
        if (!node.IsObject)
        {
            errors.Add(MapErrorCodes.ValueInvalid, node.Offset, "'blank' is \"keep\" or \"erase\", or an object with one of them for each field.");
            return;
        }
        reader.CheckDuplicates(node);
        foreach (ConfigProperty property in node.Properties)
        {
            BlankRule rule = Rule(property.Value);
            if (kind is null)
                continue;
            if (draft.FindTarget(property.Name, out MapError? error) is not { } target)
                errors.Add(error!.Code, property.Offset, error.Message);
            else if (rule == BlankRule.Erase && target.Field is { } field && KeyFields.IsKey(field))
                errors.Add(MapErrorCodes.ValueInvalid, property.Value.Offset, $"'{property.Name}' is part of the key and never erased.");
            else
                draft.SetBlank(target.Name, rule);
        }
    }

    private BlankRule Rule(ConfigNode node)
    {
        switch (node)
        {
            case { IsText: true, Text: "keep" }:
                return BlankRule.Keep;
            case { IsText: true, Text: "erase" }:
                return BlankRule.Erase;
            default:
                errors.Add(MapErrorCodes.ValueInvalid, node.Offset, "A blank is told to \"keep\" what the LMS holds or to \"erase\" it.");
                return BlankRule.ByField;
        }
    }

    private void ReadFields(ConfigNode node, MapDraft draft, RecordKind? kind)
    {
        int before = errors.Count;
        if (node["fields"] is { IsObject: true } fieldsNode)
            reader.CheckDuplicates(fieldsNode);
        foreach (ConfigProperty property in reader.Properties(node["fields"], "fields"))
        {
            if (!property.Value.IsText)
            {
                errors.Add(MapErrorCodes.ValueInvalid, property.Value.Offset, $"'{property.Name}' is a column and words in one text: \"EMAIL | trim\".");
                continue;
            }
            var mistakes = new List<MapError>();
            MapExpression? expression = ExpressionParser.Parse(property.Value.Text, resources, mistakes);
            errors.Add(property.Value, mistakes, property.Name);
            Add(property, expression, draft, kind);
        }
        if (node["constants"] is { IsObject: true } constantsNode)
            reader.CheckDuplicates(constantsNode);
        foreach (ConfigProperty property in reader.Properties(node["constants"], "constants"))
        {
            if (property.Value.IsScalar)
                Add(property, MapExpression.Constant(property.Value.Text), draft, kind);
            else
                errors.Add(MapErrorCodes.ValueInvalid, property.Value.Offset, $"The constant '{property.Name}' is a text.");
        }
        // A field that was refused may be the key; saying then that the key is missing would send people the wrong way.
        if (kind is { } known && errors.Count == before && draft.MissingKey() is { } missing)
            errors.Add(MapErrorCodes.KeyUnmapped, node["fields"]!.Offset, $"The fields do not give the key of {known.WithArticle()}, which needs {missing}.");
    }

    private void Add(ConfigProperty property, MapExpression? expression, MapDraft draft, RecordKind? kind)
    {
        if (kind is null)
            return;
        if (draft.FindTarget(property.Name, out MapError? error) is not { } target)
            errors.Add(error!.Code, property.Offset, error.Message);
        else if (expression is not null && draft.Add(target, expression) is { } refused)
            errors.Add(refused.Code, refused.Code == MapErrorCodes.PropertyDuplicate ? property.Offset : property.Value.Offset, refused.Message);
    }
}
