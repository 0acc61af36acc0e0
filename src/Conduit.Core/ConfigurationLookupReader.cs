using Conduit.Mapping;

namespace Conduit;

/// <summary>Reads the lookups of a configuration: rows that stand in it, or files that it names.</summary>
internal sealed class ConfigurationLookupReader(ConfigurationReader reader, ConfigurationErrors errors, string? folder)
{
    public Dictionary<string, MapLookup> Read(ConfigNode? node)
    {
        var lookups = new Dictionary<string, MapLookup>(StringComparer.Ordinal);
        if (node is { IsObject: true })
            reader.CheckDuplicates(node);
        foreach (ConfigProperty lookup in reader.Properties(node, "lookups"))
        {
            // One that has mistakes is there, so that nobody is told besides that it is not.
            lookups[lookup.Name] = (FileOf(lookup.Value) is { } file ? ReadFile(lookup, file) : ReadRows(lookup)) ?? new MapLookup(lookup.Name, []);
        }
        return lookups;
    }

    /// <summary>The file that a lookup names: a text, or an object of exactly a file and its two columns. Null for one whose rows stand here.</summary>
    private static LookupFile? FileOf(ConfigNode node)
    {
        if (node.IsText)
            return new LookupFile(node.Text);
        return node is { IsObject: true, Properties.Count: 3 } && node["file"] is { IsText: true } file && node["from"] is { IsText: true } from && node["to"] is { IsText: true } to
            ? new LookupFile(file.Text, from.Text, to.Text)
            : null;
    }

    private MapLookup? ReadFile(ConfigProperty lookup, LookupFile file)
    {
        var mistakes = new List<MapError>();
        MapLookup? read = file.Read(lookup.Name, folder, mistakes);
        foreach (MapError mistake in mistakes)
            errors.Add(mistake.Code, lookup.Value.Offset, mistake.Message);
        return read;
    }

    private MapLookup ReadRows(ConfigProperty lookup)
    {
        if (lookup.Value.IsObject)
            reader.CheckDuplicates(lookup.Value);
        var rows = new List<KeyValuePair<string, string>>();
        foreach (ConfigProperty row in reader.Properties(lookup.Value, lookup.Name))
        {
            if (row.Value.IsScalar)
                rows.Add(new(row.Name, row.Value.Text));
            else
                errors.Add(MapErrorCodes.ValueInvalid, row.Value.Offset, "A row of a lookup is a text.");
        }
        return new MapLookup(lookup.Name, rows);
    }
}
