namespace Conduit.Mapping;

/// <summary>The words that a column of actions may hold.</summary>
internal static class ActionWord
{
    /// <summary>The words, as messages list them.</summary>
    public const string Known = "create, add, update, change, modify, upsert; delete, remove, drop, unenroll";

    /// <summary>Reads a word; a blank one sets.</summary>
    /// <returns>False when nobody knows the word. Numbers are no words: 1 means "add" to one system and "delete" to another.</returns>
    public static bool TryRead(string text, out bool removes)
    {
        bool? read = text.Trim().ToLowerInvariant() switch
        {
            "" or "create" or "add" or "update" or "change" or "modify" or "upsert" => false,
            "delete" or "del" or "remove" or "drop" or "unenrol" or "unenroll" => true,
            _ => null,
        };
        removes = read is true;
        return read is not null;
    }
}
