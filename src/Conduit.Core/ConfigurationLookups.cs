using System.Text;
using System.Text.Json;
using Conduit.Mapping;
using Conduit.Mapping.Words;

namespace Conduit;

/// <summary>The lookups that the maps of a configuration use. Each map may have its own of a name; in a file they have names of their own.</summary>
internal sealed class ConfigurationLookups
{
    private readonly SortedDictionary<string, MapLookup> _lookups = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes the lookup of a word in; the word as it is written in the file.</summary>
    public MapWord Name(MapWord word)
    {
        if (word is not LookupWord { Lookup: { } lookup } use)
            return word;
        string name = lookup.Name;
        for (int i = 2; _lookups.TryGetValue(name, out MapLookup? known) && (Content(known) != Content(lookup) || known.Name != lookup.Name); i++)
            name = $"{lookup.Name}-{i}";
        _lookups[name] = lookup;
        return name == use.Arguments[0] ? use : use.Renamed(name);
    }

    public void Write(Utf8JsonWriter json)
    {
        if (_lookups.Count == 0)
            return;
        json.WriteStartObject("lookups");
        foreach ((string name, MapLookup lookup) in _lookups)
        {
            if (lookup.File is { From: null } file)
                json.WriteString(name, file.Path);
            else
                WriteObject(json, name, lookup.File is { } named ? [new("file", named.Path), new("from", named.From!), new("to", named.To!)] : lookup.Rows);
        }
        json.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, string>> rows)
    {
        json.WriteStartObject(name);
        foreach ((string key, string value) in rows)
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static string Content(MapLookup lookup)
    {
        var text = new StringBuilder();
        lookup.WriteCanonical(text);
        return text.ToString();
    }
}
