using Conduit.Mapping;
using Conduit.Records;

namespace Conduit;

/// <summary>Reads the fields and constants of a feed into the draft of its map.</summary>
internal sealed class ConfigurationFieldReader(ConfigurationReader reader, ConfigurationErrors errors, MapResources resources, MapDraft draft, RecordKind? kind)
{
    /// <summary>What an entry of a field that is an object may say.</summary>
    public static readonly string[] EntryProperties = ["from", "constant", "when", "zone", "blank"];

    public void Read(ConfigNode feed)
    {
        int before = errors.Count;
        if (feed["fields"] is { IsObject: true } fieldsNode)
            reader.CheckDuplicates(fieldsNode);
        foreach (ConfigProperty property in reader.Properties(feed["fields"], "fields"))
            ReadField(property);
        if (feed["constants"] is { IsObject: true } constantsNode)
            reader.CheckDuplicates(constantsNode);
        foreach (ConfigProperty property in reader.Properties(feed["constants"], "constants"))
        {
            if (property.Value.IsScalar)
                Add(property, property.Value, MapExpression.Constant(property.Value.Text));
            else
                errors.Add(MapErrorCodes.ValueInvalid, property.Value.Offset, $"The constant '{property.Name}' is a text.");
        }
        // A field that was refused may be the key; saying then that the key is missing would send people the wrong way.
        if (kind is { } known && errors.Count == before && draft.MissingKey() is { } missing)
            errors.Add(MapErrorCodes.KeyUnmapped, feed["fields"]!.Offset, $"The fields do not give the key of {known.WithArticle()}, which needs {missing}.");
    }

    private void ReadField(ConfigProperty property)
    {
        if (!property.Value.IsArray)
        {
            ReadEntry(property, property.Value);
            return;
        }
        if (property.Value.Items.Count == 0)
            errors.Add(MapErrorCodes.ValueInvalid, property.Value.Offset, $"The list of '{property.Name}' is empty; give it at least one entry.");
        foreach (ConfigNode entry in property.Value.Items)
            ReadEntry(property, entry);
    }

    private void ReadEntry(ConfigProperty property, ConfigNode entry)
    {
        if (entry.IsText)
        {
            Add(property, entry, ReadExpression(property, entry));
            return;
        }
        if (!entry.IsObject)
        {
            errors.Add(MapErrorCodes.ValueInvalid, entry.Offset, $"'{property.Name}' is a column and words in one text, \"EMAIL | trim\", or an object with \"from\" or \"constant\", or a list of them.");
            return;
        }
        reader.CheckNames(entry, EntryProperties, "An entry of a field");
        RowCondition? when = reader.Condition(entry, "when");
        TimeZoneInfo? zone = reader.Zone(entry);
        BlankRule blank = entry["blank"] is { } rule ? reader.Blank(rule) : BlankRule.ByField;
        Add(property, entry, ReadSource(property, entry), field => field with { When = when, Zone = zone, Blank = blank });
    }

    private MapExpression? ReadSource(ConfigProperty property, ConfigNode entry)
    {
        switch (entry["from"], entry["constant"])
        {
            case ({ IsText: true } from, null):
                return ReadExpression(property, from);
            case (null, { IsScalar: true } constant):
                return MapExpression.Constant(constant.Text);
            default:
                errors.Add(MapErrorCodes.ValueInvalid, entry.Offset, $"An entry of '{property.Name}' says where the value comes from: \"from\" with a column and words, or \"constant\" with a text.");
                return null;
        }
    }

    private MapExpression? ReadExpression(ConfigProperty property, ConfigNode text)
    {
        var mistakes = new List<MapError>();
        MapExpression? expression = ExpressionParser.Parse(text.Text, resources, mistakes);
        errors.Add(text, mistakes, property.Name);
        return expression;
    }

    private void Add(ConfigProperty property, ConfigNode value, MapExpression? expression, Func<FieldMap, FieldMap>? finish = null)
    {
        if (kind is null)
            return;
        if (draft.FindTarget(property.Name, out MapError? error) is not { } target)
        {
            errors.Add(error!.Code, property.Offset, error.Message);
            return;
        }
        if (expression is null)
            return;
        var field = new FieldMap(target, expression);
        if (draft.Add(finish is null ? field : finish(field)) is { } refused)
            errors.Add(refused.Code, refused.Code == MapErrorCodes.PropertyDuplicate ? property.Offset : value.Offset, refused.Message);
    }
}
