using System.Globalization;
using Conduit.Records;

namespace Conduit.Mapping;

/// <summary>What the headings of files mean where no mapping says so.</summary>
internal static class Headings
{
    // Each made when a file of its kind is first met: most rosters have few kinds.
    private static readonly Lazy<Dictionary<string, HeadingTarget>>[] Known =
        RecordKinds.Each(kind => new Lazy<Dictionary<string, HeadingTarget>>(() => HeadingSynonyms.Of(kind)));

    /// <summary>
    /// A heading without what people vary: case, spaces, underscores and hyphens, and characters that nobody sees
    /// (a stray byte order mark, zero-width spaces).
    /// </summary>
    public static string Normalize(string heading)
    {
        Span<char> buffer = heading.Length <= 256 ? stackalloc char[heading.Length] : new char[heading.Length];
        int length = 0;
        foreach (char c in heading)
        {
            if (!char.IsWhiteSpace(c) && c is not ('_' or '-') && char.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.Control))
                buffer[length++] = char.ToLowerInvariant(c);
        }
        return new string(buffer[..length]);
    }

    /// <summary>Whether the column tells what a row asks for.</summary>
    public static bool IsAction(string heading) => Normalize(heading) is "action" or "operation" or "op";

    /// <summary>Whether the column tells the key by which a record of a kind was known before.</summary>
    public static bool IsOldKey(RecordKind kind, string heading) => RecordKeys.HasOwn(kind)
        && Normalize(heading) is "oldkey" or "oldid" or "oldidnumber" or "oldusername" or "oldshortname" or "previousid" or "previousidnumber" or "previoususername";

    /// <summary>Whether a column or field of this name holds passwords, by its looks. Such a column is never read.</summary>
    public static bool IsPassword(string heading)
    {
        string plain = Normalize(heading);
        return plain is "pass" or "pwd" or "pw" or "userpass" or "userpwd" or "secret" or "pin"
            || plain.Contains("password", StringComparison.Ordinal)
            || plain.Contains("passwd", StringComparison.Ordinal)
            || plain.Contains("passphrase", StringComparison.Ordinal)
            || plain.Contains("passwort", StringComparison.Ordinal)
            || plain.Contains("contraseña", StringComparison.Ordinal)
            || plain.Contains("motdepasse", StringComparison.Ordinal);
    }

    /// <summary>The field that a heading means for a kind; null when it means none.</summary>
    public static HeadingTarget? Find(RecordKind kind, string heading)
    {
        if (CustomName(kind, heading) is { } custom)
            return new HeadingTarget(null, custom);
        return Known[(int)kind].Value.TryGetValue(Normalize(heading), out HeadingTarget? target) ? target : null;
    }

    /// <summary>The names that headings of a kind can have, for hints: fields first, then synonyms.</summary>
    public static IEnumerable<string> NamesFor(RecordKind kind) =>
        RecordFields.Of(kind).Select(field => field.Name).Concat(Known[(int)kind].Value.Keys);

    /// <summary>The custom field that a heading <c>profile_field_X</c> (for courses also <c>customfield_X</c>) means; null when it is none.</summary>
    public static string? CustomName(RecordKind kind, string heading)
    {
        if (!RecordFields.AllowsCustom(kind))
            return null;
        string trimmed = heading.Trim();
        foreach (string prefix in (ReadOnlySpan<string>)[RecordFields.CustomPrefix, "customfield_"])
        {
            if (trimmed.Length > prefix.Length && trimmed.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                return trimmed[prefix.Length..];
            if (kind != RecordKind.Course)
                break;
        }
        return null;
    }
}
