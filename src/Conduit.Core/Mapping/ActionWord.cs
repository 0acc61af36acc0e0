using System.Collections.Frozen;

namespace Conduit.Mapping;

/// <summary>The words that a column of actions may hold.</summary>
internal static class ActionWord
{
    /// <summary>The words, as messages list them.</summary>
    public const string Known = "create, add, update, change, modify, upsert; delete, remove, drop, unenroll";

    // The value tells whether the word removes.
    private static readonly FrozenDictionary<string, bool> Words = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase)
    {
        ["create"] = false,
        ["add"] = false,
        ["update"] = false,
        ["change"] = false,
        ["modify"] = false,
        ["upsert"] = false,
        ["delete"] = true,
        ["del"] = true,
        ["remove"] = true,
        ["drop"] = true,
        ["unenrol"] = true,
        ["unenroll"] = true,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a word; a blank one sets.</summary>
    /// <returns>False when nobody knows the word. Numbers are no words: 1 means "add" to one system and "delete" to another.</returns>
    public static bool TryRead(string text, out bool removes)
    {
        string word = text.Trim();
        removes = false;
        return word.Length == 0 || Words.TryGetValue(word, out removes);
    }
}
