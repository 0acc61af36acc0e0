using System.Text;

namespace Conduit.Mapping;

/// <summary>A table from what a file says to what is meant. Values are found without regard to case and to blanks around them.</summary>
internal sealed class MapLookup
{
    private readonly Dictionary<string, string> _rows;

    public MapLookup(string name, IEnumerable<KeyValuePair<string, string>> rows)
    {
        Name = name;
        _rows = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string key, string value) in rows)
            _rows[key.Trim()] = value;
    }

    public string Name { get; }

    /// <summary>The file that it was read from; null when its rows stand in the mapping.</summary>
    public LookupFile? File { get; init; }

    /// <summary>The rows in one order.</summary>
    public IEnumerable<KeyValuePair<string, string>> Rows => _rows.OrderBy(row => row.Key, StringComparer.Ordinal);

    public bool TryFind(string value, out string? found) => _rows.TryGetValue(value.Trim(), out found);

    /// <summary>The rows as the version of a map counts them.</summary>
    public void WriteCanonical(StringBuilder text)
    {
        foreach ((string key, string value) in Rows)
            text.Append(CanonicalText.Quote(key)).Append(':').Append(CanonicalText.Quote(value)).Append(',');
    }
}
