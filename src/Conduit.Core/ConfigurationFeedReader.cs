using Conduit.Csv;
using Conduit.Mapping;
using Conduit.Records;
using Conduit.Sources;

namespace Conduit;

/// <summary>Makes a feed of a part of a configuration file.</summary>
internal sealed class ConfigurationFeedReader(ConfigurationReader reader, ConfigurationErrors errors, MapResources resources)
{
    /// <summary>What a feed may say.</summary>
    public static readonly string[] FeedProperties =
        ["name", "file", "kind", "when", "skip", "coverage", "scope", "separator", "encoding", "zone", "blank", "action", "oldKey", "constants", "fields"];

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
            Zone = reader.Zone(node) ?? TimeZoneInfo.Utc,
            ActionColumn = ReadAction(node, coverage),
            OldKeyColumn = reader.Text(node, "oldKey"),
            Filter = new RowFilter(reader.Condition(node, "when"), reader.Condition(node, "skip")),
        };
        if (kind is not null && draft.CheckOldKey() is { } oldKey)
            errors.Add(oldKey.Code, node["oldKey"]!.Offset, oldKey.Message);
        ReadBlank(node["blank"], draft, kind);
        new ConfigurationFieldReader(reader, errors, resources, draft, kind).Read(node);
        string? name = reader.Text(node, "name");
        RowCondition? scope = reader.Condition(node, "scope");
        if (scope is not null && (coverage is Coverage.None or Coverage.Partial || (coverage is null && draft.ActionColumn is not null)))
            errors.Add(MapErrorCodes.ValueInvalid, node["scope"]!.Offset, "Only a complete feed has a scope: in any other absence means nothing.");
        CsvDialect dialect = ReadDialect(node);
        if (file is null || kind is null)
            return null;
        if (scope is not null && RecordScope.Check(kind.Value, scope) is { } unknown)
            errors.Add(unknown.Code, node["scope"]!.Offset, unknown.Message);
        return new CsvSourceFeed(name ?? Path.GetFileNameWithoutExtension(file).ToLowerInvariant(), file, draft.Build())
        {
            Coverage = coverage,
            Scope = scope,
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
            draft.Blank = reader.Blank(node);
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
            BlankRule rule = reader.Blank(property.Value);
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
}
