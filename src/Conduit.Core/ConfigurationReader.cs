using System.Globalization;
using System.Text.Json;
using Conduit.Mapping;
using Conduit.Mapping.Conditions;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Sources;
using Conduit.Transactions;
using Conduit.Validation;

namespace Conduit;

/// <summary>Makes a configuration of a file, and tells all mistakes at once.</summary>
internal sealed class ConfigurationReader
{
    public const int Format = 1;

    /// <summary>What a configuration may say.</summary>
    public static readonly string[] RootProperties = ["format", "source", "feeds", "lookups", "policies", "guards", "effects", "pendingFor", "refreshAfter", "log"];

    private readonly ConfigurationErrors _errors;
    private readonly MapFunctions _functions;
    private readonly string? _folder;

    private ConfigurationReader(ConfigurationErrors errors, MapFunctions functions, string? folder)
    {
        _errors = errors;
        _functions = functions;
        _folder = folder;
    }

    /// <summary>Reads a configuration.</summary>
    /// <param name="json">The text.</param>
    /// <param name="functions">The functions that it may use.</param>
    /// <param name="file">The name of its file, for messages.</param>
    /// <param name="folder">What the files that it names are relative to; null: the current folder.</param>
    /// <exception cref="SyncConfigurationException">It has mistakes.</exception>
    public static SyncConfiguration Read(ReadOnlyMemory<byte> json, MapFunctions functions, string? file, string? folder)
    {
        if (json.Span.StartsWith("\uFEFF"u8))
            json = json[3..];
        var errors = new ConfigurationErrors(json);
        ConfigNode root;
        try
        {
            root = ConfigNode.Parse(json.Span);
        }
        catch (JsonException failure)
        {
            var error = new ConfigurationError(MapErrorCodes.JsonInvalid, "The file is no JSON; the place is where reading it broke off.",
                (int)(failure.LineNumber ?? 0) + 1, (int)(failure.BytePositionInLine ?? 0) + 1);
            throw new SyncConfigurationException([error], file);
        }
        catch (InvalidOperationException)
        {
            // What Utf8JsonReader says of a string whose bytes or escapes are no text.
            throw new SyncConfigurationException(
                [new ConfigurationError(MapErrorCodes.JsonInvalid, "The file holds text that is not UTF-8, or half a character as an escape; save it as UTF-8.", 1, 1)], file);
        }
        SyncConfiguration configuration = new ConfigurationReader(errors, functions, folder).Read(root);
        return errors.Count > 0 ? throw new SyncConfigurationException(errors.InOrder, file) : configuration;
    }

    private SyncConfiguration Read(ConfigNode root)
    {
        if (!root.IsObject)
        {
            _errors.Add(MapErrorCodes.ValueInvalid, root.Offset, "A configuration is an object in braces.");
            return new SyncConfiguration("", [], new SyncOptions());
        }
        CheckNames(root, RootProperties, "A configuration", "$schema");
        CheckFormat(root);
        var resources = new MapResources(new ConfigurationLookupReader(this, _errors, _folder).Read(root["lookups"]), _functions);
        string source = Text(root, "source") ?? "csv";
        var feeds = new List<CsvSourceFeed>();
        foreach (ConfigNode feed in Items(root["feeds"], "feeds"))
        {
            if (new ConfigurationFeedReader(this, _errors, resources).Read(feed) is not { } read)
                continue;
            if (feeds.Exists(known => known.Name == read.Name))
                _errors.Add(MapErrorCodes.PropertyDuplicate, (feed["name"] ?? feed).Offset, $"Two feeds are called '{read.Name}'; the state knows rows by the feed's name, so give each its own.");
            else
                feeds.Add(read);
        }
        return new SyncConfiguration(source, root["feeds"] is null ? null : [.. feeds], new SyncOptions
        {
            Policies = new ConfigurationPolicyReader(this, _errors).Read(root),
            Effects = ReadEffects(root["effects"]),
            PendingFor = ReadPendingFor(root["pendingFor"]),
            RefreshAfter = ReadRefreshAfter(root["refreshAfter"]),
            Retention = ReadRetention(root["log"]),
        });
    }

    /// <summary>Tells properties that nobody knows, and those that stand there twice.</summary>
    public void CheckNames(ConfigNode node, IReadOnlyList<string> known, string what, string? alsoAllowed = null)
    {
        CheckDuplicates(node);
        foreach (ConfigProperty property in node.Properties)
        {
            if (!known.Contains(property.Name, StringComparer.Ordinal) && property.Name != alsoAllowed)
                _errors.Add(MapErrorCodes.PropertyUnknown, property.Offset, $"{what} has no property '{property.Name}'{NearestName.Hint(property.Name, known)}");
        }
    }

    /// <summary>Tells names that stand there twice, but for case.</summary>
    public void CheckDuplicates(ConfigNode node)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (ConfigProperty property in node.Properties.Where(property => !seen.Add(property.Name)))
            _errors.Add(MapErrorCodes.PropertyDuplicate, property.Offset, $"'{property.Name}' stands here twice; keep one of them.");
    }

    /// <summary>The text of a property; null when it is not there or no text, which is told.</summary>
    public string? Text(ConfigNode node, string name)
    {
        if (node[name] is not { } value)
            return null;
        if (value.IsText && !string.IsNullOrWhiteSpace(value.Text))
            return value.Text;
        _errors.Add(MapErrorCodes.ValueInvalid, value.Offset, $"'{name}' is a text in quotes.");
        return null;
    }

    /// <summary>The properties of an object; none when it is not there or no object, which is told.</summary>
    public IReadOnlyList<ConfigProperty> Properties(ConfigNode? node, string name)
    {
        if (node is null)
            return [];
        if (node.IsObject)
            return node.Properties;
        _errors.Add(MapErrorCodes.ValueInvalid, node.Offset, $"'{name}' is an object in braces.");
        return [];
    }

    private List<ConfigNode> Items(ConfigNode? node, string name)
    {
        if (node is null)
            return [];
        if (node.IsArray)
            return node.Items;
        _errors.Add(MapErrorCodes.ValueInvalid, node.Offset, $"'{name}' is a list in square brackets.");
        return [];
    }

    private void CheckFormat(ConfigNode root)
    {
        if (root["format"] is not { } format)
            _errors.Add(MapErrorCodes.PropertyMissing, root.Offset, $"The configuration does not say its format; begin it with \"format\": {Format}.");
        else if (format.Type != JsonTokenType.Number || !int.TryParse(format.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < 1)
            _errors.Add(MapErrorCodes.ValueInvalid, format.Offset, $"'format' is the number {Format}.");
        else if (number > Format)
            _errors.Add(MapErrorCodes.FormatUnknown, format.Offset, $"The configuration is of format {number}, and this version knows formats up to {Format}; use a newer version.");
    }

    private IssueEffects ReadEffects(ConfigNode? node)
    {
        IssueEffects effects = IssueEffects.Default;
        if (node is { IsObject: true })
            CheckNames(node, [.. IssueEffects.ValueCodes, .. IssueEffects.RecordCodes], "'effects'");
        foreach (ConfigProperty property in Properties(node, "effects"))
        {
            if (!property.Value.IsText || IssueEffects.Parse(property.Value.Text) is not { } effect)
                _errors.Add(MapErrorCodes.ValueInvalid, property.Value.Offset, $"An effect is one of {string.Join(", ", IssueEffects.AllWords)}.");
            else if (effect == IssueEffect.DropValue && IssueEffects.RecordCodes.Contains(property.Name, StringComparer.Ordinal))
                _errors.Add(MapErrorCodes.ValueInvalid, property.Value.Offset, IssueEffects.NoValue(property.Name));
            else
                effects = effects.With(property.Name, effect);
        }
        return effects;
    }

    private TimeSpan ReadPendingFor(ConfigNode? node)
    {
        if (node is null)
            return SyncOptions.DefaultPendingFor;
        if (node.IsText && TimeSpan.TryParse(node.Text, CultureInfo.InvariantCulture, out TimeSpan age) && age >= TimeSpan.Zero)
            return age;
        _errors.Add(MapErrorCodes.ValueInvalid, node.Offset, "'pendingFor' is a length of time, \"30.00:00:00\" for thirty days; \"00:00:00\": rows do not wait.");
        return SyncOptions.DefaultPendingFor;
    }

    private TimeSpan? ReadRefreshAfter(ConfigNode? node)
    {
        if (node is null or { Type: JsonTokenType.Null })
            return null;
        if (node.IsText && TimeSpan.TryParse(node.Text, CultureInfo.InvariantCulture, out TimeSpan age) && age >= TimeSpan.Zero)
            return age;
        _errors.Add(MapErrorCodes.ValueInvalid, node.Offset, "'refreshAfter' is a length of time, \"01:00:00\" for an hour, \"00:00:00\" for every plan; leave it out to read the LMS only when nothing is known of it.");
        return null;
    }

    private LogRetention ReadRetention(ConfigNode? node)
    {
        if (node is null)
            return LogRetention.Everything;
        if (!node.IsObject)
        {
            _errors.Add(MapErrorCodes.ValueInvalid, node.Offset, "'log' is an object: { \"keepDays\": 400, \"keepRuns\": 1000 }.");
            return LogRetention.Everything;
        }
        CheckNames(node, ["keepDays", "keepRuns"], "'log'");
        return new LogRetention { Age = Count(node, "keepDays") is { } days ? TimeSpan.FromDays(days) : null, Runs = Count(node, "keepRuns") };
    }

    private int? Count(ConfigNode node, string name)
    {
        if (node[name] is not { } value)
            return null;
        if (value.Type == JsonTokenType.Number && int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is > 0 and <= 1_000_000)
            return number;
        _errors.Add(MapErrorCodes.ValueInvalid, value.Offset, $"'{name}' is a whole number from 1 to 1000000; leave it out to keep everything.");
        return null;
    }

    /// <summary>Reads the name of a kind; one that nobody knows is told.</summary>
    public RecordKind? Kind(string name, int offset)
    {
        if (RecordKinds.TryParse(name, out RecordKind kind))
            return kind;
        _errors.Add(MapErrorCodes.KindUnknown, offset, $"There is no kind of record '{name}'{NearestName.Hint(name, RecordKinds.InOrder.Select(known => known.Name()))} The kinds are {string.Join(", ", RecordKinds.InOrder.Select(known => known.Name()))}.");
        return null;
    }

    /// <summary>Reads the condition that a property holds; null when it is not there or none, which is told.</summary>
    public RowCondition? Condition(ConfigNode node, string name)
    {
        if (Text(node, name) is not { } text)
            return null;
        var mistakes = new List<MapError>();
        RowCondition? condition = ConditionParser.Parse(text, mistakes);
        _errors.Add(node[name]!, mistakes, name);
        if (condition is null || MapDraft.CheckColumns(condition.Columns) is not { } password)
            return condition;
        _errors.Add(password.Code, node[name]!.Offset, password.Message);
        return null;
    }

    /// <summary>Reads the zone of a feed or field; null when there is none or nobody knows it, which is told.</summary>
    public TimeZoneInfo? Zone(ConfigNode node)
    {
        if (Text(node, "zone") is not { } id)
            return null;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(id, out TimeZoneInfo? zone))
            _errors.Add(MapErrorCodes.ValueInvalid, node["zone"]!.Offset, $"There is no time zone '{id}' on this machine; write a name such as Europe/London.");
        return zone;
    }

    /// <summary>Reads what a blank means; anything else is told.</summary>
    public BlankRule Blank(ConfigNode node)
    {
        switch (node)
        {
            case { IsText: true, Text: "keep" }:
                return BlankRule.Keep;
            case { IsText: true, Text: "erase" }:
                return BlankRule.Erase;
            default:
                _errors.Add(MapErrorCodes.ValueInvalid, node.Offset, "A blank is told to \"keep\" what the LMS holds or to \"erase\" it.");
                return BlankRule.ByField;
        }
    }

    /// <summary>Reads one of a few words; another one is told.</summary>
    public TWord? Word<TWord>(ConfigNode node, string text, string name)
        where TWord : struct, Enum
    {
        string[] words = [.. Enum.GetNames<TWord>().Select(word => word.ToLowerInvariant())];
        int index = Array.IndexOf(words, text.Trim().ToLowerInvariant());
        if (index >= 0)
            return Enum.GetValues<TWord>()[index];
        _errors.Add(MapErrorCodes.ValueInvalid, node.Offset, $"'{name}' is one of {string.Join(", ", words)}{NearestName.Hint(text, words)}");
        return null;
    }
}
