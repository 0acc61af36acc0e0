namespace Conduit.Mapping;

/// <summary>One spelling for the parts of a mapping, so that two mappings that say the same have the same version.</summary>
internal static class CanonicalText
{
    /// <summary>The text in single quotes, those inside doubled: no two texts look alike, whatever follows them.</summary>
    public static string Quote(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
}
