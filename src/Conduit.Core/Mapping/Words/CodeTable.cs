using System.Collections.Frozen;

namespace Conduit.Mapping.Words;

/// <summary>Tables of codes: entries with semicolons between them, each a code and, after bars, what else it is called.</summary>
internal static class CodeTable
{
    /// <summary>The code for everything that an entry is called, the code included; names as <see cref="Headings.Normalize"/> leaves them.</summary>
    public static FrozenDictionary<string, string> Read(string table)
    {
        var codes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string entry in table.Split(';', StringSplitOptions.TrimEntries))
        {
            string[] names = entry.Split('|');
            foreach (string name in names)
                codes.TryAdd(Headings.Normalize(LatinLetters.Fold(name)), names[0]);
        }
        return codes.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
